using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class ShinglesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(383)]
    [InlineData(384)]
    [InlineData(50_000)]
    public void Radix_sort_sorts_as_the_library_does(int count)
    {
        Random random = new(count);
        uint[] values = [.. Enumerable.Range(0, count).Select(n => n % 3 == 0 ? (uint)random.Next(50) : (uint)random.NextInt64(1L << 32))], sorted = [.. values];
        Array.Sort(sorted);
        RadixSort.Sort(values, new uint[count]);
        Assert.Equal(sorted, values);
    }

    [Fact]
    public void A_shingle_hash_depends_on_its_words_and_their_order_alone()
    {
        ulong[] words = [.. Enumerable.Range(1, 2000).Select(n => unchecked((ulong)n * 0x9E3779B97F4A7C15 ^ 12345))];
        HashSet<uint> alone = [];
        for (int n = 0; n + 5 <= words.Length; n++) alone.Add(new Shingles().Of(words.AsSpan(n, 5), 5)[0]);
        Assert.Equal(alone.Order(), new Shingles().Of(words, 5).ToArray());
        Assert.Equal(1996, alone.Count);
        Assert.NotEqual(new Shingles().Of([1, 2, 3], 3)[0], new Shingles().Of([2, 1, 3], 3)[0]);
    }

    [Fact]
    public void Repeated_shingles_count_once_and_short_texts_have_none()
    {
        Shingles shingles = new();
        Assert.Equal(2, shingles.Of([1, 2, 1, 2, 1, 2, 1], 3).Length);
        Assert.Equal(0, shingles.Of([1, 2], 3).Length);
        Assert.Equal(1, shingles.Of([1, 2, 3], 3).Length);
    }

    [Fact] // Oracle: sets.
    public void Jaccard_is_that_of_the_sets_where_it_reaches_the_bound()
    {
        Random random = new(3);
        for (int trial = 0; trial < 2000; trial++)
        {
            uint[] a = Draw(random), b = random.Next(2) == 0 ? Draw(random) : [.. a.Where(_ => random.Next(10) > 0)];
            double jaccard = a.Union(b).Any() ? a.Intersect(b).Count() / (double)a.Union(b).Count() : 0;
            foreach (double least in (double[])[0, 0.5, 0.75, 0.9, 1])
                Assert.Equal(jaccard >= least ? jaccard : -1, Jaccard.Of(a, b, least) is var found && found >= least ? found : -1);
        }
        static uint[] Draw(Random random) => [.. Enumerable.Range(0, random.Next(300)).Select(_ => (uint)random.Next(400)).Distinct().Order()];
    }
}
