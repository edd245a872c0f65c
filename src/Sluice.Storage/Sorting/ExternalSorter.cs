using System.Runtime.CompilerServices;

namespace Sluice.Storage.Sorting;

/// <summary>Sorts any number of fixed-size records in a given memory: what does not fit is spilled as sorted runs, which are then merged.</summary>
/// <typeparam name="T">The record. Its order must be total: records that compare as equal are taken for the same, and come in any order.</typeparam>
/// <remarks>Use: <see cref="Add"/> all, <see cref="Sort"/>, read, dispose. If all records fit in the memory, nothing is written. The result never depends on memory or workers.
/// Memory is held until the sorter is disposed, but becomes resident only as records come: small jobs cost little, whatever they may hold.
/// Time O(n log n), or O(n) for records with a leading key (<see cref="ILeadingKey"/>). Where there are more runs than the memory has blocks for, some are merged into one before the last pass.
/// Runs are in the machine's byte order, for this process alone. Not for use by several threads.</remarks>
public sealed class ExternalSorter<T> : IDisposable where T : unmanaged, IComparable<T>
{
    /// <summary>Least memory that a sorter works with.</summary>
    public const int MemoryBytesMin = 64 << 10;

    const int BlocksMin = 16;
    const int BlockBytesMax = 1 << 20;
    const int FanInMax = 255;
    const int PieceRecordsMin = 1 << 14; // Smaller pieces are not worth a second thread.

    readonly string _folder;
    readonly string _name;
    readonly int _workers;
    readonly CancellationToken _cancellation;
    readonly RecordBuffer<T> _buffer;
    readonly List<SortedRun<T>> _runs = [];
    readonly int _blockRecords;
    readonly int _fillEnd; // Behind it lies a block for output.
    int _filled;
    int _runsWritten;
    bool _isSorted;

    /// <summary>Makes an empty sorter.</summary>
    /// <param name="scratchFolder">Where runs are spilled; made if it is missing.</param>
    /// <param name="name">Begins the runs' file names; no other sorter at work in that folder may have it.</param>
    /// <param name="memoryBytes">What it may hold in all its buffers; less than <see cref="MemoryBytesMin"/> is taken for that.</param>
    /// <param name="workers">Threads that sort.</param>
    /// <param name="cancellation">Stops sorting and merging.</param>
    public ExternalSorter(string scratchFolder, string name, long memoryBytes, int workers = 1, CancellationToken cancellation = default)
    {
        _folder = scratchFolder;
        _name = name;
        _workers = Math.Max(workers, 1);
        _cancellation = cancellation;
        long bytes = Math.Max(memoryBytes, MemoryBytesMin);
        int size = Unsafe.SizeOf<T>();
        _blockRecords = (int)Math.Clamp(bytes / BlocksMin, size, BlockBytesMax) / size;
        _buffer = new((int)Math.Clamp(bytes / size, BlocksMin * (long)_blockRecords, Array.MaxLength));
        _fillEnd = _buffer.Capacity - _blockRecords;
    }

    /// <summary>Leaves out records that compare as equal to one before.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>Records added.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes written to the scratch folder so far, those of runs merged into others included.</summary>
    public long SpilledBytes { get; private set; }

    int FanIn => Math.Min(FanInMax, _buffer.Capacity / _blockRecords - 1);

    /// <summary>Takes a record.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Sort"/> was called before.</exception>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Add(in T record)
    {
        if (_filled == _fillEnd) Spill();
        if (_isSorted) throw new InvalidOperationException("the records are sorted; none can be added");
        _buffer[_filled++] = record;
        Count++;
    }

    /// <summary>Sorts what was added. A second call starts from the first record again, and ends the reading of the one before.</summary>
    /// <exception cref="IOException">The disk is full, or failed, or a spilled run reads back other than it was written.</exception>
    public SortedRecords<T> Sort()
    {
        if (_runs.Count > 0 && _filled > 0) Spill();
        if (!_isSorted && _runs.Count == 0) SortPieces();
        _isSorted = true;
        if (_runs.Count == 0) return new(_buffer, new(_buffer, Pieces(), IsDistinct), _fillEnd, _blockRecords);
        while (_runs.Count > FanIn) MergeSome();
        return new(_buffer, new(_buffer, Sources(_runs), IsDistinct), _runs.Count * _blockRecords, _blockRecords);
    }

    /// <summary>Gives back the memory and deletes the runs.</summary>
    public void Dispose()
    {
        _buffer.Dispose();
        foreach (SortedRun<T> run in _runs) run.Dispose();
        _runs.Clear();
        _filled = 0;
        _isSorted = true;
    }

    void Spill()
    {
        SortPieces();
        WriteRun(new(_buffer, Pieces(), IsDistinct), _fillEnd);
        _filled = 0;
    }

    // As few runs as are too many: all others are merged once only.
    void MergeSome()
    {
        List<SortedRun<T>> some = _runs.GetRange(0, Math.Min(FanIn, _runs.Count - FanIn + 1));
        WriteRun(new(_buffer, Sources(some), IsDistinct), some.Count * _blockRecords);
        _runs.RemoveRange(0, some.Count);
        foreach (SortedRun<T> run in some) run.Dispose();
    }

    void WriteRun(MergeTree<T> tree, int outputStart)
    {
        Directory.CreateDirectory(_folder);
        SortedRun<T> run = new(Path.Combine(_folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_name}-{_runsWritten++:D6}.run")), _blockRecords);
        _runs.Add(run); // Before it has a file: it is deleted even if writing fails.
        Span<T> block = _buffer.Slice(outputStart, _blockRecords);
        for (int count = tree.Fill(block); count > 0; count = tree.Fill(block))
        {
            _cancellation.ThrowIfCancellationRequested();
            run.Write(block[..count]);
        }
        run.Close();
        SpilledBytes += run.Bytes;
    }

    MergeSource<T>[] Sources(List<SortedRun<T>> runs) =>
        [.. runs.Select((run, n) => new MergeSource<T>(n * _blockRecords, _blockRecords, run, _cancellation))];

    MergeSource<T>[] Pieces()
    {
        int pieces = PieceCount;
        return [.. Enumerable.Range(0, pieces).Select(n => new MergeSource<T>(PieceStart(n, pieces), PieceStart(n + 1, pieces) - PieceStart(n, pieces), null, _cancellation))];
    }

    int PieceCount => Math.Clamp(_filled / PieceRecordsMin, 1, _workers);

    int PieceStart(int piece, int pieces) => (int)((long)_filled * piece / pieces);

    void SortPieces()
    {
        int pieces = PieceCount;
        _cancellation.ThrowIfCancellationRequested();
        if (pieces == 1) RecordSort<T>.Sort(_buffer.Slice(0, _filled));
        else Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = pieces }, n => RecordSort<T>.Sort(_buffer.Slice(PieceStart(n, pieces), PieceStart(n + 1, pieces) - PieceStart(n, pieces))));
    }
}
