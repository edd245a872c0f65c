using Sluice.Core.Records;
using Sluice.Engine.Run;
using Sluice.Engine.Store;

namespace Sluice.Engine.Execute;

/// <summary>One map stage on one shard: hands out batches in order, takes their results in any order, and commits them in order.</summary>
sealed class MapTask(int number, PipelineSettings settings, DroppedSample sample, Func<IShardReader> open, string partialFile, int steps, long rowsMax, RunProgress progress) : IDisposable
{
    readonly TaskFileWriter _file = new(partialFile);
    readonly SortedDictionary<long, FinishedBatch> _finished = [];
    readonly Lock _commitLock = new();
    IShardReader? _reader;
    long _committed;
    long _rows;
    long? _end;

    /// <summary>Number of the task in its stage.</summary>
    public int Number => number;

    /// <summary>What the pipelines need to know of it.</summary>
    public PipelineSettings Settings => settings;

    /// <summary>What was counted so far.</summary>
    public StageCounts Counts { get; } = new(steps);

    /// <summary>Where its output gathers.</summary>
    public string PartialFile => partialFile;

    /// <summary>Batches handed out. Changed under the scheduler's lock.</summary>
    public long Issued { get; set; }

    /// <summary>Batches committed.</summary>
    public long Committed => Interlocked.Read(ref _committed);

    /// <summary>Whether a thread is reading its next batch. Changed under the scheduler's lock.</summary>
    public bool IsBeingRead { get; set; }

    /// <summary>Whether the last batch was handed out. Changed under the scheduler's lock.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>Whether a thread is ending it. Changed under the scheduler's lock.</summary>
    public bool IsFinishing { get; set; }

    /// <summary>The next batch; null at the end. One thread at a time.</summary>
    public IRecordBatch? NextBatch()
    {
        if (Interlocked.Read(ref _rows) >= rowsMax) return null;
        return (_reader ??= open()).NextBatch();
    }

    /// <summary>Takes the result of a batch, and commits what is next in order.</summary>
    /// <param name="batch">The result.</param>
    /// <param name="worker">The calling worker, to read a batch again where its start was wrong.</param>
    public void Complete(FinishedBatch batch, MapWorker worker)
    {
        lock (_commitLock)
        {
            _finished.Add(batch.Sequence, batch);
            while (_finished.Remove(_committed, out FinishedBatch? next))
            {
                Commit(next, worker);
                Interlocked.Increment(ref _committed);
            }
        }
    }

    /// <summary>Ends the file; everything is committed.</summary>
    public void Finish() => _file.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FinishedBatch batch in _finished.Values) batch.Batch.Dispose();
        _reader?.Dispose();
        _file.Dispose();
    }

    void Commit(FinishedBatch batch, MapWorker worker)
    {
        using (batch.Batch)
        {
            BatchRange range = batch.Range;
            long rowsLeft = rowsMax - _rows;
            // A range that began inside a record was read from a false start, and one in which nothing seemed to begin may hold broken bytes that follow the batch before;
            // one that holds more records than the limit is read again up to it.
            bool isFalseStart = _end is { } end && range.Start != end;
            if (isFalseStart || batch.Output.Counts.Rows > rowsLeft) range = worker.Read(batch.Batch, settings, batch.Output, _end, rowsLeft);
            foreach (PackedFrame frame in batch.Output.Packed) _file.Append(frame, _rows);
            foreach ((string rule, ulong hash) in batch.Output.DroppedKeys) sample.Add(rule, hash);
            Counts.Add(batch.Output.Counts);
            progress.Add(batch.Output.Counts);
            Interlocked.Add(ref _rows, batch.Output.Counts.Rows);
            if (range.Start is not null) _end = range.End;
            worker.GiveBack(batch.Output);
        }
    }
}

/// <summary>A batch that a worker has read, waiting for those before it.</summary>
sealed record FinishedBatch(long Sequence, IRecordBatch Batch, BatchOutput Output, BatchRange Range);
