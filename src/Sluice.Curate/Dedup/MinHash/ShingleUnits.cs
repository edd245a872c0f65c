using System.Text;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What shingles are made of.</summary>
public enum ShingleUnit
{
    /// <summary>Words, and each character of scripts that are written without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese).</summary>
    Auto,

    /// <summary>Words only, as the tokenizer of the document's language finds them.</summary>
    Words,

    /// <summary>Characters: every code point of the simplified text but spaces.</summary>
    Characters,
}

/// <summary>The units of a document that shingles are made of, as hashes, in order. Buffers are reused from document to document.</summary>
sealed class ShingleUnits(ShingleUnit unit)
{
    const int KeptUnitsMax = 1 << 20; // One giant document must not hold its memory for the rest of the run.

    ulong[] _hashes = new ulong[1 << 10];
    int _count;

    /// <summary>The 64-bit hashes of the simplified text's units.</summary>
    /// <returns>Valid until the next call, or the analysis' next text.</returns>
    /// <remarks>A text without characters of unspaced scripts costs one vectorized look at its bytes.</remarks>
    public ReadOnlySpan<ulong> Of(TextAnalysis analysis)
    {
        ReadOnlySpan<ulong> words = analysis.SimplifiedWordHashes;
        if (unit == ShingleUnit.Words) return words;
        ReadOnlySpan<byte> text = analysis.Simplified;
        if (unit == ShingleUnit.Auto && text.IndexOfAnyInRange(UnspacedScripts.LeadByteMin, (byte)0xFF) < 0) return words;
        Begin();
        if (unit == ShingleUnit.Characters)
        {
            AddCharacters(text, isEach: true);
            return _hashes.AsSpan(0, _count);
        }
        foreach (ref readonly Word word in analysis.SimplifiedWords)
        {
            ReadOnlySpan<byte> bytes = word.In(text);
            if (word.CodePoints == 1 || bytes.IndexOfAnyInRange(UnspacedScripts.LeadByteMin, (byte)0xFF) < 0) Add(word.Hash);
            else AddCharacters(bytes, isEach: false);
        }
        return _hashes.AsSpan(0, _count);
    }

    // Each character by itself, or only those of unspaced scripts: what lies between them is a word.
    void AddCharacters(ReadOnlySpan<byte> text, bool isEach)
    {
        int start = 0, at = 0; // Where the word before the character starts.
        while (at < text.Length)
        {
            Rune.DecodeFromUtf8(text[at..], out Rune rune, out int length);
            if (rune.Value == ' ' || isEach || UnspacedScripts.Contains(rune.Value))
            {
                if (at > start) Add(TextHash.Of(text[start..at]));
                if (rune.Value != ' ') Add(TextHash.Of(text.Slice(at, length)));
                start = at + length;
            }
            at += length;
        }
        if (at > start) Add(TextHash.Of(text[start..at]));
    }

    void Begin()
    {
        _count = 0;
        if (_hashes.Length > KeptUnitsMax) _hashes = new ulong[1 << 10];
    }

    void Add(ulong hash)
    {
        if (_count == _hashes.Length) Array.Resize(ref _hashes, _count * 2);
        _hashes[_count++] = hash;
    }
}
