using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Storage.Files;

namespace Sluice.Cli.Try;

/// <summary>Reads the documents of one file of a source, in order, on the calling thread.</summary>
/// <param name="document">Filled anew for each record.</param>
/// <param name="take">Takes each document; false ends the reading.</param>
/// <param name="report">Takes what could not be read: where, and what.</param>
sealed class ShardRecords(Document document, Func<bool> take, Action<string, string> report) : IRecordSink
{
    bool _isDone;

    /// <summary>Reads a file.</summary>
    /// <exception cref="SluiceException">It can't be opened.</exception>
    public void Read(SourceDefinition source, IStepOptions options, InputFile file) =>
        Read(source, options, new Shard(file.Path, file.Name, new FileInfo(file.Path).Length, FileDigest.Sha256(file.Path)));

    /// <summary>Reads a shard.</summary>
    /// <exception cref="SluiceException">It can't be opened.</exception>
    public void Read(SourceDefinition source, IStepOptions options, Shard shard)
    {
        using IShardReader reader = source.Open(shard, options);
        long? end = null;
        while (!_isDone && reader.NextBatch() is { } batch)
        {
            using (batch)
            {
                BatchRange range = batch.Read(this, document, end);
                if (range.Start is not null) end = range.End;
            }
        }
    }

    void IRecordSink.Document(Document read) => _isDone = _isDone || !take();

    void IRecordSink.Skip(string kind) { }

    void IRecordSink.Quarantine(in QuarantinedRecord record)
    {
        if (!_isDone) report(FormattableString.Invariant($"{record.Origin.File}:{record.Origin.Offset}"), $"{record.Reason}: {record.Detail}");
    }

    void IRecordSink.Progress(long storedBytes, long rawBytes) { }
}
