using System.Runtime.InteropServices;

namespace Sluice.Curate.Filter.FastText;

/// <summary>256 centroids for each part of a vector's columns; the last part may be shorter than the others.</summary>
sealed class ProductQuantizer
{
    /// <summary>Centroids of a part: a code is a byte.</summary>
    public const int Centroids = 256;

    readonly int _partColumns;
    readonly int _lastColumns;
    readonly float[] _centroids;

    /// <param name="dimension">Columns of a vector.</param>
    /// <param name="parts">Codes of a vector.</param>
    /// <param name="partColumns">Columns of a part.</param>
    /// <param name="lastColumns">Columns of the last part.</param>
    /// <param name="centroids">Part after part, centroid after centroid.</param>
    public ProductQuantizer(int dimension, int parts, int partColumns, int lastColumns, float[] centroids) =>
        (Dimension, Parts, _partColumns, _lastColumns, _centroids) = (dimension, parts, partColumns, lastColumns, centroids);

    /// <summary>Columns of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Codes of a vector.</summary>
    public int Parts { get; }

    public static ProductQuantizer Read(FastTextReader reader, int dimensionAsked, string what)
    {
        int dimension = reader.ReadInt32(), parts = reader.ReadInt32(), partColumns = reader.ReadInt32(), lastColumns = reader.ReadInt32();
        bool fits = dimension == dimensionAsked && parts >= 1 && partColumns >= 1 && lastColumns >= 1 && lastColumns <= partColumns
            && (parts - 1L) * partColumns + lastColumns == dimension;
        if (!fits) throw reader.Broken($"the fastText model's {what} quantizer cannot be: {dimension} columns in {parts} parts of {partColumns}, the last of {lastColumns}");
        return new(dimension, parts, partColumns, lastColumns, reader.ReadArray<float>((long)dimension * Centroids, what + " centroids"));
    }

    public void Write(BinaryWriter writer)
    {
        foreach (int value in (ReadOnlySpan<int>)[Dimension, Parts, _partColumns, _lastColumns]) writer.Write(value);
        writer.Write(MemoryMarshal.AsBytes(_centroids.AsSpan()));
    }

    /// <summary>The centroid that a code names.</summary>
    public ReadOnlySpan<float> Centroid(int part, byte code) => part == Parts - 1
        ? _centroids.AsSpan(part * Centroids * _partColumns + code * _lastColumns, _lastColumns)
        : _centroids.AsSpan((part * Centroids + code) * _partColumns, _partColumns);
}
