using Sluice.Core;
using Sluice.Engine.Plan;

namespace Sluice.Engine.Execute;

/// <summary>How <c>--memory</c> is shared out. It bounds the peak resident memory of the process: code and native libraries, a heap with a hard limit, buffers of workers.</summary>
/// <param name="Workers">Threads that fit.</param>
/// <param name="HeapBytes">Hard limit of the managed heap.</param>
/// <param name="LargeDocumentBytes">What large documents may need at once (<see cref="MemoryGate"/>).</param>
/// <param name="MergeBytes">What a merge may hold.</param>
sealed record MemoryPlan(int Workers, long HeapBytes, long LargeDocumentBytes, long MergeBytes)
{
    /// <summary>Code, native libraries and the Parquet writer, outside the heap. Measured with <c>bench/crawl</c>.</summary>
    const long NativeBytes = 208L << 20;

    /// <summary>Models, lists, the run's own state.</summary>
    const long SharedBytes = 64L << 20;

    /// <summary>What a worker needs for documents of ordinary size.</summary>
    const long WorkerBytes = 64L << 20;

    /// <summary>What one large document may need.</summary>
    const long OneLargeDocumentBytes = 368L << 20;

    /// <summary>Shares out the memory.</summary>
    /// <exception cref="SluiceException">There is too little.</exception>
    public static MemoryPlan Of(RunOptions options)
    {
        long least = NativeBytes + SharedBytes + WorkerBytes + OneLargeDocumentBytes;
        long memory = options.Memory.Bytes;
        if (memory < least)
        {
            throw new SluiceException($"--memory {options.Memory} is too little: a run needs at least {new ByteSize(least)}", null, $"give --memory {new ByteSize(least).ToString().Replace(" ", "", StringComparison.Ordinal)} or more");
        }
        long heap = memory - NativeBytes;
        int workers = (int)Math.Min(options.Workers, (heap - SharedBytes - OneLargeDocumentBytes) / WorkerBytes);
        return new(workers, heap, heap - SharedBytes - (workers * WorkerBytes), (heap - SharedBytes) / 2);
    }

    /// <summary>Makes the runtime hold the heap's limit from now on.</summary>
    public void Apply()
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)HeapBytes);
        GC.RefreshMemoryLimit();
    }
}
