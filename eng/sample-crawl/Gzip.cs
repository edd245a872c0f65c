using System.Buffers.Binary;

namespace Sluice.SampleCrawl;

/// <summary>A small gzip compressor: greedy matches, fixed Huffman codes (RFC 1951, 1952).</summary>
/// <remarks>The runtime's compressor may write other bytes after an update; the sample crawl must not change with it.</remarks>
static class Gzip
{
    const int WindowBytes = 32768;
    const int MatchMin = 4;
    const int MatchMax = 258;
    const int ChainMax = 64;

    static readonly int[] s_lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    static readonly int[] s_distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];

    public static byte[] Compress(byte[] data)
    {
        BitWriter bits = new([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]);
        bits.Write(0b011, 3); // Last block, fixed codes.
        int[] head = new int[1 << 15];
        int[] previous = new int[data.Length];
        Array.Fill(head, -1);
        for (int at = 0; at < data.Length;)
        {
            (int length, int distance) = LongestMatch(data, at, head, previous);
            if (length < MatchMin)
            {
                WriteSymbol(bits, data[at]);
                Remember(data, at++, head, previous);
                continue;
            }
            WriteMatch(bits, length, distance);
            for (int end = at + length; at < end; at++) Remember(data, at, head, previous);
        }
        WriteSymbol(bits, 256);
        byte[] trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32(data));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)data.Length);
        return [.. bits.Finish(), .. trailer];
    }

    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = ~0u;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
        }
        return ~crc;
    }

    static (int Length, int Distance) LongestMatch(byte[] data, int at, int[] head, int[] previous)
    {
        if (at + MatchMin > data.Length) return default;
        (int bestLength, int bestDistance, int chain) = (0, 0, 0);
        int limit = Math.Min(MatchMax, data.Length - at);
        for (int from = head[Hash(data, at)]; from >= 0 && at - from <= WindowBytes && chain++ < ChainMax; from = previous[from])
        {
            int length = data.AsSpan(at, limit).CommonPrefixLength(data.AsSpan(from, limit));
            if (length > bestLength) (bestLength, bestDistance) = (length, at - from);
        }
        return (bestLength, bestDistance);
    }

    static void Remember(byte[] data, int at, int[] head, int[] previous)
    {
        if (at + MatchMin > data.Length) return;
        int hash = Hash(data, at);
        previous[at] = head[hash];
        head[hash] = at;
    }

    static int Hash(byte[] data, int at) => (int)((BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at)) * 2654435761u) >> 17);

    static void WriteMatch(BitWriter bits, int length, int distance)
    {
        int code = Code(s_lengthBase, length);
        WriteSymbol(bits, 257 + code);
        bits.Write(length - s_lengthBase[code], code is < 8 or 28 ? 0 : (code - 4) / 4);
        code = Code(s_distanceBase, distance);
        bits.WriteReversed(code, 5);
        bits.Write(distance - s_distanceBase[code], code < 4 ? 0 : (code - 2) / 2);
    }

    static int Code(int[] bases, int value)
    {
        int at = Array.BinarySearch(bases, value);
        return at >= 0 ? at : ~at - 1;
    }

    static void WriteSymbol(BitWriter bits, int symbol)
    {
        if (symbol < 144) bits.WriteReversed(0x30 + symbol, 8);
        else if (symbol < 256) bits.WriteReversed(0x190 + symbol - 144, 9);
        else if (symbol < 280) bits.WriteReversed(symbol - 256, 7);
        else bits.WriteReversed(0xC0 + symbol - 280, 8);
    }
}

/// <summary>Writes bits, the lowest of a byte first.</summary>
sealed class BitWriter(List<byte> bytes)
{
    int _held;
    int _bits;

    public void Write(int value, int bits)
    {
        for (int i = 0; i < bits; i++)
        {
            _held |= ((value >> i) & 1) << _bits;
            if (++_bits < 8) continue;
            bytes.Add((byte)_held);
            (_held, _bits) = (0, 0);
        }
    }

    public void WriteReversed(int value, int bits)
    {
        for (int i = bits - 1; i >= 0; i--) Write(value >> i, 1);
    }

    public List<byte> Finish()
    {
        if (_bits > 0) Write(0, 8 - _bits);
        return bytes;
    }
}
