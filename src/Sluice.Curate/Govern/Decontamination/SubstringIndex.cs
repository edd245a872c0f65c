using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Sluice.Core;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Texts to find as exact substrings, ASCII letters in either case: a table from one window of each text's bytes, the rarest, to the text. Shared by all workers.</summary>
/// <remarks>Texts are not kept: two 64-bit hashes and the length stand for them.</remarks>
sealed class SubstringIndex
{
    const ulong Base = 0xD1342543DE82EF95;
    const int WindowsTried = 8;

    readonly ulong[] _bitmap;
    readonly int[] _slots; // Number of the first text of a window, from 1; 0 for none.
    readonly Entry[] _entries; // By window.

    internal readonly record struct Entry(ulong Key, UInt128 Digest, int Length, int Offset, int Text);

    SubstringIndex(ItemTexts owners, int window, Entry[] entries, int leftOut)
    {
        (Owners, Window, _entries, TextsLeftOut) = (owners, window, entries, leftOut);
        for (int i = 0; i < window; i++) Power = i == 0 ? Base : Power * Base;
        _bitmap = new ulong[BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, entries.Length) * 16) / 64];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * entries.Length))];
        Shift = ItemIndex.ShiftOf(_bitmap);
        for (int i = 0; i < entries.Length; i++)
        {
            ulong key = entries[i].Key;
            if (i > 0 && entries[i - 1].Key == key) continue;
            _bitmap[(key >> Shift) >> 6] |= 1UL << (int)((key >> Shift) & 63);
            int slot = (int)((uint)key & (uint)(_slots.Length - 1));
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }

    /// <summary>Whose texts they are.</summary>
    public ItemTexts Owners { get; }

    /// <summary>Bytes of a window: what the shortest text has.</summary>
    public int Window { get; }

    /// <summary>Texts that are too short to be looked for.</summary>
    public int TextsLeftOut { get; }

    /// <summary>Memory of the index.</summary>
    public long Bytes => Owners.Bytes + (8L * _bitmap.Length) + (4L * _slots.Length) + ((long)Unsafe.SizeOf<Entry>() * _entries.Length);

    internal ulong[] Bitmap => _bitmap;
    internal int Shift { get; }
    internal ulong Power { get; }

    /// <summary>The index of the texts of some benchmarks, added in order.</summary>
    /// <exception cref="SluiceException">It grows beyond the option <c>index-memory</c>.</exception>
    public static SubstringIndex Make(IEnumerable<(string Name, IEnumerable<BenchmarkItem> Items)> benchmarks, DecontaminateOptions options)
    {
        int window = Math.Min(options.BytesMin, 32);
        ItemTextsBuilder owners = new();
        List<(ulong[] Keys, UInt128 Digest, int Length, int Text)> texts = [];
        Dictionary<ulong, int> windows = [];
        int leftOut = 0;
        foreach ((string name, IEnumerable<BenchmarkItem> items) in benchmarks)
        {
            foreach (BenchmarkItem item in items)
            {
                uint number = owners.NextItem();
                for (ItemField field = ItemField.Question; field <= (options.Passages ? ItemField.Passage : ItemField.Answer); field++)
                {
                    byte[] folded = Folded(item.Of(field));
                    if (folded.Length < options.BytesMin)
                    {
                        if (folded.Length > 0) leftOut++;
                        continue;
                    }
                    (int text, bool isNew) = owners.Add<byte>(number, field, folded);
                    if (!isNew) continue;
                    ulong[] keys = KeysOf(folded, window);
                    foreach (ulong key in keys) windows[key] = windows.GetValueOrDefault(key) + 1;
                    texts.Add((keys, DigestOf(folded), folded.Length, text));
                }
                if (texts.Count * 100L > options.IndexMemory.Bytes) throw TooLarge(options);
            }
            owners.EndBenchmark(name);
        }
        Entry[] entries = [.. texts.Select(text =>
        {
            int rarest = 0;
            for (int i = 1; i < text.Keys.Length; i++)
                if (windows[text.Keys[i]] < windows[text.Keys[rarest]]) rarest = i;
            return new Entry(text.Keys[rarest], text.Digest, text.Length, OffsetOf(rarest, text.Length, window), text.Text);
        }).OrderBy(entry => entry.Key).ThenBy(entry => entry.Text)];
        SubstringIndex index = new(owners.Build(), window, entries, leftOut);
        return index.Bytes <= options.IndexMemory.Bytes ? index : throw TooLarge(options);
    }

    /// <summary>The texts with a window.</summary>
    public ReadOnlySpan<Entry> Find(ulong key)
    {
        for (int slot = (int)((uint)key & (uint)(_slots.Length - 1)); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int start = _slots[slot] - 1;
            if (_entries[start].Key != key) continue;
            int end = start + 1;
            while (end < _entries.Length && _entries[end].Key == key) end++;
            return _entries.AsSpan(start, end - start);
        }
        return [];
    }

    /// <summary>A byte as it is compared: ASCII letters in lower case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Fold(byte b) => (uint)(b - 'A') <= 'Z' - 'A' ? (byte)(b | 0x20) : b;

    /// <summary>The next sum of a window that moves by a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Roll(ulong sum, byte entering, byte leaving, ulong power) => (sum * Base) + entering - (leaving * power);

    internal static ulong Sum(ReadOnlySpan<byte> folded)
    {
        ulong sum = 0;
        foreach (byte b in folded) sum = (sum * Base) + Fold(b);
        return sum;
    }

    /// <summary>The digest of bytes, folded on the way.</summary>
    internal static UInt128 DigestOf(ReadOnlySpan<byte> bytes)
    {
        ulong a = 0xCBF29CE484222325, b = 0x9AE16A3B2F90404F;
        foreach (byte raw in bytes)
        {
            byte folded = Fold(raw);
            a = (a ^ folded) * 0x100000001B3;
            b = (BitOperations.RotateLeft(b, 9) + folded) * 0xC2B2AE3D27D4EB4F;
        }
        return new(a, b);
    }

    static byte[] Folded(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Trim());
        for (int i = 0; i < bytes.Length; i++) bytes[i] = Fold(bytes[i]);
        return bytes;
    }

    static ulong[] KeysOf(byte[] folded, int window)
    {
        ulong[] keys = new ulong[Math.Min(WindowsTried, folded.Length - window + 1)];
        for (int i = 0; i < keys.Length; i++) keys[i] = WordGrams.Key(Sum(folded.AsSpan(OffsetOf(i, folded.Length, window), window)));
        return keys;
    }

    // Windows lie evenly over the text.
    static int OffsetOf(int i, int length, int window)
    {
        int tried = Math.Min(WindowsTried, length - window + 1);
        return tried == 1 ? 0 : (int)((long)i * (length - window) / (tried - 1));
    }

    static SluiceException TooLarge(DecontaminateOptions options) =>
        new($"the index of the benchmarks needs more than index-memory ({options.IndexMemory})", null, "name fewer benchmarks, or give more index-memory and so much more --memory");
}
