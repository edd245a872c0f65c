using System.Security.Cryptography;
using Sluice.Fixtures;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Storage.Tests.Parquet;

public sealed class ParquetWriterTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    sealed record Row(string? Text, long Number, double? Score, bool Flag);

    static readonly ParquetColumn[] s_columns =
        [new("text", SqlColumnType.Text), new("number", SqlColumnType.Int64), new("score", SqlColumnType.Double), new("a \"flag\"", SqlColumnType.Boolean)];

    void Write(string path, IEnumerable<Row> rows) => ParquetWriter.Write(path, s_columns, rows, static (row, writer) =>
    {
        writer.Text(row.Text);
        writer.Int64(row.Number);
        writer.Double(row.Score);
        writer.Boolean(row.Flag);
    });

    static List<Row> Read(string path)
    {
        List<Row> rows = [];
        using ParquetReader reader = ParquetReader.Open(path);
        using SqlResult result = reader.Read(("text", SqlColumnType.Text), ("number", SqlColumnType.Int64), ("score", SqlColumnType.Double), ("a \"flag\"", SqlColumnType.Boolean));
        while (result.NextChunk() is { } chunk)
        {
            using (chunk)
                for (int row = 0; row < chunk.Rows; row++) rows.Add(new(chunk.Text(0, row), chunk.Int64(1, row), chunk.Double(2, row), chunk.Boolean(3, row)));
        }
        return rows;
    }

    static IEnumerable<Row> Many(int count, int textLength) =>
        Enumerable.Range(0, count).Select(i => new Row(string.Concat(Enumerable.Repeat($"{i * 7919 % 10007} ", textLength / 5)), i, i % 3 == 0 ? null : i / 7.0, i % 2 == 0));

    [Fact]
    public void Nulls_unicode_empty_and_big_texts_come_back_as_written()
    {
        Row[] rows =
        [
            new(null, 0, null, false), new("", long.MinValue, double.MaxValue, true), new("twelve bytes", -1, -0.0, true), new("thirteen byte", 1, 0.1, false),
            new("日本語 🦆 e\u0301\u0000 zero", long.MaxValue, double.NaN, true), new(new string('x', 40_000_000), 5, 1e-300, false), new("after", 6, null, true),
        ];
        Write(_folder.File("a.parquet"), rows);
        Assert.Equal(rows, Read(_folder.File("a.parquet")));
    }

    [Fact]
    public void Invalid_utf8_and_lone_surrogates_are_replaced()
    {
        string path = _folder.File("a.parquet");
        ParquetWriter.Write(path, [new("text", SqlColumnType.Text)], [0, 1], static (row, writer) =>
        {
            if (row == 0) writer.Text([(byte)'a', 0xFF, (byte)'b']);
            else writer.Text("c\uD800d");
        });
        using ParquetReader reader = ParquetReader.Open(path);
        using SqlResult result = reader.Read(("text", SqlColumnType.Text));
        using SqlChunk chunk = result.NextChunk()!;
        Assert.Equal("a\uFFFDb c\uFFFDd", $"{chunk.Text(0, 0)} {chunk.Text(0, 1)}");
    }

    [Fact]
    public void Many_rows_keep_their_order_over_several_row_groups()
    {
        string path = _folder.File("a.parquet");
        Write(path, Many(20_000, 3_000));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), Read(path).Select(row => row.Number));
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [path] });
        using SqlResult result = database.Query($"SELECT max(row_group_bytes), count(DISTINCT row_group_id) FROM parquet_metadata({SqlText.File(path)})");
        using SqlChunk chunk = result.NextChunk()!;
        Assert.InRange(chunk.Int64(0, 0), 8 << 20, 32 << 20);
        Assert.InRange(chunk.Int64(1, 0), 3, 6);
    }

    [Fact]
    public void Same_rows_give_the_same_bytes()
    {
        string[] digests = [.. Enumerable.Range(0, 3).Select(i =>
        {
            string path = _folder.File($"{i}.parquet");
            Write(path, Many(9_000, 4_000));
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        })];
        Assert.Equal([digests[0], digests[0], digests[0]], digests);
    }

    [Fact]
    public void No_rows_give_a_file_with_the_columns()
    {
        Write(_folder.File("a.parquet"), []);
        using ParquetReader reader = ParquetReader.Open(_folder.File("a.parquet"));
        Assert.Equal([new("text", "VARCHAR"), new("number", "BIGINT"), new("score", "DOUBLE"), new("a \"flag\"", "BOOLEAN")], reader.Fields);
    }

    [Fact]
    public void Key_values_come_back_whatever_they_hold()
    {
        string path = _folder.File("a.parquet");
        string value = """{"a": "it's \"quoted\" ü", "b": [1, 2]}""";
        ParquetWriter.Write(path, [new("n", SqlColumnType.Int64)], [1], static (row, writer) => writer.Int64(row), [new("sluice.sums", value), new("k\"ey", "")]);
        Assert.Equal(value, ParquetReader.KeyValues(path)["sluice.sums"]);
        Assert.Equal("", ParquetReader.KeyValues(path)["k\"ey"]);
    }

    [Theory]
    [InlineData("star*[1]?.parquet")]
    [InlineData("it's.parquet")]
    [InlineData("a=b/c=1/x.parquet")]
    public void Odd_file_names_are_one_file(string name)
    {
        string path = _folder.File(name);
        ParquetWriter.Write(path, [new("n", SqlColumnType.Int64)], [1, 2], static (row, writer) => writer.Int64(row), [new("k", "v")]);
        using ParquetReader reader = ParquetReader.Open(path);
        Assert.Equal(["n"], reader.Fields.Select(field => field.Name));
        Assert.Equal("v", ParquetReader.KeyValues(path)["k"]);
    }

    [Fact]
    public void Failure_of_the_rows_reaches_the_caller_as_it_is()
    {
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => Write(_folder.File("a.parquet"), Failing()));
        Assert.Equal("row 3000", thrown.Message);

        static IEnumerable<Row> Failing()
        {
            for (int i = 0; i < 3000; i++) yield return new("x", i, null, false);
            throw new InvalidDataException("row 3000");
        }
    }

    [Fact]
    public void Cancelling_stops_the_writing()
    {
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => ParquetWriter.Write(_folder.File("a.parquet"), [new("n", SqlColumnType.Int64)], Endless(),
            static (row, writer) => writer.Int64(row), cancellation: cancel.Token));

        IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 10_000) cancel.Cancel();
                yield return i;
            }
        }
    }

    [Fact]
    public void Folder_that_is_missing_is_an_error_for_a_person()
    {
        Core.SluiceException thrown = Assert.Throws<Core.SluiceException>(() => Write(Path.Combine(_folder.Path, "missing", "a.parquet"), []));
        Assert.Equal(1, thrown.ExitCode);
    }

    [Fact]
    public void Row_with_a_value_too_few_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => ParquetWriter.Write(_folder.File("a.parquet"), s_columns, [1], static (row, writer) => writer.Text("only one")));
}
