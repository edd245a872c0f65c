using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Drops files that teach a model little: generated, encoded, minified, data rather than code, lists of imports or of the same line.</summary>
/// <remarks>
/// <para>Why: the makers of code models published what they left out, and their ablations show that it helps. The thresholds of each set are in one table, with
/// what departs from it, in the page on code quality; the strictest of the sets that are on holds, and each can be given by itself.</para>
/// <para>The language is what <c>identify-code-language</c> wrote (<c>code-language</c>); where it is not known, only the rules for all languages are checked.
/// Prose and the languages whose lines are naturally long are spared the rules on line lengths; rules about comments, literals and statements are for
/// programming languages. Lengths count characters, not bytes.</para>
/// <para>Known problems: comments and literals come from a small lexer by language family, so a comment mark in a heredoc or a regular expression counts as
/// one; RefineCode's rules that need a syntax tree (unparsable Python, no variable, no logic) and its n-gram rules are left out.</para>
/// <para>Example: <c>code-quality: { rules: [starcoder2], line-length-mean-max: 80, comments-min: 0.01 }</c></para>
/// <para>Source: Codex (Chen et al. 2021, arXiv:2107.03374), section 3.1; SantaCoder (Allal et al. 2023, arXiv:2301.03988); StarCoder (Li et al. 2023,
/// arXiv:2305.06161), section 3; StarCoder2 (Lozhkov et al. 2024, arXiv:2402.19173); OpenCoder's RefineCode (Huang et al. 2024, arXiv:2411.04905), appendix A,
/// and its repository opc_data_filtering.</para>
/// </remarks>
public sealed class CodeQuality : IStep
{
    const int XmlHeadCharacters = 100;
    const double SqlDigits = 1.5;

    readonly CodeQualityOptions _options;
    readonly double[] _thresholds;
    readonly bool _dropsGenerated, _dropsXml;
    readonly StatementStatistics _statements = new();

    /// <summary>Makes the step.</summary>
    public CodeQuality(CodeQualityOptions options)
    {
        _options = options;
        (_dropsGenerated, _dropsXml) = (options.DropsGenerated, options.DropsXml);
        _thresholds = [.. Enum.GetValues<CodeRule>().Select(options.Threshold)];
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<CodeQualityOptions>("code-quality",
        "Codex (arXiv:2107.03374), SantaCoder (arXiv:2301.03988), StarCoder (arXiv:2305.06161), StarCoder2 (arXiv:2402.19173), RefineCode (arXiv:2411.04905)",
        (options, _) => new CodeQuality(options), takesFiles: true);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        string? name = document.Metadata.TryGet("code-language", out MetadataValue value) ? value.Text : null;
        RuleCheck check = new(measurements);
        ReadOnlySpan<byte> text = document.Text;
        if (text.Trim(" \t\r\n\v\f"u8).IsEmpty) return Verdict.Drop("code-quality.empty");
        Verdict marked = Marked(document, text, name);
        if (!marked.IsKept && !measurements.IsOn) return marked;

        CodeLanguage language = CodeLanguages.Of(name, document.Metadata.TryGet("code-type", out MetadataValue type) ? type.Text : null);
        CharacterStatistics characters = CharacterStatistics.Of(text);
        LineStatistics lines = LineStatistics.Of(text, characters.CodePoints);
        CheckSize(ref check, text, characters, lines, name, language);
        if (!check.IsDecided) CheckCharacters(ref check, characters, name, language);
        if (!check.IsDecided) CheckEncoded(ref check, text);
        if (!check.IsDecided && name == "HTML") CheckHtml(ref check, text, characters);
        if (!check.IsDecided && language.Kind == CodeKind.Programming) CheckCode(ref check, text, characters, lines, name, language);
        return marked.IsKept ? check.Verdict : marked;
    }

