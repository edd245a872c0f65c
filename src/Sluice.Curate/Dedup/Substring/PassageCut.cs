using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Writes, as a merge's change, which ranges of a text go, and takes them out.</summary>
sealed class PassageCut
{
    /// <summary>Most ranges that the metadata name; the number and the bytes count all.</summary>
    public const int RangesNamedMax = 20;

    readonly StringBuilder _ranges = new();

    /// <summary>Adds a range to a change: how far it begins behind the one before, and its length.</summary>
    public static void Write(IBufferWriter<byte> change, int gap, int length)
    {
        Span<byte> to = change.GetSpan(2 * VariableInt.BytesMax);
        int written = VariableInt.Write(to, (uint)gap);
        written += VariableInt.Write(to[written..], (uint)length);
        change.Advance(written);
    }

    /// <summary>Reads the next range of a change.</summary>
    /// <param name="change">What is left of the change.</param>
    /// <param name="start">End of the range before; set to the start of this one.</param>
    /// <param name="end">Set to its end.</param>
    public static bool TryRead(ref ReadOnlySpan<byte> change, ref int start, out int end)
    {
        end = 0;
        if (change.IsEmpty) return false;
        start += (int)VariableInt.Read(ref change);
        end = start + (int)VariableInt.Read(ref change);
        return true;
    }

    /// <summary>Bytes of a text that are no white space.</summary>
    public static int BytesLeft(ReadOnlySpan<byte> text)
    {
        int left = 0;
        for (int at = 0; at < text.Length;)
        {
            int space = WhiteSpace.LengthAt(text, at);
            if (space == 0) left++;
            at += Math.Max(space, 1);
        }
        return left;
    }

    /// <summary>Takes the ranges out of a document's text, and notes them in its metadata.</summary>
    public void Apply(Document document, ReadOnlySpan<byte> change)
    {
        ReadOnlySpan<byte> text = document.Text;
        IBufferWriter<byte> target = document.BeginText();
        int at = 0, ranges = 0, bytes = 0, start = 0;
        bool isBegun = false;
        ReadOnlySpan<byte> space = [];
        _ranges.Clear();
        while (TryRead(ref change, ref start, out int end))
        {
            Piece(text[at..start], ref space, ref isBegun, target);
            bytes += end - start;
            if (ranges++ < RangesNamedMax) _ranges.Append(CultureInfo.InvariantCulture, $"{(ranges == 1 ? "" : " ")}{start}-{end}");
            at = start = end;
        }
        LastPiece(text[at..], space, isBegun, target);
        document.CommitText();
        document.Metadata.Set("passages-cut", ranges);
        document.Metadata.Set("passages-cut-bytes", bytes);
        document.Metadata.Set("passages-cut-at", _ranges.ToString());
    }

    // What lies between two cuts, or before the first. White space at its end waits for that behind the cut.
    static void Piece(ReadOnlySpan<byte> piece, ref ReadOnlySpan<byte> space, ref bool isBegun, IBufferWriter<byte> target)
    {
        (int start, int end) = WhiteSpace.Trim(piece, 0, piece.Length);
        space = Stronger(space, piece[..start]);
        if (start == end) return;
        if (isBegun) target.Write(space);
        target.Write(piece[start..end]);
        isBegun = true;
        space = piece[end..];
    }

    static void LastPiece(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> space, bool isBegun, IBufferWriter<byte> target)
    {
        (int start, int end) = WhiteSpace.Trim(piece, 0, piece.Length);
        if (start == end) return;
        if (isBegun) target.Write(Stronger(space, piece[..start]));
        target.Write(piece[start..]);
    }

    static ReadOnlySpan<byte> Stronger(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        after.Count((byte)'\n') > before.Count((byte)'\n') || before.IsEmpty ? after : before;
}
