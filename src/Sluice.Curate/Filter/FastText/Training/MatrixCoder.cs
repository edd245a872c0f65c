using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Makes codes of a matrix: for every few columns of a row the nearest of 256 centroids, and for its norm another.</summary>
static class MatrixCoder
{
    /// <summary>Rows that the centroids are made from, at most.</summary>
    const int SampleMax = ProductQuantizer.Centroids * 256;

    public static QuantizedMatrix Code(DenseMatrix matrix, QuantizeOptions options)
    {
        float[] values = matrix.Values.ToArray();
        (byte[] NormCodes, ProductQuantizer Quantizer)? norms = options.Qnorm ? CodeNorms(values, matrix.Columns, options) : null;
        (byte[] codes, ProductQuantizer quantizer) = CodeParts(values, matrix.Rows, matrix.Columns, Math.Min(options.Dsub, matrix.Columns), options);
        return new(matrix.Rows, quantizer, codes, norms?.NormCodes, norms?.Quantizer);
    }

    // Divides the rows by their norms.
    static (byte[] Codes, ProductQuantizer Quantizer) CodeNorms(float[] values, int columns, QuantizeOptions options)
    {
        float[] norms = new float[values.Length / columns];
        for (int row = 0; row < norms.Length; row++)
        {
            Span<float> weights = values.AsSpan(row * columns, columns);
            norms[row] = (float)Norm(weights);
            if (norms[row] > 0)
                foreach (ref float weight in weights) weight /= norms[row];
        }
        return CodeParts(norms, norms.Length, 1, 1, options);
    }

    /// <summary>Length of a vector, summed in order.</summary>
    public static double Norm(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (float value in vector) sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    static (byte[] Codes, ProductQuantizer Quantizer) CodeParts(float[] values, int rows, int columns, int partColumns, QuantizeOptions options)
    {
        int parts = (columns + partColumns - 1) / partColumns, lastColumns = columns - (parts - 1) * partColumns;
        float[] centroids = new float[columns * ProductQuantizer.Centroids];
        byte[] codes = new byte[checked(rows * parts)];
        int[] sample = Sample(rows, options.Seed);
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, part =>
        {
            int own = part == parts - 1 ? lastColumns : partColumns, first = part * partColumns;
            float[] points = new float[sample.Length * own];
            for (int n = 0; n < sample.Length; n++) values.AsSpan(sample[n] * columns + first, own).CopyTo(points.AsSpan(n * own));
            Centroids found = new(points, own, options.Seed + (ulong)part);
            found.CopyTo(centroids.AsSpan(first * ProductQuantizer.Centroids, own * ProductQuantizer.Centroids));
            for (int row = 0; row < rows; row++) found.Code(values.AsSpan(row * columns + first, own), codes.AsSpan(row * parts + part), 1);
        });
        return (codes, new(columns, parts, partColumns, lastColumns, centroids));
    }

    // All rows, or as many as are enough.
    static int[] Sample(int rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        if (rows <= SampleMax) return order;
        SplitMix random = new(seed);
        for (int n = 0; n < SampleMax; n++)
        {
            int other = n + random.Below(rows - n);
            (order[n], order[other]) = (order[other], order[n]);
        }
        return order[..SampleMax];
    }
}
