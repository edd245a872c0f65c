namespace Sluice.Publish.Layout;

/// <summary>One import as a file states it.</summary>
/// <param name="Name">What is imported: a path, a module, a package, a class.</param>
readonly record struct ImportStatement(string Name)
{
    /// <summary>Python: how many dots stood before the name.</summary>
    internal int Level { get; init; }

    /// <summary>Python: what is imported of the module; null for the module itself.</summary>
    internal string? Member { get; init; }

    /// <summary>Whether the name is a path from the file itself (<c>require_relative</c>, PHP's <c>include</c>, Rust's <c>mod</c>).</summary>
    internal bool IsRelative { get; init; }
}

/// <summary>Reads import statements line by line: what looks like one is one, in strings and comments too. A false one names a file that is not there, or costs an order that was free anyway.</summary>
static class ImportStatements
{
    /// <summary>Statements of a file that are read.</summary>
    const int StatementsMax = 2_000;

    const int DeclarationsMax = 8;

    /// <summary>The imports of a file, in the order of its lines.</summary>
    internal static IEnumerable<ImportStatement> Of(ImportFamily family, SourceFile file) => (family switch
    {
        ImportFamily.Python => file.Lines().SelectMany(Python),
        ImportFamily.JavaScript => file.Lines().SelectMany(JavaScript),
        ImportFamily.Java => file.Lines().SelectMany(Java),
        ImportFamily.C => file.Lines().SelectMany(C),
        ImportFamily.Go => Go(file.Lines()),
        ImportFamily.Rust => file.Lines().SelectMany(Rust),
        ImportFamily.CSharp => file.Lines().SelectMany(CSharp),
        ImportFamily.Ruby => file.Lines().SelectMany(Ruby),
        ImportFamily.Php => file.Lines().SelectMany(Php),
        _ => [],
    }).Take(StatementsMax);

    /// <summary>The packages or namespaces that a file declares, parts separated by dots.</summary>
    internal static IEnumerable<string> Declared(ImportFamily family, SourceFile file)
    {
        string keyword = family == ImportFamily.Java ? "package" : "namespace";
        return file.Lines().Select(line => After(line, keyword)).OfType<string>().Select(rest => Name(rest, ".\\").Replace('\\', '.')).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(DeclarationsMax);
    }

