using System.Numerics;
using System.Text;

namespace Sluice.Curate.Filter.FastText;

/// <summary>A model's words and labels, and the rows of its input matrix that words, character n-grams and word n-grams stand for.</summary>
/// <remarks>Hashes are fastText's: FNV-1a of 32 bits over bytes widened with their sign, and a multiplicative hash over word hashes.</remarks>
sealed class FastTextDictionary
{
    internal const string LabelPrefix = "__label__";
    const int EntryBytesMin = 10;
    const uint FnvOffset = 2166136261;
    const uint FnvPrime = 16777619;

    readonly byte[] _words;
    readonly int[] _wordEnds;
    readonly uint[] _hashes;
    readonly int[] _slots;
    readonly PrunedRows? _pruned;
    readonly BucketModulus _buckets;

    readonly long[] _counts;

    /// <param name="arguments">The model's arguments.</param>
    /// <param name="words">Words, then labels with their prefix, end to end.</param>
    /// <param name="wordEnds">Where each ends.</param>
    /// <param name="counts">How often each occurred.</param>
    /// <param name="wordCount">Words among them.</param>
    /// <param name="tokens">Words and labels of the training texts.</param>
    /// <param name="pruned">The buckets that have rows; null for all.</param>
    public FastTextDictionary(FastTextArguments arguments, byte[] words, int[] wordEnds, long[] counts, int wordCount, long tokens, PrunedRows? pruned)
    {
        (_words, _wordEnds, _counts, WordCount, Tokens, _pruned) = (words, wordEnds, counts, wordCount, tokens, pruned);
        LabelCounts = counts[wordCount..];
        Labels = new string[LabelCounts.Length];
        uint[] hashes = _hashes = new uint[wordEnds.Length];
        for (int id = 0; id < hashes.Length; id++)
        {
            hashes[id] = Hash(Word(id));
            if (id < wordCount) continue;
            string text = Encoding.UTF8.GetString(Word(id));
            Labels[id - wordCount] = text.StartsWith(LabelPrefix, StringComparison.Ordinal) ? text[LabelPrefix.Length..] : text;
        }
        _buckets = new((uint)Math.Max(arguments.Buckets, 0));
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)hashes.Length * 2 + 2)];
        _slots.AsSpan().Fill(-1);
        for (int id = 0; id < hashes.Length; id++) _slots[Slot(Word(id), hashes[id])] = id; // Of equal words the last counts, as in the reference.
    }

    /// <summary>Words; ids below it are words, the others labels.</summary>
    public int WordCount { get; }

    /// <summary>Labels without their prefix, most frequent in training first.</summary>
    public string[] Labels { get; }

    /// <summary>How often each label occurred in training.</summary>
    public long[] LabelCounts { get; }

    /// <summary>Words and labels of the training texts, repeats counted.</summary>
    public long Tokens { get; }

    /// <summary>Whether only some buckets have a row.</summary>
    public bool IsPruned => _pruned is not null;

    /// <summary>Rows that the input matrix must have at least.</summary>
    public long RowsMin(FastTextArguments arguments) => WordCount + (_pruned?.RowsMin ?? (arguments.HasBuckets ? arguments.Buckets : 0L));

    public static FastTextDictionary Read(FastTextReader reader, FastTextArguments arguments)
    {
        int size = reader.ReadInt32(), wordCount = reader.ReadInt32(), labelCount = reader.ReadInt32();
        long tokens = reader.ReadInt64();
        long prunedCount = reader.ReadInt64();
        if (wordCount < 0 || labelCount < 1 || (long)wordCount + labelCount != size || size > reader.Remaining / EntryBytesMin)
            throw reader.Broken($"the fastText model's dictionary cannot be: {size} entries, {wordCount} words, {labelCount} labels");

        MemoryStream words = new();
        int[] ends = new int[size];
        long[] counts = new long[size];
        for (int id = 0; id < size; id++)
        {
            ReadOnlySpan<byte> word = reader.ReadWord();
            if (words.Length + word.Length > int.MaxValue / 2) throw reader.Broken("the fastText model's dictionary is too large");
            words.Write(word);
            ends[id] = (int)words.Length;
            counts[id] = reader.ReadInt64();
            if ((reader.ReadByte() == 1) != id >= wordCount) throw reader.Broken("the fastText model's words and labels are mixed");
        }
        return new(arguments, words.ToArray(), ends, counts, wordCount, tokens, prunedCount < 0 ? null : PrunedRows.Read(reader, prunedCount, arguments.Buckets));
    }

    public void Write(BinaryWriter writer)
    {
        foreach (int value in (ReadOnlySpan<int>)[_wordEnds.Length, WordCount, Labels.Length]) writer.Write(value);
        writer.Write(Tokens);
        writer.Write(_pruned?.Count ?? -1L);
        for (int id = 0; id < _wordEnds.Length; id++)
        {
            writer.Write(Word(id));
            writer.Write((byte)0);
            writer.Write(_counts[id]);
            writer.Write(id >= WordCount);
        }
        _pruned?.Write(writer);
    }

    /// <summary>The same dictionary with fewer words and buckets.</summary>
    /// <param name="arguments">The model's arguments.</param>
    /// <param name="keptWords">Ids of the words that stay, ascending: their new ids are 0, 1, ...</param>
    /// <param name="pruned">The buckets that have rows.</param>
    public FastTextDictionary Prune(FastTextArguments arguments, ReadOnlySpan<int> keptWords, PrunedRows pruned)
    {
        int[] kept = [.. keptWords, .. Enumerable.Range(WordCount, Labels.Length)];
        MemoryStream words = new();
        int[] ends = new int[kept.Length];
        for (int n = 0; n < kept.Length; n++)
        {
            words.Write(Word(kept[n]));
            ends[n] = (int)words.Length;
        }
        return new(arguments, words.ToArray(), ends, [.. kept.Select(id => _counts[id])], keptWords.Length, Tokens, pruned);
    }

    /// <summary>fastText's hash of a word or n-gram.</summary>
    public static uint Hash(ReadOnlySpan<byte> word)
    {
        uint hash = FnvOffset;
        foreach (byte b in word) hash = Step(hash, b);
        return hash;
    }

    /// <summary>Id of a word or label; -1 where the dictionary lacks it.</summary>
    public int Find(ReadOnlySpan<byte> word, uint hash) => _slots[Slot(word, hash)];

    /// <summary>Whether a word that the dictionary lacks would be taken for a label: it then counts for nothing.</summary>
    public static bool LooksLikeLabel(ReadOnlySpan<byte> word) => word.StartsWith("__label__"u8);

    /// <summary>The end of a line, which the reference appends to every text.</summary>
    public static ReadOnlySpan<byte> EndOfLine => "</s>"u8;

    /// <summary>Adds the rows of a bounded word's character n-grams.</summary>
    /// <param name="bounded">The word between <c>&lt;</c> and <c>&gt;</c>.</param>
    /// <param name="arguments">The model's arguments.</param>
    /// <param name="rows">Takes the rows.</param>
    public void AddSubwords(ReadOnlySpan<byte> bounded, FastTextArguments arguments, RowList rows)
    {
        for (int start = 0; start < bounded.Length; start++)
        {
            if (IsContinuation(bounded[start])) continue;
            uint hash = FnvOffset;
            for (int at = start, chars = 1; at < bounded.Length && chars <= arguments.CharsMax; chars++)
            {
                do hash = Step(hash, bounded[at++]);
                while (at < bounded.Length && IsContinuation(bounded[at]));
                bool isBoundAlone = chars == 1 && (start == 0 || at == bounded.Length);
                if (chars >= arguments.CharsMin && !isBoundAlone) AddBucket(_buckets.Of(hash), rows);
            }
        }
    }

    /// <summary>Adds a bucket's row, if it has one.</summary>
    public void AddBucket(uint bucket, RowList rows)
    {
        int row = _pruned is null ? (int)bucket : _pruned.Find(bucket);
        if (row >= 0) rows.Add(WordCount + row);
    }

    static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    static uint Step(uint hash, byte b) => (hash ^ (uint)(sbyte)b) * FnvPrime;

    /// <summary>A word, or a label with its prefix.</summary>
    public ReadOnlySpan<byte> Word(int id)
    {
        int start = id == 0 ? 0 : _wordEnds[id - 1];
        return _words.AsSpan(start, _wordEnds[id] - start);
    }

    // The slot that holds the word, or the empty one where it would go.
    int Slot(ReadOnlySpan<byte> word, uint hash)
    {
        int mask = _slots.Length - 1;
        for (int slot = (int)(hash * 0x9E3779B1u >> 7) & mask; ; slot = slot + 1 & mask)
        {
            int id = _slots[slot];
            if (id < 0 || (_hashes[id] == hash && Word(id).SequenceEqual(word))) return slot;
        }
    }
}
