using Sluice.Core.Records;

namespace Sluice.Engine.Execute;

/// <summary>Hands the batches of a stage's tasks to workers: few files open, the earliest first, so that one large file keeps every worker busy and many small ones too.</summary>
/// <param name="tasks">The tasks to do, in order; opened one by one.</param>
/// <param name="openMax">Files open at once.</param>
/// <param name="inFlightMax">Batches of one task that are handed out and not yet committed.</param>
/// <param name="finish">Called once for each task when all its batches are committed.</param>
sealed class MapScheduler(IEnumerable<MapTask> tasks, int openMax, int inFlightMax, Action<MapTask> finish) : IDisposable
{
    readonly object _lock = new();
    readonly IEnumerator<MapTask> _pending = tasks.GetEnumerator();
    readonly List<MapTask> _open = [];
    bool _hasPending = true;
    Exception? _failure;

    /// <summary>What ended the stage before its end; null where nothing did.</summary>
    public Exception? Failure => _failure;

    /// <summary>Works until every task is done, or one has failed.</summary>
    public void Work(MapWorker worker, CancellationToken cancellation)
    {
        try
        {
            while (Next(cancellation) is var (task, sequence, batch))
            {
                task.Complete(worker.Process(task, sequence, batch), worker);
                lock (_lock) Monitor.PulseAll(_lock);
            }
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                _failure ??= e;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MapTask task in _open) task.Dispose();
        _pending.Dispose();
    }

    (MapTask Task, long Sequence, IRecordBatch Batch)? Next(CancellationToken cancellation)
    {
        while (true)
        {
            MapTask? task;
            lock (_lock)
            {
                while (true)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (_failure is not null) return null;
                    task = _open.Find(t => !t.IsExhausted && !t.IsBeingRead && t.Issued - t.Committed < inFlightMax);
                    if (task is not null) break;
                    if (FindFinished() is { } finished)
                    {
                        finished.IsFinishing = true;
                        Monitor.Exit(_lock);
                        try
                        {
                            using (finished) finished.Finish();
                            finish(finished);
                        }
                        finally
                        {
                            Monitor.Enter(_lock);
                        }
                        _open.Remove(finished); // Only now: with a limit, what the next task may take depends on this one's count.
                        Monitor.PulseAll(_lock);
                        continue;
                    }
                    if (_hasPending && _open.Count < openMax)
                    {
                        if (_hasPending = _pending.MoveNext()) _open.Add(_pending.Current);
                        continue;
                    }
                    if (!_hasPending && _open.Count == 0) return null;
                    Monitor.Wait(_lock, millisecondsTimeout: 200);
                }
                task.IsBeingRead = true;
            }
            IRecordBatch? batch = task.NextBatch();
            lock (_lock)
            {
                task.IsBeingRead = false;
                if (batch is null) task.IsExhausted = true;
                Monitor.PulseAll(_lock);
                if (batch is not null) return (task, task.Issued++, batch);
            }
        }
    }

    MapTask? FindFinished() => _open.Find(t => t.IsExhausted && !t.IsFinishing && t.Issued == t.Committed);
}
