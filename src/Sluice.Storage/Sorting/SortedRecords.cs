using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Sluice.Storage.Sorting;

/// <summary>What an <see cref="ExternalSorter{T}"/> sorted, to be read once: in batches, or record by record.</summary>
public sealed class SortedRecords<T> : IEnumerable<T> where T : unmanaged, IComparable<T>
{
    readonly RecordBuffer<T> _buffer;
    readonly MergeTree<T> _tree;
    readonly int _outputStart;
    readonly int _outputLength;
    int _at;
    int _end;

    internal SortedRecords(RecordBuffer<T> buffer, MergeTree<T> tree, int outputStart, int outputLength)
    {
        _buffer = buffer;
        _tree = tree;
        _outputStart = _at = _end = outputStart;
        _outputLength = outputLength;
    }

    /// <summary>The next records in ascending order; empty at the end. Valid until the next call, or until the sorter is disposed.</summary>
    /// <exception cref="IOException">The disk failed, or a spilled run reads back other than it was written.</exception>
    public ReadOnlySpan<T> NextBatch()
    {
        if (_at == _end) Refill();
        ReadOnlySpan<T> batch = _buffer.Slice(_at, _end - _at);
        _at = _end;
        return batch;
    }

    /// <summary>The next record in ascending order.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="IOException">The disk failed, or a spilled run reads back other than it was written.</exception>
    public bool TryRead(out T record)
    {
        if (_at == _end) Refill();
        if (_at == _end)
        {
            record = default;
            return false;
        }
        ObjectDisposedException.ThrowIf(_buffer.IsDisposed, this);
        record = _buffer[_at++];
        return true;
    }

    /// <summary>The records not yet read.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        while (TryRead(out T record)) yield return record;
    }

    [ExcludeFromCodeCoverage]
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void Refill()
    {
        _at = _outputStart;
        _end = _outputStart + _tree.Fill(_buffer.Slice(_outputStart, _outputLength));
    }
}
