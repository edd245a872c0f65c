using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Adds the words of a text to a list that is empty.</summary>
    public void Split(ReadOnlySpan<byte> text, ReusableList<Word> words)
    {
        _words = words;
        _canBeFirst = false;
        _join.Clear();
        int at = SkipSpace(text, 0);
        while (at < text.Length)
        {
            int letters = LetterRun(text, at);
            int end = at + letters;
            if (letters > 0 && (end == text.Length || IsAsciiSpace(text[end])))
            {
                AddLetters(text, at, end);
            }
            else
            {
                end = ChunkEnd(text, end);
                AddChunk(text, at, end);
            }
            at = end + 1 < text.Length && text[end] == ' ' && !MaySpace(text[end + 1]) ? end + 1 : SkipSpace(text, end);
        }
        if (_useExceptions) _join.Apply(text, words);
    }

    // A chunk of ASCII letters only: one word, but for exceptions.
    void AddLetters(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> chunk = text[start..end];
        ulong hash = TextHash.Of(chunk);
        if (_useExceptions && (_exceptions.HintOf(hash) & ExceptionTable.Hint.Whole) != 0 && _exceptions.Find(chunk, hash) is { } entry) AddParts(text, start, entry);
        else Add(new(start, end - start, end - start, WordKinds.HasAlphabetic | WordKinds.HasNonSymbol, hash));
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

    // Skips white space; anything but one single space is a break.
    int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        for (int length; at < text.Length && (length = WhiteSpace.LengthAt(text, at)) > 0;) at += length;
        _afterBreak = at > start && !(at == start + 1 && text[start] == ' ' && start > 0);
        return at;
    }

    static int ChunkEnd(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && !(MaySpace(text[at]) && WhiteSpace.LengthAt(text, at) > 0)) at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsAsciiSpace(byte b) => b is 0x20 or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F);

    // First bytes of white space characters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool MaySpace(byte b) => b <= 0x20 || b is 0xC2 or 0xE1 or 0xE2 or 0xE3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int LetterRun(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        ref byte first = ref MemoryMarshal.GetReference(text);
        if (Vector128.IsHardwareAccelerated)
        {
            for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                Vector128<byte> bytes = Vector128.LoadUnsafe(ref first, (nuint)at) | Vector128.Create((byte)0x20);
                uint others = Vector128.GreaterThan(bytes - Vector128.Create((byte)'a'), Vector128.Create((byte)25)).ExtractMostSignificantBits();
                if (others != 0) return at + (int)uint.TrailingZeroCount(others) - start;
            }
        }
        while (at < text.Length && (uint)((text[at] | 0x20) - 'a') <= 25) at++;
        return at - start;
    }
}
