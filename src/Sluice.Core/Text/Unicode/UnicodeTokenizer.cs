namespace Sluice.Core.Text.Unicode;

/// <summary>Words by Unicode's word boundaries (UAX 29): letters and digits in runs, and each mark, sign and ideograph a word by itself.</summary>
/// <remarks>All rules from WB3c on. White space always ends a word, also the no-break spaces, and is never a word itself. Time is linear. Scripts that write words
/// without spaces between them (Thai, Lao, Khmer, Burmese, Chinese, Japanese) need a dictionary: here each character is a word. Source: UAX 29, revision 45.</remarks>
sealed class UnicodeTokenizer
{
    const WordKinds LetterKinds = WordKinds.HasAlphabetic | WordKinds.HasNonSymbol;

    ReusableList<Word> _words = null!;
    bool _afterBreak;

    /// <summary>Adds the words of a text to a list that is empty.</summary>
    public void Split(ReadOnlySpan<byte> text, ReusableList<Word> words)
    {
        _words = words;
        int at = Chunks.SkipSpace(text, 0, out _afterBreak);
        while (at < text.Length)
        {
            int end = at + Chunks.LetterRun(text, at);
            if (end > at && Chunks.EndsAt(text, end))
            {
                Add(new(at, end - at, end - at, LetterKinds, TextHash.Of(text[at..end])));
            }
            else
            {
                end = Chunks.End(text, end);
                AddChunk(text, at, end);
            }
            at = Chunks.Next(text, end, out _afterBreak);
        }
    }

    void AddChunk(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> chunk = text[..end];
        int at = start;
        WordBreakClass last = WordBreakClasses.Of(Utf8.At(chunk, at, out int length)), beforeLast = WordBreakClass.Other;
        bool isJoined = last == WordBreakClass.ZeroWidthJoiner, isPair = false;
        at += length;
        while (at < end)
        {
            WordBreakClass next = WordBreakClasses.Of(Utf8.At(chunk, at, out length));
            if (next is WordBreakClass.Extend or WordBreakClass.ZeroWidthJoiner)
            {
                isJoined = next == WordBreakClass.ZeroWidthJoiner;
                at += length;
                continue;
            }
            bool isFlag = last == WordBreakClass.RegionalIndicator && next == WordBreakClass.RegionalIndicator && !isPair;
            if (!(isFlag || (isJoined && next == WordBreakClass.Picture) || StaysWhole(beforeLast, last, next, chunk, at + length)))
            {
                Add(WordFacts.Make(text, start, at));
                start = at;
                beforeLast = WordBreakClass.Other;
            }
            else
            {
                beforeLast = last;
            }
            isPair = isFlag;
            isJoined = false;
            last = next;
            at += length;
        }
        Add(WordFacts.Make(text, start, end));
    }

    // WB5 to WB13b: whether there is no boundary before a character.
    static bool StaysWhole(WordBreakClass beforeLast, WordBreakClass last, WordBreakClass next, ReadOnlySpan<byte> chunk, int afterNext)
    {
        switch (next)
        {
            case WordBreakClass.Letter or WordBreakClass.HebrewLetter:
                return IsLetter(last) || last is WordBreakClass.Numeric or WordBreakClass.ExtendNumLet
                    || (IsLetter(beforeLast) && last is WordBreakClass.MidLetter or WordBreakClass.MidNumLet or WordBreakClass.SingleQuote)
                    || (beforeLast == WordBreakClass.HebrewLetter && last == WordBreakClass.DoubleQuote && next == WordBreakClass.HebrewLetter);
            case WordBreakClass.Numeric:
                return IsLetter(last) || last is WordBreakClass.Numeric or WordBreakClass.ExtendNumLet
                    || (beforeLast == WordBreakClass.Numeric && last is WordBreakClass.MidNum or WordBreakClass.MidNumLet or WordBreakClass.SingleQuote);
            case WordBreakClass.Katakana:
                return last is WordBreakClass.Katakana or WordBreakClass.ExtendNumLet;
            case WordBreakClass.ExtendNumLet:
                return IsLetter(last) || last is WordBreakClass.Numeric or WordBreakClass.Katakana or WordBreakClass.ExtendNumLet;
            case WordBreakClass.MidLetter:
                return IsLetter(last) && IsLetter(ClassAfter(chunk, afterNext));
            case WordBreakClass.MidNum:
                return last == WordBreakClass.Numeric && ClassAfter(chunk, afterNext) == WordBreakClass.Numeric;
            case WordBreakClass.MidNumLet or WordBreakClass.SingleQuote:
                if (last == WordBreakClass.HebrewLetter && next == WordBreakClass.SingleQuote) return true;
                if (!IsLetter(last) && last != WordBreakClass.Numeric) return false;
                WordBreakClass after = ClassAfter(chunk, afterNext);
                return last == WordBreakClass.Numeric ? after == WordBreakClass.Numeric : IsLetter(after);
            case WordBreakClass.DoubleQuote:
                return last == WordBreakClass.HebrewLetter && ClassAfter(chunk, afterNext) == WordBreakClass.HebrewLetter;
            default:
                return false;
        }
    }

    static bool IsLetter(WordBreakClass c) => c is WordBreakClass.Letter or WordBreakClass.HebrewLetter;

    // The class of the next character that is not joined to the one before it.
    static WordBreakClass ClassAfter(ReadOnlySpan<byte> chunk, int at)
    {
        while (at < chunk.Length)
        {
            WordBreakClass c = WordBreakClasses.Of(Utf8.At(chunk, at, out int length));
            if (c is not (WordBreakClass.Extend or WordBreakClass.ZeroWidthJoiner)) return c;
            at += length;
        }
        return WordBreakClass.Other;
    }

    void Add(in Word word)
    {
        _words.Add(_afterBreak ? word with { Kinds = word.Kinds | WordKinds.AfterBreak } : word);
        _afterBreak = false;
    }
}
