using System.Runtime.CompilerServices;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>The words of all items of all benchmarks, once for equal texts, and a table from n-grams of <see cref="WordGrams.SeedWords"/> words to where they stand. Shared
/// by all workers; never changes.</summary>
/// <remarks>Four bytes a word, one for its n-gram's weight, and a table of places: a bitmap says first, in one look, that an n-gram is in none. Hashes decide nothing: a
/// place is compared word by word (32 bits each).</remarks>
sealed class ItemIndex
{
    /// <summary>Most places that one n-gram leads to: what more texts share tells them not apart.</summary>
    public const int PlacesMax = 16;

    const uint IsList = 1u << 31;

    /// <summary>Whose texts they are.</summary>
    public required ItemTexts Owners { get; init; }

    internal required uint[] Words { get; init; }
    internal required byte[] Weights { get; init; } // Of the n-gram that starts at a word; 0 where it is none, or a repeat (gpt3: or common).
    internal required uint[] Starts { get; init; } // Of texts; one more than there are.
    internal required byte[] GramWords { get; init; } // gpt3: words of the n-gram that counts.
    internal required int[] TextsOf { get; init; } // By item and field; -1 for none.
    internal required ulong[] Bitmap { get; init; }
    internal required uint[] Slots { get; init; }
    internal required uint[] Places { get; init; } // Lists; the last place of each has the top bit.

    /// <summary>Texts that are never looked for: too short, or of too few different words.</summary>
    public required int TextsLeftOut { get; init; }

    /// <summary>Memory of the index.</summary>
    public long Bytes => Owners.Bytes + (4L * (Words.Length + Starts.Length + TextsOf.Length + Slots.Length + Places.Length))
        + Weights.Length + GramWords.Length + (8L * Bitmap.Length);

    public ReadOnlySpan<uint> WordsOf(int text) => Words.AsSpan((int)Starts[text], LengthOf(text));

    public int LengthOf(int text) => (int)(Starts[text + 1] - Starts[text]);

    public int TextOf(uint item, ItemField field) => TextsOf[(item * 3) + (int)field];

    /// <summary>The text that a place lies in.</summary>
    public int TextAt(uint place)
    {
        int found = Array.BinarySearch(Starts, place);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Whether an n-gram may be in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayHold(ulong[] bitmap, int shift, ulong key)
    {
        ulong bit = key >> shift;
        return (bitmap[bit >> 6] & (1UL << (int)(bit & 63))) != 0;
    }

    /// <summary>Bits to shift a key by, to find its bit.</summary>
    public static int ShiftOf(ulong[] bitmap) => 64 - System.Numerics.BitOperations.Log2((ulong)bitmap.Length * 64);

    /// <summary>Where the words of a seed stand, in ascending order.</summary>
    /// <param name="key">The key of the words.</param>
    /// <param name="seed">The words; shape [<see cref="WordGrams.SeedWords"/>].</param>
    /// <param name="places">Shape [<see cref="PlacesMax"/>]; takes them.</param>
    /// <returns>How many.</returns>
    public int Find(ulong key, ReadOnlySpan<uint> seed, Span<uint> places)
    {
        uint mask = (uint)Slots.Length - 1;
        for (uint slot = (uint)key & mask; Slots[slot] != 0; slot = (slot + 1) & mask)
        {
            uint value = Slots[slot];
            bool isList = (value & IsList) != 0;
            uint at = value & ~IsList;
            uint first = isList ? Places[at] & ~IsList : at - 1;
            if (!Words.AsSpan((int)first, WordGrams.SeedWords).SequenceEqual(seed)) continue;
            if (!isList)
            {
                places[0] = first;
                return 1;
            }
            int count = 0;
            while (true)
            {
                uint place = Places[at++];
                places[count++] = place & ~IsList;
                if ((place & IsList) != 0) return count;
            }
        }
        return 0;
    }

    /// <summary>Makes the table of sorted keys with their places.</summary>
    internal static (ulong[] Bitmap, uint[] Slots, uint[] Places) Table(ReadOnlySpan<ulong> keys, Span<uint> places)
    {
        int distinct = 0;
        for (int i = 0; i < keys.Length; i++)
            if (i == 0 || keys[i] != keys[i - 1]) distinct++;
        ulong[] bitmap = new ulong[Math.Max(1, (int)(System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, distinct) * 8) / 64))];
        uint[] slots = new uint[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, distinct + (distinct / 4)))];
        int shift = ShiftOf(bitmap);
        uint mask = (uint)slots.Length - 1;
        List<uint> lists = [];
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start]) end++;
            Span<uint> group = places[start..end];
            group.Sort(); // The sort by key left them in any order.
            ulong key = keys[start];
            bitmap[(key >> shift) >> 6] |= 1UL << (int)((key >> shift) & 63);
            uint slot = (uint)key & mask;
            while (slots[slot] != 0) slot = (slot + 1) & mask;
            slots[slot] = group.Length == 1 ? group[0] + 1 : (uint)lists.Count | IsList;
            if (group.Length > 1)
            {
                int kept = Math.Min(group.Length, PlacesMax);
                for (int i = 0; i < kept; i++) lists.Add(group[i] | (i == kept - 1 ? IsList : 0));
            }
            start = end;
        }
        return (bitmap, slots, [.. lists]);
    }
}
