namespace Sluice.Curate.Dedup;

/// <summary>Numbers in seven bits a byte, the lowest first (LEB128).</summary>
static class VariableInt
{
    /// <summary>Most bytes of a number.</summary>
    public const int BytesMax = 5;

    /// <summary>Writes a number.</summary>
    /// <returns>Its bytes.</returns>
    public static int Write(Span<byte> target, uint value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7) target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads a number from the start of some bytes, and goes behind it.</summary>
    public static uint Read(ref ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (int n = 0; ; n++)
        {
            value |= (uint)(bytes[n] & 0x7F) << 7 * n;
            if (bytes[n] >= 0x80) continue;
            bytes = bytes[(n + 1)..];
            return value;
        }
    }
}
