using Sluice.Engine.Store;

namespace Sluice.Engine.Execute;

/// <summary>The ids of all documents that went into a merge, by their number in input order. A few frames are held; ids near each other are found fast.</summary>
sealed class IdTable : IDisposable
{
    const int FramesHeldMax = 256;

    readonly List<(TaskFileReader File, Frame Frame, int Task, long First)> _frames = [];
    readonly List<TaskFileReader> _files = [];
    readonly Dictionary<int, string[]> _held = [];
    readonly Queue<int> _order = new();
    readonly Func<int, IdRepeats> _repeats;
    readonly ZstdPool _pool = new();

    /// <summary>Opens the outputs of the stage before.</summary>
    /// <param name="taskFiles">In shard order.</param>
    /// <param name="repeats">Repeats of a task; none where ids are final.</param>
    public IdTable(IReadOnlyList<string> taskFiles, Func<int, IdRepeats> repeats)
    {
        _repeats = repeats;
        long first = 0;
        for (int task = 0; task < taskFiles.Count; task++)
        {
            TaskFileReader file = new(taskFiles[task]);
            FirstOfTask.Add(first);
            bool isUsed = false;
            foreach (Frame frame in file.Of(FrameKind.Ids))
            {
                _frames.Add((file, frame, task, first));
                first += frame.Entries;
                isUsed = true;
            }
            if (isUsed) _files.Add(file);
            else file.Dispose();
        }
        FirstOfTask.Add(first);
    }

    /// <summary>Number of each task's first document; at the end the number of all.</summary>
    public List<long> FirstOfTask { get; } = [];

    /// <summary>The id of a document.</summary>
    public string this[long document]
    {
        get
        {
            int low = 0, high = _frames.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                if (_frames[middle].First <= document) low = middle;
                else high = middle - 1;
            }
            return Hold(low)[document - _frames[low].First];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TaskFileReader file in _files) file.Dispose();
        _pool.Dispose();
    }

    string[] Hold(int index)
    {
        if (_held.TryGetValue(index, out string[]? ids)) return ids;
        if (_order.Count == FramesHeldMax) _held.Remove(_order.Dequeue());
        (TaskFileReader file, Frame frame, int task, _) = _frames[index];
        IdRepeats repeats = _repeats(task);
        Storage.Compression.ZstdBlock zstd = _pool.Rent();
        byte[] buffer = [];
        FieldReader reader = new(file.Read(zstd, frame, ref buffer));
        ids = new string[frame.Entries];
        for (int i = 0; i < ids.Length; i++)
        {
            long row = frame.Base + reader.Long();
            ids[i] = repeats.Apply(row, reader.String()!);
        }
        _pool.Return(zstd);
        _order.Enqueue(index);
        return _held[index] = ids;
    }
}
