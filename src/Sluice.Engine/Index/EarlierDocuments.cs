using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Engine.Store;

namespace Sluice.Engine.Index;

/// <summary>The documents of earlier releases as a merge sees them: numbered before those of the input.</summary>
/// <param name="index">How the step keeps keys.</param>
/// <param name="earlier">In the order that the recipe names them.</param>
public sealed class EarlierDocuments(IMergeIndex? index, IReadOnlyList<EarlierIndex> earlier)
{
    const int GatheredBytes = 1 << 18;
    const int GatheredKeys = 1 << 13;

    /// <summary>How many there are.</summary>
    public long Count { get; } = earlier.Sum(one => one.Summary.Documents);

    /// <summary>Their ids, in order.</summary>
    public IEnumerable<string> Ids(CancellationToken cancellation) => earlier.SelectMany(one => one.Documents(cancellation)).Select(document => document.Id);

    /// <summary>Hands their keys to a merge.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="keys">Stores them, for a second look.</param>
    /// <param name="file">Number of the file that <paramref name="keys"/> writes, among those the merge may read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The step finds an entry damaged.</exception>
    public void AddTo(IMerge merge, SpooledKeys keys, int file, CancellationToken cancellation)
    {
        // Many keys are stored at once, then handed over: a merge may read each again from then on.
        ArrayBufferWriter<byte> gathered = new();
        List<int> ends = [];
        long number = 0;
        foreach (EarlierIndex one in earlier)
        {
            foreach (IndexReader document in one.Documents(cancellation))
            {
                try
                {
                    index!.ReadEntry(document.Entry, gathered);
                }
                catch (Exception e) when (e is InvalidDataException or IndexOutOfRangeException or ArgumentException or OverflowException)
                {
                    throw new SluiceException($"the entry of {document.Id} can't be read: {e.Message}", one.Path, IndexErrors.Rebuild(one.Path));
                }
                ends.Add(gathered.WrittenCount);
                if (gathered.WrittenCount >= GatheredBytes || ends.Count >= GatheredKeys) HandOver();
            }
        }
        HandOver();

        void HandOver()
        {
            long stored = keys.Append(gathered.WrittenSpan);
            int start = 0;
            foreach (int end in ends)
            {
                merge.Add(number++, gathered.WrittenSpan[start..end], StoredKeys.PlaceOf(file, stored + start));
                start = end;
            }
            gathered.ResetWrittenCount();
            ends.Clear();
        }
    }

    /// <summary>The verdict of a decision; where it names one of them, evidence says in which release that is, since this one's ledger has no row of it.</summary>
    public Verdict VerdictOn(in MergeDecision decision) => decision.DuplicateOf < 0 || decision.DuplicateOf >= Count || decision.Verdict.Evidence is not null
        ? decision.Verdict : decision.Verdict with { Evidence = "in " + ReleaseOf(decision.DuplicateOf) };

    // As the recipe names it.
    string ReleaseOf(long document)
    {
        int at = 0;
        for (; document >= earlier[at].Summary.Documents; at++) document -= earlier[at].Summary.Documents;
        return earlier[at].Given;
    }
}
