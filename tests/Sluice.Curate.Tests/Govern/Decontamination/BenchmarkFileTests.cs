using System.IO.Compression;
using System.Text;
using Sluice.Core;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Curate.Govern.Decontamination.Benchmarks;
using Sluice.Fixtures;
using Sluice.Storage.Sql;

namespace Sluice.Curate.Tests.Govern.Decontamination;

public sealed class BenchmarkFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static BenchmarkFields Fields(string question, string answer = "", string? rows = null) =>
        BenchmarkSpec.Parse($"x question={question}{(answer.Length > 0 ? " answer=" + answer : "")}{(rows is null ? "" : " rows=" + rows)}").Fields;

    static List<BenchmarkItem> Read(string path, BenchmarkFields fields) => [.. BenchmarkFile.Read(path, fields)];

    SluiceError Error(string name, string text, BenchmarkFields fields) =>
        Assert.Throws<SluiceException>(() => Read(_folder.Write(name, text), fields)).Errors[0];

    [Fact]
    public void Json_lines_have_nested_fields_lists_and_blank_lines()
    {
        string path = _folder.Write("a.jsonl", "{\"q\":{\"stem\":\"one\",\"choices\":[{\"t\":\"x\"},{\"t\":\"y\"}]},\"n\":7}\n\n{\"q\":{\"stem\":\"two\",\"choices\":[]},\"n\":null}\r\n");
        Assert.Equal([new(0, "one\n7", "x\ny", ""), new(1, "two", "", "")], Read(path, Fields("q.stem+n", "q.choices.t")));
    }

    [Fact] // A text with half of a surrogate pair in it was not looked for at all.
    public void Lone_surrogates_become_replacement_characters()
    {
        string path = _folder.Write("a.jsonl", """{"q":"\ud83d one \ud83d\ude00 two \\ud83d \ude00"}""");
        Assert.Equal("\uFFFD one \U0001F600 two \\ud83d \uFFFD", Read(path, Fields("q")).Single().Question);
    }

    [Fact]
    public void Gzip_is_seen_by_its_bytes()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes("{\"q\":\"one\"}"));
        Assert.Equal("one", Read(_folder.Write("a.jsonl", packed.ToArray()), Fields("q")).Single().Question);
        Assert.Equal("one", Read(_folder.Write("b.jsonl.gz", packed.ToArray()), Fields("q")).Single().Question);
        SluiceError cut = Assert.Throws<SluiceException>(() => Read(_folder.Write("c.jsonl.gz", [.. packed.ToArray().Take(18), 1, 2, 3, 4]), Fields("q"))).Errors[0];
        Assert.Contains("c.jsonl.gz", cut.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_files_have_rows_in_a_field()
    {
        Assert.Equal(2, Read(_folder.Write("a.json", "[{\"q\":\"one\"},{\"q\":\"two\"}]"), Fields("q")).Count);
        Assert.Equal("one", Read(_folder.Write("b.json", "{\"data\":{\"rows\":[{\"q\":\"one\"}]}}"), Fields("q", rows: "data.rows")).Single().Question);
        Assert.Contains("rows=", Error("c.json", "{\"examples\":[{\"q\":\"one\"}]}", Fields("q")).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_has_quotes_and_line_breaks_inside_them()
    {
        string path = _folder.Write("a.csv", "\uFEFFQuestion,Best Answer\r\n\"What, \"\"now\"\"?\nsay\",yes\r\nplain,\r\n");
        Assert.Equal([new(0, "What, \"now\"?\nsay", "yes", ""), new(1, "plain", "", "")], Read(path, Fields("Question", "Best Answer")));
    }

    [Fact]
    public void Parquet_is_read_by_column()
    {
        string path = _folder.File("a.parquet");
        using (SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path] }))
        using (database.Query($"COPY (SELECT 'one' AS q, 5 AS a UNION ALL SELECT 'two', NULL) TO {SqlText.File(path)} (FORMAT parquet)")) { }
        Assert.Equal([new(0, "one", "5", ""), new(1, "two", "", "")], Read(path, Fields("q", "a")));
        Assert.Contains("did you mean q?", Assert.Throws<SluiceException>(() => Read(path, Fields("qq"))).Errors[0].Hint, StringComparison.Ordinal);
        Assert.Contains("Parquet", Error("b.parquet", "garbage", Fields("q")).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_rows_are_elements_and_no_dtd_is_read()
    {
        string path = _folder.Write("a.xml", "<S><P id='1'><Body>It &amp; that.</Body><Q>Why?</Q><E/></P><P><Body>B</Body><Q>C</Q></P></S>");
        Assert.Equal(["It & that.\nWhy?", "B\nC"], Read(path, Fields("Body+Q", rows: "P")).Select(item => item.Question));
        Assert.Contains("DTD", Error("b.xml", "<!DOCTYPE S [<!ENTITY e 'x'>]><S><P><Q>&e;</Q></P></S>", Fields("Q", rows: "P")).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl", "{\"q\":\"one\"}\n{\"q\":\n", "a.jsonl:2")]
    [InlineData("a.jsonl", "\u0000\u0001\u0002garbage", "a.jsonl:1")]
    [InlineData("a.jsonl", "[1,2]", "a.jsonl:1")]
    [InlineData("a.json", "[{\"q\":\"one\"},\n{\"q\":", "a.json:2")]
    [InlineData("a.csv", "q,b\none,two\n\"open", "a.csv:3")]
    [InlineData("a.csv", "q,b\none,two,three\n", "a.csv:2")]
    [InlineData("a.xml", "<S>\n<P><q></P></S>", "a.xml:2")]
    public void A_file_that_is_not_what_it_seems_says_the_line(string name, string text, string where) =>
        Assert.EndsWith(where, Error(name, text, Fields("q", rows: name.EndsWith("xml", StringComparison.Ordinal) ? "P" : null)).Where, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_no_row_has_suggests_the_nearest()
    {
        SluiceError error = Error("a.jsonl", "{\"question\":\"one\",\"meta\":{\"answer\":\"x\"}}\n", Fields("questoin"));
        Assert.Contains("'questoin'", error.What, StringComparison.Ordinal);
        Assert.Contains("did you mean question?", error.Hint, StringComparison.Ordinal);
        Assert.Contains("did you mean meta.answer?", Error("b.jsonl", "{\"question\":\"one\",\"meta\":{\"answer\":\"x\"}}\n", Fields("question", "meta.anwser")).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_and_an_unknown_format_are_errors()
    {
        Assert.Contains("no rows", Error("a.jsonl", "\n", Fields("q")).What, StringComparison.Ordinal);
        Assert.Contains(".jsonl", Error("a.doc", "x", Fields("q")).Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gsm8k-tset", "did you mean gsm8k-test?")]
    [InlineData("file.jsonl", "question=FIELD")]
    [InlineData("file.jsonl quesiton=q", "did you mean question?")]
    [InlineData("file.jsonl question=", "has no value")]
    [InlineData("file.jsonl question=a question=b", "stands twice")]
    [InlineData("file.jsonl like=gsm8ktest", "did you mean gsm8k-test?")]
    [InlineData("file.jsonl question=a name=b#c", "space or #")]
    [InlineData(" question=a", "names no file")]
    public void A_wrong_entry_is_told_before_a_byte_is_read(string written, string expected) =>
        Assert.Contains(expected, Assert.Single(new DecontaminateOptions { Benchmarks = [written] }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void Paths_and_fields_may_have_spaces()
    {
        BenchmarkSpec spec = BenchmarkSpec.Parse("my files/a=b c.csv question=Best Answer+Type answer=x name=own");
        Assert.Equal(("own", "my files/a=b c.csv"), (spec.Name, spec.File));
        Assert.Equal(["Best Answer", "Type"], spec.Fields.Question.Select(source => source.Path));
        Assert.Equal("question", BenchmarkSpec.Parse("other.jsonl like=gsm8k-test").Fields.Question.Single().Path);
    }

    [Fact]
    public void Every_missing_file_is_told_at_once()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => new Decontaminate(new() { Benchmarks = ["gsm8k-test", "/nowhere/x.jsonl question=q"] }, new TestResources()));
        Assert.Equal(2, error.Errors.Count);
        Assert.All(error.Errors, e => Assert.Contains("is missing", e.What, StringComparison.Ordinal));
    }

    [Fact]
    public void An_index_too_large_for_its_memory_is_refused()
    {
        string path = _folder.Write("many.jsonl", string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{{\"q\":\"{string.Join(' ', Enumerable.Range(0, 9).Select(k => Letters(i + (k * 977))))}\"}}\n")));
        foreach (ContaminationRule rule in Enum.GetValues<ContaminationRule>())
        {
            SluiceException error = Assert.Throws<SluiceException>(() => new Decontaminate(new() { Benchmarks = [path + " question=q"], IndexMemory = new(1 << 20), Rule = rule }, new TestResources()));
            Assert.Contains("index-memory", error.Errors[0].What, StringComparison.Ordinal);
        }

        static string Letters(int number) => string.Concat(Enumerable.Range(0, 5).Select(i => (char)('a' + (number / (int)Math.Pow(13, i) % 13))));
    }

    [Fact] // Outside facts: the rows that the folder's README counts.
    public void Every_shared_benchmark_has_a_preset_that_reads_it()
    {
        string folder = SharedData.Path("data/bench");
        foreach (string file in Directory.EnumerateFiles(folder, "*.gz")) Assert.Contains(BenchmarkPresets.All, preset => preset.File + ".gz" == Path.GetFileName(file));
        (IReadOnlyList<FoundBenchmark> found, IReadOnlyList<string> missing) = FoundBenchmark.FindAll(new() { Benchmarks = ["all"], Folder = folder }, new TestResources(), "");
        Assert.Empty(missing);
        Dictionary<string, int> rows = found.ToDictionary(benchmark => benchmark.Spec.Name, benchmark => benchmark.Read().Count(item => item.Question.Length > 0));
        Assert.Equal((1319, 164, 790, 1000, 2305, 6511, 500), (rows["gsm8k-test"], rows["humaneval"], rows["truthfulqa"], rows["svamp"], rows["asdiv"], rows["bbh"], rows["zscot-coin-flip"]));
        Assert.InRange(rows.Values.Sum(), 85_000, 95_000);
        FoundBenchmark arc = found.Single(benchmark => benchmark.Spec.Name == "arc-challenge-test");
        Assert.StartsWith("An astronomer observes", arc.Read().First().Question, StringComparison.Ordinal);
    }

    [Fact]
    public void The_how_to_lists_every_preset()
    {
        DirectoryInfo checkout = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(checkout.FullName, "Sluice.slnx"))) checkout = checkout.Parent!;
        string table = string.Concat(BenchmarkPresets.All.Select(preset => $"| `{preset.Name}` | `{preset.File}` | {Names(preset.Fields.Question)} | {Names(preset.Fields.Answer)} | {Names(preset.Fields.Passage)} |\n"));
        Assert.Contains(table, File.ReadAllText(Path.Combine(checkout.FullName, "docs/how-to/decontaminate.md")), StringComparison.Ordinal);

        static string Names(IReadOnlyList<FieldSource> sources) => string.Join(" + ", sources.Select(source => $"`{source.Path}`"));
    }
}
