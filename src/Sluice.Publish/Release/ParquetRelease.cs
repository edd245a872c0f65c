using Sluice.Core.Release;

namespace Sluice.Publish.Release;

/// <summary>A release as zstd Parquet files with a dataset card and Croissant metadata.</summary>
public sealed class ParquetRelease : IReleaseFormat
{
    /// <inheritdoc/>
    public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation) => throw new NotImplementedException();
}
