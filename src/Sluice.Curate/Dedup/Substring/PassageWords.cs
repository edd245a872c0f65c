using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Cuts a text into the words that passages begin and end with: runs without white space; in scripts without spaces every character, with its marks;
/// and in a run of more than <see cref="WordBytesMax"/> bytes (base64) every code point.</summary>
/// <remarks>All but the last is decided by the characters around, so equal passages have equal words wherever they stand. Time O(bytes).</remarks>
ref struct PassageWords(ReadOnlySpan<byte> text, bool isInsideRun)
{
    /// <summary>Longest run that is one word.</summary>
    public const int WordBytesMax = 256;

    /// <summary>Bytes that are looked at beyond the end of a word.</summary>
    public const int LookAheadBytes = WordBytesMax + CharacterBytesMax + 8;

    const int CharacterBytesMax = 64; // Of a character with its marks.

    readonly ReadOnlySpan<byte> _text = text;
    bool _isInsideRun = isInsideRun;

    /// <summary>End of the word before, and start of the white space before this one.</summary>
    public int GapStart { get; private set; }

    /// <summary>First byte of the word.</summary>
    public int Start { get; private set; }

    /// <summary>Behind its last byte.</summary>
    public int End { get; private set; }

    /// <summary>Whether it lies in a run that is too long for a word, and does not begin it: who starts again at this word must know.</summary>
    public bool IsInsideRun { get; private set; }

    /// <summary>Goes to the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> text = _text;
        int at = GapStart = End;
        for (int length; at < text.Length && (length = SpaceAt(text, at)) > 0;) at += length;
        Start = at;
        if (at == text.Length) return false;
        if (at > GapStart) _isInsideRun = false;
        IsInsideRun = false;
        if (IsAlone(text, at))
        {
            _isInsideRun = false;
            End = CharacterEnd(text, at);
            return true;
        }
        int end = _isInsideRun ? at : RunEnd(text, at);
        IsInsideRun = _isInsideRun;
        if (_isInsideRun || end - at > WordBytesMax)
        {
            _isInsideRun = true;
            end = CharacterEnd(text, at);
        }
        End = end;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int SpaceAt(ReadOnlySpan<byte> text, int at) => text[at] == ' ' ? 1 : text[at] is > 0x20 and < 0xC2 ? 0 : WhiteSpace.LengthAt(text, at);

    // Stops where it is too long for a word.
    static int RunEnd(ReadOnlySpan<byte> text, int at)
    {
        int end = Math.Min(text.Length, at + WordBytesMax + 1);
        for (; at < end; at++)
        {
            byte b = text[at];
            if (b is > 0x20 and < 0x80 or (>= 0x80 and < 0xC2) or (> 0xC2 and < 0xE0)) continue;
            if (WhiteSpace.LengthAt(text, at) > 0 || IsAlone(text, at)) break;
        }
        return at;
    }

    // Whether a character of a script that is written without spaces starts here.
    static bool IsAlone(ReadOnlySpan<byte> text, int at)
    {
        byte b = text[at];
        if (b < 0xE0 || b is >= 0xEB and <= 0xEE || at + 2 >= text.Length) return false;
        if (b == 0xF0) return text[at + 1] >= 0xA0; // Han beyond the first plane.
        if (b > 0xF0) return false;
        return ((b & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F) switch
        {
            < 0x0E00 => false,
            <= 0x109F => true, // Thai, Lao, Tibetan, Myanmar.
            < 0x1780 => false,
            <= 0x17FF => true, // Khmer.
            < 0x2E80 => false,
            <= 0xA4CF => true, // Han, Kana, Bopomofo, Yi.
            < 0xF900 => false,
            <= 0xFAFF or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFFEF) => true, // Compatibility and full-width forms.
            _ => false,
        };
    }

    // A character with the marks that follow it.
    static int CharacterEnd(ReadOnlySpan<byte> text, int at)
    {
        int limit = Math.Min(text.Length, at + CharacterBytesMax);
        Rune.DecodeFromUtf8(text[at..], out _, out int length);
        at += length;
        while (at < limit && text[at] is >= 0xCC and (< 0xE4 or > 0xE9))
        {
            if (Rune.DecodeFromUtf8(text[at..], out Rune next, out length) != System.Buffers.OperationStatus.Done) break;
            if (Rune.GetUnicodeCategory(next) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)) break;
            at += length;
        }
        return at;
    }
}
