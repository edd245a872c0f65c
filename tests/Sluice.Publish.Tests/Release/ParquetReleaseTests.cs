using Sluice.Core.Release;
using Sluice.Fixtures;
using Sluice.Publish.Release;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Tests.Release;

public sealed class ParquetReleaseTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly ParquetRelease _format = new();

    public void Dispose() => _folder.Dispose();

    static readonly ReleaseSums s_sums = new()
    {
        Records = 3,
        Kept = 1,
        Dropped = 1,
        Quarantined = 1,
        Skipped = [new("request", 4), new("warcinfo", 1)],
        Steps = [new("read", 2, 2, []), new("gopher-quality", 2, 1, [new("gopher-quality.short-doc", 1)])],
        Languages = [new("en", 1, 100, 20)],
    };

    [Fact]
    public void Data_file_holds_every_column_of_a_document()
    {
        string path = _folder.File("data.parquet.partial");
        ReleasedDocument document = new()
        {
            Id = "<urn:uuid:1>",
            Text = "Grüße\nzwei"u8.ToArray(),
            Origin = new() { File = "crawl/a.warc.gz", Offset = 1L << 40, Length = 99, IsDecompressedOffset = true },
            Url = "https://example.org/",
            Date = "2024-05-01T00:00:00Z",
            Mime = "text/html",
            PayloadDigest = "sha1:ABC",
            License = "CC-BY-4.0",
            Language = "de",
            LanguageScore = 0.5,
            ClusterId = "<urn:uuid:0>",
            ClusterSize = 7,
            MetadataJson = """{"a":1}""",
        };
        _format.WriteDocuments(path, [document, new() { Id = "bare", Origin = new() { File = "-" } }], ofRepositories: false, default);

        Assert.Equal(["id", "text", "url", "date", "file", "offset", "length", "decompressed_offset", "mime", "payload_digest", "license", "language", "language_score",
            "cluster_id", "cluster_size", "metadata"], Fields(path));
        Assert.Equal(
        [
            "<urn:uuid:1> | Grüße\nzwei | https://example.org/ | 2024-05-01T00:00:00Z | crawl/a.warc.gz | 1099511627776 | 99 | true | text/html | sha1:ABC | CC-BY-4.0 | de | 0.5 | <urn:uuid:0> | 7 | {\"a\":1}",
            "bare |  | NULL | NULL | - | 0 | 0 | false | NULL | NULL | NOASSERTION | NULL | NULL | NULL | 1 | NULL",
        ], Rows(path));
    }

    [Fact]
    public void Release_of_repositories_has_the_columns_of_code_after_the_license()
    {
        string path = _folder.File("data.parquet");
        ReleasedDocument document = new() { Id = "o/n/a.c", Origin = new() { File = "n" }, License = "MIT", Repository = "o/n", Commit = "abc", Path = "a.c", Swhid = "swh:1:cnt:0", CodeLanguage = "C" };
        _format.WriteDocuments(path, [document, new() { Id = "bare", Origin = new() { File = "-" } }], ofRepositories: true, default);
        Assert.Equal(["id", "text", "url", "date", "file", "offset", "length", "decompressed_offset", "mime", "payload_digest", "license", "repository", "commit", "path", "swhid", "code_language",
            "language", "language_score", "cluster_id", "cluster_size", "metadata"], Fields(path));
        Assert.Equal(
        [
            "o/n/a.c |  | NULL | NULL | n | 0 | 0 | false | NULL | NULL | MIT | o/n | abc | a.c | swh:1:cnt:0 | C | NULL | NULL | NULL | 1 | NULL",
            "bare |  | NULL | NULL | - | 0 | 0 | false | NULL | NULL | NOASSERTION | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | 1 | NULL",
        ], Rows(path));
    }

    [Fact]
    public void Ledger_file_names_the_steps_passed_and_carries_the_sums()
    {
        string path = _folder.File("ledger.parquet");
        LedgerRow[] rows =
        [
            new() { Id = "a", Origin = new() { File = "f" }, Outcome = Outcome.Kept, StepsPassed = 2, TextBytes = 100, Language = "en", MetadataJson = "{}" },
            new() { Id = "b", Origin = new() { File = "f", Offset = 5 }, Outcome = Outcome.Dropped, Step = "near's", Rule = "near's.duplicate", Value = 0.5, Threshold = 0.25, DuplicateOf = "a", Similarity = 0.5, StepsPassed = 1 },
            new() { Id = "c", Origin = new() { File = "f", Offset = 9 }, Outcome = Outcome.Quarantined, Step = "read", Rule = "gzip-broken", Evidence = "x" },
        ];
        _format.WriteLedger(path, rows, ["url-filter", "near's"], s_sums, default);

        Assert.Equal(["id", "file", "offset", "length", "decompressed_offset", "url", "date", "outcome", "step", "rule", "value", "threshold", "evidence", "duplicate_of", "similarity",
            "passed", "language", "text_bytes", "metadata"], Fields(path));
        Assert.Equal(
        [
            "a | f | 0 | 0 | false | NULL | NULL | kept | NULL | NULL | NULL | NULL | NULL | NULL | NULL | [url-filter, 'near\\'s'] | en | 100 | {}",
            "b | f | 5 | 0 | false | NULL | NULL | dropped | near's | near's.duplicate | 0.5 | 0.25 | NULL | a | 0.5 | [url-filter] | NULL | 0 | NULL",
            "c | f | 9 | 0 | false | NULL | NULL | quarantined | read | gzip-broken | NULL | NULL | x | NULL | NULL | [] | NULL | 0 | NULL",
        ], Rows(path));

        string json = ParquetReader.KeyValues(path)[ParquetRelease.SumsKey];
        Assert.Equal(SumsJson.Write(s_sums), json);
        Assert.Equivalent(s_sums, SumsJson.Read(json));
    }

    [Fact]
    public void Ledger_of_a_recipe_without_steps_has_an_empty_list()
    {
        string path = _folder.File("ledger.parquet");
        _format.WriteLedger(path, [new() { Id = "a", Origin = new() { File = "f" } }], [], s_sums, default);
        Assert.Contains(" | [] | ", Rows(path).Single(), StringComparison.Ordinal);
    }

    static IEnumerable<string> Fields(string path)
    {
        using ParquetReader reader = ParquetReader.Open(path);
        return reader.Fields.Select(field => field.Name);
    }

    static List<string> Rows(string path)
    {
        List<string> rows = [];
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path] });
        using SqlResult result = database.Query($"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet({SqlText.File(path)})");
        while (result.NextChunk() is { } chunk)
        {
            using (chunk)
                for (int row = 0; row < chunk.Rows; row++) rows.Add(string.Join(" | ", result.ColumnNames.Select((_, column) => chunk.Text(column, row) ?? "NULL")));
        }
        return rows;
    }
}
