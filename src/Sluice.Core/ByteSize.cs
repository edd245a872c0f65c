using System.Globalization;

namespace Sluice.Core;

/// <summary>A number of bytes, written as people write it: <c>256 MiB</c>, <c>1GiB</c>, <c>500 kB</c>, <c>1000</c>.</summary>
public readonly record struct ByteSize(long Bytes) : IParsable<ByteSize>
{
    static readonly (string Unit, long Bytes)[] s_units =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1)];

    /// <inheritdoc/>
    public static ByteSize Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out ByteSize size) ? size : throw new FormatException($"'{s}' is no size; write a number and KiB, MiB, GiB, kB, MB or GB");

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out ByteSize result)
    {
        result = default;
        s = s?.Trim() ?? "";
        long factor = 1;
        foreach ((string unit, long bytes) in s_units)
        {
            if (!s.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            factor = bytes;
            s = s[..^unit.Length].TrimEnd();
            break;
        }
        if (!double.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number) || number * factor > long.MaxValue / 2) return false;
        result = new((long)(number * factor));
        return true;
    }

    /// <summary>The size in the largest binary unit that divides it, else in bytes.</summary>
    public override string ToString()
    {
        foreach ((string unit, long bytes) in (ReadOnlySpan<(string, long)>)[("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10)])
            if (Bytes >= bytes && Bytes % bytes == 0) return string.Create(CultureInfo.InvariantCulture, $"{Bytes / bytes} {unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{Bytes} B");
    }
}
