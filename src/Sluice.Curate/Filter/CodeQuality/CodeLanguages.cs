using System.Collections.Frozen;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>What a language is to the rules of <c>code-quality</c>.</summary>
enum CodeKind
{
    /// <summary>A programming language, or unknown: all rules.</summary>
    Programming,

    /// <summary>Markup and style sheets: no rules about statements and literals.</summary>
    Markup,

    /// <summary>Data: those of markup, and the data rules where the set names the language.</summary>
    Data,

    /// <summary>Texts for people: long lines are paragraphs.</summary>
    Prose,
}

/// <summary>One language as the rules see it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Syntax">Its comments; null where they are not known.</param>
sealed record CodeLanguage(CodeKind Kind, CodeSyntax? Syntax);

/// <summary>Languages by Linguist's names: kind and comments, typed in from the languages' own references.</summary>
static class CodeLanguages
{
    const Literals Quotes = Literals.Double | Literals.Single;

    static readonly CodeSyntax
        s_c = new(Quotes, ["//"], ["/*", "*/"]),
        s_rust = new(Quotes, ["//"], ["/*", "*/"], nests: true),
        s_kotlin = new(Quotes | Literals.Triple, ["//"], ["/*", "*/"], nests: true),
        s_script = new(Quotes | Literals.Backtick, ["//"], ["/*", "*/"]),
        s_css = new(Quotes, [], ["/*", "*/"]),
        s_php = new(Quotes, ["//", "#"], ["/*", "*/"]),
        s_python = new(Quotes | Literals.Triple | Literals.TripleIsComment, ["#"], []),
        s_hash = new(Quotes, ["#"], []),
        s_shell = new(Quotes, ["#"], [], MarkPlace.BehindBlank),
        s_ruby = new(Quotes | Literals.Backtick, ["#"], ["\n=begin", "\n=end"], MarkPlace.BehindBlank),
        s_perl = new(Quotes, ["#"], ["\n=pod", "\n=cut", "\n=head", "\n=cut", "\n=over", "\n=cut", "\n=encoding", "\n=cut"], MarkPlace.BehindBlank),
        s_powershell = new(Quotes, ["#"], ["<#", "#>"], MarkPlace.BehindBlank),
        s_julia = new(Literals.Double | Literals.Triple | Literals.TripleIsComment, ["#"], ["#=", "=#"], nests: true),
        s_elixir = new(Quotes | Literals.Triple, ["#"], []),
        s_nim = new(Literals.Double | Literals.Triple, ["#"], ["#[", "]#"], nests: true),
        s_sql = new(Quotes, ["--"], ["/*", "*/"]),
        s_dash = new(Literals.Double, ["--"], []),
        s_lua = new(Quotes, ["--"], ["--[[", "]]", "--[=[", "]=]"]),
        s_haskell = new(Literals.Double, ["--"], ["{-", "-}"], nests: true),
        s_lisp = new(Literals.Double, [";"], ["#|", "|#"], nests: true),
        s_semicolon = new(Quotes, [";"], []),
        s_ini = new(Literals.None, [";", "#"], [], MarkPlace.FirstOnLine),
        s_percent = new(Literals.Double, ["%"], []),
        s_matlab = new(Literals.Double, ["%"], ["%{", "%}"]),
        s_tex = new(Literals.None, ["%"], []),
        s_pascal = new(Literals.Single, ["//"], ["{", "}", "(*", "*)"]),
        s_ml = new(Literals.Double, [], ["(*", "*)"], nests: true),
        s_fsharp = new(Literals.Double | Literals.Triple, ["//"], ["(*", "*)"], nests: true),
        s_markup = new(Literals.None, [], ["<!--", "-->"]),
        s_basic = new(Literals.Double, ["'"], []),
        s_fortran = new(Quotes, ["!"], []),
        s_vim = new(Literals.None, ["\""], [], MarkPlace.FirstOnLine),
        s_batch = new(Literals.None, ["REM ", "rem ", "::", "@REM ", "@rem "], [], MarkPlace.FirstOnLine),
        s_assembly = new(Quotes, [";", "//", "# ", "#\t", "@ "], ["/*", "*/"], MarkPlace.BehindBlank),
        s_tcl = new(Literals.Double, ["#"], [], MarkPlace.FirstOnLine),
        s_m4 = new(Literals.None, ["dnl", "#"], [], MarkPlace.BehindBlank),
        s_smalltalk = new(Literals.Single, [], ["\"", "\""]),
        s_coffee = new(Quotes | Literals.Triple, ["#"], ["###", "###"]),
        s_razor = new(Literals.None, [], ["<!--", "-->", "{#", "#}", "<%#", "%>", "@*", "*@"]);

