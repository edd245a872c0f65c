using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sluice.Core.Recipes;
using Sluice.Core.Release;
using Sluice.Engine.Index;
using Sluice.Engine.Run;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

/// <summary>Deduplication against earlier releases, with the real steps over real documents: revisions of Python's enhancement proposals, some of them twice.</summary>
public sealed class CrawlByCrawlTests : IDisposable
{
    const int Crawls = 3;
    const int DocumentsMax = 220;
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("near-duplicates", "", 5)]
    [InlineData("near-duplicates", "similarity: 0.6, shingle-words: 3,", 6)]
    [InlineData("deduplicate-exact", "", 1)]
    [InlineData("deduplicate-exact", "by: normalized-text,", 2)]
    [InlineData("deduplicate-exact", "by: url, keep: first,", 3)]
    [InlineData("deduplicate-lines", "", 4)]
    public void Crawl_by_crawl_gives_what_all_at_once_gives(string step, string options, int seed)
    {
        string[] crawls = WriteCrawls(seed);
        Build("whole", crawls, step, options);
        List<string> releases = [];
        foreach (string crawl in crawls)
        {
            string name = "crawl-" + releases.Count;
            Build(name, [crawl], step, options, releases);
            releases.Add(Release(name));
        }
        string[] whole = [.. Outcomes("whole")];
        Assert.Equal(whole, releases.SelectMany(release => Outcomes(Path.GetFileName(release))));
        // Each of the later crawls has lost something that only an earlier release knew.
        for (int crawl = 1; crawl < Crawls; crawl++)
        {
            Build("alone-" + crawl, [crawls[crawl]], step, options);
            Assert.NotEqual(Texts("alone-" + crawl), Texts("crawl-" + crawl));
        }
    }

    [Theory]
    [InlineData("deduplicate-exact", "")]
    [InlineData("near-duplicates", "")]
    public void A_document_taken_out_of_an_index_lets_its_later_copy_stay(string step, string options)
    {
        string[] crawls = WriteCrawls(5);
        Build("first", [crawls[0]], step, options);
        Build("second", [crawls[1]], step, options, [Release("first")]);
        string[][] removed = [.. Outcomes("second").Select(row => row.Split('\t')).Where(f => f[4].Length > 0)];
        HashSet<string> ofFirst = [.. Outcomes("first").Select(row => row.Split('\t')[0])];
        string[] copy = removed.First(f => ofFirst.Contains(f[4]) && removed.Count(other => other[4] == f[4]) == 1);
        Assert.Empty(IndexRemoval.Run(Release("first"), [copy[4]], TestContext.Current.CancellationToken).Unknown);
        Build("again", [crawls[1]], step, options, [Release("first")]);
        (string, string)[] before = [.. Texts("second")];
        Assert.Equal([copy[0]], Texts("again").Where(text => !before.Contains(text)).Select(text => text.Id));
        Assert.Equal(before.Length + 1, Texts("again").Count());
    }

    // Documents in an order drawn by the seed, every seventh of them a second time under another id, cut at two drawn places.
    string[] WriteCrawls(int seed)
    {
        using GZipStream stored = new(File.OpenRead(SharedData.Path("data/dedup/pep-revisions-docs.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader lines = new(stored);
        List<string> documents = [];
        Random random = new(seed);
        for (int number = 0; number < DocumentsMax && lines.ReadLine() is { } line; number++)
        {
            JsonNode document = JsonNode.Parse(line)!;
            documents.Insert(random.Next(documents.Count + 1), Line((string)document["id"]!, (string)document["text"]!));
            if (random.Next(7) == 0) documents.Insert(random.Next(documents.Count + 1), Line((string)document["id"]! + " again", (string)document["text"]!));
        }
        int[] cuts = [0, random.Next(30, 100), random.Next(120, 180), documents.Count];
        return [.. Enumerable.Range(0, Crawls).Select(crawl =>
        {
            string path = Path.Combine(_folder.Path, $"crawl-{crawl}.jsonl");
            File.WriteAllLines(path, documents[cuts[crawl]..cuts[crawl + 1]]);
            return path;
        })];

        static string Line(string id, string text) => new JsonObject { ["id"] = id, ["text"] = text, ["url"] = "https://peps.example.org/" + id.Split('@')[0] }.ToJsonString();
    }

    void Build(string output, IEnumerable<string> inputs, string step, string options, IEnumerable<string>? against = null)
    {
        string yaml = $$"""
            name: test
            sources: [ { jsonl: [{{string.Join(", ", inputs)}}] } ]
            steps:
              - {{step}}: { {{options}} index: true, against: [{{string.Join(", ", against ?? [])}}] }
            """;
        Recipe recipe = Catalog.RecipeReader.Read(yaml, "recipe.yaml");
        new Build(new OutcomeRelease(), "test").Run(recipe, new() { Output = Release(output), Workers = 2 }, TestContext.Current.CancellationToken);
    }

    string Release(string name) => Path.Combine(_folder.Path, name);

    // Of each document what became of it: rule, similarity, the one that stays, and the digest of the text that is released.
    IEnumerable<string> Outcomes(string output)
    {
        Dictionary<string, string> texts = Texts(output).ToDictionary(text => text.Id, text => text.Digest, StringComparer.Ordinal);
        return File.ReadLines(Path.Combine(Release(output), "ledger", "ledger-00000-of-00001.parquet")).Select(row => row + "\t" + texts.GetValueOrDefault(row.Split('\t')[0]));
    }

    IEnumerable<(string Id, string Digest)> Texts(string output) =>
        File.ReadLines(Path.Combine(Release(output), "data", "train-00000-of-00001.parquet")).Select(row => (row.Split('\t')[0], row.Split('\t')[1]));

    /// <summary>What is compared of a release, as text.</summary>
    sealed class OutcomeRelease : IReleaseFormat
    {
        public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation) =>
            File.WriteAllLines(path, documents.Select(d => $"{d.Id}\t{Convert.ToHexStringLower(SHA256.HashData(d.Text.Span))}"));

        public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) =>
            File.WriteAllLines(path, rows.Select(r => FormattableString.Invariant($"{r.Id}\t{r.Outcome}\t{r.Rule}\t{r.Value}\t{r.DuplicateOf}\t{r.Similarity}")));

        public void WriteAttribution(string folder, IEnumerable<RepositoryUse> repositories, ReleaseSummary summary, CancellationToken cancellation) { }

        public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation) { }
    }
}
