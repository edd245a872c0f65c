namespace Sluice.Storage.Sql;

/// <summary>One row of a chunk.</summary>
public readonly struct SqlRow
{
    readonly SqlChunk _chunk;
    readonly int _row;

    internal SqlRow(SqlChunk chunk, int row) => (_chunk, _row) = (chunk, row);

    /// <summary>Whether a value is null.</summary>
    public bool IsNull(int column) => _chunk.IsNull(column, _row);

    /// <summary>A text; null for null.</summary>
    public string? Text(int column) => _chunk.Text(column, _row);

    /// <summary>A whole number; 0 for null.</summary>
    public long Int64(int column) => _chunk.Int64(column, _row);

    /// <summary>A number; null for null.</summary>
    public double? Double(int column) => _chunk.Double(column, _row);

    /// <summary>A truth value; false for null.</summary>
    public bool Boolean(int column) => _chunk.Boolean(column, _row);
}
