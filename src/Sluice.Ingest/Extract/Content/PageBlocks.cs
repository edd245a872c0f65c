namespace Sluice.Ingest.Extract.Content;

/// <summary>The blocks of one page in page order, and the buffer that holds their text. Reused from page to page.</summary>
sealed class PageBlocks
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptBlocksMax = 1 << 16;

    TextBlock[] _blocks = new TextBlock[1 << 10];
    InlineMark[] _marks = new InlineMark[1 << 6];
    int _count;
    int _markCount;

    /// <summary>The blocks.</summary>
    public Span<TextBlock> All => _blocks.AsSpan(0, _count);

    /// <summary>Characters of prose on the page.</summary>
    public long Prose { get; private set; }

    /// <summary>Holds the text of all blocks, one after the other.</summary>
    public BlockText Buffer { get; } = new();

    /// <summary>A block's text, normalized: never empty, no white space at its ends (at the end only, where it is preformatted).</summary>
    public ReadOnlySpan<byte> Text(in TextBlock block) => Buffer.Slice(block.TextStart, block.TextLength);

    /// <summary>The parts of a block's text that markdown writes in a way of its own, in order.</summary>
    public ReadOnlySpan<InlineMark> Marks(in TextBlock block) => _marks.AsSpan(block.FirstMark, block.EndMark - block.FirstMark);

    /// <summary>Marks made so far.</summary>
    public int MarkCount => _markCount;

    /// <summary>The last block.</summary>
    public ref TextBlock Last => ref _blocks[_count - 1];

    /// <summary>Empties it for the next page.</summary>
    public void Clear()
    {
        if (_blocks.Length > KeptBlocksMax) _blocks = new TextBlock[1 << 10];
        if (_marks.Length > KeptBlocksMax) _marks = new InlineMark[1 << 6];
        _count = _markCount = 0;
        Buffer.Clear();
    }

    /// <summary>Measures the prose of each block, once all of them are there.</summary>
    public void MeasureProse()
    {
        Prose = 0;
        foreach (ref TextBlock block in All)
        {
            block.MeasureProse();
            Prose += block.Prose;
        }
    }

    /// <summary>Adds a block.</summary>
    public void Add(in TextBlock block)
    {
        if (_count == _blocks.Length) Array.Resize(ref _blocks, _blocks.Length * 2);
        _blocks[_count++] = block;
    }

    /// <summary>Marks a part of the last block's text; a part of the same kind that follows the last one is added to it.</summary>
    public void Mark(InlineMark mark, bool joins)
    {
        if (joins && _markCount > Last.FirstMark && _marks[_markCount - 1].Kind == mark.Kind)
        {
            _marks[_markCount - 1] = _marks[_markCount - 1] with { Length = mark.End - _marks[_markCount - 1].Start };
            return;
        }
        if (_markCount == _marks.Length) Array.Resize(ref _marks, _marks.Length * 2);
        _marks[_markCount++] = mark;
    }

    /// <summary>Takes the last block back.</summary>
    public void RemoveLast() => _count--;
}