    static IEnumerable<ImportStatement> Python(string line)
    {
        if (After(line, "import") is { } modules)
        {
            foreach (string module in modules.Split(',')) yield return new(Name(module.Trim(), "."));
            yield break;
        }
        if (After(line, "from") is not { } rest) yield break;
        int level = rest.Length - rest.TrimStart('.').Length;
        string name = Name(rest[level..], ".");
        string after = rest[(level + name.Length)..].Trim();
        if (After(after, "import") is not { } members && !after.StartsWith("import(", StringComparison.Ordinal)) yield break;
        foreach (string member in after["import".Length..].Trim(' ', '(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return new(name) { Level = level, Member = Name(member, "") is { Length: > 0 } one ? one : null };
        if (after.EndsWith('(')) yield return new(name) { Level = level };
    }

    // Only what is named from the file: packages lie elsewhere.
    static IEnumerable<ImportStatement> JavaScript(string line)
    {
        foreach (string keyword in (string[])["from ", "from\"", "from'", "import ", "import\"", "import'", "import(", "require("])
        {
            for (int at = line.IndexOf(keyword, StringComparison.Ordinal); at >= 0; at = line.IndexOf(keyword, at + keyword.Length, StringComparison.Ordinal))
                if (Quoted(line, at + keyword.Length - (keyword[^1] is '"' or '\'' ? 1 : 0)) is { } path && path.StartsWith('.')) yield return new(path.Split('?')[0]);
        }
    }

    static IEnumerable<ImportStatement> Java(string line)
    {
        if (After(line, "import") is not { } rest) yield break;
        string? member = After(rest, "static");
        string name = Name(member ?? rest, "._*");
        // All of a package or class, one member of a class, or a class.
        if (name.EndsWith("._", StringComparison.Ordinal) || name.EndsWith(".*", StringComparison.Ordinal)) name = name[..^2];
        else if (member is not null && name.LastIndexOf('.') is > 0 and var dot) name = name[..dot];
        yield return new(name);
    }

    static IEnumerable<ImportStatement> C(string line)
    {
        if (!line.StartsWith('#')) yield break;
        string rest = line[1..].TrimStart();
        rest = After(rest, "include") ?? After(rest, "import") ?? (rest.StartsWith("include", StringComparison.Ordinal) ? rest["include".Length..] : "");
        rest = rest.TrimStart();
        if (rest.Length == 0 || rest[0] is not ('"' or '<')) yield break;
        int end = rest.IndexOf(rest[0] == '<' ? '>' : '"', 1);
        if (end > 1) yield return new(rest[1..end]);
    }

    static IEnumerable<ImportStatement> Go(IEnumerable<string> lines)
    {
        bool isList = false;
        foreach (string line in lines)
        {
            if (isList && line.StartsWith(')')) isList = false;
            else if (line.StartsWith("import (", StringComparison.Ordinal) || line == "import(") isList = true;
            else if ((isList || After(line, "import") is not null) && Quoted(line, line.IndexOf('"')) is { } path) yield return new(path);
        }
    }

    static IEnumerable<ImportStatement> Rust(string line)
    {
        string rest = line.StartsWith("pub(", StringComparison.Ordinal) && line.IndexOf(')') is > 0 and var end ? line[(end + 1)..].TrimStart() : After(line, "pub") ?? line;
        if (After(rest, "mod") is { } module && module.TrimEnd().EndsWith(';')) yield return new(Name(module, "")) { IsRelative = true };
        if (After(rest, "use") is { } use) yield return new(Name(use, ":").TrimEnd(':'));
    }

    static IEnumerable<ImportStatement> CSharp(string line)
    {
        string rest = After(line, "global") ?? line;
        if (After(rest, "using") is not { } name || !name.TrimEnd().EndsWith(';')) yield break;
        // Of a class, its namespace: files are found by what they declare.
        bool isClass = After(name, "static") is not null || name.Contains('=', StringComparison.Ordinal);
        name = Name((After(name, "static") ?? name)[(name.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(), ".");
        yield return new(isClass && name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name);
    }

    static IEnumerable<ImportStatement> Ruby(string line)
    {
        if (After(line, "require_relative") is { } relative && Quoted(relative, 0) is { } path) yield return new(path) { IsRelative = true };
        else if (After(line, "require") is { } name && Quoted(name, 0) is { } library) yield return new(library);
    }

    static IEnumerable<ImportStatement> Php(string line)
    {
        if (After(line, "use") is { } name)
        {
            yield return new(Name(name.TrimStart('\\'), "\\").Replace('\\', '.'));
            yield break;
        }
        foreach (string keyword in (string[])["require_once", "include_once", "require", "include"])
        {
            if (!line.StartsWith(keyword, StringComparison.Ordinal)) continue;
            int quote = line.AsSpan().IndexOfAny('"', '\'');
            if (quote > 0 && Quoted(line, quote) is { } path) yield return new(path.TrimStart('/')) { IsRelative = true };
            yield break;
        }
    }

    // What follows a word and white space; null where the line does not begin so.
    static string? After(string line, string word) =>
        line.Length > word.Length && line.StartsWith(word, StringComparison.Ordinal) && line[word.Length] is ' ' or '\t' ? line[word.Length..].TrimStart() : null;

    // The letters, digits and underscores at the beginning, and the marks given.
    static string Name(string text, string marks)
    {
        int length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] == '_' || marks.Contains(text[length], StringComparison.Ordinal))) length++;
        return text[..length];
    }

    // The text between quotes that begins at or, after white space, behind a place.
    static string? Quoted(string line, int at)
    {
        while (at >= 0 && at < line.Length && line[at] is ' ' or '(' && at < line.Length) at++;
        if (at < 0 || at >= line.Length || line[at] is not ('"' or '\'' or '`')) return null;
        int end = line.IndexOf(line[at], at + 1);
        return end > at + 1 ? line[(at + 1)..end] : null;
    }
}
