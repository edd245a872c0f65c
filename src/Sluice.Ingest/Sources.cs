using Sluice.Core.Records;
using Sluice.Ingest.Dumps;
using Sluice.Ingest.Dumps.Parquet;
using Sluice.Ingest.Files;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest;

/// <summary>Every kind of source that recipes can name.</summary>
public static class Sources
{
    /// <summary>The catalog, in the order in which reference pages list it.</summary>
    public static IReadOnlyList<SourceDefinition> All { get; } = [WarcSource.Definition, LineSource.Jsonl, LineSource.Text, ParquetSource.Definition, WholeFileSource.Html, WholeFileSource.TextFiles];

    /// <summary>The source of a name; null where there is none.</summary>
    public static SourceDefinition? Find(string name) => All.FirstOrDefault(source => source.Name == name);
}
