using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>The text that deduplication compares: lower case, each number as 0, punctuation as spaces, one space between words, no diacritics.</summary>
/// <remarks>Datatrove's <c>simplify_text</c>, in its order: lower case (of a whole word: a final sigma is a final sigma), then numbers, then punctuation and control
/// characters to spaces, then runs of white space to one space, then canonical decomposition without combining marks. A number is a run of decimal digits of any
/// script, with at most one separator and further digits. Several spaces side by side come only from a combining mark that stood alone.</remarks>
public static class SimplifiedText
{
    // What an ASCII character becomes: itself in lower case, a space, or (digits) '0'.
    static readonly byte[] s_ascii = [.. Enumerable.Range(0, 128).Select(c => (byte)(
        SymbolMarks.IsSimplifiedAway(c) || WhiteSpace.Is(c) ? ' ' : c is >= '0' and <= '9' ? '0' : c is >= 'A' and <= 'Z' ? c | 0x20 : c))];

    /// <summary>Writes the simplified form of a text.</summary>
    /// <param name="textUtf8">Valid UTF-8.</param>
    /// <param name="output">Takes UTF-8, at most three times as long.</param>
    public static void Write(ReadOnlySpan<byte> textUtf8, IBufferWriter<byte> output)
    {
        Writer writer = new(output);
        for (int at = 0; at < textUtf8.Length;)
        {
            byte b = textUtf8[at];
            if (b >= 0x80)
            {
                at = WriteCharacter(textUtf8, at, ref writer);
                continue;
            }
            byte simple = s_ascii[b];
            if (simple == ' ')
            {
                writer.Space();
                at++;
            }
            else if (simple == '0')
            {
                at = EndOfNumber(textUtf8, at);
                writer.Byte((byte)'0');
            }
            else
            {
                at = WriteLetters(textUtf8, at, ref writer);
            }
        }
        writer.Flush();
    }

    // A run of ASCII letters, sixteen at a time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteLetters(ReadOnlySpan<byte> text, int at, ref Writer writer)
    {
        if (Vector128.IsHardwareAccelerated && at <= text.Length - Vector128<byte>.Count)
        {
            Vector128<byte> lower = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at) | Vector128.Create((byte)0x20);
            uint others = Vector128.GreaterThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)25)).ExtractMostSignificantBits();
            int letters = others == 0 ? Vector128<byte>.Count : (int)uint.TrailingZeroCount(others);
            if (letters > 0)
            {
                writer.Bytes(lower, letters);
                return at + letters;
            }
        }
        writer.Byte(s_ascii[text[at]]);
        return at + 1;
    }

    static int WriteCharacter(ReadOnlySpan<byte> text, int at, ref Writer writer)
    {
        int c = Utf8.At(text, at, out int length);
        if (IsDigit(c))
        {
            writer.Byte((byte)'0');
            return EndOfNumber(text, at);
        }
        if (SymbolMarks.IsSimplifiedAway(c) || WhiteSpace.Is(c)) writer.Space();
        else writer.Character(c == 'Σ' && IsFinalSigma(text, at, at + length) ? 'ς' : ToLower(c));
        return at + length;
    }

    static int ToLower(int c) => c switch
    {
        // The invariant rules leave it; its dot above is dropped with the other marks.
        'İ' => 'i',
        _ => Rune.IsValid(c) ? Rune.ToLowerInvariant(new Rune(c)).Value : Rune.ReplacementChar.Value,
    };

    // Digits, and once a separator with more digits.
    static int EndOfNumber(ReadOnlySpan<byte> text, int at)
    {
        int end = EndOfDigits(text, at);
        if (end >= text.Length) return end;
        int c = Utf8.At(text, end, out int length);
        if (c is not ('.' or ',' or '،' or '٫' or 0x2396 or 0x2397 or 0x2398)) return end;
        int more = EndOfDigits(text, end + length);
        return more > end + length ? more : end;
    }

    static int EndOfDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && IsDigit(Utf8.At(text, at, out int length))) at += length;
        return at;
    }

    static bool IsDigit(int c) => c < 0x80 ? c is >= '0' and <= '9' : CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber;

    // Unicode's rule: a cased letter before it, none after it, whatever marks lie between.
    static bool IsFinalSigma(ReadOnlySpan<byte> text, int start, int end)
    {
        bool isBefore = false;
        while (start > 0)
        {
            int c = Utf8.Before(text, start, out int length);
            start -= length;
            if (IsCaseIgnorable(c)) continue;
            isBefore = IsCased(c);
            break;
        }
        if (!isBefore) return false;
        while (end < text.Length)
        {
            int c = Utf8.At(text, end, out int length);
            end += length;
            if (!IsCaseIgnorable(c)) return !IsCased(c);
        }
        return true;
    }

    static bool IsCased(int c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || c is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    static bool IsCaseIgnorable(int c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || c is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    // Writes characters with the spaces between them, and leaves spaces at both ends out.
    ref struct Writer(IBufferWriter<byte> output)
    {
        // A space, and sixteen bytes or one character's bases.
        const int ReserveBytes = 64, BlockBytes = 4096;

        Span<byte> _free = default;
        int _used = 0, _spaces = 0;
        bool _space = false, _anyBefore = false, _any = false;

        public void Space() => _space = true;

        public void Byte(byte b)
        {
            Begin();
            _free[_used++] = b;
        }

        public void Bytes(Vector128<byte> bytes, int count)
        {
            Begin();
            bytes.CopyTo(_free[_used..]);
            _used += count;
        }

        public void Character(int c)
        {
            Span<int> bases = stackalloc int[3];
            int count = CanonicalBases.Of(c, bases);
            if (count == 0)
            {
                // A mark that stands alone keeps the space before it.
                if (_space && _anyBefore && _any) _spaces++;
                _space = false;
                _anyBefore = true;
                return;
            }
            Begin();
            foreach (int part in bases[..count]) _used += new Rune(part).EncodeToUtf8(_free[_used..]);
        }

        public void Flush() => output.Advance(_used);

        void Begin()
        {
            if (_space && _anyBefore && _any) _spaces++;
            _space = false;
            _anyBefore = _any = true;
            while (_spaces > 0)
            {
                Reserve();
                _free[_used++] = (byte)' ';
                _spaces--;
            }
            Reserve();
        }

        void Reserve()
        {
            if (_free.Length - _used >= ReserveBytes) return;
            output.Advance(_used);
            _used = 0;
            _free = output.GetSpan(BlockBytes);
        }
    }
}
