namespace Sluice.Engine.Execute;

/// <summary>Which dropped documents may still be among the first so many of their rule by hash: lets workers skip writing the texts of the others.</summary>
/// <remarks>The bounds only ever fall, so a text that is skipped can't belong to the final sample, whichever worker came first.</remarks>
sealed class DroppedSample(int perRule)
{
    readonly Dictionary<string, PriorityQueue<ulong, ulong>> _smallest = new(StringComparer.Ordinal);
    readonly Lock _lock = new();

    /// <summary>Documents kept of each rule; <see cref="int.MaxValue"/> for all.</summary>
    public int PerRule => perRule;

    /// <summary>Whether a document with this hash could be in its rule's sample.</summary>
    public bool MayHold(string rule, ulong hash)
    {
        if (perRule is 0 or int.MaxValue) return perRule != 0;
        lock (_lock)
            return !_smallest.TryGetValue(rule, out PriorityQueue<ulong, ulong>? heap) || heap.Count < perRule || hash <= heap.Peek();
    }

    /// <summary>A document of the rule was written.</summary>
    public void Add(string rule, ulong hash)
    {
        if (perRule is 0 or int.MaxValue) return;
        lock (_lock)
        {
            if (!_smallest.TryGetValue(rule, out PriorityQueue<ulong, ulong>? heap)) _smallest[rule] = heap = new();
            if (heap.Count < perRule) heap.Enqueue(hash, ulong.MaxValue - hash);
            else if (hash < heap.Peek()) heap.EnqueueDequeue(hash, ulong.MaxValue - hash);
        }
    }
}