    Verdict Marked(Document document, ReadOnlySpan<byte> text, string? name)
    {
        if (document.Path is { } path)
            foreach (string ending in _options.DataFiles)
                if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return Verdict.Drop("code-quality.data-file", ending);
        if (_dropsGenerated)
        {
            if (document.Metadata.TryGet("marks", out MetadataValue marks) && MarkIn(marks.Text) is { } mark) return Verdict.Drop("code-quality.generated", mark);
            byte lineEnd = text[..Math.Min(text.Length, 4096)].Contains((byte)'\n') ? (byte)'\n' : (byte)'\r';
            if (GeneratedMarks.Find(text, lineEnd) is { } phrase) return Verdict.Drop("code-quality.generated", phrase);
        }
        if (_dropsXml && text[..Math.Min(text.Length, 4 * XmlHeadCharacters)].IndexOf("<?xml version="u8) is >= 0 and < XmlHeadCharacters
            && (name is null || !_options.XmlLanguages.Contains(name))) return Verdict.Drop("code-quality.xml");
        return Verdict.Keep;
    }

    static string? MarkIn(string? marks)
    {
        if (marks is null) return null;
        foreach (string mark in (ReadOnlySpan<string>)["generated", "minified"])
            if (marks.Contains(mark, StringComparison.Ordinal)) return mark;
        return null;
    }

    void CheckSize(ref RuleCheck check, ReadOnlySpan<byte> text, in CharacterStatistics characters, in LineStatistics lines, string? name, CodeLanguage language)
    {
        Check(ref check, CodeRule.FileBytes, text.Length);
        if (name is not null && _options.DataLanguages.Contains(name))
        {
            Check(ref check, CodeRule.DataCharactersMin, characters.CodePoints);
            Check(ref check, CodeRule.DataCharactersMax, characters.CodePoints);
            Check(ref check, CodeRule.DataAlphabetic, (double)characters.Letters / characters.CodePoints);
        }
        if (name is not null && _options.ShortLanguages.Contains(name)) Check(ref check, CodeRule.DataLines, lines.Lines);
        Check(ref check, CodeRule.Lines, lines.Lines);
        Check(ref check, CodeRule.LinesMin, lines.Lines);
        if (language.Kind == CodeKind.Prose || (name is not null && _options.LongLineLanguages.Contains(name)))
        {
            check.AtMost("code-quality.line-length", lines.Longest, _options.LongTextLineLengthMax);
            return;
        }
        Check(ref check, CodeRule.LineLength, lines.Longest);
        Check(ref check, CodeRule.LineLengthMean, lines.Mean);
        Check(ref check, CodeRule.LineLengthMeanMin, lines.Mean);
    }

    void CheckCharacters(ref RuleCheck check, in CharacterStatistics characters, string? name, CodeLanguage language)
    {
        double all = characters.CodePoints, visible = Math.Max(1, characters.CodePoints - characters.WhiteSpace), both = characters.Letters + characters.Digits;
        bool isNumeric = name is "Motorola 68K Assembly" or "WebAssembly";
        Check(ref check, CodeRule.Alphanumeric, both / all);
        Check(ref check, CodeRule.Alphabetic, (isNumeric ? both : characters.Letters) / all);
        if (!isNumeric) Check(ref check, CodeRule.VisibleAlphabetic, characters.Letters / visible);
        if (!isNumeric) check.AtMost("code-quality.digits", characters.Digits / visible, _thresholds[(int)CodeRule.Digits] * (name == "SQL" ? SqlDigits : 1));
        Check(ref check, CodeRule.WhiteSpace, characters.WhiteSpace / all);
        Check(ref check, CodeRule.Replacements, characters.Replacements / all);
        Check(ref check, CodeRule.Characters, characters.CodePoints);
        Check(ref check, CodeRule.Words, characters.Words);
        if (characters.Words == 0 || language.Kind != CodeKind.Programming) return;
        double length = (double)characters.WordCodePoints / characters.Words;
        Check(ref check, CodeRule.WordLengthMin, length);
        Check(ref check, CodeRule.WordLengthMax, length);
    }

