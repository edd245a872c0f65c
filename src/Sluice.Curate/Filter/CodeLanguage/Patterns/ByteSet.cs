namespace Sluice.Curate.Filter.CodeLanguage.Patterns;

/// <summary>A set of byte values.</summary>
readonly record struct ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    public static ByteSet Digits { get; } = Range('0', '9');

    public static ByteSet Word { get; } = Range('a', 'z') | Range('A', 'Z') | Range('0', '9') | Of((byte)'_');

    public static ByteSet Space { get; } = Of((byte)' ') | Range('\t', '\r');

    public static ByteSet Hex { get; } = Range('a', 'f') | Range('A', 'F') | Range('0', '9');

    public static ByteSet operator |(ByteSet x, ByteSet y) => new(x.A | y.A, x.B | y.B, x.C | y.C, x.D | y.D);

    public static ByteSet operator ~(ByteSet x) => new(~x.A, ~x.B, ~x.C, ~x.D);

    public static ByteSet Of(byte value) => Range(value, value);

    public static ByteSet Range(int first, int last)
    {
        ByteSet set = default;
        for (int b = first; b <= last; b++)
        {
            ulong bit = 1UL << b;
            set |= (b >> 6) switch { 0 => new(bit, 0, 0, 0), 1 => new(0, bit, 0, 0), 2 => new(0, 0, bit, 0), _ => new(0, 0, 0, bit) };
        }
        return set;
    }

    public bool Contains(int value) => ((value >> 6) switch { 0 => A, 1 => B, 2 => C, _ => D } >> value & 1) != 0;

    /// <summary>The set with the other case of each ASCII letter in it.</summary>
    public ByteSet IgnoreCase()
    {
        ByteSet set = this;
        for (int c = 'a'; c <= 'z'; c++)
            if (Contains(c) || Contains(c - 32)) set |= Of((byte)c) | Of((byte)(c - 32));
        return set;
    }
}
