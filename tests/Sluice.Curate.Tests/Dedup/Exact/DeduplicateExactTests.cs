using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Exact;

namespace Sluice.Curate.Tests.Dedup.Exact;

public sealed class DeduplicateExactTests
{
    static Dictionary<long, MergeDecision> Run(ExactBy by, params string[] texts) => MergeDriver.Run(DeduplicateExact.Definition, new DeduplicateExactOptions { By = by }, texts);

    [Fact]
    public void The_first_of_equal_texts_stays()
    {
        Dictionary<long, MergeDecision> decisions = Run(ExactBy.Text, "a b", "c", "a b", "A b", "a b", "c ");
        MergeDriver.Check(decisions);
        Assert.Equal([0, 2, 4], decisions.Keys.Order());
        Assert.Equal(new MergeDecision(0, Verdict.Keep, -1, 0, 0, 3), decisions[0]);
        Assert.Equal(new MergeDecision(2, Verdict.Drop("deduplicate-exact.text"), 0, 1, 0, 3), decisions[2]);
    }

    [Fact]
    public void Normalized_texts_are_equal_whatever_their_case_and_punctuation()
    {
        Assert.Equal([0, 1, 3], Run(ExactBy.NormalizedText, "A cat, asleep.", "a  CAT (asleep)", "a cat awake", "a cat\nasleep!").Keys.Order());
        Assert.Equal([0, 2], Run(ExactBy.NormalizedText, "...", "!!!", "...").Keys.Order());
    }

    [Fact]
    public void Decisions_equal_a_dictionary_of_texts()
    {
        Random random = new(20261122);
        string[] texts = [.. Enumerable.Range(0, 30_000).Select(_ => $"{random.Next(12_000)}")];
        Dictionary<long, MergeDecision> decisions = Run(ExactBy.Text, texts);
        Dictionary<string, int> firsts = [];
        for (int n = 0; n < texts.Length; n++)
        {
            bool isFirst = firsts.TryAdd(texts[n], n);
            Assert.Equal(isFirst, !decisions.TryGetValue(n, out MergeDecision decision) || decision.Verdict.IsKept);
            if (!isFirst) Assert.Equal(firsts[texts[n]], decision.DuplicateOf);
        }
    }

    [Fact]
    public void Too_little_memory_is_an_error_that_names_enough()
    {
        string[] texts = [.. Enumerable.Range(0, 50_000).Select(n => $"{n}")];
        SluiceException error = Assert.Throws<SluiceException>(() => MergeDriver.Run(DeduplicateExact.Definition, new DeduplicateExactOptions(), texts, 1 << 20));
        Assert.Equal(1, error.ExitCode);
        long enough = ByteSize.Parse(error.Message.Split("up to ")[1].Split('\n')[0], null).Bytes;
        Assert.Empty(MergeDriver.Run(DeduplicateExact.Definition, new DeduplicateExactOptions(), texts, enough));
    }
}
