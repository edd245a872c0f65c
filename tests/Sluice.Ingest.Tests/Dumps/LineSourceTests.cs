using Sluice.Fixtures;
using Sluice.Ingest.Dumps;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Dumps;

public sealed class LineSourceTests
{
    public static TheoryData<string> Packings => ["plain", "gzip", "zstd"];

    [Theory, MemberData(nameof(Packings))]
    public void Json_lines_give_text_fields_and_metadata(string packing)
    {
        Readings read = Jsonl("""
            {"id": "a", "text": "Grüße\n世界 \ud83d\ude00", "url": "http://x/", "language": "de", "date": "2024-01-01", "score": 1.5, "ok": true, "none": null, "deep": {"x": 1}, "list": [1]}

            {"text": "no id", "id": 7, "metadata": {"source": "cc", "nested": {"x": 1}, "n": 3}}
            {"text": ""}
            """, packing);
        Assert.Empty(read.Quarantined);
        ReadRecord[] rows = [.. read.Documents];
        Assert.Equal(3, rows.Length);
        Assert.Equal(("a", "Grüße\n世界 😀", "http://x/", "2024-01-01", "score=1.5,ok=true"), (rows[0].Id, rows[0].Text, rows[0].Url, rows[0].Date, rows[0].Metadata));
        Assert.Equal(("7", "no id", "source=cc,n=3"), (rows[1].Id, rows[1].Text, rows[1].Metadata));
        Assert.Matches("^[0-9a-f]{32}$", rows[2].Id);
        Assert.Equal(packing != "plain", rows[0].Origin.IsDecompressedOffset);
    }

    [Fact]
    public void Keys_can_be_named()
    {
        Readings read = Jsonl("""{"content": "x", "text": "other", "key": "k", "link": "http://l/"}""", options: new() { TextKey = "content", IdKey = "key", UrlKey = "link" });
        ReadRecord row = Assert.Single(read.Documents);
        Assert.Equal(("k", "x", "http://l/", "text=other"), (row.Id, row.Text, row.Url, row.Metadata));
    }

