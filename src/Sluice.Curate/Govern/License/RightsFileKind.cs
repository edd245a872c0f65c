using System.Collections.Frozen;
using Sluice.Curate.Govern.License.Manifests;

namespace Sluice.Curate.Govern.License;

/// <summary>What a rights file of a repository is, by its path alone.</summary>
enum RightsFileKind
{
    /// <summary>Nothing that tells the license of others.</summary>
    None,

    /// <summary>A license file: of its folder and what is below.</summary>
    License,

    /// <summary>A text in <c>LICENSES/</c>: the license of what names it, else of the folder above.</summary>
    ReuseText,

    /// <summary><c>REUSE.toml</c>.</summary>
    ReuseToml,

    /// <summary><c>.reuse/dep5</c>.</summary>
    ReuseDep5,

    /// <summary><c>FILE.license</c>: about FILE.</summary>
    Sidecar,

    /// <summary>A package manifest.</summary>
    Manifest,

    /// <summary>A NOTICE file: it names holders.</summary>
    Notice,

    /// <summary>A README.</summary>
    Readme,
}

/// <summary>Tells <see cref="RightsFileKind"/>.</summary>
static class RightsFileKinds
{
    // A source file about licenses is none.
    static readonly FrozenSet<string> s_codeExtensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "bash", "bat", "c", "cc", "cpp", "cs", "css", "cxx", "dart", "ejs", "elm", "erl", "ex", "exs", "fs", "gif", "go", "h", "hh", "hpp", "hs", "ico", "ipynb", "java", "jpeg", "jpg", "js", "json", "jsx", "kt", "less",
        "lua", "m", "mjs", "ml", "mm", "php", "pl", "plist", "pm", "png", "ps1", "py", "r", "rb", "resx", "rs", "scala", "scss", "sh", "sql", "strings", "svg", "swift", "toml", "ts", "tsx", "vb", "vue", "xaml", "xib", "xml", "yaml", "yml");

    static readonly string[] s_othersWorks = ["third", "3rd", "vendor", "bundled", "dependenc", "external", "template", "header", "deps", "libraries", "exceptions-list"];

    /// <summary>The kind of a path.</summary>
    public static RightsFileKind Of(string path)
    {
        int slash = path.LastIndexOf('/');
        string name = path[(slash + 1)..].ToLowerInvariant();
        ReadOnlySpan<char> folder = slash < 0 ? default : path.AsSpan(0, slash);
        if (name == "reuse.toml") return RightsFileKind.ReuseToml;
        if (name == "dep5" && (folder.SequenceEqual(".reuse") || folder.EndsWith("/.reuse"))) return RightsFileKind.ReuseDep5;
        if (folder.SequenceEqual("LICENSES") || folder.EndsWith("/LICENSES")) return RightsFileKind.ReuseText;
        if (Manifest.IsOne(path)) return RightsFileKind.Manifest;
        string extension = name[(name.LastIndexOf('.') + 1)..];
        if (extension == "license" && name.Length > ".license".Length && name.IndexOf('.', StringComparison.Ordinal) < name.Length - ".license".Length) return RightsFileKind.Sidecar;
        if (name.StartsWith("readme", StringComparison.Ordinal)) return RightsFileKind.Readme;
        if (extension != name && s_codeExtensions.Contains(extension)) return RightsFileKind.None;
        foreach (string word in s_othersWorks)
            if (name.Contains(word, StringComparison.Ordinal)) return RightsFileKind.None;
        if (name.StartsWith("notice", StringComparison.Ordinal)) return RightsFileKind.Notice;
        foreach (string word in (ReadOnlySpan<string>)["license", "licence", "copying", "copyright", "copyleft", "ofl"])
        {
            int at = name.IndexOf(word, StringComparison.Ordinal);
            // LICENSE, UNLICENSE, LICENSE-MIT, MIT-LICENSE.txt, but no relicensing.md.
            if (at == 0 && !StartsLetter(name, word.Length + (name.AsSpan(word.Length).StartsWith("s") ? 1 : 0)) || at > 0 && (name[at - 1] is '-' or '_' or '.' || name.StartsWith("un", StringComparison.Ordinal) && at == 2) && !StartsLetter(name, at + word.Length))
                return RightsFileKind.License;
        }
        return RightsFileKind.None;
    }

    static bool StartsLetter(string name, int at) => at < name.Length && char.IsLetter(name[at]);
}
