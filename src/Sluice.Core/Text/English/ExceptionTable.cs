using System.Text;

namespace Sluice.Core.Text.English;

/// <summary>The exceptions, made ready for look-up by the hash of a chunk, and as sequences of the words that the affix rules alone would cut them into.</summary>
sealed class ExceptionTable
{
    const int FilterSize = 4096;

    readonly Entry?[] _slots = new Entry?[FilterSize];
    readonly byte[] _filter = new byte[FilterSize];
    readonly Dictionary<ulong, Sequence[]> _sequences = [];

    /// <summary>What a hash may belong to; a false alarm is possible, a miss is not.</summary>
    [Flags]
    public enum Hint : byte
    {
        None = 0,

        /// <summary>A whole exception.</summary>
        Whole = 1,

        /// <summary>The first word of a sequence.</summary>
        First = 2,

        /// <summary>A later word of a sequence.</summary>
        Later = 4,
    }

    public static ExceptionTable Shared { get; } = new();

    /// <summary>Bytes of the longest exception.</summary>
    public int BytesMax { get; private set; }

    ExceptionTable()
    {
        List<Entry> entries = [];
        foreach (string exception in Exceptions.All())
        {
            Entry entry = new(Encoding.UTF8.GetBytes(Exceptions.Whole(exception)), [.. Exceptions.Parts(exception).Select(Encoding.UTF8.GetByteCount)]);
            entries.Add(entry);
            BytesMax = Math.Max(BytesMax, entry.Bytes.Length);
            ulong hash = TextHash.Of(entry.Bytes);
            Mark(hash, Hint.Whole);
            int slot = (int)hash & (FilterSize - 1);
            while (_slots[slot] is not null) slot = (slot + 1) & (FilterSize - 1);
            _slots[slot] = entry;
        }
        MakeSequences(entries);
    }

    public Hint HintOf(ulong hash) => (Hint)_filter[(int)hash & (FilterSize - 1)];

    /// <summary>The exception that a chunk is; null where it is none.</summary>
    public Entry? Find(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length > BytesMax) return null;
        ulong hash = TextHash.Of(chunk);
        return (HintOf(hash) & Hint.Whole) == 0 ? null : Find(chunk, hash);
    }

    /// <summary>The same, where the hash is known.</summary>
    public Entry? Find(ReadOnlySpan<byte> chunk, ulong hash)
    {
        for (int slot = (int)hash & (FilterSize - 1); _slots[slot] is { } entry; slot = (slot + 1) & (FilterSize - 1))
            if (chunk.SequenceEqual(entry.Bytes)) return entry;
        return null;
    }

    /// <summary>The sequences that start with a word.</summary>
    public ReadOnlySpan<Sequence> StartingWith(ulong hash) => _sequences.GetValueOrDefault(hash);

    void Mark(ulong hash, Hint hint) => _filter[(int)hash & (FilterSize - 1)] |= (byte)hint;

    void MakeSequences(List<Entry> entries)
    {
        EnglishTokenizer plain = new(useExceptions: false, this);
        ReusableList<Word> words = new();
        foreach (Entry entry in entries)
        {
            words.Clear();
            plain.Split(entry.Bytes, words);
            // A single word gives nothing to join; what no rule cuts is never found in pieces.
            if (words.Count < 2) continue;
            ReadOnlySpan<Word> items = words.Items;
            ulong[] later = new ulong[items.Length - 1];
            bool isSame = items.Length == entry.PartLengths.Length;
            for (int i = 0; i < items.Length; i++)
            {
                if (i > 0) later[i - 1] = items[i].Hash;
                Mark(items[i].Hash, i == 0 ? Hint.First : Hint.Later);
                isSame = isSame && items[i].Length == entry.PartLengths[i];
            }
            _sequences[items[0].Hash] = [.. _sequences.GetValueOrDefault(items[0].Hash) ?? [], new(later, entry, isSame)];
        }
    }

    /// <summary>One exception.</summary>
    /// <param name="Bytes">The chunk.</param>
    /// <param name="PartLengths">Bytes of each word that it is cut into.</param>
    public sealed record Entry(byte[] Bytes, int[] PartLengths);

    /// <summary>An exception as the affix rules alone cut it.</summary>
    /// <param name="Later">Hashes of its words but the first.</param>
    /// <param name="Entry">The exception.</param>
    /// <param name="ChangesNothing">Whether it is cut the same as an exception.</param>
    public sealed record Sequence(ulong[] Later, Entry Entry, bool ChangesNothing);
}
