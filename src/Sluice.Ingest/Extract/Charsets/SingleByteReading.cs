using Sluice.Ingest.Extract.Charsets.Models;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Bytes read as one charset of one byte a character, in one language: what they cost.</summary>
sealed class SingleByteReading
{
    const int UndefinedBits = 26;

    readonly LetterPairs _language;
    readonly byte[] _classes = new byte[256];
    readonly ushort[] _symbols = new ushort[256];

    public SingleByteReading(Charset charset, LetterPairs language, int priorBits)
    {
        (Charset, _language, Prior) = (charset, language, priorBits * LetterPairs.BitParts);
        Span<byte> one = stackalloc byte[1];
        Span<char> decoded = stackalloc char[4];
        for (int b = 0; b < 256; b++)
        {
            one[0] = (byte)b;
            char c = charset.Encoding.GetChars(one, decoded) == 1 ? decoded[0] : '\uFFFD';
            int symbol = c == '\uFFFD' ? UndefinedBits : SymbolCosts.Of(c);
            _classes[b] = language.Class(c, isLetter: symbol == 0 && (!char.IsAscii(c) || char.IsAsciiLetter(c)));
            _symbols[b] = (ushort)(symbol * LetterPairs.BitParts);
        }
    }

    /// <summary>The charset.</summary>
    public Charset Charset { get; }

    /// <summary>What it must win by, in eighths of a bit.</summary>
    public int Prior { get; }

    /// <summary>What the bytes cost after the first of them, in eighths of a bit.</summary>
    public int Cost(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> costs = _language.Costs;
        int count = _language.ClassCount;
        int cost = 0;
        int before = _classes[bytes[0]] * count;
        foreach (byte b in bytes[1..])
        {
            int kind = _classes[b];
            cost += costs[before + kind] + _symbols[b];
            before = kind * count;
        }
        return cost;
    }
}
