using System.Text;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>What shingles are made of.</summary>
public enum ShingleUnit
{
    /// <summary>Words where the document's language is English or unknown (then the English rules find them), else as for characters.</summary>
    Auto,

    /// <summary>Words only, as the tokenizer of the document's language finds them.</summary>
    Words,

    /// <summary>In runs of scripts that are written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan) each character, whatever the language; words elsewhere.</summary>
    Characters,

    /// <summary>For source text: runs of ASCII letters, digits, underscores and of bytes beyond ASCII, case told apart. A text of fewer than ten of them is compared as a whole: only equal ones are near-duplicates.</summary>
    CodeTokens,
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
        if (unit == ShingleUnit.Auto && Tokenizers.Of(analysis.Language) == TokenizerKind.English) return words;
        ReadOnlySpan<byte> text = analysis.Simplified;
        if (text.IndexOfAnyInRange(UnspacedScripts.LeadByteMin, (byte)0xFF) < 0) return words;
        Begin();
        foreach (ref readonly Word word in analysis.SimplifiedWords)
        {
            ReadOnlySpan<byte> bytes = word.In(text);
            if (word.CodePoints == 1 || bytes.IndexOfAnyInRange(UnspacedScripts.LeadByteMin, (byte)0xFF) < 0) Add(word.Hash);
            else AddCharacters(bytes);
        }
        return _hashes.AsSpan(0, _count);
    }

    // Each character of an unspaced script by itself; what lies between two is a word.
    void AddCharacters(ReadOnlySpan<byte> word)
    {
        int start = 0, at = 0;
        while (at < word.Length)
        {
            Rune.DecodeFromUtf8(word[at..], out Rune rune, out int length);
            if (UnspacedScripts.Contains(rune.Value))
            {
                if (at > start) Add(TextHash.Of(word[start..at]));
                Add(TextHash.Of(word.Slice(at, length)));
                start = at + length;
            }
            at += length;
        }
        if (at > start) Add(TextHash.Of(word[start..at]));
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
