using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText;

/// <summary>A matrix of floats, row after row.</summary>
sealed class DenseMatrix(int rows, int columns, float[] values) : FastTextMatrix(rows, columns)
{
    public static DenseMatrix Read(FastTextReader reader, int columnsAsked, string what)
    {
        long rows = reader.ReadInt64(), columns = reader.ReadInt64();
        CheckShape(reader, rows, columns, columnsAsked, what);
        return new((int)rows, columnsAsked, reader.ReadArray<float>(rows * columnsAsked, what + " matrix"));
    }

    public override void AddRows(ReadOnlySpan<int> rows, Span<float> sum)
    {
        foreach (int row in rows) Add(values.AsSpan(row * Columns, Columns), sum);
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
