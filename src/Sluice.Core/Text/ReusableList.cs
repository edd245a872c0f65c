using System.Runtime.CompilerServices;

namespace Sluice.Core.Text;

/// <summary>A growing array that is emptied without being given back: the buffer of one kind of unit, reused from text to text.</summary>
sealed class ReusableList<T> where T : unmanaged
{
    // One giant document must not hold its memory for the rest of the run.
    const int KeptBytesMax = 4 << 20;

    T[] _items = [];

    public int Count { get; private set; }

    int Doubled => (int)Math.Min(2L * _items.Length, Array.MaxLength);

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public Span<T> Writable => _items.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in T item)
    {
        T[] items = _items;
        int count = Count;
        if ((uint)count >= (uint)items.Length) items = Grow();
        items[count] = item;
        Count = count + 1;
    }

    public void AddRange(ReadOnlySpan<T> items) => items.CopyTo(Reserve(items.Length));

    /// <summary>Adds items that are all zero, and gives them.</summary>
    public Span<T> AddEmpty(int count)
    {
        Span<T> added = Reserve(count);
        added.Clear();
        return added;
    }

    public void Clear()
    {
        Count = 0;
        if ((long)_items.Length * Unsafe.SizeOf<T>() > KeptBytesMax) _items = [];
    }

    Span<T> Reserve(int count)
    {
        int start = Count;
        if (_items.Length - start < count) Array.Resize(ref _items, Math.Max(start + count, Doubled));
        Count = start + count;
        return _items.AsSpan(start, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    T[] Grow()
    {
        Array.Resize(ref _items, Math.Max(256, Doubled));
        return _items;
    }
}
