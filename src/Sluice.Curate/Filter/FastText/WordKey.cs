using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sluice.Curate.Filter.FastText;

/// <summary>A word of up to 24 bytes, padded with NUL, which no word holds: equal keys are equal words.</summary>
readonly record struct WordKey(ulong A, ulong B, ulong C)
{
    /// <summary>Bytes of the longest word that has a key.</summary>
    public const int BytesMax = 24;

    /// <summary>The key of a word of a text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WordKey Of(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start > text.Length - BytesMax) return AtEnd(text.Slice(start, length));
        ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        ulong a = Unsafe.ReadUnaligned<ulong>(ref from);
        if (length <= 8) return new(Keep(a, length), 0, 0);
        ulong b = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, 8));
        return length <= 16 ? new(a, Keep(b, length - 8), 0) : new(a, b, Keep(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, 16)), length - 16));
    }

    /// <summary>A well mixed hash of the word, for tables in memory.</summary>
    public ulong Mixed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (A * 0x9E3779B97F4A7C15 ^ BitOperations.RotateLeft(B * 0xC2B2AE3D27D4EB4F, 29) ^ BitOperations.RotateLeft(C * 0x165667B19E3779F9, 47)) * 0x9E3779B97F4A7C15;
    }

    static WordKey AtEnd(ReadOnlySpan<byte> word)
    {
        Span<ulong> parts = stackalloc ulong[BytesMax / sizeof(ulong)];
        parts.Clear();
        word.CopyTo(MemoryMarshal.AsBytes(parts));
        return new(parts[0], parts[1], parts[2]);
    }

    // The first 1 to 8 bytes.
    static ulong Keep(ulong bytes, int count) => bytes & ulong.MaxValue >> (64 - count * 8);
}
