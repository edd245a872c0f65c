using System.Runtime.CompilerServices;

namespace Sluice.Core.Text.English;

/// <summary>English words as spaCy's blank English tokenizer cuts them: at white space; then marks, signs and units off both ends of each chunk; then at marks
/// inside it; with a table of exceptions, and with addresses left whole.</summary>
/// <remarks>Facts: explosion/spaCy 3.8, <c>tokenizer.pyx</c> and <c>lang/</c>. Time is linear in the text, whatever it is. Not for several threads at once.</remarks>
sealed class EnglishTokenizer
{
    readonly ExceptionTable _exceptions;
    readonly bool _useExceptions;
    readonly ReusableList<(int Start, int End)> _suffixes = new();
    readonly SequenceJoin _join;
    ReusableList<Word> _words = null!;
    bool _afterBreak, _canBeFirst;

    public EnglishTokenizer() : this(useExceptions: true, ExceptionTable.Shared) { }

    internal EnglishTokenizer(bool useExceptions, ExceptionTable exceptions)
    {
        _useExceptions = useExceptions;
        _exceptions = exceptions;
        _join = new(exceptions);
    }

    // ASCII marks as words.
    static readonly Word[] s_marks = [.. Enumerable.Range(0, 128).Select(c => WordFacts.Make([(byte)c], 0, 1))];

    /// <summary>Adds the words of a text to a list that is empty.</summary>
    public void Split(ReadOnlySpan<byte> text, ReusableList<Word> words)
    {
        _words = words;
        _canBeFirst = false;
        _join.Clear();
        int at = Chunks.SkipSpace(text, 0, out _afterBreak);
        while (at < text.Length)
        {
            int end = at + Chunks.LetterRun(text, at);
            if (end > at && Chunks.EndsAt(text, end))
            {
                AddLetters(text, at, end);
            }
            else if (end > at && Chunks.EndsAt(text, end + 1) && IsPlainMark(text[end]))
            {
                AddLetters(text, at, end);
                Add(s_marks[text[end]] with { Start = end });
                end++;
            }
            else if (end > at && Chunks.EndsAt(text, end + 1) && text[end] == '.')
            {
                AddLettersAndStop(text, at, ++end);
            }
            else
            {
                end = Chunks.End(text, end);
                AddChunk(text, at, end);
            }
            at = Chunks.Next(text, end, out _afterBreak);
        }
        if (_useExceptions) _join.Apply(text, words);
    }

    // Marks that are cut off behind letters, whatever these are: no exception ends with letters and one of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsPlainMark(byte b) => b is (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)')' or (byte)'"';

    // A chunk of ASCII letters only: one word, but for exceptions.
    void AddLetters(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> chunk = text[start..end];
        ulong hash = TextHash.Of(chunk);
        if (_useExceptions && (_exceptions.HintOf(hash) & ExceptionTable.Hint.Whole) != 0 && _exceptions.Find(chunk, hash) is { } entry) AddParts(text, start, entry);
        else Add(new(start, end - start, end - start, WordKinds.HasAlphabetic | WordKinds.HasNonSymbol, hash));
    }

    // ASCII letters and a full stop, which stays where a capital behind a small letter or none may begin an abbreviation.
    void AddLettersAndStop(ReadOnlySpan<byte> text, int start, int end)
    {
        int stop = end - 1;
        if (Exception(text, start, end) is { } entry)
        {
            AddParts(text, start, entry);
        }
        else if (text[stop - 1] >= 'a' || (stop - 1 > start && text[stop - 2] < 'a'))
        {
            AddLetters(text, start, stop);
            Add(s_marks['.'] with { Start = stop });
        }
        else
        {
            AddWord(text, start, end);
        }
    }

    void AddChunk(ReadOnlySpan<byte> text, int start, int end)
    {
        _suffixes.Clear();
        while (start < end)
        {
            ExceptionTable.Entry? entry = Exception(text, start, end);
            if (entry is not null)
            {
                AddParts(text, start, entry);
                start = end;
                break;
            }
            int prefix = Affixes.PrefixLength(text[start..end]);
            int rest = start + prefix;
            if (prefix > 0 && rest < end && Exception(text, rest, end) is not null)
            {
                AddWord(text, start, rest);
                start = rest;
                continue;
            }
            int suffix = Affixes.SuffixLength(text[rest..end]);
            if (suffix > 0 && end - suffix > start && Exception(text, start, end - suffix) is not null)
            {
                _suffixes.Add((end - suffix, end));
                end -= suffix;
                continue;
            }
            if (prefix == 0 && suffix == 0)
            {
                AddMiddle(text, start, end);
                break;
            }
            if (prefix > 0) AddWord(text, start, rest);
            if (suffix > 0) _suffixes.Add((end - suffix, end));
            start = rest;
            end -= suffix;
        }
        ReadOnlySpan<(int Start, int End)> suffixes = _suffixes.Items;
        for (int i = suffixes.Length - 1; i >= 0; i--) AddWord(text, suffixes[i].Start, suffixes[i].End);
    }

    // What is left without affixes: an address, or cut at infixes.
    void AddMiddle(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> chunk = text[start..end];
        CharacterClasses all = CharacterClasses.None;
        for (int at = 0, length; at < chunk.Length; at += length) all |= Characters.Of(Utf8.At(chunk, at, out length));
        if ((all & CharacterClasses.InfixStart) == 0 || HostNames.IsAddress(chunk))
        {
            AddWord(text, start, end);
            return;
        }
        int from = 0;
        CharacterClasses before = CharacterClasses.None;
        for (int at = 0; at < chunk.Length;)
        {
            CharacterClasses classes = Characters.Of(Utf8.At(chunk, at, out int length));
            int infix = (classes & CharacterClasses.InfixStart) != 0 ? Affixes.InfixLength(chunk, at, before) : 0;
            if (infix == 0)
            {
                before = classes;
                at += length;
                continue;
            }
            // An infix at the very start cuts nothing.
            if (at > 0)
            {
                if (at > from) AddWord(text, start + from, start + at);
                AddWord(text, start + at, start + at + infix);
                from = at + infix;
            }
            at += infix;
            before = Characters.Of(Utf8.Before(chunk, at, out _));
        }
        if (from < chunk.Length) AddWord(text, start + from, end);
    }

    ExceptionTable.Entry? Exception(ReadOnlySpan<byte> text, int start, int end) => _useExceptions ? _exceptions.Find(text[start..end]) : null;

    void AddParts(ReadOnlySpan<byte> text, int start, ExceptionTable.Entry entry)
    {
        foreach (int length in entry.PartLengths)
        {
            AddWord(text, start, start + length);
            start += length;
        }
    }

    void AddWord(ReadOnlySpan<byte> text, int start, int end) => Add(WordFacts.Make(text, start, end));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Add(in Word word)
    {
        ExceptionTable.Hint hint = _exceptions.HintOf(word.Hash);
        if (_canBeFirst && (hint & ExceptionTable.Hint.Later) != 0 && !_afterBreak) _join.AddCandidate(_words.Count - 1);
        _canBeFirst = (hint & ExceptionTable.Hint.First) != 0;
        if (_afterBreak)
        {
            _words.Add(word with { Kinds = word.Kinds | WordKinds.AfterBreak });
            _afterBreak = false;
        }
        else
        {
            _words.Add(word);
        }
    }
}
