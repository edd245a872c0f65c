namespace Sluice.Publish.Layout;

/// <summary>Languages that name imports in the same way.</summary>
enum ImportFamily
{
    /// <summary>None whose imports are looked for.</summary>
    None,

    /// <summary>Python.</summary>
    Python,

    /// <summary>JavaScript and TypeScript.</summary>
    JavaScript,

    /// <summary>Java, Kotlin, Scala and Groovy: packages.</summary>
    Java,

    /// <summary>C, C++ and Objective-C: includes.</summary>
    C,

    /// <summary>Go.</summary>
    Go,

    /// <summary>Rust.</summary>
    Rust,

    /// <summary>C#: namespaces.</summary>
    CSharp,

    /// <summary>Ruby.</summary>
    Ruby,

    /// <summary>PHP.</summary>
    Php,
}

/// <summary>Which family a file is of.</summary>
static class ImportFamilies
{
    static readonly Dictionary<string, ImportFamily> s_byLanguage = new(StringComparer.Ordinal)
    {
        ["Python"] = ImportFamily.Python,
        ["JavaScript"] = ImportFamily.JavaScript,
        ["TypeScript"] = ImportFamily.JavaScript,
        ["TSX"] = ImportFamily.JavaScript,
        ["JSX"] = ImportFamily.JavaScript,
        ["Vue"] = ImportFamily.JavaScript,
        ["Svelte"] = ImportFamily.JavaScript,
        ["Java"] = ImportFamily.Java,
        ["Kotlin"] = ImportFamily.Java,
        ["Scala"] = ImportFamily.Java,
        ["Groovy"] = ImportFamily.Java,
        ["C"] = ImportFamily.C,
        ["C++"] = ImportFamily.C,
        ["Objective-C"] = ImportFamily.C,
        ["Objective-C++"] = ImportFamily.C,
        ["Go"] = ImportFamily.Go,
        ["Rust"] = ImportFamily.Rust,
        ["C#"] = ImportFamily.CSharp,
        ["Ruby"] = ImportFamily.Ruby,
        ["PHP"] = ImportFamily.Php,
    };

    static readonly Dictionary<string, ImportFamily> s_byEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".py"] = ImportFamily.Python,
        [".pyi"] = ImportFamily.Python,
        [".js"] = ImportFamily.JavaScript,
        [".mjs"] = ImportFamily.JavaScript,
        [".cjs"] = ImportFamily.JavaScript,
        [".jsx"] = ImportFamily.JavaScript,
        [".ts"] = ImportFamily.JavaScript,
        [".mts"] = ImportFamily.JavaScript,
        [".cts"] = ImportFamily.JavaScript,
        [".tsx"] = ImportFamily.JavaScript,
        [".vue"] = ImportFamily.JavaScript,
        [".svelte"] = ImportFamily.JavaScript,
        [".java"] = ImportFamily.Java,
        [".kt"] = ImportFamily.Java,
        [".kts"] = ImportFamily.Java,
        [".scala"] = ImportFamily.Java,
        [".groovy"] = ImportFamily.Java,
        [".c"] = ImportFamily.C,
        [".h"] = ImportFamily.C,
        [".cc"] = ImportFamily.C,
        [".cpp"] = ImportFamily.C,
        [".cxx"] = ImportFamily.C,
        [".hpp"] = ImportFamily.C,
        [".hh"] = ImportFamily.C,
        [".m"] = ImportFamily.C,
        [".mm"] = ImportFamily.C,
        [".go"] = ImportFamily.Go,
        [".rs"] = ImportFamily.Rust,
        [".cs"] = ImportFamily.CSharp,
        [".rb"] = ImportFamily.Ruby,
        [".php"] = ImportFamily.Php,
    };

    /// <summary>The family of a file, by its language, else by its path.</summary>
    internal static ImportFamily Of(in SourceFile file)
    {
        if (file.Language is { } language) return s_byLanguage.GetValueOrDefault(language);
        int dot = file.Path.LastIndexOf('.');
        return dot < 0 ? ImportFamily.None : s_byEnding.GetValueOrDefault(file.Path[dot..]);
    }
}