    void CheckEncoded(ref RuleCheck check, ReadOnlySpan<byte> text)
    {
        (long bytes, int longest) = EncodedRuns.Of(text);
        Check(ref check, CodeRule.EncodedRun, longest);
        Check(ref check, CodeRule.EncodedShare, (double)bytes / text.Length);
    }

    void CheckHtml(ref RuleCheck check, ReadOnlySpan<byte> text, in CharacterStatistics characters)
    {
        int visible = HtmlText.Count(text);
        Check(ref check, CodeRule.HtmlCharacters, visible);
        Check(ref check, CodeRule.HtmlText, (double)visible / characters.CodePoints);
    }

    void CheckCode(ref RuleCheck check, ReadOnlySpan<byte> text, in CharacterStatistics characters, in LineStatistics lines, string? name, CodeLanguage language)
    {
        CommentStatistics comments = default;
        if (language.Syntax is { } syntax)
        {
            comments = CommentStatistics.Of(text, syntax, lines.End);
            double share = (double)comments.CodePoints / characters.CodePoints;
            Check(ref check, CodeRule.CommentsMax, share);
            if (name is not null && _options.CommentLanguages.Contains(name)) Check(ref check, CodeRule.CommentsMin, share);
            if (check.IsDecided) return;
            double code = Math.Max(1, characters.CodePoints - comments.CodePoints);
            Check(ref check, CodeRule.TodoLines, (double)comments.TodoLines / lines.Lines);
            if (name != "Shell")
            {
                Check(ref check, CodeRule.Strings, comments.StringCodePoints / code);
                Check(ref check, CodeRule.LongStringLines, comments.LongStringLines / (double)Math.Max(1, lines.Filled - comments.Lines));
            }
            Check(ref check, CodeRule.LongWords, comments.LongWordBytesSum / code);
            if (check.IsDecided) return;
        }
        CheckStatements(ref check, text, characters.CodePoints - comments.CodePoints, lines, Math.Max(1, lines.Filled - comments.Lines), name);
    }

    void CheckStatements(ref RuleCheck check, ReadOnlySpan<byte> text, int codePoints, in LineStatistics lines, double codeLines, string? name)
    {
        _statements.Count(text, lines, name);
        Check(ref check, CodeRule.HexWords, _statements.HexBytes / Math.Max(1.0, codePoints));
        Check(ref check, CodeRule.RepeatedLines, (double)_statements.Repeated / lines.Filled);
        if (name is not ("Go" or "Shell")) Check(ref check, CodeRule.AssertLines, _statements.Asserts / codeLines);
        switch (name)
        {
            case "Python":
                Check(ref check, CodeRule.ImportLines, _statements.Imports / codeLines);
                Check(ref check, CodeRule.FunctionLines, (double)_statements.Functions / lines.Filled);
                Check(ref check, CodeRule.PassLines, _statements.Passes / codeLines);
                break;
            case "C" or "C++":
                Check(ref check, CodeRule.PreprocessorLines, _statements.Directives / codeLines);
                Check(ref check, CodeRule.MainFunctions, _statements.Mains);
                break;
            case "Go" or "Rust" or "JavaScript" or "TypeScript":
                Check(ref check, CodeRule.FunctionLines, (double)_statements.Functions / lines.Filled);
                break;
            case "Java" or "C#": break;
            default: return;
        }
        Check(ref check, CodeRule.PrintLines, _statements.Prints / codeLines);
    }

    void Check(ref RuleCheck check, CodeRule rule, double value)
    {
        PublishedRules.Row row = PublishedRules.Rows[(int)rule];
        if (row.IsMost) check.AtMost(row.Name, value, _thresholds[(int)rule]);
        else check.AtLeast(row.Name, value, _thresholds[(int)rule]);
    }
}