    static readonly FrozenDictionary<string, CodeLanguage> s_languages = Table();
    static readonly CodeLanguage s_otherMarkup = new(CodeKind.Markup, null), s_otherData = new(CodeKind.Data, null), s_otherProse = new(CodeKind.Prose, null);

    /// <summary>A language that is not known: a programming language, whose comments are not counted.</summary>
    public static CodeLanguage Unknown { get; } = new(CodeKind.Programming, null);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => s_languages.Keys;

    /// <summary>The language of a name. One that is not in the table is of the kind that Linguist calls it, and <see cref="Unknown"/> without that.</summary>
    /// <param name="name">Linguist's name; null where it is not known.</param>
    /// <param name="type">Linguist's type: <c>programming</c>, <c>markup</c>, <c>data</c>, <c>prose</c>; null where it is not known.</param>
    public static CodeLanguage Of(string? name, string? type = null) => name is not null && s_languages.TryGetValue(name, out CodeLanguage? language) ? language : type switch
    {
        "markup" => s_otherMarkup,
        "data" => s_otherData,
        "prose" => s_otherProse,
        _ => Unknown,
    };

    static FrozenDictionary<string, CodeLanguage> Table()
    {
        Dictionary<string, CodeLanguage> table = new(StringComparer.Ordinal);
        Add(CodeKind.Programming, s_c, "C", "C++", "C#", "Java", "Go", "Objective-C", "Objective-C++", "Cuda", "OpenCL", "GLSL", "HLSL", "Metal", "D", "Zig", "Solidity",
            "Verilog", "SystemVerilog", "ActionScript", "Haxe", "Processing", "V", "Odin", "Vala", "Groovy", "Gradle", "Apex", "WGSL", "ShaderLab", "Cairo", "Move",
            "Protocol Buffer", "Thrift", "Yacc", "Lex", "Bison", "QML", "Unified Parallel C", "AIDL", "LLVM", "Jsonnet", "Bicep", "HCL", "DM", "SWIG", "Logos", "Pike",
            "Squirrel", "UnrealScript", "AngelScript", "NWScript", "SourcePawn", "Pawn", "POV-Ray SDL", "OpenSCAD", "Stan", "XC", "Chapel", "Cycript", "Linker Script", "ANTLR");
        Add(CodeKind.Programming, s_rust, "Rust", "Swift", "Scala", "Dart", "ReScript", "Reason", "Motoko", "Ballerina");
        Add(CodeKind.Programming, s_kotlin, "Kotlin");
        Add(CodeKind.Programming, s_script, "JavaScript", "TypeScript", "TSX", "Vue", "Svelte", "Astro", "LiveScript");
        Add(CodeKind.Programming, s_php, "PHP", "Hack");
        Add(CodeKind.Programming, s_python, "Python", "Cython", "Starlark", "Xonsh", "GDScript", "Sage", "Mojo");
        Add(CodeKind.Programming, s_hash, "R", "Awk", "Nix", "Makefile", "CMake", "Dockerfile", "Meson", "Just", "Puppet", "GAP", "Gnuplot", "RobotFramework", "Gherkin",
            "BitBake", "Crystal", "Raku", "Dhall", "Nushell", "Red", "Csound", "Io", "Boo", "CUE", "GraphQL", "jq");
        Add(CodeKind.Programming, s_shell, "Shell", "fish", "Tcsh", "Nginx", "ApacheConf");
        Add(CodeKind.Programming, s_ruby, "Ruby");
        Add(CodeKind.Programming, s_perl, "Perl", "Pod");
        Add(CodeKind.Programming, s_powershell, "PowerShell");
        Add(CodeKind.Programming, s_julia, "Julia");
        Add(CodeKind.Programming, s_elixir, "Elixir");
        Add(CodeKind.Programming, s_nim, "Nim");
        Add(CodeKind.Programming, s_sql, "SQL", "PLSQL", "PLpgSQL", "TSQL", "SQLPL", "HiveQL", "SPARQL");
        Add(CodeKind.Programming, s_dash, "Ada", "VHDL", "Eiffel", "Agda");
        Add(CodeKind.Programming, s_lua, "Lua", "Luau", "MoonScript", "Terra");
        Add(CodeKind.Programming, s_haskell, "Haskell", "Elm", "PureScript", "Idris", "Lean", "Literate Haskell");
        Add(CodeKind.Programming, s_lisp, "Common Lisp", "Scheme", "Racket", "Emacs Lisp", "Clojure", "Fennel", "Hy", "LFE", "NewLisp");
        Add(CodeKind.Programming, s_semicolon, "AutoHotkey", "AutoIt", "NSIS", "Inno Setup", "LSL", "WebAssembly", "Rebol");
        Add(CodeKind.Programming, s_percent, "Erlang", "Prolog", "Mercury", "PostScript", "LilyPond", "Logtalk");
        Add(CodeKind.Programming, s_matlab, "MATLAB");
        Add(CodeKind.Programming, s_pascal, "Pascal", "Component Pascal", "Modula-2");
        Add(CodeKind.Programming, s_ml, "OCaml", "Standard ML", "Wolfram Language", "Isabelle", "Rocq Prover");
        Add(CodeKind.Programming, s_fsharp, "F#");
        Add(CodeKind.Programming, s_basic, "Visual Basic .NET", "VBA", "VBScript", "Visual Basic 6.0", "FreeBASIC", "QuickBASIC", "BASIC");
        Add(CodeKind.Programming, s_fortran, "Fortran", "Fortran Free Form");
        Add(CodeKind.Programming, s_vim, "Vim script");
        Add(CodeKind.Programming, s_batch, "Batchfile");
        Add(CodeKind.Programming, s_assembly, "Assembly", "Unix Assembly", "Motorola 68K Assembly");
        Add(CodeKind.Programming, s_tcl, "Tcl");
        Add(CodeKind.Programming, s_m4, "M4", "M4Sugar");
        Add(CodeKind.Programming, s_smalltalk, "Smalltalk");
        Add(CodeKind.Programming, s_coffee, "CoffeeScript");

        Add(CodeKind.Markup, s_css, "CSS");
        Add(CodeKind.Markup, s_c, "SCSS", "Less", "Sass", "Stylus", "PostCSS");
        Add(CodeKind.Markup, s_markup, "HTML", "XSLT", "XML", "SVG", "Maven POM", "Ant Build System", "Haml", "Pug", "Slim");
        Add(CodeKind.Markup, s_razor, "HTML+ERB", "HTML+PHP", "HTML+Razor", "HTML+EEX", "Jinja", "Twig", "Blade", "Handlebars", "Mustache", "EJS", "Liquid",
            "Smarty", "Java Server Pages", "FreeMarker", "Nunjucks");
        Add(CodeKind.Markup, s_tex, "BibTeX");

        Add(CodeKind.Data, null, "JSON", "JSON with Comments", "JSON5", "JSONLD", "CSV", "TSV", "Jupyter Notebook", "Web Ontology Language", "Diff", "Gettext Catalog", "SMT",
            "Public Key", "SSH Config", "Pickle", "Git Attributes", "Ignore List", "Unity3D Asset", "KiCad Layout", "STL", "Wavefront Object", "G-code", "Turtle",
            "Checksums", "Go Checksums", "Graphviz (DOT)");
        Add(CodeKind.Data, s_shell, "YAML", "TOML", "Git Config", "EditorConfig", "Go Module", "OASv2-yaml", "OASv3-yaml");
        Add(CodeKind.Data, s_ini, "INI", "Java Properties", "Windows Registry Entries");

        Add(CodeKind.Prose, s_markup, "Markdown", "RMarkdown", "MDX", "GCC Machine Description");
        Add(CodeKind.Prose, null, "Text", "reStructuredText", "AsciiDoc", "Org", "Textile", "RDoc", "Wikitext", "Creole", "Roff", "Roff Manpage", "Texinfo");
        Add(CodeKind.Prose, s_tex, "TeX");
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(CodeKind kind, CodeSyntax? syntax, params string[] names)
        {
            CodeLanguage language = new(kind, syntax);
            foreach (string name in names) table[name] = language;
        }
    }
}
