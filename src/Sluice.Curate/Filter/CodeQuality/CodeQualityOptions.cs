using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Options of <c>code-quality</c>. A threshold that is not given is the strictest of the rule sets that are on; 0 turns its rule off.</summary>
public sealed record CodeQualityOptions : IStepOptions
{
    /// <summary>Published rule sets whose thresholds hold: <c>codex</c>, <c>santacoder</c> (adds a least share of comments), <c>starcoder</c>, <c>starcoder2</c>, <c>refinecode</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = ["codex", "starcoder", "starcoder2", "refinecode"];

    /// <summary>Whether files that say so in their first five lines, or that <c>identify-code-language</c> marked <c>generated</c> or <c>minified</c>, go. Not given:
    /// with <c>codex</c>, <c>starcoder2</c> or <c>refinecode</c>.</summary>
    public bool? Generated { get; init; }

    /// <summary>Whether files with <c>&lt;?xml version=</c> in their first 100 characters go. Not given: with <c>starcoder</c> or <c>refinecode</c>.</summary>
    public bool? Xml { get; init; }

    /// <summary>Languages whose XML stays.</summary>
    public IReadOnlyList<string> XmlLanguages { get; init; } = ["XSLT"];

    /// <summary>Endings of names of data and configuration files that go whatever they hold. Empty for none.</summary>
    public IReadOnlyList<string> DataFiles { get; init; } =
    [
        ".csv", ".tsv", ".svg", ".lock", ".map", ".po", ".pot", ".obj", ".stl", ".ply", ".geojson", ".ndjson", ".jsonl", ".log", ".dat", ".sum", ".snap", ".xlf", ".resx",
        "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "packages.lock.json",
    ];

    /// <summary>Languages in which a least share of comments is asked for, where <c>comments-min</c> holds.</summary>
    public IReadOnlyList<string> CommentLanguages { get; init; } = ["Python", "Java", "JavaScript"];

    /// <summary>Languages of data, with a least and a greatest number of characters.</summary>
    public IReadOnlyList<string> DataLanguages { get; init; } = ["JSON", "YAML"];

    /// <summary>Languages with a greatest number of lines, <c>data-lines-max</c>.</summary>
    public IReadOnlyList<string> ShortLanguages { get; init; } = ["Text", "JSON", "YAML", "Web Ontology Language", "Graphviz (DOT)"];

    /// <summary>Languages whose lines may be long, besides all prose: only <c>long-text-line-length-max</c> holds for them.</summary>
    public IReadOnlyList<string> LongLineLanguages { get; init; } = ["HTML", "JSON", "SMT", "XML", "SVG", "Jupyter Notebook"];

    /// <summary>Longest line in those languages, in characters. StarCoder2: 100,000.</summary>
    public int LongTextLineLengthMax { get; init; } = 100_000;

    /// <summary>Most bytes of a file.</summary>
    public ByteSize? FileBytesMax { get; init; }

    /// <summary>Fewest characters of a file in one of the data languages.</summary>
    public int? DataCharactersMin { get; init; }

    /// <summary>Most characters of a file in one of the data languages.</summary>
    public int? DataCharactersMax { get; init; }

    /// <summary>Least share of letters in all characters of a file in one of the data languages.</summary>
    public double? DataAlphabeticMin { get; init; }

    /// <summary>Most lines of a file in one of the short languages.</summary>
    public int? DataLinesMax { get; init; }

    /// <summary>Most lines of a file.</summary>
    public int? LinesMax { get; init; }

    /// <summary>Fewest lines of a file. RefineCode: 10. Off, since a short module is code too; null brings it back.</summary>
    public int? LinesMin { get; init; } = 0;

    /// <summary>Longest line, in characters.</summary>
    public int? LineLengthMax { get; init; }

    /// <summary>Greatest mean length of lines, in characters.</summary>
    public double? LineLengthMeanMax { get; init; }

