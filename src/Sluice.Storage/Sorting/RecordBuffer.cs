using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sluice.Storage.Sorting;

/// <summary>Memory for records, outside the collected heap: its pages become resident only as they are written, and are given back at once.</summary>
sealed unsafe class RecordBuffer<T> : IDisposable where T : unmanaged
{
    T* _records;

    public RecordBuffer(int capacity)
    {
        Capacity = capacity;
        _records = (T*)NativeMemory.Alloc((nuint)capacity, (nuint)sizeof(T));
    }

    ~RecordBuffer() => Free();

    public int Capacity { get; }

    public bool IsDisposed => _records is null;

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _records[index];
    }

    public Span<T> Slice(int start, int length)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return new Span<T>(_records, Capacity).Slice(start, length);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        NativeMemory.Free(_records);
        _records = null;
    }
}
