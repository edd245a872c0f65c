using Sluice.Core.Release;
using Sluice.Engine.Execute;
using Sluice.Engine.Store;

namespace Sluice.Engine.Ledger;

/// <summary>Composes the ledger of one shard from what each stage decided: the first stage's entries in record order; where a document went on, the next stage's next entry.</summary>
static class LedgerWalk
{
    /// <summary>The rows of one shard, in record order; one instance is used for all.</summary>
    /// <param name="stageFiles">The task's output in each map stage, in order.</param>
    /// <param name="repeats">Repeated ids of the shard.</param>
    public static IEnumerable<LedgerRow> Rows(IReadOnlyList<string> stageFiles, IdRepeats repeats)
    {
        List<Cursor> stages = [];
        try
        {
            foreach (string path in stageFiles) stages.Add(new(path));
            LedgerRow row = new();
            for (long number = 0; !stages[0].IsAtEnd; number++)
            {
                int stage = 0;
                while (!stages[stage].TryRead(row)) stage++;
                if (stage == 0) row.Id = repeats.Apply(number, row.Id);
                yield return row;
            }
        }
        finally
        {
            foreach (Cursor stage in stages) stage.Dispose();
        }
    }

    sealed class Cursor : IDisposable
    {
        readonly TaskFileReader _file;
        readonly FrameEntries _entries;
        RepeatedStrings _repeated;

        public Cursor(string path) => _entries = new(_file = new(path), FrameKind.Outcomes);

        public bool IsAtEnd => !_entries.TryOpen(out _);

        public bool TryRead(LedgerRow row)
        {
            if (!_entries.TryOpen(out FieldReader entry)) throw new InvalidDataException("a stage has fewer outcomes than the stage before let through");
            bool isDecided = OutcomeCodec.TryRead(ref entry, row, ref _repeated);
            _entries.Close(entry);
            return isDecided;
        }

        public void Dispose()
        {
            _entries.Dispose();
            _file.Dispose();
        }
    }
}
