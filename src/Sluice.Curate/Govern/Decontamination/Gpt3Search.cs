namespace Sluice.Curate.Govern.Decontamination;

/// <summary>GPT-3's rule: a run of words in common that is as long as the benchmark's n-gram, and not common among items.</summary>
/// <remarks>Source: Brown et al. 2020 (GPT-3), arXiv:2005.14165, appendix C; EleutherAI's lm-evaluation-harness (janitor) for what the paper leaves open.</remarks>
sealed class Gpt3Search(ItemIndex index) : WordSearch(index, isSpaced: true)
{
    private protected override int Judge(int at, uint place, int text)
    {
        ReadOnlySpan<uint> words = Index.WordsOf(text);
        int inText = (int)(place - Index.Starts[text]);
        int before = Hashes[..at].CommonSuffix(words[..inText]);
        int length = before + Hashes[at..].CommonPrefixLength(words[inText..]);
        Spend(length);
        int first = at - before, firstInText = inText - before, gram = Index.GramWords[text];
        int found = 0;
        for (int i = 0; i + gram <= length; i++) found += Index.Weights[Index.Starts[text] + firstInText + i];
        Spend(length);
        double grams = words.Length - gram + 1;
        BestScore = Math.Max(BestScore, found / Math.Max(1, grams));
        if (found > 0) AddMatch(text, found / grams, 1 / grams, first, first + length - 1);
        // Behind the run the text may start again.
        return first + length - WordGrams.SeedWords;
    }
}

/// <summary>Runs in common at the ends of word lists.</summary>
static class CommonRuns
{
    /// <summary>How many last words two lists have in common.</summary>
    public static int CommonSuffix(this ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        int length = 0, most = Math.Min(left.Length, right.Length);
        while (length < most && left[left.Length - 1 - length] == right[right.Length - 1 - length]) length++;
        return length;
    }
}
