using System.Collections.Frozen;

namespace Sluice.Curate.Govern.License;

/// <summary>Which files talk of other works' licenses: lists of dependencies, pages, prose.</summary>
static class OrdinaryText
{
    static readonly FrozenSet<string> s_extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "adoc", "cfg", "conf", "csv", "htm", "html", "ini", "ipynb", "json", "jsonl", "lock", "map", "markdown", "md", "mdx", "org", "pod", "po", "pot", "properties", "rst", "spdx", "svg", "tex", "textile", "toml", "tsv", "txt", "xml", "yaml", "yml");

    /// <summary>Whether the file is data or prose: by its extension, or a name in capitals (FAQ, INSTALL); other files without an extension are taken for code.</summary>
    public static bool IsDataOrProse(string path)
    {
        int dot = path.LastIndexOf('.'), name = path.LastIndexOf('/') + 1;
        if (dot < name) return !path.AsSpan(name).ContainsAnyInRange('a', 'z');
        return s_extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(dot + 1));
    }
}