    /// <summary>Least mean length of lines, in characters.</summary>
    public double? LineLengthMeanMin { get; init; }

    /// <summary>Least share of letters and digits in all characters.</summary>
    public double? AlphanumericMin { get; init; }

    /// <summary>Least share of letters in all characters; letters and digits in Motorola 68K Assembly and WebAssembly.</summary>
    public double? AlphabeticMin { get; init; }

    /// <summary>Least share of letters in the characters that are no white space.</summary>
    public double? VisibleAlphabeticMin { get; init; }

    /// <summary>Greatest share of digits in the characters that are no white space; half as much again in SQL.</summary>
    public double? DigitsMax { get; init; }

    /// <summary>Greatest share of white space in all characters.</summary>
    public double? WhiteSpaceMax { get; init; }

    /// <summary>Greatest share of replacement characters (U+FFFD).</summary>
    public double? ReplacementsMax { get; init; }

    /// <summary>Fewest characters of a file.</summary>
    public int? CharactersMin { get; init; }

    /// <summary>Fewest words: runs of letters, digits and underscores.</summary>
    public int? WordsMin { get; init; }

    /// <summary>Least mean length of words.</summary>
    public double? WordLengthMin { get; init; }

    /// <summary>Greatest mean length of words.</summary>
    public double? WordLengthMax { get; init; }

    /// <summary>Longest run of encoded data, in bytes.</summary>
    public int? EncodedRunMax { get; init; }

    /// <summary>Greatest share of encoded data in a file.</summary>
    public double? EncodedShareMax { get; init; }

    /// <summary>Fewest visible characters of a HTML file.</summary>
    public int? HtmlCharactersMin { get; init; }

    /// <summary>Least share of visible characters in a HTML file.</summary>
    public double? HtmlTextMin { get; init; }

    /// <summary>Greatest share of comments in the characters of a program.</summary>
    public double? CommentsMax { get; init; }

    /// <summary>Least share of comments, in the comment languages.</summary>
    public double? CommentsMin { get; init; }

    /// <summary>Greatest share of lines whose comment says TODO, FIXME or "your code here". RefineCode: 0.01, where one in a file of
    /// 90 lines drops it; null brings that back.</summary>
    public double? TodoLinesMax { get; init; } = 0.1;

    /// <summary>Greatest share of string literals in the characters of a program, comments aside.</summary>
    public double? StringsMax { get; init; }

    /// <summary>Greatest share of lines in string literals with more than 20 words.</summary>
    public double? LongStringLinesMax { get; init; }

    /// <summary>Greatest share of words of more than 20 bytes in string literals, of the characters of a program, comments aside.</summary>
    public double? LongWordsMax { get; init; }

    /// <summary>Greatest share of hexadecimal numbers in the characters of a program, comments aside.</summary>
    public double? HexWordsMax { get; init; }

    /// <summary>Greatest share of lines that occur more than once.</summary>
    public double? RepeatedLinesMax { get; init; }

    /// <summary>Greatest share of lines with an assertion; not in Go, Shell, data and markup.</summary>
    public double? AssertLinesMax { get; init; }

    /// <summary>Greatest share of imports in the lines of a Python file.</summary>
    public double? ImportLinesMax { get; init; }

    /// <summary>Greatest share of lines that start a function, in Python, Go, Rust, JavaScript and TypeScript.</summary>
    public double? FunctionLinesMax { get; init; }

    /// <summary>Greatest share of <c>pass</c> in the lines of a Python file.</summary>
    public double? PassLinesMax { get; init; }

    /// <summary>Greatest share of lines that print.</summary>
    public double? PrintLinesMax { get; init; }

    /// <summary>Greatest share of preprocessor directives in the lines of a C or C++ file.</summary>
    public double? PreprocessorLinesMax { get; init; }

