using System.Collections.Frozen;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The languages, and which of them share a file name, an extension, an interpreter or an alias. Immutable, one a process.</summary>
/// <remarks>Source: Linguist's list of languages, through the npm package linguist-languages (eng/code-language/make-tables.cs).</remarks>
sealed class LanguageTable
{
    /// <summary>Longest extension, interpreter or alias that is looked up: longer ones are in no list.</summary>
    const int NameLengthMax = 64;

    static readonly Lazy<LanguageTable> s_shared = new(() => new(DataFile.Rows("code-languages")));

    // Linguist's list of popular languages, with HTML's and CSS's neighbors left as they are there.
    static readonly string[] s_popular =
    [
        "C", "C#", "C++", "CoffeeScript", "CSS", "Dart", "DM", "Elixir", "Go", "Groovy", "HTML", "Java", "JavaScript", "Kotlin", "Objective-C", "Perl", "PHP",
        "PowerShell", "Python", "Ruby", "Rust", "Scala", "Shell", "Swift", "TypeScript",
    ];

    // Making a lookup makes garbage: once.
    readonly FrozenDictionary<string, ProgrammingLanguage[]>.AlternateLookup<ReadOnlySpan<char>> _byFileName, _byExtension, _byInterpreter, _byAlias;
    readonly FrozenDictionary<string, ProgrammingLanguage> _byName;

    LanguageTable(IEnumerable<string[]> rows)
    {
        Dictionary<string, List<ProgrammingLanguage>> fileNames = [], extensions = [], interpreters = [], aliases = [];
        List<ProgrammingLanguage> all = [];
        foreach (string[] row in rows)
        {
            ProgrammingLanguage language = new(all.Count, row[0], row[1]);
            all.Add(language);
            foreach (string extension in Split(row[2], ' ')) Add(extensions, extension.ToLowerInvariant(), language);
            foreach (string interpreter in Split(row[3], ' ')) Add(interpreters, interpreter, language);
            foreach (string name in Split(row[4], '|')) Add(fileNames, name, language);
            foreach (string alias in Split(row[5], '|')) Add(aliases, alias.ToLowerInvariant(), language);
            Add(aliases, row[0].ToLowerInvariant(), language);
            Add(aliases, row[0].ToLowerInvariant().Replace(' ', '-'), language);
        }
        All = all;
        _byName = all.ToFrozenDictionary(language => language.Name, StringComparer.Ordinal);
        IsPopular = [.. all.Select(language => s_popular.Contains(language.Name))];
        (_byFileName, _byExtension, _byInterpreter, _byAlias) = (Freeze(fileNames), Freeze(extensions), Freeze(interpreters), Freeze(aliases));
    }

    /// <summary>The one table.</summary>
    public static LanguageTable Shared => s_shared.Value;

    /// <summary>Every language, by number.</summary>
    public IReadOnlyList<ProgrammingLanguage> All { get; }

    /// <summary>By number: whether it is among the popular ones.</summary>
    public IReadOnlyList<bool> IsPopular { get; }

    /// <summary>The extensions, with a dot and in lower case, and their languages.</summary>
    public IEnumerable<KeyValuePair<string, ProgrammingLanguage[]>> Extensions => _byExtension.Dictionary;

    /// <summary>A language by its name; null where there is none.</summary>
    public ProgrammingLanguage? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A language by its name or an alias of it, in any case; null where there is none.</summary>
    public ProgrammingLanguage? FindByAlias(ReadOnlySpan<char> alias) =>
        alias.Length <= NameLengthMax && _byAlias.TryGetValue(Lower(alias, stackalloc char[NameLengthMax]), out ProgrammingLanguage[]? found) ? found[0] : null;

    /// <summary>The languages that have files of a name; empty where none has.</summary>
    public ProgrammingLanguage[] OfFileName(ReadOnlySpan<char> name) => Look(_byFileName, name);

    /// <summary>The languages of a file's longest known extension: of <c>a.min.js</c>, <c>.min.js</c> and then <c>.js</c>. Empty where none is known.</summary>
    /// <param name="name">Name of a file, without folders.</param>
    /// <param name="extension">The extension found, lower case, in <paramref name="scratch"/>.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/>.</param>
    public ProgrammingLanguage[] OfExtension(ReadOnlySpan<char> name, Span<char> scratch, out ReadOnlySpan<char> extension)
    {
        // What is before the last characters that an extension may have holds no known one.
        if (name.Length > NameLengthMax) name = name[^NameLengthMax..];
        Span<char> lower = scratch[..name.Length];
        name.ToLowerInvariant(lower);
        for (int dot = lower.IndexOf('.'); dot >= 0;)
        {
            extension = lower[dot..];
            ProgrammingLanguage[] found = Look(_byExtension, extension);
            if (found.Length > 0) return found;
            int next = lower[(dot + 1)..].IndexOf('.');
            dot = next < 0 ? -1 : dot + 1 + next;
        }
        extension = default;
        return [];
    }

    /// <summary>Characters of scratch that <see cref="OfExtension"/> needs.</summary>
    public static int ScratchLength => NameLengthMax;

    /// <summary>The languages that an interpreter runs; empty for none.</summary>
    public ProgrammingLanguage[] OfInterpreter(ReadOnlySpan<char> interpreter) => Look(_byInterpreter, interpreter);

    static ProgrammingLanguage[] Look(FrozenDictionary<string, ProgrammingLanguage[]>.AlternateLookup<ReadOnlySpan<char>> table, ReadOnlySpan<char> key) =>
        table.TryGetValue(key, out ProgrammingLanguage[]? found) ? found : [];

    static ReadOnlySpan<char> Lower(ReadOnlySpan<char> name, Span<char> scratch) => scratch[..name.ToLowerInvariant(scratch)];

    static string[] Split(string list, char separator) => list.Split(separator, StringSplitOptions.RemoveEmptyEntries);

    static void Add(Dictionary<string, List<ProgrammingLanguage>> table, string key, ProgrammingLanguage language)
    {
        if (!table.TryGetValue(key, out List<ProgrammingLanguage>? languages)) table.Add(key, languages = []);
        if (!languages.Contains(language)) languages.Add(language);
    }

    static FrozenDictionary<string, ProgrammingLanguage[]>.AlternateLookup<ReadOnlySpan<char>> Freeze(Dictionary<string, List<ProgrammingLanguage>> table) =>
        table.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
