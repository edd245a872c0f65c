namespace Sluice.Engine.Execute;

/// <summary>Holds back workers whose documents are large, so that together they stay within the memory budget. Small documents pass freely.</summary>
/// <param name="bytes">What large documents may need at once.</param>
sealed class MemoryGate(long bytes)
{
    /// <summary>Payloads up to this size pass without asking.</summary>
    public const int FreeBytesMax = 512 << 10;

    /// <summary>A parsed page needs about so many bytes for each byte of HTML.</summary>
    const int BytesPerHtmlByte = 12;

    /// <summary>An analyzed text needs at most so many bytes for each of its bytes: 90, measured on brackets, each a word, and a margin of a third.</summary>
    const int BytesPerTextByte = 120;

    /// <summary>A document that needs more is rare, and worth a collection.</summary>
    const long VeryLargeBytes = 128L << 20;

    readonly Lock _lock = new();
    readonly Queue<TaskCompletionSource> _waiting = new();
    long _used;

    /// <summary>Waits until a payload or text of this size fits beside those being worked on, or until it is the only one.</summary>
    /// <returns>Leaves when disposed.</returns>
    public Pass Enter(int payloadBytes, int textBytes)
    {
        if (Math.Max(payloadBytes, textBytes) <= FreeBytesMax) return default;
        long cost = Math.Max((long)payloadBytes * BytesPerHtmlByte, (long)textBytes * BytesPerTextByte);
        while (true)
        {
            TaskCompletionSource turn;
            lock (_lock)
            {
                if (_used == 0 || _used + cost <= bytes)
                {
                    _used += cost;
                    return new(this, cost);
                }
                _waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            turn.Task.Wait();
        }
    }

    void Leave(long cost)
    {
        // The heap's limit counts what the collector holds for arrays of the same size, so it is given back before the next large document comes.
        if (cost > VeryLargeBytes) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        lock (_lock)
        {
            _used -= cost;
            while (_waiting.TryDequeue(out TaskCompletionSource? turn)) turn.SetResult();
        }
    }

    /// <summary>The right to work on one large document.</summary>
    public readonly record struct Pass(MemoryGate? Gate, long Cost) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Gate?.Leave(Cost);
    }
}
