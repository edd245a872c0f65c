namespace Sluice.Curate.Filter.FastText;

/// <summary>A matrix of codes: each row a byte for every few columns, which picks one of 256 centroids, and a byte that picks its norm.</summary>
/// <remarks>Source: Joulin et al. 2016, "FastText.zip: compressing text classification models", arXiv:1612.03651.</remarks>
sealed class QuantizedMatrix : FastTextMatrix
{
    /// <summary>Up to this size the rows are unpacked once: adding them is then two to three times faster, and gives the same bits.</summary>
    const long UnpackedBytesMax = 16 << 20;

    readonly ProductQuantizer _quantizer;
    readonly byte[] _codes;
    readonly byte[]? _normCodes;
    readonly ProductQuantizer? _normQuantizer;
    readonly float[]? _norms;

    /// <param name="rows">Rows.</param>
    /// <param name="quantizer">Centroids of the columns.</param>
    /// <param name="codes">Shape [rows, parts].</param>
    /// <param name="normCodes">Shape [rows]; null where rows were not divided by their norms.</param>
    /// <param name="normQuantizer">Centroids of the norms.</param>
    public QuantizedMatrix(int rows, ProductQuantizer quantizer, byte[] codes, byte[]? normCodes, ProductQuantizer? normQuantizer) : base(rows, quantizer.Dimension)
    {
        (_quantizer, _codes, _normCodes, _normQuantizer) = (quantizer, codes, normCodes, normQuantizer);
        _norms = normCodes is null ? null : Array.ConvertAll(normCodes, code => normQuantizer!.Centroid(0, code)[0]);
    }

    public override bool IsQuantized => true;

    public static FastTextMatrix Read(FastTextReader reader, int columns, string what) => ReadCodes(reader, columns, what).ForUse();

    /// <summary>Reads the matrix and leaves it packed.</summary>
    public static QuantizedMatrix ReadCodes(FastTextReader reader, int columnsAsked, string what)
    {
        bool hasNorms = reader.ReadBool();
        long rows = reader.ReadInt64(), columns = reader.ReadInt64();
        CheckShape(reader, rows, columns, columnsAsked, what);
        byte[] codes = reader.ReadArray<byte>(reader.ReadInt32(), what + " codes");
        ProductQuantizer quantizer = ProductQuantizer.Read(reader, columnsAsked, what);
        if (codes.Length != rows * quantizer.Parts) throw reader.Broken($"the fastText model's {what} matrix has {rows} rows of {quantizer.Parts} codes, but {codes.Length} codes");
        byte[]? normCodes = hasNorms ? reader.ReadArray<byte>(rows, what + " norms") : null;
        return new((int)rows, quantizer, codes, normCodes, hasNorms ? ProductQuantizer.Read(reader, 1, what + " norm") : null);
    }

    public override void Write(BinaryWriter writer)
    {
        writer.Write(_normCodes is not null);
        writer.Write((long)Rows);
        writer.Write((long)Columns);
        writer.Write(_codes.Length);
        writer.Write(_codes);
        _quantizer.Write(writer);
        if (_normCodes is null) return;
        writer.Write(_normCodes);
        _normQuantizer!.Write(writer);
    }

    /// <summary>This matrix, unpacked if it is small enough.</summary>
    public FastTextMatrix ForUse() => (long)Rows * Columns * sizeof(float) <= UnpackedBytesMax ? Unpack() : this;

    /// <summary>The same matrix as floats.</summary>
    public DenseMatrix Unpack()
    {
        float[] values = new float[Rows * Columns];
        for (int row = 0; row < Rows; row++) AddRow(row, values.AsSpan(row * Columns, Columns));
        return new(Rows, Columns, values)
        {
            Packed = this,
        };
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
