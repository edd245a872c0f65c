using System.Buffers;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>The text that deduplication compares: lower case, numbers as 0, punctuation as spaces, one space between words, no combining marks.</summary>
/// <remarks>Datatrove's <c>simplify_text</c>.</remarks>
public static class SimplifiedText
{
    /// <summary>Writes the simplified form of a text.</summary>
    public static void Write(ReadOnlySpan<byte> textUtf8, IBufferWriter<byte> output)
    {
        // First shape: ASCII rules only.
        bool space = false, any = false;
        for (int at = 0; at < textUtf8.Length;)
        {
            int codePoint = Utf8.At(textUtf8, at, out int length);
            at += length;
            if (SymbolMarks.IsSimplifiedAway(codePoint) || codePoint is 9 or 10 or 32)
            {
                space = any;
                continue;
            }
            if (space) output.Write(" "u8);
            space = false;
            any = true;
            Span<byte> bytes = output.GetSpan(4);
            output.Advance(Rune.ToLowerInvariant(new Rune(codePoint)).EncodeToUtf8(bytes));
        }
    }
}
