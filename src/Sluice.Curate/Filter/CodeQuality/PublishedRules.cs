namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>A measured rule of <c>code-quality</c>, in the order in which they are checked.</summary>
enum CodeRule
{
    FileBytes, DataCharactersMin, DataCharactersMax, DataAlphabetic, DataLines, Lines, LinesMin, LineLength, LineLengthMean, LineLengthMeanMin, Alphanumeric, Alphabetic, VisibleAlphabetic, Digits,
    WhiteSpace, Replacements, Characters, Words, WordLengthMin, WordLengthMax, EncodedRun, EncodedShare, HtmlCharacters, HtmlText, CommentsMax, CommentsMin,
    TodoLines, Strings, LongStringLines, LongWords, HexWords, RepeatedLines, AssertLines, ImportLines, FunctionLines, PassLines, PrintLines, PreprocessorLines,
    MainFunctions,
}

/// <summary>The thresholds that were published, rule by rule and set by set: facts, typed in from the papers and repositories named at <see cref="CodeQuality"/>.</summary>
static class PublishedRules
{
    /// <summary>The sets, as the option <c>rules</c> names them.</summary>
    public static readonly string[] Sets = ["codex", "santacoder", "starcoder", "starcoder2", "refinecode"];

    /// <summary>One rule.</summary>
    /// <param name="Rule">Which.</param>
    /// <param name="Name">The whole name, as ledgers store it.</param>
    /// <param name="IsMost">Whether values above the threshold fail; else those below.</param>
    /// <param name="BySet">The threshold of each of <see cref="Sets"/>; 0 where the set has no such rule.</param>
    public readonly record struct Row(CodeRule Rule, string Name, bool IsMost, double[] BySet);

    /// <summary>All rules, by their number.</summary>
    public static readonly Row[] Rows =
    [
        //                                                                                        codex, santacoder, starcoder, starcoder2, refinecode
        Most(CodeRule.FileBytes, "code-quality.file-bytes",                                           0, 0, 0, 0, 3e6),
        Least(CodeRule.DataCharactersMin, "code-quality.data-characters-min",                         0, 0, 50, 0, 50),
        Most(CodeRule.DataCharactersMax, "code-quality.data-characters-max",                          0, 0, 5000, 0, 5000),
        Least(CodeRule.DataAlphabetic, "code-quality.data-alphabetic",                                0, 0, 0.5, 0, 0),
        Most(CodeRule.DataLines, "code-quality.data-lines",                                           0, 0, 0, 512, 0),
        Most(CodeRule.Lines, "code-quality.lines",                                                    0, 0, 0, 100_000, 100_000),
        Least(CodeRule.LinesMin, "code-quality.lines-min",                                            0, 0, 0, 0, 10),
        Most(CodeRule.LineLength, "code-quality.line-length",                                         1000, 1000, 1000, 1000, 1000),
        Most(CodeRule.LineLengthMean, "code-quality.line-length-mean",                                100, 100, 100, 100, 100),
        Least(CodeRule.LineLengthMeanMin, "code-quality.line-length-mean-min",                        0, 0, 0, 0, 5),
        Least(CodeRule.Alphanumeric, "code-quality.alphanumeric",                                     0.25, 0.25, 0.25, 0, 0),
        Least(CodeRule.Alphabetic, "code-quality.alphabetic",                                         0, 0, 0.25, 0.25, 0),
        Least(CodeRule.VisibleAlphabetic, "code-quality.visible-alphabetic",                          0, 0, 0, 0, 0.5),
        Most(CodeRule.Digits, "code-quality.digits",                                                  0, 0, 0, 0, 0.2),
        Most(CodeRule.WhiteSpace, "code-quality.white-space",                                         0, 0, 0, 0, 0.5),
        Most(CodeRule.Replacements, "code-quality.replacements",                                      0, 0, 0, 0, 0.01),
        Least(CodeRule.Characters, "code-quality.characters",                                         0, 0, 0, 0, 50),
        Least(CodeRule.Words, "code-quality.words",                                                   0, 0, 0, 0, 30),
        Least(CodeRule.WordLengthMin, "code-quality.word-length-min",                                 0, 0, 0, 0, 2),
        Most(CodeRule.WordLengthMax, "code-quality.word-length-max",                                  0, 0, 0, 0, 10),
        Most(CodeRule.EncodedRun, "code-quality.encoded-run",                                         0, 0, 0, 1024, 1024),
        Most(CodeRule.EncodedShare, "code-quality.encoded-share",                                     0, 0, 0, 0.5, 0.5),
        Least(CodeRule.HtmlCharacters, "code-quality.html-characters",                                0, 0, 100, 100, 100),
        Least(CodeRule.HtmlText, "code-quality.html-text",                                            0, 0, 0.2, 0.2, 0.2),
        Most(CodeRule.CommentsMax, "code-quality.comments-max",                                       0, 0.8, 0, 0, 0.8),
        Least(CodeRule.CommentsMin, "code-quality.comments-min",                                      0, 0.01, 0, 0, 0),
        Most(CodeRule.TodoLines, "code-quality.todo-lines",                                           0, 0, 0, 0, 0.01),
        Most(CodeRule.Strings, "code-quality.strings",                                                0, 0, 0, 0, 0.6),
        Most(CodeRule.LongStringLines, "code-quality.long-string-lines",                              0, 0, 0, 0, 0.2),
        Most(CodeRule.LongWords, "code-quality.long-words",                                           0, 0, 0, 0, 0.4),
        Most(CodeRule.HexWords, "code-quality.hex-words",                                             0, 0, 0, 0, 0.4),
        Most(CodeRule.RepeatedLines, "code-quality.repeated-lines",                                   0, 0, 0, 0, 0.7),
        Most(CodeRule.AssertLines, "code-quality.assert-lines",                                       0, 0, 0, 0, 0.4),
        Most(CodeRule.ImportLines, "code-quality.import-lines",                                       0, 0, 0, 0, 0.3),
        Most(CodeRule.FunctionLines, "code-quality.function-lines",                                   0, 0, 0, 0, 0.2),
        Most(CodeRule.PassLines, "code-quality.pass-lines",                                           0, 0, 0, 0, 0.05),
        Most(CodeRule.PrintLines, "code-quality.print-lines",                                         0, 0, 0, 0, 0.4),
        Most(CodeRule.PreprocessorLines, "code-quality.preprocessor-lines",                           0, 0, 0, 0, 0.8),
        Most(CodeRule.MainFunctions, "code-quality.main-functions",                                   0, 0, 0, 0, 1),
    ];

    /// <summary>The strictest threshold that some sets have for a rule; 0 where none has one.</summary>
    public static double Strictest(CodeRule rule, IReadOnlyList<string> sets)
    {
        Row row = Rows[(int)rule];
        double strictest = 0;
        foreach (string set in sets)
        {
            int at = Array.IndexOf(Sets, set);
            double threshold = at < 0 ? 0 : row.BySet[at];
            if (threshold == 0) continue;
            strictest = strictest == 0 ? threshold : row.IsMost ? Math.Min(strictest, threshold) : Math.Max(strictest, threshold);
        }
        return strictest;
    }

    static Row Most(CodeRule rule, string name, params double[] bySet) => new(rule, name, true, bySet);

    static Row Least(CodeRule rule, string name, params double[] bySet) => new(rule, name, false, bySet);
}
