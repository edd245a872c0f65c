namespace Sluice.Core.Text;

/// <summary>A line, paragraph or sentence of a text.</summary>
/// <param name="Start">Byte offset in the text.</param>
/// <param name="Length">Bytes; may be 0.</param>
/// <param name="CodePoints">Unicode code points.</param>
/// <param name="Hash"><see cref="TextHash"/> of its bytes.</param>
public readonly record struct TextSpan(int Start, int Length, int CodePoints, ulong Hash)
{
    /// <summary>Byte offset after its last byte.</summary>
    public int End => Start + Length;

    /// <summary>Its bytes in the text it was found in.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> textUtf8) => textUtf8.Slice(Start, Length);
}
