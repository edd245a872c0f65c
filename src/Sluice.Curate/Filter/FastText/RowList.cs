namespace Sluice.Curate.Filter.FastText;

/// <summary>Rows of the input matrix, gathered before they are added up.</summary>
sealed class RowList
{
    int[] _rows = new int[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public void Add(int row)
    {
        if (Count == _rows.Length) Array.Resize(ref _rows, Count * 2);
        _rows[Count++] = row;
    }

    public void AddRange(ReadOnlySpan<int> rows)
    {
        if (Count + rows.Length > _rows.Length) Array.Resize(ref _rows, Math.Max(Count + rows.Length, Count * 2));
        rows.CopyTo(_rows.AsSpan(Count));
        Count += rows.Length;
    }

    public void Clear() => Count = 0;
}
