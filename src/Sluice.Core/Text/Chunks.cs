using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Core.Text;

/// <summary>Finds chunks, the runs of a text without white space that tokenizers cut, and the letters that most of them are.</summary>
static class Chunks
{
    /// <summary>Skips white space; says whether there was any but one single space between two chunks.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> text, int at, out bool isBreak)
    {
        int start = at;
        for (int length; at < text.Length && (length = WhiteSpace.LengthAt(text, at)) > 0;) at += length;
        isBreak = at > start && !(at == start + 1 && text[start] == ' ' && start > 0);
        return at;
    }

    /// <summary>The start of the next chunk, from the end of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<byte> text, int end, out bool isBreak)
    {
        if (end + 1 < text.Length && text[end] == ' ' && !MaySpace(text[end + 1]))
        {
            isBreak = false;
            return end + 1;
        }
        return SkipSpace(text, end, out isBreak);
    }

    /// <summary>The end of the chunk that an offset lies in.</summary>
    public static int End(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && !(MaySpace(text[at]) && WhiteSpace.LengthAt(text, at) > 0)) at++;
        return at;
    }

    /// <summary>Whether a chunk ends at an offset, by the text's end or by ASCII white space. Other white space answers no.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EndsAt(ReadOnlySpan<byte> text, int at) =>
        (uint)at >= (uint)text.Length || text[at] is 0x20 or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F);

    /// <summary>How many ASCII letters follow each other from an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LetterRun(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte first = ref MemoryMarshal.GetReference(text);
            for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                Vector128<byte> lower = Vector128.LoadUnsafe(ref first, (nuint)at) | Vector128.Create((byte)0x20);
                uint others = Vector128.GreaterThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)25)).ExtractMostSignificantBits();
                if (others != 0) return at + (int)uint.TrailingZeroCount(others) - start;
            }
        }
        return at - start + LetterRunPlainly(text[at..]);
    }

    /// <summary>The same, one byte at a time.</summary>
    internal static int LetterRunPlainly(ReadOnlySpan<byte> text)
    {
        int letters = 0;
        while (letters < text.Length && (uint)((text[letters] | 0x20) - 'a') <= 25) letters++;
        return letters;
    }

    // First bytes of white space characters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool MaySpace(byte b) => b <= 0x20 || b is 0xC2 or 0xE1 or 0xE2 or 0xE3;
}
