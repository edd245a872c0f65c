namespace Sluice.Curate.Govern.Secrets;

/// <summary>One secret in a text.</summary>
/// <param name="Start">Byte offset.</param>
/// <param name="End">Byte offset behind it.</param>
/// <param name="Kind">Index in <see cref="SecretKinds"/>; where two overlap, the lower one wins.</param>
readonly record struct SecretSpan(int Start, int End, int Kind);

/// <summary>The secrets found in one text, made free of overlaps.</summary>
sealed class SecretSpans
{
    readonly List<SecretSpan> _spans = [];

    /// <summary>The secrets, in text order after <see cref="Settle"/>.</summary>
    public IReadOnlyList<SecretSpan> Items => _spans;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _spans.Clear();
        // One hostile document must not hold its memory for the rest of the run.
        if (_spans.Capacity > 1 << 16) _spans.Capacity = 0;
    }

    /// <summary>Adds a secret.</summary>
    public void Add(int start, int end, int kind) => _spans.Add(new(start, end, kind));

    /// <summary>Sorts the secrets and leaves out those that overlap one of a kind that wins; of two of the same kind the one that starts first wins.</summary>
    public void Settle()
    {
        if (_spans.Count < 2) return;
        _spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : b.End.CompareTo(a.End));
        int kept = 1;
        for (int i = 1; i < _spans.Count; i++)
        {
            SecretSpan last = _spans[kept - 1], next = _spans[i];
            if (next.Start >= last.End) _spans[kept++] = next;
            else if (next.Kind < last.Kind) _spans[kept - 1] = next;
        }
        _spans.RemoveRange(kept, _spans.Count - kept);
    }
}
