using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Core.Text;

/// <summary>Lengths in Unicode code points, as Python's <c>len(str)</c> counts them.</summary>
public static class CodePoints
{
    /// <summary>Code points of valid UTF-8: the bytes that do not continue a character.</summary>
    public static int Count(ReadOnlySpan<byte> textUtf8)
    {
        int count = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref byte first = ref MemoryMarshal.GetReference(textUtf8);
            int at = 0;
            // As signed bytes, continuations are those below -64.
            for (Vector256<sbyte> bound = Vector256.Create((sbyte)-64); at <= textUtf8.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
                count += BitOperations.PopCount(Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, at)).AsSByte(), bound).ExtractMostSignificantBits());
            textUtf8 = textUtf8[at..];
        }
        return count + CountPlainly(textUtf8);
    }

    /// <summary>The same, one byte at a time.</summary>
    internal static int CountPlainly(ReadOnlySpan<byte> textUtf8)
    {
        int count = 0;
        foreach (byte b in textUtf8)
            if ((sbyte)b >= -64) count++;
        return count;
    }
}
