using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>Cuts ranges out of a text, so that the rest reads well, and says in the metadata what went. One for each worker.</summary>
/// <remarks>
/// <para>Where a cut parts two pieces that stay, of all the white space between them that with the most line feeds is left, the first such: a paragraph's end stays one, and no gap grows.
/// What indents the line behind a cut stays with it. White space at the text's end stays, at its beginning where what follows it does; of a text of which nothing else is left none.</para>
/// <para>Time is linear in the text; buffers are reused from text to text.</para>
/// </remarks>
public sealed class TextCuts
{
    /// <summary>Most ranges that the metadata name; the counts count all.</summary>
    public const int RangesNamedMax = 32;

    readonly ReusableList<(int Start, int End)> _ranges = new();
    readonly StringBuilder _named = new();
    int _namedStart, _namedEnd;

    /// <summary>Bytes that were cut: those of the ranges, without the white space that goes with them.</summary>
    public int BytesCut { get; private set; }

    /// <summary>Bytes that are left, white space not counted.</summary>
    public int BytesLeft { get; private set; }

    /// <summary>Ranges that were cut; those with nothing but white space between them are one.</summary>
    public int RangesCut { get; private set; }

    /// <summary>Forgets the ranges of the text before.</summary>
    public void Clear() => _ranges.Clear();

    /// <summary>Adds a range that is to go.</summary>
    /// <param name="start">First byte; not before the start of the range that was added last, but it may lie inside of that.</param>
    /// <param name="end">Behind its last byte.</param>
    public void Add(int start, int end)
    {
        Span<(int Start, int End)> ranges = _ranges.Writable;
        if (!ranges.IsEmpty && start <= ranges[^1].End) ranges[^1].End = Math.Max(ranges[^1].End, end);
        else if (start < end) _ranges.Add((start, end));
    }

    /// <summary>Writes what is left of a document's text as its next text; whether that becomes its text the caller says (<see cref="Document.CommitText"/>).</summary>
    /// <param name="document">The document that the ranges are of.</param>
    /// <param name="joint">What is written where a cut was, whatever white space is there; empty for the rule above.</param>
    public void Write(Document document, ReadOnlySpan<byte> joint = default)
    {
        ReadOnlySpan<byte> text = document.Text, space = [];
        IBufferWriter<byte> left = document.BeginText();
        Start();
        int at = 0;
        foreach ((int start, int end) in _ranges.Items)
        {
            ReadOnlySpan<byte> piece = text[at..start];
            (int from, int to) = WhiteSpace.Trim(piece, 0, piece.Length);
            if (from < to || at == 0) EndRange();
            if (from < to)
            {
                if (at == 0) from = 0;
                else WriteJoint(left, space, piece[..from], joint);
                WritePiece(left, piece[from..to]);
                space = piece[to..];
            }
            else
            {
                space = Stronger(space, piece);
            }
            Cut(start, end);
            at = end;
        }
        EndRange();
        WriteEnd(left, text[at..], space, joint);
    }

    /// <summary>Notes what went: <c>lines-cut</c>, <c>lines-cut-bytes</c>, and <c>lines-cut-at</c>, ranges of bytes in the text before (<c>0-57 212-300</c>), the first <see cref="RangesNamedMax"/> of them.</summary>
    /// <param name="metadata">The document's.</param>
    /// <param name="what">What was cut: <c>lines</c>.</param>
    /// <param name="count">How many of it.</param>
    public void Describe(Metadata metadata, string what, int count)
    {
        metadata.Set(what + "-cut", count);
        metadata.Set(what + "-cut-bytes", BytesCut);
        metadata.Set(what + "-cut-at", _named.ToString());
    }

    void Start()
    {
        _named.Clear();
        BytesCut = BytesLeft = RangesCut = 0;
        _namedEnd = -1;
    }

    void Cut(int start, int end)
    {
        BytesCut += end - start;
        if (_namedEnd < 0) _namedStart = start;
        _namedEnd = end;
    }

    void EndRange()
    {
        if (_namedEnd < 0) return;
        if (RangesCut++ < RangesNamedMax) _named.Append(CultureInfo.InvariantCulture, $"{(RangesCut > 1 ? " " : "")}{_namedStart}-{_namedEnd}");
        _namedEnd = -1;
    }

    void WriteEnd(IBufferWriter<byte> left, ReadOnlySpan<byte> piece, ReadOnlySpan<byte> space, ReadOnlySpan<byte> joint)
    {
        bool isWhole = _ranges.Count == 0;
        (int from, int to) = WhiteSpace.Trim(piece, 0, piece.Length);
        if (from == to)
        {
            if (isWhole || BytesLeft > 0) left.Write(piece);
            return;
        }
        if (isWhole) from = 0;
        else WriteJoint(left, space, piece[..from], joint);
        WritePiece(left, piece[from..to]);
        left.Write(piece[to..]);
    }

    void WritePiece(IBufferWriter<byte> left, ReadOnlySpan<byte> piece)
    {
        left.Write(piece);
        BytesLeft += WhiteSpace.CountOthers(piece);
    }

    void WriteJoint(IBufferWriter<byte> left, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, ReadOnlySpan<byte> joint)
    {
        if (!joint.IsEmpty)
        {
            if (BytesLeft > 0) left.Write(joint);
            return;
        }
        int indent = after.LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> gap = Stronger(before, after);
        if (indent > 0) gap = gap[..(gap.LastIndexOf((byte)'\n') + 1)];
        if (BytesLeft > 0) left.Write(gap);
        if (indent > 0) left.Write(after[indent..]);
    }

    static ReadOnlySpan<byte> Stronger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        before.IsEmpty || after.Count((byte)'\n') > before.Count((byte)'\n') ? after : before;
}
