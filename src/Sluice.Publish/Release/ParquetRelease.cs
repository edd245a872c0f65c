using Sluice.Core.Release;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>A release as zstd Parquet files with a dataset card and Croissant metadata.</summary>
public sealed class ParquetRelease : IReleaseFormat
{
    /// <summary>Key of the ledger files' metadata that holds the run's sums, as JSON (<see cref="SumsJson"/>).</summary>
    public const string SumsKey = "sluice.sums";

    /// <summary>Columns of the data files.</summary>
    internal static readonly IReadOnlyList<ParquetColumn> DataColumns =
    [
        new("id", SqlColumnType.Text),
        new("text", SqlColumnType.Text),
        new("url", SqlColumnType.Text),
        new("date", SqlColumnType.Text),
        new("file", SqlColumnType.Text),
        new("offset", SqlColumnType.Int64),
        new("length", SqlColumnType.Int64),
        new("decompressed_offset", SqlColumnType.Boolean),
        new("mime", SqlColumnType.Text),
        new("payload_digest", SqlColumnType.Text),
        new("license", SqlColumnType.Text),
        new("language", SqlColumnType.Text),
        new("language_score", SqlColumnType.Double),
        new("cluster_id", SqlColumnType.Text),
        new("cluster_size", SqlColumnType.Int64),
        new("metadata", SqlColumnType.Text),
    ];

    /// <inheritdoc/>
    public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, CancellationToken cancellation) =>
        ParquetWriter.Write(path, DataColumns, documents, WriteDocument, cancellation: cancellation);

    /// <inheritdoc/>
    public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) =>
        ParquetWriter.Write(path, LedgerColumns(stepNames), rows, WriteLedgerRow, [new(SumsKey, SumsJson.Write(sums))], cancellation);

    /// <inheritdoc/>
    public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Columns of the ledger files.</summary>
    internal static IReadOnlyList<ParquetColumn> LedgerColumns(IReadOnlyList<string> stepNames) =>
    [
        new("id", SqlColumnType.Text),
        new("file", SqlColumnType.Text),
        new("offset", SqlColumnType.Int64),
        new("length", SqlColumnType.Int64),
        new("decompressed_offset", SqlColumnType.Boolean),
        new("url", SqlColumnType.Text),
        new("date", SqlColumnType.Text),
        new("outcome", SqlColumnType.Text),
        new("step", SqlColumnType.Text),
        new("rule", SqlColumnType.Text),
        new("value", SqlColumnType.Double),
        new("threshold", SqlColumnType.Double),
        new("evidence", SqlColumnType.Text),
        new("duplicate_of", SqlColumnType.Text),
        new("similarity", SqlColumnType.Double),
        // Rows give how many steps were passed; the file has their names.
        new("passed", SqlColumnType.Int64, $"list_slice(CAST({SqlText.Literals(stepNames)} AS VARCHAR[]), 1, {{0}})"),
        new("language", SqlColumnType.Text),
        new("text_bytes", SqlColumnType.Int64),
    ];

    static void WriteDocument(ReleasedDocument document, SqlRowWriter writer)
    {
        writer.Text(document.Id);
        writer.Text(document.Text.Span);
        writer.Text(document.Url);
        writer.Text(document.Date);
        WriteOrigin(document.Origin, writer);
        writer.Text(document.Mime);
        writer.Text(document.PayloadDigest);
        writer.Text(document.License);
        writer.Text(document.Language);
        writer.Double(document.LanguageScore);
        writer.Text(document.ClusterId);
        writer.Int64(document.ClusterSize);
        writer.Text(document.MetadataJson);
    }

    static void WriteLedgerRow(LedgerRow row, SqlRowWriter writer)
    {
        writer.Text(row.Id);
        WriteOrigin(row.Origin, writer);
        writer.Text(row.Url);
        writer.Text(row.Date);
        writer.Text(row.Outcome switch { Outcome.Kept => "kept"u8, Outcome.Dropped => "dropped"u8, _ => "quarantined"u8 });
        writer.Text(row.Step);
        writer.Text(row.Rule);
        writer.Double(row.Value);
        writer.Double(row.Threshold);
        writer.Text(row.Evidence);
        writer.Text(row.DuplicateOf);
        writer.Double(row.Similarity);
        writer.Int64(row.StepsPassed);
        writer.Text(row.Language);
        writer.Int64(row.TextBytes);
    }

    static void WriteOrigin(Core.Origin origin, SqlRowWriter writer)
    {
        writer.Text(origin.File);
        writer.Int64(origin.Offset);
        writer.Int64(origin.Length);
        writer.Boolean(origin.IsDecompressedOffset);
    }
}