    [Theory]
    [InlineData("""{"text": "x" """, "json"), InlineData("""{"text": "x"} trailing""", "json"), InlineData("[1, 2]", "json"), InlineData("plain words", "json"), InlineData("""{"text": "\x"}""", "json")]
    [InlineData("""{"id": "a"}""", "no-text"), InlineData("""{"text": null}""", "no-text"), InlineData("""{"text": 5}""", "no-text"), InlineData("""{"text": ["x"]}""", "no-text")]
    public void Line_that_is_no_document_is_quarantined_with_its_place(string line, string reason)
    {
        Readings read = Jsonl("""{"id": "a", "text": "one"}""" + "\n" + line + "\n" + """{"id": "b", "text": "two"}""" + "\n");
        Assert.Equal(["document", "quarantine", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal((reason, 27L, WarcBytes.Utf8(line).Length + 1L), (read.Records[1].Reason, read.Records[1].Origin.Offset, read.Records[1].Origin.Length));
    }

    [Fact]
    public void Deep_nesting_is_quarantined() =>
        Assert.Equal("json", Assert.Single(Jsonl("{\"text\": \"x\", \"deep\": " + new string('[', 100_000) + new string(']', 100_000) + "}").Records).Reason);

    [Theory, MemberData(nameof(Packings))]
    public void Long_line_is_passed_over_by_its_limit(string packing)
    {
        string lines = """{"id": "a", "text": "one"}""" + "\n{\"text\": \"" + new string('x', 3 << 20) + "\"}\n" + """{"id": "b", "text": "two"}""";
        Readings read = Jsonl(lines, packing, new() { LineBytesMax = new(1 << 20) });
        Assert.Equal(["document", "quarantine", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal("line-bytes-max", read.Records[1].Reason);
    }

    [Fact]
    public void Line_of_100_megabytes_takes_no_more_memory_than_the_limit_lets()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("long.jsonl");
        using (FileStream file = File.Create(path))
        {
            byte[] part = new byte[1 << 20];
            Array.Fill(part, (byte)'x');
            for (int i = 0; i < 100; i++) file.Write(part);
            file.Write("\n{\"id\": \"a\", \"text\": \"after\"}\n"u8);
        }
        long before = GC.GetAllocatedBytesForCurrentThread();
        Readings read = Readings.Jsonl(path, new() { LineBytesMax = new(4 << 20) });
        Assert.Equal(["line-bytes-max", null], read.Records.Select(record => record.Reason));
        Assert.Equal("after", read.Records[1].Text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
    }

    [Fact]
    public void Broken_utf8_and_half_surrogates_are_repaired_and_counted()
    {
        byte[] line = [.. "{\"id\": \"a\", \"text\": \"x"u8, 0xC3, 0x28, .. "\\ud83d y"u8, 0xFF, .. "\\n\"}"u8];
        ReadRecord row = Assert.Single(Jsonl(line).Documents);
        Assert.Equal(("x\uFFFD(\uFFFD y\uFFFD\n", "utf8-repaired=3"), (row.Text, row.Metadata));
        ReadRecord plain = Assert.Single(Jsonl([.. "{\"id\": \"a\", \"text\": \"x"u8, 0xE4, 0xB8, .. "\"}"u8]).Documents);
        Assert.Equal(("x\uFFFD", "utf8-repaired=1"), (plain.Text, plain.Metadata));
    }

    [Theory, MemberData(nameof(Packings))]
    public void Text_gives_a_document_a_line(string packing)
    {
        Readings read = Text(WarcBytes.Utf8("\uFEFFfirst\r\n\n  \nsecond é\nlast"), packing);
        Assert.Equal(["first", "second é", "last"], read.Documents.Select(d => d.Text));
        Assert.Equal(3, read.Documents.Select(d => d.Id).Distinct().Count());
    }

    [Theory, MemberData(nameof(Packings))]
    public void Tiny_batches_give_what_one_batch_gives(string packing)
    {
        string lines = string.Join('\n', Enumerable.Range(0, 300).Select(i => new string((char)('a' + i % 26), i * 7 % 90)));
        Readings whole = Text(WarcBytes.Utf8(lines), packing, 1 << 30);
        Assert.Equal(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries), whole.Documents.Select(d => d.Text));
        foreach (int bytes in (int[])[1, 2, 17, 100, 1000]) Assert.Equal(whole.Records, Text(WarcBytes.Utf8(lines), packing, bytes).Records);
    }

    [Fact]
    public void Damaged_json_never_throws_and_costs_the_lines_it_touches()
    {
        byte[] whole = WarcBytes.Utf8(string.Join('\n', Enumerable.Range(0, 30).Select(i => $"{{\"id\": \"{i}\", \"text\": \"té\\u00e9\\ud83d\\ude00 {i}\", \"n\": {i}.5, \"metadata\": {{\"k\": [1, {{}}], \"l\": \"x\\\\\"}}}}")));
        Readings right = Jsonl(whole);
        Assert.Empty(right.Quarantined);
        for (int seed = 0; seed < 1000; seed++)
        {
            Random random = new(seed);
            byte[] damaged = [.. whole];
            int at = random.Next(damaged.Length);
            for (int i = at; i < Math.Min(damaged.Length, at + random.Next(1, 4)); i++) damaged[i] = (byte)random.Next(256);
            Readings read = Jsonl(damaged);
            Assert.True(read.Records.Count is >= 26 and <= 34, $"seed {seed}: {read.Records.Count} records");
            ReadRecord[] before = [.. right.Documents.Where(d => d.Origin.Offset + d.Origin.Length <= at)];
            Assert.Equal(before, read.Records.Take(before.Length));
        }
    }

    [Fact]
    public void Truncated_gzip_keeps_the_lines_before_the_break()
    {
        byte[] whole = WarcBytes.Gzip(WarcBytes.Utf8(string.Join('\n', Enumerable.Range(0, 100_000))));
        Readings read = Text(whole[..(whole.Length / 2)]);
        Assert.Equal("truncated", Assert.Single(read.Quarantined).Reason);
        Assert.True(read.Records[^1].IsQuarantined);
        Assert.Equal(Enumerable.Range(0, read.Records.Count - 1).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), read.Documents.Select(d => d.Text));
    }

    [Fact]
    public void Foreign_files_are_one_row_that_says_what_they_are()
    {
        Assert.Contains("Parquet", Assert.Single(Jsonl("PAR1xxxx"u8.ToArray()).Records).Text, StringComparison.Ordinal);
        Assert.Contains("zip", Assert.Single(Text([.. "PK"u8, 3, 4, 0, 0, 0, 0])!.Records).Text, StringComparison.Ordinal);
    }

    static Readings Jsonl(string lines, string packing = "plain", JsonlOptions? options = null) => Jsonl(WarcBytes.Utf8(lines), packing, options);

    static Readings Jsonl(byte[] lines, string packing = "plain", JsonlOptions? options = null) => In(lines, packing, path => Readings.Jsonl(path, options));

    static Readings Text(byte[] lines, string packing = "plain", int? batchBytes = null) => In(lines, packing, path => Readings.Text(path, null, batchBytes));

    static Readings In(byte[] lines, string packing, Func<string, Readings> read)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("lines");
        File.WriteAllBytes(path, WarcBytes.Pack(packing, [lines]));
        return read(path);
    }
}
