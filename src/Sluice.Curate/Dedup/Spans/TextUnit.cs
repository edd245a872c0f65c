namespace Sluice.Curate.Dedup.Spans;

/// <summary>A part of a text that goes or stays as a whole: a line, a paragraph or a sentence.</summary>
/// <param name="Start">Byte offset in the text.</param>
/// <param name="Length">Bytes, at least 1.</param>
readonly record struct TextUnit(int Start, int Length)
{
    public int End => Start + Length;
}
