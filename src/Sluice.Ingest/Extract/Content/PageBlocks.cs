namespace Sluice.Ingest.Extract.Content;

/// <summary>The blocks of one page in page order, and the buffer that holds their text. Reused from page to page.</summary>
sealed class PageBlocks
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptBlocksMax = 1 << 16;

    TextBlock[] _blocks = new TextBlock[1 << 10];
    int _count;

    /// <summary>The blocks.</summary>
    public Span<TextBlock> All => _blocks.AsSpan(0, _count);

    /// <summary>Holds the text of all blocks, one after the other.</summary>
    public BlockText Buffer { get; } = new();

    /// <summary>A block's text, normalized: never empty, no white space at its ends (at the end only, where it is preformatted).</summary>
    public ReadOnlySpan<byte> Text(in TextBlock block) => Buffer.Slice(block.TextStart, block.TextLength);

    /// <summary>The last block.</summary>
    public ref TextBlock Last => ref _blocks[_count - 1];

    /// <summary>Empties it for the next page.</summary>
    public void Clear()
    {
        if (_blocks.Length > KeptBlocksMax) _blocks = new TextBlock[1 << 10];
        _count = 0;
        Buffer.Clear();
    }

    /// <summary>Adds a block.</summary>
    public void Add(in TextBlock block)
    {
        if (_count == _blocks.Length) Array.Resize(ref _blocks, _blocks.Length * 2);
        _blocks[_count++] = block;
    }

    /// <summary>Takes the last block back.</summary>
    public void RemoveLast() => _count--;
}
