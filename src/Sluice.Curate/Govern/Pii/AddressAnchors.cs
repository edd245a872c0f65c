using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds the few dots and colons of a text that can belong to an address, 16 bytes at a time: program text is full of the others.</summary>
static class AddressAnchors
{
    const int Lookahead = 5;

    /// <summary>Offset of the first dot from an offset on with a digit on either side; -1 where there is none.</summary>
    public static int IndexOfDottedDigits(ReadOnlySpan<byte> text, int from)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        int at = Math.Max(from, 1);
        for (; at + Vector128<byte>.Count + 1 <= text.Length; at += Vector128<byte>.Count)
        {
            Vector128<byte> dots = Vector128.Equals(Vector128.LoadUnsafe(ref bytes, (nuint)at), Vector128.Create((byte)'.'));
            if (dots == Vector128<byte>.Zero) continue;
            dots &= Digits(Vector128.LoadUnsafe(ref bytes, (nuint)at - 1)) & Digits(Vector128.LoadUnsafe(ref bytes, (nuint)at + 1));
            uint bits = dots.ExtractMostSignificantBits();
            if (bits != 0) return at + BitOperations.TrailingZeroCount(bits);
        }
        for (; at + 1 < text.Length; at++)
            if (text[at] == '.' && char.IsAsciiDigit((char)text[at - 1]) && char.IsAsciiDigit((char)text[at + 1])) return at;
        return -1;
    }

    /// <summary>Offset of the first colon from an offset on with another at most five bytes behind it, as two groups of an IPv6 address have; -1 where there is
    /// none.</summary>
    public static int IndexOfCloseColons(ReadOnlySpan<byte> text, int from)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        int at = from;
        for (; at + Vector128<byte>.Count + Lookahead <= text.Length; at += Vector128<byte>.Count)
        {
            Vector128<byte> colons = Colons(ref bytes, at);
            if (colons == Vector128<byte>.Zero) continue;
            Vector128<byte> others = Colons(ref bytes, at + 1) | Colons(ref bytes, at + 2) | Colons(ref bytes, at + 3) | Colons(ref bytes, at + 4) | Colons(ref bytes, at + Lookahead);
            uint bits = (colons & others).ExtractMostSignificantBits();
            if (bits != 0) return at + BitOperations.TrailingZeroCount(bits);
        }
        for (; at < text.Length; at++)
            if (text[at] == ':' && text[(at + 1)..Math.Min(text.Length, at + 1 + Lookahead)].Contains((byte)':')) return at;
        return -1;
    }

    static Vector128<byte> Colons(ref byte bytes, int at) => Vector128.Equals(Vector128.LoadUnsafe(ref bytes, (nuint)at), Vector128.Create((byte)':'));

    static Vector128<byte> Digits(Vector128<byte> bytes) => Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
}
