using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sluice.Curate.Filter.FastText;

/// <summary>The buckets that a quantised model kept, and their rows: a bit for each bucket, and the rows in the buckets' order.</summary>
/// <remarks>A sixteenth of a byte more than a bit for each bucket: with the usual two million buckets it all stays in a core's cache.</remarks>
sealed class PrunedRows
{
    /// <summary>Most buckets that a pruned model may have: 32 MiB of bits. The usual number is two million.</summary>
    const int BucketsMax = 1 << 27;

    const int GroupBits = 6;
    readonly (ulong Kept, int RowsBefore)[] _groups;
    readonly int[] _rows;

    PrunedRows((ulong, int)[] groups, int[] rows)
    {
        (_groups, _rows) = (groups, rows);
        foreach (int row in rows) RowsMin = Math.Max(RowsMin, row + 1L);
    }

    /// <summary>Rows, after those of the words, that the input matrix must have.</summary>
    public long RowsMin { get; }

    /// <summary>Buckets that were kept.</summary>
    public long Count => _rows.Length;

    public static PrunedRows Read(FastTextReader reader, long count, int buckets)
    {
        if (buckets > BucketsMax) throw reader.Broken($"the fastText model is pruned and has {buckets} buckets; up to {BucketsMax} are read");
        int[] pairs = reader.ReadArray<int>(count > int.MaxValue / 2 ? long.MaxValue : count * 2, "list of kept buckets");
        for (int at = 0; at < pairs.Length; at += 2)
        {
            (int bucket, int row) = (pairs[at], pairs[at + 1]);
            if ((uint)bucket >= (uint)buckets || row < 0) throw reader.Broken($"the fastText model keeps bucket {bucket} of {buckets} in row {row}");
        }
        return Of(pairs, buckets);
    }

    /// <summary>The buckets of a list of pairs.</summary>
    /// <param name="pairs">A bucket, its row, and so on.</param>
    /// <param name="buckets">The model's number of buckets.</param>
    public static PrunedRows Of(ReadOnlySpan<int> pairs, int buckets)
    {
        var groups = new (ulong Kept, int RowsBefore)[(Math.Max(buckets, 0) >> GroupBits) + 1];
        for (int at = 0; at < pairs.Length; at += 2) groups[pairs[at] >> GroupBits].Kept |= 1UL << pairs[at];
        int rows = 0;
        foreach (ref (ulong Kept, int RowsBefore) group in groups.AsSpan())
        {
            group.RowsBefore = rows;
            rows += BitOperations.PopCount(group.Kept);
        }
        PrunedRows pruned = new(groups, new int[rows]);
        for (int at = 0; at < pairs.Length; at += 2) pruned._rows[pruned.Rank((uint)pairs[at])] = pairs[at + 1];
        return new(groups, pruned._rows);
    }

    public void Write(BinaryWriter writer)
    {
        int row = 0;
        for (int group = 0; group < _groups.Length; group++)
            for (ulong left = _groups[group].Kept; left != 0; left &= left - 1)
            {
                writer.Write((group << GroupBits) + BitOperations.TrailingZeroCount(left));
                writer.Write(_rows[row++]);
            }
    }

    /// <summary>The row of a bucket; -1 where it was not kept.</summary>
    /// <param name="bucket">Below the model's number of buckets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint bucket) => (_groups[bucket >> GroupBits].Kept >> (int)bucket & 1) == 0 ? -1 : _rows[Rank(bucket)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Rank(uint bucket)
    {
        (ulong kept, int before) = _groups[bucket >> GroupBits];
        return before + BitOperations.PopCount(kept & ((1UL << (int)bucket) - 1)); // Shifts take the bucket's last six bits.
    }
}
