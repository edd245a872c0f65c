using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.Gopher;

/// <summary>The words of a text joined without anything between them, as datatrove compares runs of words: <c>in to</c> and <c>into</c> are one
/// there.</summary>
/// <remarks>Buffers are reused; shapes: offsets and code points [words + 1].</remarks>
sealed class JoinedWords
{
    const int KeptWordsMax = 1 << 18;
    const int Padding = 32;

    byte[] _bytes = [];
    int[] _offsets = [], _codePoints = [];

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where each word starts among the joined bytes, and where the last ends.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    /// <summary>The joined bytes, and at least 32 zero bytes behind them.</summary>
    public ReadOnlySpan<byte> PaddedBytes => _bytes.AsSpan(0, _offsets[Count] + Padding);

    /// <summary>The bytes of some words.</summary>
    public ReadOnlySpan<byte> Bytes(int start, int end) => _bytes.AsSpan(_offsets[start], _offsets[end] - _offsets[start]);

    /// <summary>The characters of some words.</summary>
    public int CodePoints(int start, int end) => _codePoints[end] - _codePoints[start];

    /// <summary>Takes the words of a text.</summary>
    public void Set(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        Count = words.Length;
        MakeRoom(text.Length);
        ref byte from = ref MemoryMarshal.GetReference(text);
        ref byte to = ref MemoryMarshal.GetArrayDataReference(_bytes);
        int offset = 0, codePoints = 0, i = 0, wholeMax = text.Length - Vector128<byte>.Count;
        foreach (ref readonly Word word in words)
        {
            (_offsets[i], _codePoints[i++]) = (offset, codePoints);
            // Sixteen bytes at once where that stays inside the text: the next word overwrites what is too many.
            bool isWhole = word.Length <= Vector128<byte>.Count && word.Start <= wholeMax;
            if (isWhole) Vector128.LoadUnsafe(ref from, (nuint)word.Start).StoreUnsafe(ref to, (nuint)offset);
            else word.In(text).CopyTo(_bytes.AsSpan(offset));
            offset += word.Length;
            codePoints += word.CodePoints;
        }
        (_offsets[i], _codePoints[i]) = (offset, codePoints);
        _bytes.AsSpan(offset, Padding).Clear();
    }

    /// <summary>The characters of the longest n-gram; 0 where there is none.</summary>
    public int LongestNGram(int n)
    {
        int longest = 0;
        ReadOnlySpan<int> codePoints = _codePoints.AsSpan(0, Count + 1);
        for (int i = 0; i + n < codePoints.Length; i++) longest = Math.Max(longest, codePoints[i + n] - codePoints[i]);
        return longest;
    }

    void MakeRoom(int textBytes)
    {
        bool isTooLarge = _bytes.Length > KeptWordsMax * 8 && textBytes < KeptWordsMax;
        if (_bytes.Length < textBytes + Padding || isTooLarge) _bytes = new byte[Math.Max(8192, textBytes + textBytes / 4) + Padding];
        if (_offsets.Length > Count && (_offsets.Length <= KeptWordsMax || Count >= KeptWordsMax)) return;
        int length = Math.Max(1024, Count + Count / 4 + 1);
        (_offsets, _codePoints) = (new int[length], new int[length]);
    }
}
