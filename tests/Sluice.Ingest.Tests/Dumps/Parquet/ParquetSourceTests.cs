using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Fixtures;
using Sluice.Ingest.Dumps.Parquet;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Ingest.Tests.Dumps.Parquet;

public sealed class ParquetSourceTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    sealed class Sink : IRecordSink
    {
        public List<string> Lines { get; } = [];
        public List<QuarantinedRecord> Quarantined { get; } = [];
        public long StoredBytes { get; private set; }

        public void Document(Document document) => Lines.Add(
            $"{document.Origin.File}:{document.Origin.Offset}+{document.Origin.Length} {document.Id} {document.Url ?? "-"} {document.Language ?? "-"} {document.Date ?? "-"} [{Encoding.UTF8.GetString(document.Text)}] "
            + string.Join(' ', document.Metadata.Entries.Select(entry => $"{entry.Key}={entry.Value.Text ?? FormattableString.Invariant($"{entry.Value.Number}n")}")));

        public void Skip(string kind) => Lines.Add("skip " + kind);
        public void Quarantine(in QuarantinedRecord record) => Quarantined.Add(record);
        public void Progress(long storedBytes, long rawBytes) => StoredBytes += storedBytes;
    }

    static Shard ShardOf(string path) => new(path, Path.GetFileName(path), new FileInfo(path).Length, SHA256.HashData(File.ReadAllBytes(path)));

    static Sink Read(string path, ParquetOptions? options = null)
    {
        Sink sink = new();
        Document document = new();
        long? end = null;
        using IShardReader reader = ParquetSource.Open(ShardOf(path), options ?? new());
        List<IRecordBatch> batches = [];
        while (reader.NextBatch() is { } batch) batches.Add(batch); // All at once: a batch needs nothing of the reader.
        foreach (IRecordBatch batch in batches)
        {
            using (batch)
            {
                BatchRange range = batch.Read(sink, document, end);
                if (end is { } before) Assert.Equal(before, range.Start);
                end = range.End;
            }
        }
        return sink;
    }

    string Write(string sql, string name = "a.parquet")
    {
        string path = _folder.File(name);
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path], Memory = new(1L << 30) });
        database.Execute($"COPY ({sql}) TO {SqlText.Literal(path)} (FORMAT parquet)");
        return path;
    }

    [Fact]
    public void Usual_columns_are_taken_and_all_others_become_metadata() => Assert.Equal(
        ["a.parquet:0+1 x https://e.org/ en 2024-05-01 [Grüße] score=0.5n count=3n ok=true source=web"],
        Read(Write("SELECT 'x' AS id, 0.5::DOUBLE AS score, 'Grüße' AS text, 'https://e.org/' AS url, 'en' AS language, DATE '2024-05-01' AS date, 3::UTINYINT AS count, true AS ok, 'web' AS source, [1, 2] AS list, NULL::VARCHAR AS nothing")).Lines);

    [Fact]
    public void Named_columns_are_taken_and_nothing_else()
    {
        string path = Write("SELECT 7 AS key, 'body' AS content, 'fr' AS lang, 'u' AS link, 'w' AS w, 'z' AS z");
        Assert.Equal(["a.parquet:0+1 7 u fr - [body] z=z"],
            Read(path, new() { TextColumn = "content", IdColumn = "key", UrlColumn = "link", LanguageColumn = "lang", MetadataColumns = ["z"] }).Lines);
    }

    [Fact]
    public void Row_without_id_gets_one_made_of_file_and_row()
    {
        string path = Write("SELECT 'text ' || range AS text FROM range(3)");
        byte[] digest = SHA256.HashData(File.ReadAllBytes(path));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"a.parquet:{i}+1 {DocumentId.Make(digest, i)} - - - [text {i}] "), Read(path).Lines);
    }

    [Fact]
    public void Rows_of_many_batches_keep_their_numbers_and_the_whole_file_is_counted()
    {
        string path = Write("SELECT 'text ' || range AS text, range::VARCHAR AS id FROM range(10000)");
        Sink sink = Read(path);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"a.parquet:{i}+1 {i} - - - [text {i}] "), sink.Lines);
        Assert.InRange(sink.StoredBytes, new FileInfo(path).Length * 0.99, new FileInfo(path).Length);
    }

    [Fact]
    public void Null_text_is_quarantined_and_empty_text_is_a_document()
    {
        Sink sink = Read(Write("SELECT * FROM (VALUES ('a', 'one', 'u'), ('b', NULL, 'v'), ('c', '', 'w')) t(id, text, url)"));
        Assert.Equal(2, sink.Lines.Count);
        QuarantinedRecord row = Assert.Single(sink.Quarantined);
        Assert.Equal(("no-text", 1L, 1L, "b", "v"), (row.Reason, row.Origin.Offset, row.Origin.Length, row.Id, row.Url));
    }

    [Fact]
    public void Bytes_of_no_stated_type_are_text()
    {
        Assert.Equal(["a.parquet:0+1 x - - - [Grüße] "], Read(Write("SELECT encode('Grüße') AS text, 'x' AS id")).Lines);
    }

    [Fact]
    public void Missing_columns_are_errors_that_name_those_there_are()
    {
        string path = Write("SELECT 'x' AS txt, 1 AS n");
        SluiceException thrown = Assert.Throws<SluiceException>(() => ParquetSource.Open(ShardOf(path), new() { IdColumn = "key" }));
        Assert.Equal(2, thrown.Errors.Count);
        Assert.Contains("text-column names 'text'", thrown.Errors[0].What, StringComparison.Ordinal);
        Assert.Contains("txt, n", thrown.Errors[0].What, StringComparison.Ordinal);
        Assert.Equal("did you mean txt?", thrown.Errors[0].Hint);
        Assert.Contains("id-column names 'key'", thrown.Errors[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_an_error() =>
        Assert.Throws<SluiceException>(() => ParquetSource.Open(new(_folder.File("none.parquet"), "none.parquet", 0, new byte[32]), new()));

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("no parquet at all, but long enough to hold a footer")]
    [InlineData("PAR1 a footer that lies \u00ff\u00ff\u00ff\u007fPAR1")]
    public void File_that_is_no_parquet_is_one_quarantine_row(string content)
    {
        string path = _folder.File("a.parquet");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        Sink sink = Read(path);
        QuarantinedRecord row = Assert.Single(sink.Quarantined);
        Assert.Equal("parquet-broken", row.Reason);
        Assert.DoesNotContain(_folder.Path, row.Detail, StringComparison.Ordinal);
        Assert.Empty(sink.Lines);
    }

    [Fact]
    public void File_that_breaks_in_the_middle_keeps_the_rows_before_and_quarantines_the_rest_once()
    {
        string path = _folder.File("a.parquet");
        ParquetWriter.Write(path, [new("id", SqlColumnType.Text), new("text", SqlColumnType.Text)], Enumerable.Range(0, 30_000), static (row, writer) =>
        {
            writer.Text($"{row}");
            writer.Text(Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(row))) + new string('x', 2000));
        });
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length * 6 / 10, 5000).Clear();
        File.WriteAllBytes(path, bytes);
        Sink sink = Read(path);
        QuarantinedRecord rest = Assert.Single(sink.Quarantined);
        Assert.True(sink.Lines.Count is >= 2048 and < 29_000, $"{sink.Lines.Count} rows; {rest.Reason}: {rest.Detail}");
        Assert.Equal((sink.Lines.Count, 30_000), (rest.Origin.Offset, rest.Origin.Offset + rest.Origin.Length));
    }

    [Fact]
    public void Rows_that_need_more_memory_than_allowed_are_quarantined_by_that_name()
    {
        string path = Write("SELECT repeat(md5(range::VARCHAR), 700) AS text FROM range(3000)");
        QuarantinedRecord row = Assert.Single(Read(path, new() { ReadMemoryMax = new(32 << 20) }).Quarantined);
        Assert.Equal(("read-memory-max", 0L, 3000L), (row.Reason, row.Origin.Offset, row.Origin.Length));
        Assert.Equal(3000, Read(path).Lines.Count);
    }

    [Fact] // The reader of hostile files runs in our process: broken bytes anywhere may cost rows, never the process.
    public void Broken_bytes_anywhere_end_in_rows_or_quarantine()
    {
        string good = Write("SELECT range::VARCHAR AS id, repeat(md5(range::VARCHAR), 1 + range % 50) AS text, CASE WHEN range % 3 = 0 THEN NULL ELSE 'u' || range END AS url FROM range(3000)", "good.parquet");
        byte[] bytes = File.ReadAllBytes(good);
        Random random = new(20240501);
        for (int i = 0; i < 150; i++)
        {
            byte[] broken = [.. bytes];
            // Half of the time in the footer, where sizes and offsets are.
            int from = i % 2 == 0 ? 0 : bytes.Length - 1500;
            for (int j = 0; j < 1 + i % 4; j++) broken[random.Next(from, bytes.Length)] = (byte)random.Next(256);
            string path = _folder.File("broken.parquet");
            File.WriteAllBytes(path, i % 10 == 0 ? broken[..random.Next(broken.Length)] : broken);
            try
            {
                Sink sink = Read(path);
                Assert.True(sink.Lines.Count + sink.Quarantined.Count > 0);
            }
            catch (SluiceException)
            {
                // A broken name of a column: the error says which there are.
            }
        }
    }
}
