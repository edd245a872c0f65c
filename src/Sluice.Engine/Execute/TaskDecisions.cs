using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>The decisions of a merge about one task's documents, read as far as they are asked for. For use by several threads at once.</summary>
sealed class TaskDecisions : IDisposable
{
    const int DocumentBits = 40;

    readonly TaskFileReader _file;
    readonly Frame[] _frames;

    /// <summary>Opens a merge's output.</summary>
    public TaskDecisions(string mergeFile, int task)
    {
        _file = new(mergeFile);
        _frames = [.. _file.Of(FrameKind.Decisions).Where(frame => frame.Base >> DocumentBits == task)];
    }

    /// <summary>The base of a frame of decisions: the task, and the number of the first document among the task's.</summary>
    public static long BaseOf(int task, long document) => ((long)task << DocumentBits) | document;

    /// <summary>The decisions about some consecutive documents, ascending.</summary>
    /// <param name="first">First document, counted in the task.</param>
    /// <param name="count">How many documents.</param>
    /// <param name="zstd">The calling thread's decompressor.</param>
    public IReadOnlyList<Decision> About(long first, long count, ZstdBlock zstd)
    {
        List<Decision> decisions = [];
        byte[] buffer = [];
        for (int at = FrameOf(first); at < _frames.Length && FirstOf(_frames[at]) < first + count; at++)
        {
            for (FieldReader reader = new(_file.Read(zstd, _frames[at], ref buffer)); !reader.IsAtEnd;)
            {
                Decision decision = Decision.Read(ref reader);
                if (decision.Document >= first + count) break;
                if (decision.Document >= first) decisions.Add(decision);
            }
        }
        return decisions;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    static long FirstOf(in Frame frame) => frame.Base & ((1L << DocumentBits) - 1);

    // The last frame that begins at the document or before it.
    int FrameOf(long document)
    {
        int low = 0, high = _frames.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (FirstOf(_frames[middle]) <= document) low = middle + 1;
            else high = middle;
        }
        return Math.Max(0, low - 1);
    }
}
