using System.Globalization;
using Sluice.Fixtures;
using Sluice.Storage.Sql;

namespace Sluice.Cli.Tests.Building;

/// <summary>Exact duplicates in whole builds: partitions and workers change nothing, and the ledger says what is known.</summary>
public sealed class ExactDuplicatesTests : IDisposable
{
    const int Documents = 6_000;
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void By_url_partitions_their_order_and_workers_change_nothing()
    {
        string[] lines = [.. Enumerable.Range(0, Documents).Select(Line)];
        string[] one = Removed("one", [lines], "{ by: url }", "1");
        string[] many = Removed("many", lines.Reverse().Chunk(Documents / 7), "{ by: url }", "3");
        Assert.InRange(one.Length, Documents / 3, Documents);
        Assert.Equal(one, many);
        Assert.All(one, row => Assert.StartsWith("d", row.Split(' ')[1], StringComparison.Ordinal));
    }

    [Fact]
    public void With_a_bloom_filter_what_stayed_is_not_known()
    {
        string[] removed = Removed("bloom", [[.. Enumerable.Range(0, Documents).Select(Line)]], "{ bloom-items: 2000, bloom-rate: 0.0001 }", "2");
        Assert.Equal(Documents - 2000, removed.Length);
        Assert.All(removed, row => Assert.Equal("null null", row.Split(' ', 2)[1]));
    }

    static string Line(int n) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id": "d{{n:d5}}", "text": "text {{n % 2000}}", "url": "http://www.example.com/{{n % 1700}}?utm_source={{n}}", "date": "2024-0{{1 + n % 9}}-01"}""");

    // Id, duplicate_of and similarity of what was removed.
    string[] Removed(string name, IEnumerable<string[]> files, string options, string workers)
    {
        int file = 0;
        foreach (string[] lines in files) File.WriteAllLines(_folder.File(string.Create(CultureInfo.InvariantCulture, $"{name}/in/{file++}.jsonl")), lines);
        string recipe = _folder.File($"{name}/recipe.yaml"), release = _folder.File($"{name}/out");
        File.WriteAllText(recipe, $$"""
            name: exact
            sources:
              - jsonl: {{_folder.File($"{name}/in")}}/*.jsonl
            steps:
              - deduplicate-exact: {{options}}
            release:
              to: {{release}}
            """);
        SluiceProgram.Run("build", recipe, "--workers", workers).Expect(0);
        string[] ledger = Directory.GetFiles(Path.Combine(release, "ledger"));
        using SqlDatabase sql = SqlDatabase.OpenInMemory(new() { Files = ledger });
        using SqlResult result = sql.Query($"""
            SELECT id || ' ' || coalesce(duplicate_of, 'null') || ' ' || coalesce(similarity::VARCHAR, 'null')
            FROM read_parquet([{string.Join(", ", ledger.Select(SqlText.File))}]) WHERE outcome = 'dropped' ORDER BY id
            """);
        return [.. result.Rows().Select(row => row.Text(0)!)];
    }
}
