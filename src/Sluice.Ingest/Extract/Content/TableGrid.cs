namespace Sluice.Ingest.Extract.Content;

/// <summary>Which column each cell of a data table stands in, where cells reach over columns and rows. Source: HTML Living Standard, 4.9.12.1.</summary>
/// <remarks>One is enough for a page: a data table holds no other.</remarks>
sealed class TableGrid
{
    const int ColumnsMax = 1000;

    // Greater spans only fill the rest of a row; and few bytes of a page must not make many of markdown.
    const int ColSpanMax = 20, RowSpanColumnsMax = 20, RowSpanMax = 1000;

    readonly int[] _until = new int[RowSpanColumnsMax]; // Per column: the first row that no cell from above reaches.
    int _row, _column;

    /// <summary>A table begins.</summary>
    public void Begin()
    {
        Array.Clear(_until);
        (_row, _column) = (-1, 0);
    }

    /// <summary>A row begins.</summary>
    public void BeginRow() => (_row, _column) = (_row + 1, 0);

    /// <summary>A cell begins.</summary>
    /// <returns>Its column.</returns>
    public int Place(int colSpan, int rowSpan)
    {
        while (_column < RowSpanColumnsMax && _until[_column] > _row) _column++;
        int column = Math.Min(_column, ColumnsMax - 1);
        colSpan = colSpan is >= 1 and <= ColSpanMax ? colSpan : 1;
        rowSpan = rowSpan is >= 1 and <= RowSpanMax ? rowSpan : 1;
        for (int c = column; c < Math.Min(column + colSpan, RowSpanColumnsMax); c++) _until[c] = _row + rowSpan;
        _column = column + colSpan;
        return column;
    }
}
