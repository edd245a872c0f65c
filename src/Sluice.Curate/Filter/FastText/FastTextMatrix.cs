using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText;

/// <summary>The input or output matrix of a model.</summary>
/// <remarks>Sums go element by element and products in eight fixed lanes, so that every machine gets the same bits.</remarks>
abstract class FastTextMatrix(int rows, int columns)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Adds rows to a sum, in the order given.</summary>
    public abstract void AddRows(ReadOnlySpan<int> rows, Span<float> sum);

    /// <summary>Product of one row and a vector.</summary>
    public abstract float Dot(int row, ReadOnlySpan<float> vector);

    /// <summary>Whether it is written as codes.</summary>
    public virtual bool IsQuantized => false;

    public abstract void Write(BinaryWriter writer);

    /// <summary>Reads a matrix with the columns that the model's dimension asks for.</summary>
    public static FastTextMatrix Read(FastTextReader reader, bool isQuantized, int columns, string what) =>
        isQuantized ? QuantizedMatrix.Read(reader, columns, what) : DenseMatrix.Read(reader, columns, what);

    protected static int CheckShape(FastTextReader reader, long rows, long columns, int columnsAsked, string what)
    {
        if (columns != columnsAsked) throw reader.Broken($"the fastText model's {what} matrix has {columns} columns, its dimension is {columnsAsked}");
        if (rows is < 0 or > int.MaxValue) throw reader.Broken($"the fastText model's {what} matrix has {rows} rows");
        return (int)rows;
    }

    /// <summary>sum += values.</summary>
    public static void Add(ReadOnlySpan<float> values, Span<float> sum)
    {
        int at = 0;
        ref float from = ref MemoryMarshal.GetReference(values), to = ref MemoryMarshal.GetReference(sum[..values.Length]);
        for (; at <= values.Length - Vector256<float>.Count; at += Vector256<float>.Count)
            (Vector256.LoadUnsafe(ref to, (nuint)at) + Vector256.LoadUnsafe(ref from, (nuint)at)).StoreUnsafe(ref to, (nuint)at);
        for (; at < values.Length; at++) sum[at] += values[at];
    }
}
