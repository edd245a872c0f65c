using Sluice.Core.Release;
using Sluice.Engine.Store;

namespace Sluice.Engine.Ledger;

/// <summary>The kept documents of a task, as the ledger has them, without their texts.</summary>
static class KeptRows
{
    /// <summary>The rows, in order; one instance is used for all. Repeated ids are not numbered.</summary>
    /// <param name="taskFile">The task's output of the last stage.</param>
    public static IEnumerable<LedgerRow> Of(string taskFile)
    {
        LedgerRow row = new();
        using TaskFileReader file = new(taskFile);
        using FrameEntries outcomes = new(file, FrameKind.Outcomes);
        RepeatedStrings repeated = default;
        while (outcomes.TryOpen(out FieldReader entry))
        {
            bool isDecided = OutcomeCodec.TryRead(ref entry, row, ref repeated);
            outcomes.Close(entry);
            if (isDecided && row.Outcome == Outcome.Kept) yield return row;
        }
    }
}
