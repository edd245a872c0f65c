using System.Text;
using Sluice.Curate.Filter.CodeLanguage.Patterns;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>What tells a file's language.</summary>
public enum CodeEvidence
{
    /// <summary>Nothing did.</summary>
    None,

    /// <summary>A line for an editor.</summary>
    Modeline,

    /// <summary>The file's name.</summary>
    FileName,

    /// <summary>The interpreter of the first line.</summary>
    Shebang,

    /// <summary>The extension.</summary>
    Extension,

    /// <summary>The start of the text: an XML declaration, or armor as of keys (RFC 7468).</summary>
    Content,

    /// <summary>A rule of content for an extension that languages share.</summary>
    Rule,

    /// <summary>The classifier.</summary>
    Classifier,
}

/// <summary>Names the language of files, by Linguist's order of evidence. One a worker: it owns scratch and the automata of the rules it has met.</summary>
sealed class CodeIdentifier
{
    /// <summary>What of a file the rules of content and the classifier look at. Linguist: 50 KiB.</summary>
    public const int ContentBytesMax = 50 << 10;

    const int XmlBytesMax = 512;
    const string ManpageRules = ".man";

    // Extensions of too many kinds of files to say anything by themselves: only a rule of content may name their language.
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_generic = new HashSet<string>(StringComparer.Ordinal)
    {
        ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9", ".app", ".cmp", ".msg", ".resource", ".sol", ".stl", ".tag", ".url",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    readonly LanguageTable _languages = LanguageTable.Shared;
    readonly Dictionary<RuleSet, PatternScanner> _scanners = [];
    readonly CodeClassifier? _classifier;
    readonly ProgrammingLanguage _xml, _key;
    readonly ProgrammingLanguage[] _manpages;

    /// <param name="classifier">Decides among what the rules leave; null for none.</param>
    public CodeIdentifier(CodeClassifier? classifier)
    {
        _classifier = classifier;
        (_xml, _key, _manpages) = (_languages.Find("XML")!, _languages.Find("Public Key")!, [_languages.Find("Roff Manpage")!, _languages.Find("Roff")!]);
    }

    /// <summary>Names the language of one file; null where nothing tells it.</summary>
    /// <param name="path">Its path or name, <c>/</c> between folders.</param>
    /// <param name="textUtf8">Its text; any bytes.</param>
    /// <param name="by">What told it.</param>
    public ProgrammingLanguage? Identify(ReadOnlySpan<char> path, ReadOnlySpan<byte> textUtf8, out CodeEvidence by)
    {
        if (textUtf8.StartsWith("\uFEFF"u8)) textUtf8 = textUtf8[3..];
        ReadOnlySpan<char> name = path[(path.LastIndexOf('/') + 1)..];
        by = CodeEvidence.Modeline;
        if (Modeline.Find(textUtf8, _languages) is { } said) return said;

        ReadOnlySpan<ProgrammingLanguage> candidates = _languages.OfFileName(name);
        by = CodeEvidence.FileName;
        if (candidates.Length == 1) return candidates[0];

        Span<char> scratch = stackalloc char[LanguageTable.ScratchLength];
        ProgrammingLanguage[] byExtension = _languages.OfExtension(name, scratch, out ReadOnlySpan<char> extension);
        bool isGeneric = s_generic.Contains(extension);
        if (OfInterpreter(textUtf8) is { Length: > 0 } run)
        {
            candidates = Narrow(candidates, run);
            by = CodeEvidence.Shebang;
            if (candidates.Length == 1) return candidates[0];
        }
        if (!isGeneric)
        {
            candidates = Narrow(candidates, byExtension);
            by = CodeEvidence.Extension;
            if (candidates.Length == 1) return candidates[0];
        }
        if (candidates.IsEmpty && !isGeneric)
        {
            by = CodeEvidence.Content;
            if (TextLines.First(textUtf8, 2, XmlBytesMax).IndexOf("<?xml version="u8) >= 0) return _xml;
            if (textUtf8.StartsWith("-----BEGIN "u8)) return _key;
            if (IsManpage(name))
            {
                candidates = _manpages;
                extension = ManpageRules;
            }
        }

        if (textUtf8.Length > ContentBytesMax) textUtf8 = textUtf8[..ContentBytesMax];
        by = CodeEvidence.Rule;
        if (ContentRules.Shared.Of(extension.IsEmpty ? name : extension) is { } rules)
        {
            ReadOnlySpan<ProgrammingLanguage> ruled = rules.Apply(Scanner(rules).Find(textUtf8, rules.IsEnough));
            if (ruled.Length == 1) return ruled[0];
            if (ruled.Length > 1) candidates = ruled;
        }
        by = CodeEvidence.Classifier;
        if (textUtf8.Contains((byte)0))
        {
            by = CodeEvidence.None; // Not a text: its tokens say nothing.
            return null;
        }
        if (_classifier is not null && candidates.Length > 0) return _classifier.Best(textUtf8, candidates);
        if (_classifier is not null && !isGeneric && _classifier.Guess(textUtf8) is { } guess) return guess;
        by = CodeEvidence.None;
        return null;
    }

    PatternScanner Scanner(RuleSet rules)
    {
        if (!_scanners.TryGetValue(rules, out PatternScanner? scanner)) _scanners.Add(rules, scanner = new(rules.Program));
        return scanner;
    }

    ProgrammingLanguage[] OfInterpreter(ReadOnlySpan<byte> textUtf8)
    {
        ReadOnlySpan<byte> interpreter = Shebang.Interpreter(textUtf8);
        const int LengthMax = 32;
        if (interpreter.IsEmpty || interpreter.Length > LengthMax || !Ascii.IsValid(interpreter)) return [];
        Span<char> characters = stackalloc char[LengthMax];
        ReadOnlySpan<char> name = characters[..Encoding.ASCII.GetChars(interpreter, characters)];
        ProgrammingLanguage[] found = _languages.OfInterpreter(name);
        return found.Length > 0 ? found : _languages.OfInterpreter(name.TrimEnd("0123456789."));
    }

    // Later evidence chooses among what the evidence before left; where it agrees with none of that, it is not heard.
    static ReadOnlySpan<ProgrammingLanguage> Narrow(ReadOnlySpan<ProgrammingLanguage> candidates, ProgrammingLanguage[] found)
    {
        if (candidates.IsEmpty) return found;
        List<ProgrammingLanguage> both = [];
        foreach (ProgrammingLanguage language in found)
            if (candidates.Contains(language)) both.Add(language);
        return both.Count == 0 ? candidates : both.ToArray();
    }

    // program.3pm, conf.5.in: a section of the manual, with a suffix of letters.
    static bool IsManpage(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(".in", StringComparison.Ordinal)) name = name[..^3];
        int dot = name.LastIndexOf('.');
        ReadOnlySpan<char> section = name[(dot + 1)..];
        return dot > 0 && section.Length is > 0 and <= 8 && section[0] is >= '1' and <= '9' && section[1..].IndexOfAnyExceptInRange('a', 'z') < 0;
    }
}
