namespace Sluice.Curate.Dedup.Spans;

/// <summary>What the steps that cut repeated units have in common.</summary>
/// <param name="Step">The step's name, and the prefix of its rules.</param>
/// <param name="Unit">What is cut, in the plural.</param>
/// <param name="Compared">What is compared, in the plural.</param>
/// <param name="Keep">Which occurrences stay.</param>
/// <param name="Count">What is counted.</param>
/// <param name="CountMin">How many make a repeat.</param>
/// <param name="TextLeftMin">Fewest bytes, white space not counted, that a changed document keeps.</param>
/// <param name="WordsLeftMin">Fewest words.</param>
/// <param name="SentencesLeftMin">Fewest sentences.</param>
sealed record UnitRules(string Step, string Unit, string Compared, KeepOccurrences Keep, CountOf Count, int CountMin, int TextLeftMin, int WordsLeftMin, int SentencesLeftMin)
{
    /// <summary>Occurrences of one text that may wait until there are enough of them, 20 bytes each: so many are a repeat in any case.</summary>
    public const int CountMax = 1 << 15;

    public string TextLeft => Step + ".text-left";

    public string WordsLeft => Step + ".words-left";

    public string SentencesLeft => Step + ".sentences-left";

    public IEnumerable<string> Problems()
    {
        if (CountMin is < 2 or > CountMax) yield return $"count-min is {CountMin}; use 2 to {CountMax}";
        if (TextLeftMin < 1) yield return $"text-left-min is {TextLeftMin}; use 1 or more";
        if (WordsLeftMin < 0) yield return $"words-left-min is {WordsLeftMin}; use 0 (off) or more";
        if (SentencesLeftMin < 0) yield return $"sentences-left-min is {SentencesLeftMin}; use 0 (off) or more";
    }
}
