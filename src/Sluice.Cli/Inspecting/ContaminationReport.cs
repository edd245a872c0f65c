using Sluice.Curate.Govern.Decontamination;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>One find of one document.</summary>
sealed record ShownFind(ContaminatedDocument Document, ContaminationFind Find);

/// <summary>What was found of one benchmark.</summary>
sealed class BenchmarkFinds(string name, int shownMax)
{
    readonly HashSet<int> _items = [];
    string? _lastDocument;

    public string Name => name;

    public int ItemsFound => _items.Count;

    public int DocumentsKept { get; private set; }

    public int DocumentsDropped { get; private set; }

    /// <summary>The best finds, at most one for each item.</summary>
    public List<ShownFind> Shown { get; } = [];

    public void Add(ContaminatedDocument document, ContaminationFind find)
    {
        if (document.Id != _lastDocument)
        {
            if (document.Outcome == "kept") DocumentsKept++;
            else DocumentsDropped++;
        }
        _lastDocument = document.Id;
        if (!_items.Add(find.Item)) return;
        Shown.Add(new(document, find));
        if (Shown.Count <= 2 * shownMax) return;
        Trim();
    }

    /// <summary>Best first; then in the order of the ledger.</summary>
    public void Trim()
    {
        List<ShownFind> best = [.. Shown.OrderByDescending(shown => shown.Find.Score).Take(shownMax)];
        Shown.Clear();
        Shown.AddRange(best);
    }
}

/// <summary>What a release's ledger says about benchmarks in its documents.</summary>
static class ContaminationReport
{
    /// <summary>The benchmarks with finds, those with most items first.</summary>
    /// <param name="release">The release.</param>
    /// <param name="shownMax">Finds to show of each.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<BenchmarkFinds> Read(ReleaseFolder release, int shownMax, CancellationToken cancellation)
    {
        Dictionary<string, BenchmarkFinds> benchmarks = new(StringComparer.Ordinal);
        ContaminatedDocument.ForEach(release, document =>
        {
            foreach (ContaminationFind find in ContaminationFind.Read(document.Finds))
            {
                if (!benchmarks.TryGetValue(find.Benchmark, out BenchmarkFinds? finds)) benchmarks.Add(find.Benchmark, finds = new(find.Benchmark, shownMax));
                finds.Add(document, find);
            }
        }, cancellation);
        foreach (BenchmarkFinds finds in benchmarks.Values) finds.Trim();
        return [.. benchmarks.Values.OrderByDescending(finds => finds.ItemsFound).ThenBy(finds => finds.Name, StringComparer.Ordinal)];
    }
}
