namespace Sluice.Ingest.Extract.Content;

/// <summary>The features of a page's blocks, one column of bytes after another, so that a column is compared 32 blocks at a time, and the blocks before and after are the same
/// column read from another place.</summary>
sealed class BlockColumns
{
    /// <summary>Blocks before the first and after the last that may be read: all their features are 0.</summary>
    public const int Margin = 32;

    /// <summary>The most blocks at a time.</summary>
    public const int BlocksMax = 1 << 13;

    byte[] _bytes = [];

    public int Count { get; private set; }

    public int Stride { get; private set; }

    public byte[] Bytes => _bytes;

    public void Reset(int count)
    {
        Count = count;
        Stride = (count + 31) / 32 * 32 + 2 * Margin;
        int size = Stride * (int)BlockFeature.Count;
        if (_bytes.Length < size) _bytes = new byte[size];
        else Array.Clear(_bytes, 0, size);
    }

    /// <summary>Where the value of the first block stands.</summary>
    public int At(BlockFeature feature) => (int)feature * Stride + Margin;

    public Span<byte> Column(BlockFeature feature) => _bytes.AsSpan(At(feature), Count);
}
