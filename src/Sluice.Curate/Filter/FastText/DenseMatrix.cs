using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText;

/// <summary>A matrix of floats, row after row.</summary>
sealed class DenseMatrix(int rows, int columns, float[] values) : FastTextMatrix(rows, columns)
{
    const int Block = 16;

    public static DenseMatrix Read(FastTextReader reader, int columnsAsked, string what)
    {
        long rows = reader.ReadInt64(), columns = reader.ReadInt64();
        CheckShape(reader, rows, columns, columnsAsked, what);
        return new((int)rows, columnsAsked, reader.ReadArray<float>(rows * columnsAsked, what + " matrix"));
    }

    /// <summary>The codes that these floats were unpacked from; null where there are none.</summary>
    public QuantizedMatrix? Packed { get; init; }

    /// <summary>Shape [rows, columns].</summary>
    public ReadOnlySpan<float> Values => values.AsSpan(0, Rows * Columns);

    public override bool IsQuantized => Packed is not null;

    public override void Write(BinaryWriter writer)
    {
        if (Packed is not null)
        {
            Packed.Write(writer);
            return;
        }
        writer.Write((long)Rows);
        writer.Write((long)Columns);
        for (int row = 0; row < Rows; row++) writer.Write(MemoryMarshal.AsBytes(values.AsSpan(row * Columns, Columns)));
    }

    public override void AddRows(ReadOnlySpan<int> rows, Span<float> sum)
    {
        int column = 0;
        for (; column <= Columns - Block; column += Block) AddBlock(rows, sum, column);
        for (; column <= Columns - Vector256<float>.Count; column += Vector256<float>.Count) AddHalfBlock(rows, sum, column);
        for (; column < Columns; column++)
            foreach (int row in rows) sum[column] += values[row * Columns + column];
    }

    // Sixteen columns stay in registers while the rows go by: a sum in memory would make each row wait for the one before.
    void AddBlock(ReadOnlySpan<int> rows, Span<float> sum, int column)
    {
        ref float to = ref MemoryMarshal.GetReference(sum.Slice(column, Block)), from = ref MemoryMarshal.GetArrayDataReference(values);
        Vector256<float> low = Vector256.LoadUnsafe(ref to), high = Vector256.LoadUnsafe(ref to, (nuint)Vector256<float>.Count);
        foreach (int row in rows)
        {
            nuint at = (nuint)row * (nuint)Columns + (nuint)column;
            low += Vector256.LoadUnsafe(ref from, at);
            high += Vector256.LoadUnsafe(ref from, at + (nuint)Vector256<float>.Count);
        }
        low.StoreUnsafe(ref to);
        high.StoreUnsafe(ref to, (nuint)Vector256<float>.Count);
    }

    void AddHalfBlock(ReadOnlySpan<int> rows, Span<float> sum, int column)
    {
        ref float to = ref MemoryMarshal.GetReference(sum.Slice(column, Vector256<float>.Count)), from = ref MemoryMarshal.GetArrayDataReference(values);
        Vector256<float> half = Vector256.LoadUnsafe(ref to);
        foreach (int row in rows) half += Vector256.LoadUnsafe(ref from, (nuint)row * (nuint)Columns + (nuint)column);
        half.StoreUnsafe(ref to);
    }

    public override float Dot(int row, ReadOnlySpan<float> vector)
    {
        ReadOnlySpan<float> weights = values.AsSpan(row * Columns, Columns);
        ref float a = ref MemoryMarshal.GetReference(weights), b = ref MemoryMarshal.GetReference(vector[..Columns]);
        Vector256<float> lanes = default;
        int at = 0;
        for (; at <= weights.Length - Vector256<float>.Count; at += Vector256<float>.Count)
            lanes += Vector256.LoadUnsafe(ref a, (nuint)at) * Vector256.LoadUnsafe(ref b, (nuint)at);
        Vector128<float> half = lanes.GetLower() + lanes.GetUpper();
        float product = half[0] + half[1] + (half[2] + half[3]);
        for (; at < weights.Length; at++) product += weights[at] * vector[at];
        return product;
    }
}
