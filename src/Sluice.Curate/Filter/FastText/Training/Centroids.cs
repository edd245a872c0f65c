using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>256 centroids of points, by k-means: the codes of one part of a product quantizer.</summary>
/// <remarks>Distances go in fixed lanes and means in the order of points: the same bits on every machine. Source: Jégou et al. 2011, "Product quantization for nearest neighbor search".</remarks>
sealed class Centroids
{
    const int Count = ProductQuantizer.Centroids;
    const int Rounds = 25;
    const double SplitShare = 1e-3;
    readonly int _columns;
    readonly float[] _byColumn; // Shape [columns, 256].
    readonly float[] _halfNorms = new float[Count]; // |c|^2 / 2: the nearest centroid has the least |c|^2 / 2 - x c.

    /// <param name="points">Shape [points, columns]; at least one.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="seed">Of the first centroids.</param>
    public Centroids(ReadOnlySpan<float> points, int columns, ulong seed)
    {
        _columns = columns;
        _byColumn = new float[columns * Count];
        int count = points.Length / columns;
        int[] order = [.. Enumerable.Range(0, count)];
        SplitMix random = new(seed);
        for (int n = 0; n < Count; n++)
        {
            int other = n < count ? n + random.Below(count - n) : n;
            if (n < count) (order[n], order[other]) = (order[other], order[n]);
            Set(n, points.Slice(order[n % count] * columns, columns)); // With fewer points than centroids some are named twice.
        }
        MeasureNorms();
        if (count <= Count) return;
        byte[] codes = new byte[count];
        for (int round = 0; round < Rounds; round++)
        {
            Code(points, codes, 1);
            Move(points, codes);
        }
    }

    /// <summary>The centroids in a model file's order: one after the other.</summary>
    public void CopyTo(Span<float> centroids)
    {
        for (int n = 0; n < Count; n++)
            for (int column = 0; column < _columns; column++) centroids[n * _columns + column] = _byColumn[column * Count + n];
    }

    /// <summary>Finds the nearest centroid of each point.</summary>
    /// <param name="points">Shape [points, columns].</param>
    /// <param name="codes">Takes the codes, one every <paramref name="stride"/> bytes.</param>
    /// <param name="stride">Bytes from one code to the next.</param>
    public void Code(ReadOnlySpan<float> points, Span<byte> codes, int stride)
    {
        for (int point = 0, at = 0; point < points.Length; point += _columns, at += stride) codes[at] = Nearest(points.Slice(point, _columns));
    }

    byte Nearest(ReadOnlySpan<float> point)
    {
        ref float norms = ref MemoryMarshal.GetArrayDataReference(_halfNorms), weights = ref MemoryMarshal.GetArrayDataReference(_byColumn);
        Vector256<float> least = Vector256.Create(float.PositiveInfinity);
        Vector256<int> code = default, next = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        for (int n = 0; n < Count; n += Vector256<float>.Count)
        {
            Vector256<float> distance = Vector256.LoadUnsafe(ref norms, (nuint)n);
            for (int column = 0; column < point.Length; column++)
                distance -= Vector256.Create(point[column]) * Vector256.LoadUnsafe(ref weights, (nuint)(column * Count + n));
            Vector256<float> isLess = Vector256.LessThan(distance, least);
            least = Vector256.ConditionalSelect(isLess, distance, least);
            code = Vector256.ConditionalSelect(isLess.AsInt32(), next, code);
            next += Vector256.Create(Vector256<float>.Count);
        }
        int best = 0;
        for (int lane = 1; lane < Vector256<float>.Count; lane++)
            if (least[lane] < least[best] || (least[lane] == least[best] && code[lane] < code[best])) best = lane;
        return (byte)code[best];
    }

    void Move(ReadOnlySpan<float> points, ReadOnlySpan<byte> codes)
    {
        double[] sums = new double[Count * _columns];
        int[] counts = new int[Count];
        for (int point = 0; point < codes.Length; point++)
        {
            counts[codes[point]]++;
            for (int column = 0; column < _columns; column++) sums[codes[point] * _columns + column] += points[point * _columns + column];
        }
        Span<float> mean = stackalloc float[_columns];
        for (int n = 0; n < Count; n++)
        {
            if (counts[n] == 0) continue;
            for (int column = 0; column < _columns; column++) mean[column] = (float)(sums[n * _columns + column] / counts[n]);
            Set(n, mean);
        }
        for (int n = 0; n < Count; n++)
            if (counts[n] == 0) Split(n, counts);
        MeasureNorms();
    }

    // A centroid without points takes half of those of the fullest one: it goes a little to one side, the other to the other.
    void Split(int empty, int[] counts)
    {
        int fullest = 0;
        for (int n = 1; n < Count; n++)
            if (counts[n] > counts[fullest]) fullest = n;
        for (int column = 0; column < _columns; column++)
        {
            float value = _byColumn[column * Count + fullest], change = (float)(value * (column % 2 == 0 ? SplitShare : -SplitShare));
            _byColumn[column * Count + empty] = value + change;
            _byColumn[column * Count + fullest] = value - change;
        }
        counts[empty] = counts[fullest] / 2;
        counts[fullest] -= counts[empty];
    }

    void Set(int centroid, ReadOnlySpan<float> values)
    {
        for (int column = 0; column < _columns; column++) _byColumn[column * Count + centroid] = values[column];
    }

    void MeasureNorms()
    {
        for (int n = 0; n < Count; n++)
        {
            double sum = 0;
            for (int column = 0; column < _columns; column++) sum += (double)_byColumn[column * Count + n] * _byColumn[column * Count + n];
            _halfNorms[n] = (float)(sum / 2);
        }
    }
}
