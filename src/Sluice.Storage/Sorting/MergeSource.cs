using System.Runtime.CompilerServices;

namespace Sluice.Storage.Sorting;

/// <summary>Sorted records to merge: a part of the buffer, or a run that is read into a part of the buffer block by block.</summary>
sealed class MergeSource<T>(int start, int length, SortedRun<T>? run, CancellationToken cancellation) where T : unmanaged
{
    long _read;
    int _end;

    /// <summary>Where its next record lies in the buffer.</summary>
    public int At { get; private set; }

    /// <summary>Whether it has no next record.</summary>
    public bool IsAtEnd => At == _end;

    /// <summary>Goes to the first record.</summary>
    public void Start(RecordBuffer<T> buffer)
    {
        _read = 0;
        (At, _end) = (start, start + length);
        if (run is not null) ReadBlock(buffer);
    }

    /// <summary>Goes to the next record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MoveNext(RecordBuffer<T> buffer)
    {
        if (++At == _end && run is not null) ReadBlock(buffer);
    }

    void ReadBlock(RecordBuffer<T> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        int count = run!.Read(_read, buffer.Slice(start, length));
        if (count == 0)
        {
            run.Close();
            return;
        }
        _read += count;
        (At, _end) = (start, start + count);
    }
}
