namespace Sluice.Ingest.Code.Archives;

/// <summary>One block of 512 bytes that starts an entry of tar: v7, ustar, pax and GNU.</summary>
/// <remarks>Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format". A number is octal, or binary where its first bit is set (GNU).</remarks>
readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>Bytes of a block.</summary>
    public const int Bytes = 512;

    readonly ReadOnlySpan<byte> _block = block;

    /// <summary>Whether the block is one of those that end a tar.</summary>
    public bool IsEnd => !_block.ContainsAnyExcept((byte)0);

    /// <summary>Kind of entry.</summary>
    public byte Type => _block[156];

    /// <summary>Mode bits; 0 where they can't be read.</summary>
    public long Mode => TryNumber(_block.Slice(100, 8), out long mode) ? mode : 0;

    /// <summary>Whether the sum over the header is as it states, with bytes taken as signed or not.</summary>
    public bool HasRightChecksum()
    {
        if (!TryNumber(_block.Slice(148, 8), out long stated)) return false;
        long unsigned = 0, signed = 0;
        for (int i = 0; i < Bytes; i++)
        {
            byte b = i is >= 148 and < 156 ? (byte)' ' : _block[i];
            unsigned += b;
            signed += (sbyte)b;
        }
        return stated == unsigned || stated == signed;
    }

    /// <summary>Bytes of the entry; false where it is no number.</summary>
    public bool TrySize(out long size) => TryNumber(_block.Slice(124, 12), out size) && size >= 0;

    /// <summary>The path: prefix, slash and name.</summary>
    public byte[] Path()
    {
        ReadOnlySpan<byte> name = Text(_block[..100]), prefix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(_block.Slice(345, 155)) : default;
        return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
    }

    static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    static bool TryNumber(ReadOnlySpan<byte> field, out long number)
    {
        number = 0;
        if ((field[0] & 0x80) != 0)
        {
            // Binary, big-endian; what does not fit, and what is negative, is no size.
            if ((field[0] & 0x7F) != 0) return false;
            foreach (byte b in field[1..])
            {
                if (number >> 55 != 0) return false;
                number = number << 8 | b;
            }
            return true;
        }
        field = field.Trim(" \0"u8);
        foreach (byte b in field)
        {
            if (b is < (byte)'0' or > (byte)'7') return false;
            number = number << 3 | (uint)(b - '0');
        }
        return true;
    }
}
