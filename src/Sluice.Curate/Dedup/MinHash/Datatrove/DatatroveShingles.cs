using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash.Datatrove;

/// <summary>Which hash of datatrove's shingles get.</summary>
public enum DatatroveHash
{
    /// <summary>XXH64, seed 0: its default, and FineWeb-2's.</summary>
    XxHash64,

    /// <summary>The first eight bytes of SHA-1, little-endian: FineWeb's.</summary>
    Sha1Bits64,

    /// <summary>The first four bytes of SHA-1, little-endian.</summary>
    Sha1Bits32,
}

/// <summary>The shingles of a document as datatrove hashes them: words of the simplified text joined by one space. Buffers are reused from document to document.</summary>
sealed class DatatroveShingles(DatatroveHash hash, int shingleWords)
{
    const int KeptBytesMax = 8 << 20; // One giant document must not hold its memory for the rest of the run.

    byte[] _joined = [];
    int[] _starts = [];
    ulong[] _hashes = [];

    /// <summary>The hashes of all shingles, in order, repeated ones too; none where there are fewer words than a shingle has.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<ulong> Of(TextAnalysis analysis)
    {
        ReadOnlySpan<Word> words = analysis.SimplifiedWords;
        int count = words.Length - shingleWords + 1;
        if (count <= 0) return [];
        Join(words, analysis.Simplified);
        for (int at = 0; at < count; at++) _hashes[at] = Hash(_joined.AsSpan(_starts[at].._starts[at + shingleWords])[..^1]);
        return _hashes.AsSpan(0, count);
    }

    [SuppressMessage("Security", "CA5350", Justification = "Datatrove's choice, to be compared with; nothing is secured by it.")]
    ulong Hash(ReadOnlySpan<byte> shingle)
    {
        if (hash == DatatroveHash.XxHash64) return XxHash64.Of(shingle);
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(shingle, digest);
        return hash == DatatroveHash.Sha1Bits64 ? BinaryPrimitives.ReadUInt64LittleEndian(digest) : BinaryPrimitives.ReadUInt32LittleEndian(digest);
    }

    // Each word with a space behind it; a start more than words.
    void Join(ReadOnlySpan<Word> words, ReadOnlySpan<byte> text)
    {
        Reserve(words.Length, text.Length);
        int at = 0;
        for (int n = 0; n < words.Length; n++)
        {
            _starts[n] = at;
            ReadOnlySpan<byte> word = words[n].In(text);
            word.CopyTo(_joined.AsSpan(at));
            at += word.Length;
            _joined[at++] = (byte)' ';
        }
        _starts[words.Length] = at;
    }

    void Reserve(int words, int bytes)
    {
        if (_joined.Length < bytes + words || (_joined.Length > KeptBytesMax && bytes + words <= KeptBytesMax)) _joined = new byte[(bytes + words) * 5L / 4];
        if (_starts.Length > words && (_starts.Length <= KeptBytesMax / sizeof(ulong) || words > KeptBytesMax / sizeof(ulong))) return;
        _starts = new int[(words + 1) * 5L / 4];
        _hashes = new ulong[_starts.Length];
    }
}
