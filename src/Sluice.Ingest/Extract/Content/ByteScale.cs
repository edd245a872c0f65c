using System.Numerics;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Numbers as one byte, by whole-number arithmetic: equal on every machine.</summary>
static class ByteScale
{
    /// <summary>Eight steps for each doubling; 0 to 15 as they are.</summary>
    public static byte Size(long number)
    {
        if (number < 16) return (byte)Math.Max(number, 0);
        int power = BitOperations.Log2((ulong)number);
        return (byte)Math.Min(255, power * 8 - 16 + (int)((number >> (power - 3)) & 7));
    }

    /// <summary>A part of a whole, 0 to 255.</summary>
    public static byte Share(long part, long whole) => whole <= 0 || part <= 0 ? (byte)0 : part >= whole ? (byte)255 : (byte)(part * 255 / whole);

    /// <summary>A distance to both sides: 128 for none, finer near to it.</summary>
    public static byte Distance(long distance) => distance >= 0 ? (byte)(128 + Math.Min(127, (int)Size(distance))) : (byte)(128 - Math.Min(127, (int)Size(-distance)));

    public static byte Least(long number) => (byte)Math.Clamp(number, 0, 255);
}
