using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText;

/// <summary>Cuts a text at C's white space and at NUL, as the reference does, 64 bytes at a time. A line break counts as a blank: datatrove gives the reference one instead.</summary>
ref struct FastTextWords(ReadOnlySpan<byte> textUtf8)
{
    const int BlockBytes = 64;
    readonly ReadOnlySpan<byte> _text = textUtf8;
    ulong _turns; // Bits where a word begins or ends, in this block.
    ulong _afterSeparator = 1;
    int _block = -BlockBytes;
    bool _isInWord;

    /// <summary>Where the word starts.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the word, at least one.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the next word; false where there is none.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            while (_turns == 0)
            {
                if (_block >= _text.Length - BlockBytes) return EndsInWord();
                _block += BlockBytes;
                ulong separators = Separators(_block);
                _turns = separators ^ (separators << 1 | _afterSeparator);
                _afterSeparator = separators >> BlockBytes - 1;
            }
            int at = _block + BitOperations.TrailingZeroCount(_turns);
            _turns &= _turns - 1;
            _isInWord = !_isInWord;
            if (_isInWord)
            {
                Start = at;
                continue;
            }
            Length = at - Start;
            return true;
        }
    }

    // Behind the text all bytes count as separators, so only a text that fills its last block can end in a word.
    bool EndsInWord()
    {
        if (!_isInWord) return false;
        _isInWord = false;
        Length = _text.Length - Start;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly ulong Separators(int at)
    {
        if (at + BlockBytes > _text.Length) return LastSeparators(at);
        ref byte from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), at);
        return IsSeparator(Vector256.LoadUnsafe(ref from)).ExtractMostSignificantBits()
            | (ulong)IsSeparator(Vector256.LoadUnsafe(ref from, (nuint)Vector256<byte>.Count)).ExtractMostSignificantBits() << 32;
    }

    readonly ulong LastSeparators(int at)
    {
        Span<byte> padded = stackalloc byte[BlockBytes];
        padded.Clear();
        _text[at..].CopyTo(padded);
        return new FastTextWords(padded).Separators(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> IsSeparator(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256<byte>.Zero) | Vector256.Equals(bytes, Vector256.Create((byte)' '))
        | Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'\t'), Vector256.Create((byte)('\r' - '\t')));
}
