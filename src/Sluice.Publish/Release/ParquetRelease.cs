using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Release;
using Sluice.Publish.Layout;
using Sluice.Publish.Release.Attribution;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>A release as zstd Parquet files with a dataset card and Croissant metadata.</summary>
public sealed class ParquetRelease : IReleaseFormat
{
    /// <summary>Key of the ledger files' metadata that holds the run's sums, as JSON (<see cref="SumsJson"/>).</summary>
    public const string SumsKey = "sluice.sums";

    /// <inheritdoc/>
    public IRepositoryLayout? LayoutOf(RecipeRelease release) => RepositoryLayout.Of(release);

    /// <inheritdoc/>
    public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation) =>
        ParquetWriter.Write(path, [.. ReleaseColumns.DataOf(ofRepositories).Select(column => new ParquetColumn(column.Name, column.Type))], documents,
            (document, writer) => WriteDocument(document, ofRepositories, writer), cancellation: cancellation);

    /// <inheritdoc/>
    public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) =>
        ParquetWriter.Write(path, ReleaseColumns.LedgerOf(stepNames), rows, WriteLedgerRow, [new(SumsKey, SumsJson.Write(sums))], cancellation);

    /// <inheritdoc/>
    public void WriteAttribution(string folder, IEnumerable<RepositoryUse> repositories, ReleaseSummary summary, CancellationToken cancellation) =>
        AttributionWriter.Write(folder, repositories.Select(use => RepositoryTally.Of(use, cancellation)).OfType<AttributedRepository>(), cancellation);

    /// <inheritdoc/>
    public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation)
    {
        using CardFigures figures = CardFigures.Open(folder, summary.Files);
        CodeFigures? code = summary.OfRepositories ? CodeFigures.Of(folder, cancellation) : null;
        if (code is not null) CodeCard.Draw(folder, code);
        string card = DatasetCard.Write(summary, figures.Licenses(cancellation), code, figures.Samples(cancellation), SqlDatabase.LibraryVersion);
        File.WriteAllText(Path.Combine(folder, "README.md"), card);
        File.WriteAllText(Path.Combine(folder, "croissant.json"), Croissant.Write(summary));
    }

    // Values in the order of ReleaseColumns.DataOf.
    static void WriteDocument(ReleasedDocument document, bool ofRepositories, SqlRowWriter writer)
    {
        writer.Text(document.Id);
        writer.Text(document.Text.Span);
        writer.Text(document.Url);
        writer.Text(document.Date);
        WriteOrigin(document.Origin, writer);
        writer.Text(document.Mime);
        writer.Text(document.PayloadDigest);
        writer.Text(document.License);
        if (ofRepositories)
        {
            writer.Text(document.Repository);
            writer.Text(document.Commit);
            writer.Text(document.Path);
            writer.Text(document.Swhid);
            writer.Text(document.CodeLanguage);
        }
        writer.Text(document.Language);
        writer.Double(document.LanguageScore);
        writer.Text(document.ClusterId);
        writer.Int64(document.ClusterSize);
        writer.Text(document.MetadataJson);
    }

    // Values in the order of ReleaseColumns.Ledger.
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
        writer.Text(row.MetadataJson);
    }

    static void WriteOrigin(Origin origin, SqlRowWriter writer)
    {
        writer.Text(origin.File);
        writer.Int64(origin.Offset);
        writer.Int64(origin.Length);
        writer.Boolean(origin.IsDecompressedOffset);
    }
}
