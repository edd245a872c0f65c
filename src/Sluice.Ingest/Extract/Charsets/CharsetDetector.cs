using System.Buffers;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Finds the charset of text that is not UTF-8 from its bytes alone: the one in which they are the least surprising.</summary>
/// <remarks>Every candidate charset, in every language that is written in it, gives the words of the page that have bytes outside ASCII a cost in bits: minus the logarithm of the probability that the language's
/// pairs of letters, or its characters, give them. The least cost wins. Linear in the page, and the costly part is bounded by <see cref="TextSample.BytesMax"/>.</remarks>
static class CharsetDetector
{
    const int BitParts = Models.LetterPairs.BitParts;

    // Candidates are compared after each part of the sample, and those far behind are looked at no further.
    const int PartBytes = 512;
    const int BehindBitsMax = 250;

    // Text costs 3 to 5 bits a byte, a few words more. What costs as much as this is an image, a program, noise.
    const int NoiseBitsPerByte = 7;
    const int NoiseBits = 100;

    /// <summary>The likeliest charset; null where there are no bytes outside ASCII, or no charset makes sense of them.</summary>
    public static Charset? Guess(ReadOnlySpan<byte> page) => Guess(page, null, out _);

    /// <summary>As <see cref="Guess(ReadOnlySpan{byte})"/>, and whether a charset that was stated is so much worse that the statement is wrong.</summary>
    /// <param name="page">The page.</param>
    /// <param name="stated">What the page or its transport states; null where nothing.</param>
    /// <param name="isContradicted">Whether the likeliest charset makes far better sense than the stated one.</param>
    public static Charset? Guess(ReadOnlySpan<byte> page, Charset? stated, out bool isContradicted)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(TextSample.BytesMax);
        try
        {
            ReadOnlySpan<byte> sample = rented.AsSpan(0, TextSample.Take(page, rented));
            isContradicted = false;
            if (sample.IsEmpty) return null;
            Charset? best = Best(sample, out int cost);
            if (stated is not null) isContradicted = best is not null && best != stated && IsContradicted(sample, stated, cost);
            return best;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    static Charset? Best(ReadOnlySpan<byte> sample, out int cost)
    {
        Charset? best = null;
        cost = ((NoiseBitsPerByte * sample.Length) + NoiseBits) * BitParts;
        foreach (DoubleByteReading reading in DoubleByteCandidates.Readings)
        {
            int own = reading.Prior + reading.Cost(sample, out _);
            if (own < cost) (best, cost) = (reading.Charset, own);
        }
        ReadOnlySpan<SingleByteReading> readings = SingleByteCandidates.Readings;
        Span<int> costs = stackalloc int[readings.Length];
        for (int i = 0; i < readings.Length; i++) costs[i] = readings[i].Prior;
        for (int at = 0; at + 1 < sample.Length; at += PartBytes)
        {
            ReadOnlySpan<byte> part = sample.Slice(at, Math.Min(PartBytes + 1, sample.Length - at)); // One byte twice: parts share their border.
            int least = int.MaxValue;
            for (int i = 0; i < readings.Length; i++)
            {
                if (costs[i] == int.MaxValue) continue;
                costs[i] += readings[i].Cost(part);
                least = Math.Min(least, costs[i]);
            }
            foreach (ref int own in costs)
                if (own > least + (BehindBitsMax * BitParts)) own = int.MaxValue;
        }
        for (int i = 0; i < readings.Length; i++)
            if (costs[i] < cost) (best, cost) = (readings[i].Charset, costs[i]);
        return best;
    }

    // A statement is believed unless it costs a bit and a half more for each byte, and much in all (few words may be of any language), and the other is plain text (3 to 5 bits a byte).
    static bool IsContradicted(ReadOnlySpan<byte> sample, Charset stated, int best)
    {
        const int MarginBits = 100;
        const int PlainBitsPerByte = 6;
        if (best > sample.Length * BitParts * PlainBitsPerByte) return false;
        int? cost = null;
        foreach (DoubleByteReading reading in DoubleByteCandidates.Readings)
            if (reading.Charset == stated) cost = reading.Cost(sample, out _);
        foreach (SingleByteReading reading in SingleByteCandidates.Readings)
            if (reading.Charset == stated) cost = Math.Min(cost ?? int.MaxValue, reading.Cost(sample));
        return cost > best + (MarginBits * BitParts) + (sample.Length * BitParts * 3 / 2);
    }
}
