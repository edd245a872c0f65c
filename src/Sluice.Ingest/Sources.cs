using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Ingest.Code;
using Sluice.Ingest.Dumps;
using Sluice.Ingest.Dumps.Parquet;
using Sluice.Ingest.Files;
using Sluice.Ingest.Framing;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest;

/// <summary>Every kind of source that recipes can name.</summary>
public static class Sources
{
    /// <summary>The catalog, in the order in which reference pages list it.</summary>
    public static IReadOnlyList<SourceDefinition> All { get; } = [WarcSource.Definition, LineSource.Jsonl, LineSource.Text, ParquetSource.Definition, WholeFileSource.Html, WholeFileSource.TextFiles, CodeSource.Definition];

    /// <summary>The source of a name; null where there is none.</summary>
    public static SourceDefinition? Find(string name) => All.FirstOrDefault(source => source.Name == name);

    /// <summary>Whether an input of the command line names a repository, by its form or by what is there: an address, a folder with a repository in it, a bundle, an archive or a package.</summary>
    public static bool IsRepository(string input) => CodeInputs.IsNamed(input);

    /// <summary>Reads one record again, from the origin that it was given when it was read.</summary>
    /// <param name="source">Its kind of source.</param>
    /// <param name="shard">Its file.</param>
    /// <param name="options">The source's options.</param>
    /// <param name="origin">Where it lies.</param>
    /// <param name="sink">Takes what is there; where a gzip member holds several records, all of them: the id tells which.</param>
    /// <param name="document">Filled for each record.</param>
    /// <returns>False where the origin is none of this file's, or the source can't go back.</returns>
    /// <remarks>Costs one record, but in a file that is compressed as a whole: there it costs all that is before the record.</remarks>
    /// <exception cref="SluiceException">The file can't be opened.</exception>
    public static bool ReadAgain(SourceDefinition source, Shard shard, IStepOptions options, Origin origin, IRecordSink sink, Document document)
    {
        using IShardReader reader = source.Open(shard, options);
        return reader is IRecordSeeker seeker && seeker.ReadAt(origin, sink, document);
    }
}
