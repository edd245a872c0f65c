using System.Collections.Frozen;
using Sluice.Ingest.Extract.Charsets.Models;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>The charsets of mostly two bytes a character.</summary>
static class DoubleByteCandidates
{
    static readonly Lazy<DoubleByteReading[]> s_readings = new(() =>
    [
        new("shift_jis", "ja", 4, static lead => lead is >= 0x88 and <= 0x97),
        new("euc-jp", "ja", 4, static lead => lead is >= 0xB0 and <= 0xCF),
        new("gbk", "zh-hans", 4, static lead => lead is >= 0xB0 and <= 0xD7),
        new("big5", "zh-hant", 4, static lead => lead is >= 0xA4 and <= 0xC6),
        new("euc-kr", "ko", 4, static lead => lead is >= 0xB0 and <= 0xC8),
        new("johab", "ko", 14, static lead => lead is >= 0x88 and <= 0xD3),
    ]);

    /// <summary>Every charset.</summary>
    public static ReadOnlySpan<DoubleByteReading> Readings => s_readings.Value;
}

/// <summary>Bytes read as one charset of two bytes a character: what they cost.</summary>
sealed class DoubleByteReading
{
    const int BitParts = 8;

    // Bits of what the language's table does not hold.
    const int AsciiLetter = 5;
    const int SecondByteInvalid = 28;
    const int CommonUnseen = 15;
    const int RareUnseen = 19;
    const int HalfWidthKana = 11;
    const int ThreeBytes = 20;
    const int FourBytes = 24;

    readonly byte[] _costs = new byte[128 * 256]; // Shape [lead - 0x80, trail]; 0: no character.
    readonly bool _hasHalfWidthKana;
    readonly bool _hasThreeBytes;
    readonly bool _hasFourBytes;

    /// <param name="name">The charset.</param>
    /// <param name="language">Its language.</param>
    /// <param name="priorBits">Bits that it must win by.</param>
    /// <param name="isCommon">Whether a lead byte is of the rows that the standard gave to characters in common use.</param>
    public DoubleByteReading(string name, string language, int priorBits, Func<int, bool> isCommon)
    {
        (Charset, Prior) = (Charset.Find(name)!, priorBits * BitParts);
        _hasHalfWidthKana = name == "shift_jis";
        _hasThreeBytes = name == "euc-jp";
        _hasFourBytes = name == "gbk";
        FrozenDictionary<char, byte> seen = LetterModels.Shipped.Characters[language];
        Span<byte> pair = stackalloc byte[2];
        Span<char> decoded = stackalloc char[8];
        for (int lead = 0x80; lead < 256; lead++)
        {
            for (int trail = 0x31; trail < 255; trail++)
            {
                (pair[0], pair[1]) = ((byte)lead, (byte)trail);
                if (Charset.Encoding.GetChars(pair, decoded) != 1 || decoded[0] is '\uFFFD' or (>= '\uE000' and < '\uF900')) continue;
                _costs[((lead - 0x80) << 8) + trail] = seen.TryGetValue(decoded[0], out byte cost) ? Math.Max(cost, (byte)1) : (byte)((isCommon(lead) ? CommonUnseen : RareUnseen) * BitParts);
            }
        }
    }

    /// <summary>The charset.</summary>
    public Charset Charset { get; }

    /// <summary>What it must win by, in eighths of a bit.</summary>
    public int Prior { get; }

    /// <summary>What the bytes cost, in eighths of a bit.</summary>
    /// <param name="bytes">Words, a space around each.</param>
    /// <param name="invalid">Bytes that are part of no character.</param>
    public int Cost(ReadOnlySpan<byte> bytes, out int invalid)
    {
        int cost = 0;
        invalid = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte lead = bytes[i];
            if (lead < 0x80)
            {
                cost += char.IsAsciiLetter((char)lead) ? AsciiLetter * BitParts : 0;
                continue;
            }
            byte trail = i + 1 < bytes.Length ? bytes[i + 1] : (byte)0;
            int pair = _costs[((lead - 0x80) << 8) + trail];
            if (pair > 0)
            {
                cost += pair;
                i++;
            }
            else if (_hasHalfWidthKana && lead is >= 0xA1 and <= 0xDF)
            {
                cost += HalfWidthKana * BitParts;
            }
            else if (_hasThreeBytes && lead == 0x8F && i + 2 < bytes.Length && trail >= 0xA1 && bytes[i + 2] >= 0xA1)
            {
                cost += ThreeBytes * BitParts;
                i += 2;
            }
            else if (_hasThreeBytes && lead == 0x8E && trail is >= 0xA1 and <= 0xDF)
            {
                cost += HalfWidthKana * BitParts;
                i++;
            }
            else if (_hasFourBytes && lead is >= 0x81 and <= 0xFE && trail == ' ')
            {
                cost += FourBytes * BitParts; // A digit is second: the sample has cut the character there.
            }
            else
            {
                cost += SecondByteInvalid * BitParts;
                invalid++;
            }
        }
        return cost;
    }
}
