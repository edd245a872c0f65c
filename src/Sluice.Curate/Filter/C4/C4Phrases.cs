namespace Sluice.Curate.Filter.C4;

/// <summary>What <c>c4-quality</c> looks for inside a line, in either case.</summary>
[Flags]
enum C4Phrase
{
    None = 0,
    LoremIpsum = 1,
    Javascript = 2,
    Policy = 4,
}

/// <summary>Finds those phrases.</summary>
static class C4Phrases
{
    static readonly (string Phrase, C4Phrase Kind)[] s_all =
    [
        ("lorem ipsum", C4Phrase.LoremIpsum), ("javascript", C4Phrase.Javascript), ("terms of use", C4Phrase.Policy), ("privacy policy", C4Phrase.Policy),
        ("cookie policy", C4Phrase.Policy), ("uses cookies", C4Phrase.Policy), ("use of cookies", C4Phrase.Policy), ("use cookies", C4Phrase.Policy),
    ];

    static readonly PhraseMatcher s_matcher = new(s_all.Select(phrase => phrase.Phrase));

    /// <summary>Which of them a text has.</summary>
    public static C4Phrase In(ReadOnlySpan<byte> text)
    {
        C4Phrase found = C4Phrase.None;
        int at = 0, state = PhraseMatcher.Start;
        // None of the phrases ends inside another but as a whole of the same kind, so the longest is enough.
        for (int phrase; (phrase = s_matcher.Next(text, ref at, ref state)) >= 0;) found |= s_all[phrase].Kind;
        return found;
    }
}
