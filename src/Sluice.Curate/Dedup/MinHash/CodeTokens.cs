using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Sluice.Core;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The tokens of source text as keyed 64-bit hashes, in order: maximal runs of ASCII letters, digits, <c>_</c> and bytes beyond ASCII. Buffers are reused from document to document.</summary>
/// <remarks>The Stack splits at every character that is no ASCII letter, digit or <c>_</c> (bigcode-dataset, near_deduplication); here letters of other scripts are part of tokens too, so that comments in them count,
/// and there are no empty tokens. Case counts. Time O(bytes): edges of tokens are found 64 bytes at once.</remarks>
public sealed class CodeTokens
{
    const int KeptTokensMax = 1 << 20; // One giant document must not hold its memory for the rest of the run.
    const int Block = 64;

    readonly ulong _mask;
    readonly ulong _multiplier;
    ulong[] _hashes = new ulong[1 << 10];
    int _count;

    /// <param name="seed">Key of the hashes: the recipe's seed.</param>
    public CodeTokens(ulong seed = 0)
    {
        SplitMix key = new(seed ^ 0x546F6B656E73);
        _mask = key.Next();
        _multiplier = key.Next() | 1;
    }

    /// <summary>The hashes of a text's tokens.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<ulong> Of(ReadOnlySpan<byte> text)
    {
        if (_hashes.Length > KeptTokensMax) _hashes = new ulong[1 << 10];
        _count = 0;
        ulong carry = 0; // Whether the byte before is of a token.
        int at = 0, start = 0;
        ref byte first = ref MemoryMarshal.GetReference(text);
        for (; at <= text.Length - Block; at += Block) Take(text, TokenBytes(ref first, (nuint)at), at, ref carry, ref start);
        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        text[at..].CopyTo(last);
        Take(text, TokenBytes(ref MemoryMarshal.GetReference(last), 0), at, ref carry, ref start); // The zeros behind the text end its last token.
        return _hashes.AsSpan(0, _count);
    }

    /// <summary>The same hashes, byte by byte: the oracle of <see cref="Of"/>.</summary>
    public IReadOnlyList<ulong> OfPlain(ReadOnlySpan<byte> text)
    {
        List<ulong> hashes = [];
        for (int at = 0; at < text.Length; at++)
        {
            int start = at;
            while (at < text.Length && (text[at] >= 0x80 || char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == '_')) at++;
            if (at > start) hashes.Add(Hash(text[start..at]));
        }
        return hashes;
    }

    // A bit for each of 64 bytes: whether it is of a token.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong TokenBytes(ref byte text, nuint at) =>
        TokenBytes(Vector256.LoadUnsafe(ref text, at)) | (ulong)TokenBytes(Vector256.LoadUnsafe(ref text, at + 32)) << 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint TokenBytes(Vector256<byte> bytes)
    {
        Vector256<byte> isLetter = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        Vector256<byte> isDigit = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        return (isLetter | isDigit | Vector256.Equals(bytes, Vector256.Create((byte)'_')) | bytes).ExtractMostSignificantBits();
    }

    void Take(ReadOnlySpan<byte> text, ulong tokenBytes, int at, ref ulong carry, ref int start)
    {
        ulong edges = tokenBytes ^ (tokenBytes << 1 | carry);
        bool isOpen = carry != 0;
        carry = tokenBytes >> 63;
        if (_hashes.Length - _count < Block) Array.Resize(ref _hashes, _hashes.Length * 2);
        ref ulong to = ref MemoryMarshal.GetArrayDataReference(_hashes);
        int count = _count;
        if (isOpen && edges != 0)
        {
            Unsafe.Add(ref to, count++) = Hash(text, start, at + BitOperations.TrailingZeroCount(edges));
            edges &= edges - 1;
        }
        while (edges != 0)
        {
            start = at + BitOperations.TrailingZeroCount(edges);
            edges &= edges - 1;
            if (edges == 0) break;
            Unsafe.Add(ref to, count++) = Hash(text, start, at + BitOperations.TrailingZeroCount(edges));
            edges &= edges - 1;
        }
        _count = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Hash(ReadOnlySpan<byte> text, int start, int end)
    {
        int length = end - start;
        return length <= sizeof(ulong) && start <= text.Length - sizeof(ulong)
            ? Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)) & (ulong.MaxValue >> (64 - 8 * length))
            : Hash(text[start..end]);
    }

    // Up to eight bytes are their own hash: no byte of a token is zero, and shingles key it. Longer ones are folded under a key.
    ulong Hash(ReadOnlySpan<byte> token)
    {
        if (token.Length <= sizeof(ulong)) return Read(token);
        ulong hash = _mask ^ (ulong)token.Length;
        for (; token.Length > sizeof(ulong); token = token[sizeof(ulong)..]) hash = Fold(hash ^ MemoryMarshal.Read<ulong>(token));
        return Fold(hash ^ Read(token));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ulong Fold(ulong hash)
    {
        ulong high = Math.BigMul(hash ^ _mask, _multiplier, out ulong low);
        return high ^ low;
    }

    static ulong Read(ReadOnlySpan<byte> token)
    {
        ulong value = 0;
        for (int at = token.Length - 1; at >= 0; at--) value = value << 8 | token[at];
        return value;
    }
}
