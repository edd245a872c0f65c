using System.Numerics;

namespace Sluice.Curate.Filter.FastText;

/// <summary>The buckets that a quantised model kept, and their rows.</summary>
sealed class PrunedRows
{
    const int Empty = -1;
    readonly (int Bucket, int Row)[] _slots;

    PrunedRows(int count)
    {
        _slots = new (int, int)[(int)BitOperations.RoundUpToPowerOf2((uint)count * 2 + 2)];
        _slots.AsSpan().Fill((Empty, Empty));
    }

    /// <summary>Rows, after those of the words, that the input matrix must have.</summary>
    public long RowsMin { get; private set; }

    public static PrunedRows Read(FastTextReader reader, long count)
    {
        int[] pairs = reader.ReadArray<int>(count > int.MaxValue / 8 ? long.MaxValue : count * 2, "list of kept buckets");
        PrunedRows rows = new((int)count);
        for (int at = 0; at < pairs.Length; at += 2)
        {
            (int bucket, int row) = (pairs[at], pairs[at + 1]);
            if (bucket < 0 || row < 0) throw reader.Broken($"the fastText model keeps bucket {bucket} in row {row}");
            rows._slots[rows.Slot(bucket)] = (bucket, row);
            rows.RowsMin = Math.Max(rows.RowsMin, row + 1L);
        }
        return rows;
    }

    /// <summary>The row of a bucket; -1 where it was not kept.</summary>
    public int Find(int bucket) => _slots[Slot(bucket)].Row;

    int Slot(int bucket)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)((uint)bucket * 0x9E3779B1u >> 7) & mask; ; slot = slot + 1 & mask)
            if (_slots[slot].Bucket == bucket || _slots[slot].Bucket == Empty) return slot;
    }
}
