using System.Globalization;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Cli.Tests.Verbs;

public sealed class QuickstartVerbTests
{
    // Goal: every page of the sample crawl meets the fate that it was written for, and the page that explains the sample crawl tells the truth.
    [Fact]
    public void Every_page_of_the_sample_crawl_becomes_what_it_should()
    {
        string output = Directory.CreateTempSubdirectory("sluice-quickstart-").FullName;
        try
        {
            SluiceProgram.Result result = SluiceProgram.Run("quickstart", "-o", output);
            Assert.True(result.ExitCode == 0, result.Error);
            SortedDictionary<string, string> expected = new(StringComparer.Ordinal), actual = new(StringComparer.Ordinal);
            foreach (string line in File.ReadLines(Path.Combine(SluiceProgram.SampleCrawl, "expected.tsv")).Skip(1))
            {
                string[] cells = line.Split('\t');
                expected.Add(cells[0], $"{cells[1]}: {cells[2]}");
            }
            foreach (string file in Directory.GetFiles(Path.Combine(output, "ledger"), "*.parquet")) ReadLedger(file, actual);
            Assert.Equal(expected.Select(page => $"{page.Key} {page.Value}"), actual.Select(page => $"{page.Key} {page.Value}"));
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{expected.Count} records = "), result.Output, StringComparison.Ordinal);
            // The README shows this very funnel.
            string readme = File.ReadAllText(Path.Combine(SluiceProgram.Root, "README.md"));
            int funnel = result.Output.IndexOf("step ", StringComparison.Ordinal);
            Assert.Contains(result.Output[funnel..result.Output.IndexOf("\n\n", result.Output.IndexOf(" records = ", StringComparison.Ordinal), StringComparison.Ordinal)], readme, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    static void ReadLedger(string file, SortedDictionary<string, string> outcomes)
    {
        using ParquetReader ledger = ParquetReader.Open(file);
        using SqlResult rows = ledger.Read(("url", SqlColumnType.Text), ("outcome", SqlColumnType.Text), ("rule", SqlColumnType.Text));
        while (rows.NextChunk(CancellationToken.None) is { } chunk)
        {
            using (chunk)
                for (int row = 0; row < chunk.Rows; row++) outcomes.Add(chunk.Text(0, row) ?? "(no URL)", $"{chunk.Text(1, row)}: {chunk.Text(2, row) ?? "kept"}");
        }
    }
}
