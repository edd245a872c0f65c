namespace Sluice.Curate.Filter.FastText;

/// <summary>A matrix of codes: each row a byte for every few columns, which picks one of 256 centroids, and a byte that picks its norm.</summary>
/// <remarks>Source: Joulin et al. 2016, "FastText.zip: compressing text classification models", arXiv:1612.03651.</remarks>
sealed class QuantizedMatrix : FastTextMatrix
{
    /// <summary>Up to this size the rows are unpacked once: adding them is then two to three times faster, and gives the same bits.</summary>
    const long UnpackedBytesMax = 16 << 20;

    readonly ProductQuantizer _quantizer;
    readonly byte[] _codes;
    readonly float[]? _norms;

    QuantizedMatrix(int rows, ProductQuantizer quantizer, byte[] codes, float[]? norms) : base(rows, quantizer.Dimension) =>
        (_quantizer, _codes, _norms) = (quantizer, codes, norms);

    public static FastTextMatrix Read(FastTextReader reader, int columns, string what)
    {
        QuantizedMatrix matrix = ReadCodes(reader, columns, what);
        return (long)matrix.Rows * columns * sizeof(float) <= UnpackedBytesMax ? matrix.Unpack() : matrix;
    }

    /// <summary>Reads the matrix and leaves it packed.</summary>
    public static QuantizedMatrix ReadCodes(FastTextReader reader, int columnsAsked, string what)
    {
        bool hasNorms = reader.ReadBool();
        long rows = reader.ReadInt64(), columns = reader.ReadInt64();
        CheckShape(reader, rows, columns, columnsAsked, what);
        byte[] codes = reader.ReadArray<byte>(reader.ReadInt32(), what + " codes");
        ProductQuantizer quantizer = ProductQuantizer.Read(reader, columnsAsked, what);
        if (codes.Length != rows * quantizer.Parts) throw reader.Broken($"the fastText model's {what} matrix has {rows} rows of {quantizer.Parts} codes, but {codes.Length} codes");
        float[]? norms = null;
        if (hasNorms)
        {
            byte[] normCodes = reader.ReadArray<byte>(rows, what + " norms");
            ProductQuantizer normQuantizer = ProductQuantizer.Read(reader, 1, what + " norm");
            norms = Array.ConvertAll(normCodes, code => normQuantizer.Centroid(0, code)[0]);
        }
        return new((int)rows, quantizer, codes, norms);
    }

    /// <summary>The same matrix as floats.</summary>
    public DenseMatrix Unpack()
    {
        float[] values = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++) AddRow(row, values.AsSpan(row * Columns, Columns));
        return new(Rows, Columns, values);
    }

    public override void AddRows(ReadOnlySpan<int> rows, Span<float> sum)
    {
        foreach (int row in rows) AddRow(row, sum);
    }

    public override float Dot(int row, ReadOnlySpan<float> vector)
    {
        ReadOnlySpan<byte> codes = Codes(row);
        float product = 0;
        for (int part = 0, at = 0; part < codes.Length; part++)
            foreach (float value in _quantizer.Centroid(part, codes[part])) product += vector[at++] * value;
        return product * Norm(row);
    }

    void AddRow(int row, Span<float> sum)
    {
        ReadOnlySpan<byte> codes = Codes(row);
        float norm = Norm(row);
        for (int part = 0, at = 0; part < codes.Length; part++)
            foreach (float value in _quantizer.Centroid(part, codes[part])) sum[at++] += norm * value;
    }

    ReadOnlySpan<byte> Codes(int row) => _codes.AsSpan(row * _quantizer.Parts, _quantizer.Parts);

    float Norm(int row) => _norms is null ? 1 : _norms[row];
}
