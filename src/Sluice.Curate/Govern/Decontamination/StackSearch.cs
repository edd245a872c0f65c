namespace Sluice.Curate.Govern.Decontamination;

/// <summary>The Stack's rule: a benchmark's text as exact substring. One instance a worker.</summary>
/// <remarks>Source: Kocetkov et al. 2022 (The Stack), arXiv:2211.15533, and BigCode's decontamination script (github.com/bigcode-project/bigcode-dataset): docstrings, prompts
/// and solutions, stripped, both sides in lower case. Here only ASCII letters are put into lower case, and texts shorter than <c>bytes-min</c> are left out. Time linear:
/// comparing has a budget of bytes.</remarks>
sealed class StackSearch(SubstringIndex index)
{
    const int ComparedPerByte = 64;
    const int ComparedMin = 1 << 20;
    const int MatchesMax = 256;

    /// <summary>What was found, in the order of the document; valid until the next document.</summary>
    public List<ContaminationMatch> Matches { get; } = [];

    /// <summary>Whether the budget ended the search: then more may be in the document.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Finds the benchmarks' texts in a document.</summary>
    public void Find(ReadOnlySpan<byte> text)
    {
        Matches.Clear();
        IsExhausted = false;
        int window = index.Window;
        if (text.Length < window) return;
        ulong[] bitmap = index.Bitmap;
        int shift = index.Shift;
        ulong power = index.Power, sum = SubstringIndex.Sum(text[..window]);
        long budget = ComparedMin + ((long)text.Length * ComparedPerByte);
        for (int at = 0; ;)
        {
            ulong key = WordGrams.Key(sum);
            if (ItemIndex.MayHold(bitmap, shift, key)) Compare(text, at, key, ref budget);
            if (at + window >= text.Length || IsExhausted) return;
            sum = SubstringIndex.Roll(sum, SubstringIndex.Fold(text[at + window]), SubstringIndex.Fold(text[at]), power);
            at++;
        }
    }

    void Compare(ReadOnlySpan<byte> text, int at, ulong key, ref long budget)
    {
        foreach (SubstringIndex.Entry entry in index.Find(key))
        {
            int start = at - entry.Offset;
            if (start < 0 || start + entry.Length > text.Length) continue;
            if ((budget -= entry.Length) < 0 || Matches.Count == MatchesMax)
            {
                IsExhausted = true;
                return;
            }
            if (SubstringIndex.DigestOf(text.Slice(start, entry.Length)) == entry.Digest) Matches.Add(new(entry.Text, 1, 1, start, start + entry.Length));
        }
    }
}
