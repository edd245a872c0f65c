using System.Buffers;
using System.Buffers.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Writes kept blocks as markdown: CommonMark, with GitHub's pipe tables and notes, and TeX between dollar signs.</summary>
/// <remarks>Links are their text, pictures are left out but for their captions, emphasis is not marked: what a model reads is the words and the structure.</remarks>
sealed class MarkdownWriter
{
    // Lists nested deeper are written as deep as this: a byte of a page must not make hundreds of markdown.
    const int DepthMax = 8, IndentMax = 24;

    readonly int[] _indents = new int[DepthMax + 1]; // By depth of the list: where the text of its open item begins.
    readonly int[] _items = new int[DepthMax + 1]; // By depth of the list: its open item, or -1.
    readonly HashSet<int> _notes = []; // The notes that were kept.
    ArrayBufferWriter<byte> _line = new(); // A row of a table, or a line in a list or quote.
    IBufferWriter<byte> _output = null!;
    HtmlTree _tree = null!;
    PageBlocks _page = null!;
    long _written;

    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public int Write(HtmlTree tree, PageBlocks page, IBufferWriter<byte> text)
    {
        (_tree, _page, _output, _written) = (tree, page, text, 0);
        if (_line.Capacity > 1 << 20) _line = new(); // One giant page must not hold its memory for the rest of the run.
        Span<TextBlock> blocks = page.All;
        int previous = -1;
        EndLists();
        _notes.Clear();
        foreach (ref readonly TextBlock block in blocks)
            if (block.IsKept && block.Kind == BlockKind.Footnote) _notes.Add(block.Ordinal);
        for (int i = 0; i < blocks.Length; i++)
        {
            if (!blocks[i].IsKept) continue;
            int last = i;
            Begin(blocks, previous, i);
            if (IsCell(blocks[i])) last = Table(blocks, i);
            else Block(blocks[i], previous < 0 ? 0 : blocks[previous].Kind == BlockKind.Footnote ? blocks[previous].Ordinal : 0);
            previous = last;
            i = last;
        }
        return (int)_written;
    }

    static bool IsCell(in TextBlock block) => block.Row >= 0 && block.Kind == BlockKind.Cell;

    // What stands between two blocks: a blank line, but for the items of one list.
    void Begin(ReadOnlySpan<TextBlock> blocks, int previous, int next)
    {
        if (previous < 0) return;
        ref readonly TextBlock a = ref blocks[previous], b = ref blocks[next];
        Put("\n"u8);
        bool isTight = a.Item >= 0 && b.Item >= 0 && a.Item != b.Item && a.QuoteDepth == b.QuoteDepth && IsItemText(a) && IsItemText(b);
        if (isTight) return;
        int quotes = Math.Min(a.QuoteDepth, b.QuoteDepth);
        for (int q = 0; q < quotes; q++) Put(q == 0 ? ">"u8 : " >"u8);
        Put("\n"u8);
    }

    static bool IsItemText(in TextBlock block) => block.Kind is BlockKind.ListItem or BlockKind.Paragraph or BlockKind.Other && !IsCell(block);

    void Block(in TextBlock block, int noteBefore)
    {
        _line.ResetWrittenCount();
        switch (block.Kind)
        {
            case BlockKind.Heading:
                _line.Write("######"u8[..Math.Clamp((int)block.Level, 1, 6)]);
                _line.Write(" "u8);
                Inline(block, false);
                break;
            case BlockKind.Preformatted:
                Fence(block);
                break;
            default:
                Inline(block, false);
                break;
        }
        Span<byte> marker = stackalloc byte[24];
        int length = 0, indent = 0;
        if (block.Kind == BlockKind.Footnote)
        {
            EndLists();
            if (noteBefore == block.Ordinal) indent = 4;
            else length = Number("[^"u8, block.Ordinal, "]: "u8, marker);
        }
        else if (block.Item >= 0) (indent, length) = Item(block, marker);
        else EndLists();
        Lines(block.QuoteDepth, indent, marker[..length]);
    }

    void EndLists()
    {
        Array.Clear(_indents);
        Array.Fill(_items, -1);
    }

    // Where a block of a list's item stands, and the item's marker before its first block.
    (int Indent, int MarkerLength) Item(in TextBlock block, Span<byte> marker)
    {
        int open = Array.IndexOf(_items, block.Item);
        if (open >= 0) return (_indents[open], 0);
        int depth = block.Kind == BlockKind.Heading ? 1 : Math.Clamp((int)block.Level, 1, DepthMax);
        int length = block.Ordinal > 0 ? Number(""u8, block.Ordinal, ". "u8, marker) : Number("- "u8, -1, ""u8, marker);
        int indent = _indents[depth - 1];
        if (indent + length > IndentMax) indent = 0;
        _items[depth] = block.Item;
        _items.AsSpan(depth + 1).Fill(-1);
        _indents.AsSpan(depth).Fill(indent + length); // A list in it that skips a depth begins there too.
        return (indent, length);
    }

