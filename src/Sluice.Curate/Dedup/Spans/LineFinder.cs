using System.Buffers;
using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Lines, or paragraphs: runs of lines without a blank one. Blank lines are what stands between.</summary>
sealed class LineFinder(DeduplicateLinesOptions options, ulong seed) : IUnitFinder
{
    const int KeptBytesMax = 4 << 20;

    ArrayBufferWriter<byte> _form = new();

    public int RunUnits => 1;

    public void Find(Document document, UnitList found)
    {
        ReadOnlySpan<byte> text = document.Text;
        bool inParagraph = false;
        for (int at = 0; at < text.Length && !found.IsFull;)
        {
            int length = text[at..].IndexOf((byte)'\n');
            int end = length < 0 ? text.Length : at + length;
            int lineEnd = end > at && text[end - 1] == '\r' ? end - 1 : end;
            bool isBlank = WhiteSpace.Trim(text[at..lineEnd]).IsEmpty;
            if (!isBlank && inParagraph && options.Unit == LineUnit.Paragraph) found.ExtendLast(lineEnd);
            else if (!isBlank) found.Add(at, lineEnd);
            inParagraph = !isBlank;
            at = end + 1;
        }
        foreach (TextUnit unit in found.Units) found.AddHash(HashOf(text.Slice(unit.Start, unit.Length)));
        // One giant line must not hold its memory for the rest of the run.
        if (_form.Capacity > KeptBytesMax) _form = new();
    }

    ulong HashOf(ReadOnlySpan<byte> unit)
    {
        unit = WhiteSpace.Trim(unit);
        if (unit.Length < options.BytesMin || !HasWords(unit)) return 0;
        _form.ResetWrittenCount();
        if (options.Compare == UnitCompare.Ccnet) CcnetText.Write(unit, _form);
        else if (options.Compare == UnitCompare.Simplified) SimplifiedText.Write(unit, _form);
        ReadOnlySpan<byte> form = options.Compare == UnitCompare.Raw ? unit : _form.WrittenSpan;
        // Nothing but marks says nothing; and 0 means that a unit is not compared.
        return form.TrimStart((byte)' ').IsEmpty ? 0 : Math.Max(TextHash.Of(form, seed), 1);
    }

    bool HasWords(ReadOnlySpan<byte> unit)
    {
        int words = 1;
        for (int at = 0; words <= options.WordsMin && WhiteSpace.NextChunk(unit, ref at, out _); words++) { }
        return words > options.WordsMin;
    }
}
