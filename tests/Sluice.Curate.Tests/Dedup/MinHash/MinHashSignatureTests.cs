using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class MinHashSignatureTests
{
    static uint[] Sign(MinHashSignature signature, uint[] shingles)
    {
        uint[] slots = new uint[signature.PaddedSlots];
        signature.Sign(shingles, slots);
        return slots;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(112)]
    [InlineData(128)]
    public void Vectors_give_what_the_plain_twin_gives(int slots)
    {
        MinHashSignature signature = new(slots);
        Random random = new(slots);
        foreach (int count in (int[])[0, 1, 2, 7, 100, 5000])
        {
            uint[] shingles = [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];
            uint[] plain = new uint[signature.PaddedSlots];
            signature.SignPlain(shingles, plain);
            Assert.Equal(plain, Sign(signature, shingles));
        }
    }

    [Theory] // Goal: the share of equal slots estimates the Jaccard without bias, and as sharply as theory says.
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.95)]
    public void Equal_slots_estimate_the_similarity(double jaccard)
    {
        const int slots = 128, trials = 400, union = 400;
        MinHashSignature signature = new(slots);
        Random random = new(99);
        double sum = 0, squares = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            uint[] all = [.. Enumerable.Range(0, union).Select(_ => (uint)random.NextInt64(1L << 32))];
            int shared = (int)(union * jaccard), rest = (union - shared) / 2;
            uint[] a = Sign(signature, all[..(shared + rest)]), b = Sign(signature, [.. all[..shared], .. all[(shared + rest)..]]);
            double share = a.Zip(b).Take(slots).Count(pair => pair.First == pair.Second) / (double)slots;
            sum += share;
            squares += (share - jaccard) * (share - jaccard);
        }
        double deviation = Math.Sqrt(jaccard * (1 - jaccard) / slots);
        Assert.InRange(sum / trials, jaccard - 4 * deviation / Math.Sqrt(trials), jaccard + 4 * deviation / Math.Sqrt(trials));
        Assert.InRange(Math.Sqrt(squares / trials), 0.8 * deviation, 1.25 * deviation);
    }

    [Fact]
    public void Bands_solved_for_a_similarity_find_it()
    {
        Assert.Equal(new Banding(20, 5), Banding.Solve(0.75));
        foreach (double similarity in (double[])[0.05, 0.3, 0.5, 0.7, 0.8, 0.9, 0.99])
        {
            Banding banding = Banding.Solve(similarity);
            Assert.InRange(banding.Recall(similarity), 0.99, 1);
            Assert.InRange(banding.Slots, 1, 128);
        }
        Assert.Equal(new Banding(1, 128), Banding.Solve(1));
    }
}
