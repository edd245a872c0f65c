using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>A matrix while it is trained: rows are filled up with zeros to whole vectors, and begin where a cache line begins if their length allows it.</summary>
/// <remarks>Sums go element by element and products in eight fixed lanes, without fused operations: every machine gets the same bits.
/// Rows are addressed by pointers: what calls in has checked its row numbers when it made them.</remarks>
sealed unsafe class WeightRows
{
    const int LineBytes = 64;
    const int BlockFloats = 32;
    const int RowsAhead = 12;
    const float DrawScale = 1f / (1 << 24);
    static readonly int s_lane = Vector256<float>.Count;

    readonly float[] _values;
    readonly float* _start; // Of the first row; the array is pinned for its life.

    public WeightRows(int rows, int columns)
    {
        (Rows, Columns, Stride) = (rows, columns, StrideOf(columns));
        long floats = (long)rows * Stride + LineBytes / sizeof(float);
        if (floats > Array.MaxLength) throw new SluiceException($"a matrix of {rows} rows and {columns} columns is too large", null, "lower dim or bucket, or raise min-count") { ExitCode = 1 };
        _values = GC.AllocateArray<float>((int)floats, pinned: true);
        nint first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values));
        _start = (float*)((first + LineBytes - 1) / LineBytes * LineBytes);
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Floats from one row to the next: a multiple of eight.</summary>
    public int Stride { get; }

    public static int StrideOf(int columns) => (columns + s_lane - 1) / s_lane * s_lane;

    public float* Row(int row) => _start + (long)row * Stride;

    /// <summary>A copy of a matrix.</summary>
    public static WeightRows Of(DenseMatrix matrix)
    {
        WeightRows copy = new(matrix.Rows, matrix.Columns);
        for (int row = 0; row < matrix.Rows; row++) matrix.Values.Slice(row * matrix.Columns, matrix.Columns).CopyTo(new(copy.Row(row), matrix.Columns));
        return copy;
    }

    /// <summary>Draws every weight from -1/columns to 1/columns.</summary>
    public void Draw(ulong seed)
    {
        float bound = 1f / Columns;
        for (int row = 0; row < Rows; row++)
        {
            float* weights = Row(row);
            for (int column = 0; column < Columns; column++)
                weights[column] = ((SplitMix.At(seed, (long)row * Columns + column) >> 40) * DrawScale * 2 - 1) * bound;
        }
    }

    /// <summary>Gives the weights away as a matrix; this object must not be used any more.</summary>
    public DenseMatrix ToMatrix()
    {
        fixed (float* to = _values) // Rows move down only, so the copy may be in place.
            for (int row = 0; row < Rows; row++) Buffer.MemoryCopy(Row(row), to + (long)row * Columns, (long)Columns * sizeof(float), (long)Columns * sizeof(float));
        return new(Rows, Columns, _values);
    }

    /// <summary>The sum of rows, times a factor.</summary>
    /// <param name="rows">Row numbers.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="sum">Shape [stride]; overwritten.</param>
    public void Sum(ReadOnlySpan<int> rows, float scale, float* sum)
    {
        int column = 0;
        for (; column <= Stride - BlockFloats; column += BlockFloats) SumBlock(rows, scale, sum + column, column);
        for (; column < Stride; column += s_lane) SumLane(rows, scale, sum + column, column);
    }

    void SumBlock(ReadOnlySpan<int> rows, float scale, float* sum, int column)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (int n = 0; n < rows.Length; n++)
        {
            if (Sse.IsSupported && n + RowsAhead < rows.Length)
            {
                float* ahead = Row(rows[n + RowsAhead]) + column;
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + LineBytes / sizeof(float));
            }
            float* row = Row(rows[n]) + column;
            a += Vector256.Load(row);
            b += Vector256.Load(row + 8);
            c += Vector256.Load(row + 16);
            d += Vector256.Load(row + 24);
        }
        (a * scale).Store(sum);
        (b * scale).Store(sum + 8);
        (c * scale).Store(sum + 16);
        (d * scale).Store(sum + 24);
    }

    void SumLane(ReadOnlySpan<int> rows, float scale, float* sum, int column)
    {
        Vector256<float> lane = default;
        for (int n = 0; n < rows.Length; n++)
        {
            if (Sse.IsSupported && n + RowsAhead < rows.Length) Sse.Prefetch0(Row(rows[n + RowsAhead]) + column);
            lane += Vector256.Load(Row(rows[n]) + column);
        }
        (lane * scale).Store(sum);
    }

    /// <summary>Adds one vector to each of the rows; to a row that is named twice, twice.</summary>
    /// <param name="rows">Row numbers.</param>
    /// <param name="addend">Shape [stride].</param>
    public void AddToEach(ReadOnlySpan<int> rows, float* addend)
    {
        foreach (int number in rows)
        {
            float* row = Row(number);
            for (int at = 0; at < Stride; at += s_lane) (Vector256.Load(row + at) + Vector256.Load(addend + at)).Store(row + at);
        }
    }

    /// <summary>Product of a row and a vector of the stride's length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(int row, float* vector)
    {
        float* weights = Row(row);
        Vector256<float> lanes = Vector256.Load(weights) * Vector256.Load(vector);
        for (int at = s_lane; at < Stride; at += s_lane) lanes += Vector256.Load(weights + at) * Vector256.Load(vector + at);
        Vector128<float> half = lanes.GetLower() + lanes.GetUpper();
        half += Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1));
        return half.ToScalar() + half.GetElement(1);
    }

    /// <summary>One step of descent on rows: adds each row, times its share, to the gradient, then the vector, times the share, to the row.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="shares">A share for each row from there on.</param>
    /// <param name="vector">Shape [stride].</param>
    /// <param name="gradient">Shape [stride]; added to.</param>
    public void Descend(int first, ReadOnlySpan<float> shares, float* vector, float* gradient)
    {
        int at = 0;
        for (; at <= Stride - 2 * s_lane; at += 2 * s_lane)
        {
            Vector256<float> a = Vector256.Load(vector + at), b = Vector256.Load(vector + at + s_lane);
            Vector256<float> sumA = Vector256.Load(gradient + at), sumB = Vector256.Load(gradient + at + s_lane);
            float* row = Row(first) + at;
            foreach (float share in shares)
            {
                Vector256<float> factor = Vector256.Create(share), rowA = Vector256.Load(row), rowB = Vector256.Load(row + s_lane);
                sumA += factor * rowA;
                sumB += factor * rowB;
                (rowA + factor * a).Store(row);
                (rowB + factor * b).Store(row + s_lane);
                row += Stride;
            }
            sumA.Store(gradient + at);
            sumB.Store(gradient + at + s_lane);
        }
        if (at == Stride) return;
        Vector256<float> last = Vector256.Load(vector + at), sum = Vector256.Load(gradient + at);
        float* lane = Row(first) + at;
        foreach (float share in shares)
        {
            Vector256<float> factor = Vector256.Create(share), weights = Vector256.Load(lane);
            sum += factor * weights;
            (weights + factor * last).Store(lane);
            lane += Stride;
        }
        sum.Store(gradient + at);
    }
}