    /// <summary>Most definitions of <c>main</c> in a C or C++ file.</summary>
    public int? MainFunctionsMax { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (string set in Rules)
            if (Array.IndexOf(PublishedRules.Sets, set) < 0)
                yield return $"rules has '{set}'; use {string.Join(", ", PublishedRules.Sets)}";
        if (LongTextLineLengthMax < 0) yield return $"long-text-line-length-max is {LongTextLineLengthMax}; use 0 (off) or more";
        foreach (CodeRule rule in Enum.GetValues<CodeRule>())
        {
            if (Given(rule) is not { } value || value >= 0) continue;
            yield return $"{KeyOf(rule)} is {value}; use 0 (off) or more";
        }
    }

    /// <summary>Whether generated files go.</summary>
    internal bool DropsGenerated => Generated ?? Rules.Any(set => set is "codex" or "starcoder2" or "refinecode");

    /// <summary>Whether XML goes.</summary>
    internal bool DropsXml => Xml ?? Rules.Any(set => set is "starcoder" or "refinecode");

    /// <summary>The threshold that holds for a rule; 0 where it is off.</summary>
    internal double Threshold(CodeRule rule) => Given(rule) ?? PublishedRules.Strictest(rule, Rules);

    static string KeyOf(CodeRule rule)
    {
        string name = PublishedRules.Rows[(int)rule].Name["code-quality.".Length..];
        return name.EndsWith("-min", StringComparison.Ordinal) || name.EndsWith("-max", StringComparison.Ordinal) ? name
            : name + (PublishedRules.Rows[(int)rule].IsMost ? "-max" : "-min");
    }

    double? Given(CodeRule rule) => rule switch
    {
        CodeRule.FileBytes => FileBytesMax?.Bytes,
        CodeRule.DataCharactersMin => DataCharactersMin,
        CodeRule.DataCharactersMax => DataCharactersMax,
        CodeRule.DataAlphabetic => DataAlphabeticMin,
        CodeRule.DataLines => DataLinesMax,
        CodeRule.Lines => LinesMax,
        CodeRule.LinesMin => LinesMin,
        CodeRule.LineLength => LineLengthMax,
        CodeRule.LineLengthMean => LineLengthMeanMax,
        CodeRule.LineLengthMeanMin => LineLengthMeanMin,
        CodeRule.Alphanumeric => AlphanumericMin,
        CodeRule.Alphabetic => AlphabeticMin,
        CodeRule.VisibleAlphabetic => VisibleAlphabeticMin,
        CodeRule.Digits => DigitsMax,
        CodeRule.WhiteSpace => WhiteSpaceMax,
        CodeRule.Replacements => ReplacementsMax,
        CodeRule.Characters => CharactersMin,
        CodeRule.Words => WordsMin,
        CodeRule.WordLengthMin => WordLengthMin,
        CodeRule.WordLengthMax => WordLengthMax,
        CodeRule.EncodedRun => EncodedRunMax,
        CodeRule.EncodedShare => EncodedShareMax,
        CodeRule.HtmlCharacters => HtmlCharactersMin,
        CodeRule.HtmlText => HtmlTextMin,
        CodeRule.CommentsMax => CommentsMax,
        CodeRule.CommentsMin => CommentsMin,
        CodeRule.TodoLines => TodoLinesMax,
        CodeRule.Strings => StringsMax,
        CodeRule.LongStringLines => LongStringLinesMax,
        CodeRule.LongWords => LongWordsMax,
        CodeRule.HexWords => HexWordsMax,
        CodeRule.RepeatedLines => RepeatedLinesMax,
        CodeRule.AssertLines => AssertLinesMax,
        CodeRule.ImportLines => ImportLinesMax,
        CodeRule.FunctionLines => FunctionLinesMax,
        CodeRule.PassLines => PassLinesMax,
        CodeRule.PrintLines => PrintLinesMax,
        CodeRule.PreprocessorLines => PreprocessorLinesMax,
        CodeRule.MainFunctions => MainFunctionsMax,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