    // Writes the lines gathered, behind the marks of quotes around them.
    void Lines(int quotes, int indent, ReadOnlySpan<byte> marker)
    {
        ReadOnlySpan<byte> rest = _line.WrittenSpan;
        for (bool isFirst = true; ; isFirst = false)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            for (int q = 1; q <= quotes; q++) Put(line.IsEmpty && q == quotes ? ">"u8 : "> "u8);
            if (!line.IsEmpty) Spaces(isFirst ? indent : indent + marker.Length);
            if (isFirst) Put(marker);
            Put(line);
            if (end < 0) return;
            Put("\n"u8);
            rest = rest[(end + 1)..];
        }
    }

    static int Number(ReadOnlySpan<byte> front, int number, ReadOnlySpan<byte> back, Span<byte> marker)
    {
        front.CopyTo(marker);
        int length = front.Length;
        if (number >= 0 && Utf8Formatter.TryFormat(number, marker[length..], out int digits)) length += digits;
        back.CopyTo(marker[length..]);
        return length + back.Length;
    }

    void Fence(in TextBlock block)
    {
        ReadOnlySpan<byte> text = _page.Text(block);
        int ticks = Math.Max(3, LongestRun(text) + 1);
        Ticks(ticks);
        _line.Write(CodeNames.Language(_tree, block.Element));
        _line.Write("\n"u8);
        _line.Write(text);
        _line.Write("\n"u8);
        Ticks(ticks);
    }

    void Ticks(int count)
    {
        for (int t = 0; t < count; t++) _line.Write("`"u8);
    }

    static int LongestRun(ReadOnlySpan<byte> text)
    {
        int longest = 0;
        while (text.IndexOf((byte)'`') is >= 0 and int at)
        {
            text = text[at..];
            int run = text.IndexOfAnyExcept((byte)'`');
            if (run < 0) run = text.Length;
            longest = Math.Max(longest, run);
            text = text[run..];
        }
        return longest;
    }

    // A block's text with its marks, appended to the line.
    void Inline(in TextBlock block, bool isCell)
    {
        ReadOnlySpan<byte> text = _page.Text(block);
        Span<byte> label = stackalloc byte[24];
        int at = 0;
        foreach (InlineMark mark in _page.Marks(block))
        {
            int start = mark.Start - block.TextStart, end = mark.End - block.TextStart;
            if (start < at || end > text.Length) continue;
            Plain(text, at, start, isCell);
            ReadOnlySpan<byte> part = text[start..end];
            at = end;
            switch (mark.Kind)
            {
                case InlineKind.Math:
                    Verbatim(part, isCell);
                    break;
                case InlineKind.Code:
                    Code(part, isCell);
                    break;
                case InlineKind.NoteReference when _notes.Contains(mark.Number):
                    _line.Write(label[..Number("[^"u8, mark.Number, "]"u8, label)]);
                    break;
                default:
                    _line.Write(part);
                    break;
            }
        }
        Plain(text, at, text.Length, isCell);
    }

    void Plain(ReadOnlySpan<byte> text, int start, int end, bool isCell)
    {
        if (start < end) MarkdownText.Write(text[start..end], start > 0 ? text[start - 1] : (byte)0, end < text.Length ? text[end] : (byte)0, isCell, _line);
    }

    void Code(ReadOnlySpan<byte> code, bool isCell)
    {
        int ticks = LongestRun(code) + 1;
        Ticks(ticks);
        bool isPadded = code.Length > 0 && (code[0] == '`' || code[^1] == '`');
        if (isPadded) _line.Write(" "u8);
        Verbatim(code, isCell);
        if (isPadded) _line.Write(" "u8);
        Ticks(ticks);
    }

    // As it is; but a pipe would end a cell even in code.
    void Verbatim(ReadOnlySpan<byte> text, bool isCell)
    {
        while (isCell && text.IndexOf((byte)'|') is >= 0 and int pipe)
        {
            _line.Write(text[..pipe]);
            _line.Write("\\|"u8);
            text = text[(pipe + 1)..];
        }
        _line.Write(text);
    }

    // All kept cells of a table in a row; its first row is the header. Returns the last block that was written.
    int Table(ReadOnlySpan<TextBlock> blocks, int first)
    {
        int table = blocks[first].Table, last = first, columns = 1;
        for (int i = first; i < blocks.Length && (!blocks[i].IsKept || (IsCell(blocks[i]) && blocks[i].Table == table)); i++)
        {
            if (!blocks[i].IsKept) continue;
            last = i;
            columns = Math.Max(columns, blocks[i].Column + 1);
        }
        bool isHeader = true;
        for (int i = first; i <= last;)
        {
            i = Row(blocks, i, last, columns, isHeader);
            isHeader = false;
        }
        return last;
    }

    int Row(ReadOnlySpan<TextBlock> blocks, int first, int last, int columns, bool isHeader)
    {
        EndLists();
        _line.ResetWrittenCount();
        int row = blocks[first].Row, column = -1, cell = -1, i = first;
        for (; i <= last && (!blocks[i].IsKept || blocks[i].Row == row); i++)
        {
            if (!blocks[i].IsKept) continue;
            if (blocks[i].Cell == cell) _line.Write(" "u8);
            else
            {
                do _line.Write(column < 0 ? "| "u8 : " | "u8);
                while (++column < blocks[i].Column);
                cell = blocks[i].Cell;
            }
            Inline(blocks[i], true);
        }
        for (; isHeader && column < columns - 1; column++) _line.Write(" | "u8); // Other rows may be shorter.
        _line.Write(" |"u8);
        if (isHeader)
        {
            _line.Write("\n|"u8);
            for (int c = 0; c < columns; c++) _line.Write(" --- |"u8);
        }
        Lines(blocks[first].QuoteDepth, 0, default);
        if (i <= last) Put("\n"u8);
        return i;
    }

    void Spaces(int count)
    {
        for (int s = 0; s < count; s++) Put(" "u8);
    }

    void Put(ReadOnlySpan<byte> text)
    {
        _output.Write(text);
        _written += text.Length;
    }
}
