using System.Globalization;
using System.Text;
using Sluice.Core.Release;

namespace Sluice.Engine.Tests.Execute;

/// <summary>A release format for tests: tab-separated text.</summary>
sealed class TextRelease : IReleaseFormat
{
    public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation) => File.WriteAllLines(path, documents.Select(d =>
        string.Join('\t', d.Id, Encoding.UTF8.GetString(d.Text.Span), d.Origin.File, d.Origin.Offset, d.Language, d.ClusterId, d.ClusterSize, d.MetadataJson)));

    public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) => File.WriteAllLines(path, rows.Select(r =>
        string.Create(CultureInfo.InvariantCulture, $"{r.Id}\t{r.Origin.File}\t{r.Origin.Offset}\t{r.Origin.Length}\t{r.Outcome}\t{r.Step}\t{r.Rule}\t{r.Value}\t{r.Threshold}\t{r.Evidence}\t{r.DuplicateOf}\t{r.Similarity}\t{r.StepsPassed}\t{r.TextBytes}")));

    public void WriteAttribution(string folder, IEnumerable<RepositoryUse> repositories, ReleaseSummary summary, CancellationToken cancellation) { }

    public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation) => File.WriteAllText(Path.Combine(folder, "README.md"),
        string.Create(CultureInfo.InvariantCulture, $"{summary.Records} {summary.Kept} {summary.Dropped} {summary.Quarantined} {string.Join(' ', summary.Skipped)} {string.Join(' ', summary.Steps.Select(s => $"{s.Name}:{s.In}:{s.Kept}:{string.Join('+', s.Rules)}"))} {string.Join(' ', summary.Files)}"));
}
