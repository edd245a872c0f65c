using System.Runtime.InteropServices;
using Sluice.Core.Text;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>A benchmark as the step looks for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FirstItem">Number of its first item.</param>
/// <param name="Items">Its items (rows).</param>
sealed record IndexedBenchmark(string Name, int FirstItem, int Items);

/// <summary>Whose texts are looked for: equal texts of several items are one.</summary>
sealed class ItemTexts
{
    readonly byte[] _fields;
    readonly uint[] _starts, _items;

    internal ItemTexts(IReadOnlyList<IndexedBenchmark> benchmarks, byte[] fields, uint[] starts, uint[] items) => (Benchmarks, _fields, _starts, _items) = (benchmarks, fields, starts, items);

    /// <summary>The benchmarks, in the order added.</summary>
    public IReadOnlyList<IndexedBenchmark> Benchmarks { get; }

    /// <summary>Texts, equal ones once.</summary>
    public int Count => _fields.Length;

    /// <summary>Memory of it.</summary>
    public long Bytes => _fields.Length + (4L * (_starts.Length + _items.Length));

    /// <summary>Which part of its items a text is.</summary>
    public ItemField FieldOf(int text) => (ItemField)_fields[text];

    /// <summary>The items that have a text, in ascending order.</summary>
    public ReadOnlySpan<uint> ItemsOf(int text) => _items.AsSpan((int)_starts[text], (int)(_starts[text + 1] - _starts[text]));

    /// <summary>The benchmark of an item.</summary>
    public IndexedBenchmark BenchmarkOf(uint item)
    {
        int low = 0, high = Benchmarks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (Benchmarks[middle].FirstItem <= item) low = middle;
            else high = middle - 1;
        }
        return Benchmarks[low];
    }

    /// <summary>An item as reports name it: <c>gsm8k-test#123</c>, rows counted from 0.</summary>
    public string NameOf(uint item)
    {
        IndexedBenchmark benchmark = BenchmarkOf(item);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{benchmark.Name}#{item - benchmark.FirstItem}");
    }
}

/// <summary>Makes <see cref="ItemTexts"/>.</summary>
sealed class ItemTextsBuilder
{
    readonly Dictionary<UInt128, int> _textOf = [];
    readonly List<IndexedBenchmark> _benchmarks = [];
    readonly List<byte> _fields = [];
    readonly List<uint> _firstItems = [];
    readonly Dictionary<int, List<uint>> _moreItems = []; // Beside the first.

    /// <summary>Texts so far.</summary>
    public int Count => _fields.Count;

    /// <summary>Items so far.</summary>
    public int Items { get; private set; }

    /// <summary>Ends a benchmark: the items since the last one are its.</summary>
    public void EndBenchmark(string name)
    {
        int first = _benchmarks.Count == 0 ? 0 : _benchmarks[^1].FirstItem + _benchmarks[^1].Items;
        _benchmarks.Add(new(name, first, Items - first));
    }

    /// <summary>Starts the next item; its number.</summary>
    public uint NextItem() => (uint)Items++;

    /// <summary>The text of some bytes in an item's field, and whether it is new.</summary>
    public (int Text, bool IsNew) Add<T>(uint item, ItemField field, ReadOnlySpan<T> content) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(content);
        UInt128 digest = new(TextHash.Of(bytes, (ulong)field + 1), TextHash.Of(bytes, (ulong)field + 101));
        if (_textOf.TryGetValue(digest, out int known))
        {
            if (!_moreItems.TryGetValue(known, out List<uint>? more)) _moreItems.Add(known, more = []);
            more.Add(item);
            return (known, false);
        }
        _textOf.Add(digest, Count);
        _fields.Add((byte)field);
        _firstItems.Add(item);
        return (Count - 1, true);
    }

    /// <summary>Which part of its items a text is.</summary>
    public ItemField FieldOf(int text) => (ItemField)_fields[text];

    /// <summary>Items that have a text.</summary>
    public int ItemsOf(int text) => 1 + (_moreItems.TryGetValue(text, out List<uint>? more) ? more.Count : 0);

    /// <summary>All of it.</summary>
    public ItemTexts Build()
    {
        uint[] starts = new uint[Count + 1];
        List<uint> items = new(Count);
        for (int text = 0; text < Count; text++)
        {
            items.Add(_firstItems[text]);
            if (_moreItems.TryGetValue(text, out List<uint>? more)) items.AddRange(more);
            starts[text + 1] = (uint)items.Count;
        }
        return new([.. _benchmarks], [.. _fields], starts, [.. items]);
    }
}
