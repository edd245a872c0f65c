using Sluice.Core;
using Sluice.Fixtures;
using Sluice.Storage.Sql;

namespace Sluice.Storage.Tests.Sql;

public sealed class SqlDatabaseTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static List<string?> Texts(SqlDatabase database, string sql, params object?[] parameters)
    {
        using SqlResult result = database.Query(sql, parameters);
        return [.. result.Rows().Select(row => row.Text(0))];
    }

    [Fact]
    public void Parameters_are_values_and_never_sql()
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new());
        Assert.Equal(["x'; DROP TABLE t; --|7|0.5|1|null|🦆\0"], Texts(database, "SELECT concat_ws('|', $1, $2, $3, $4, coalesce($5, 'null'), $6)", "x'; DROP TABLE t; --", 7L, 0.5, 1, null, "🦆\0"));
        Assert.Throws<ArgumentException>(() => database.Query("SELECT $1", [new object()]));
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/hostname')")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("COPY (SELECT 1) TO 'escaped.csv'")]
    [InlineData("ATTACH 'escaped.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SELECT * FROM read_parquet('https://example.org/a.parquet')")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET memory_limit = '100GB'")]
    public void Nothing_outside_can_be_reached_and_no_setting_changed(string sql)
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = [_folder.File("allowed.parquet")] });
        Assert.Throws<SqlException>(() => database.Execute(sql));
    }

    [Fact]
    public void Wrong_sql_is_an_error_in_the_words_of_duckdb()
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new());
        Assert.Contains("Parser Error", Assert.Throws<SqlException>(() => database.Execute("SELEC 1")).Message, StringComparison.Ordinal);
        Assert.Contains("Conversion Error", Assert.Throws<SqlException>(() => database.Execute("SELECT CAST(range || 'x' AS INT) FROM range(5000)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_stream_as_they_are_asked_for()
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new());
        using SqlResult result = database.Query("SELECT range FROM range(1000000000000)");
        using SqlChunk first = result.NextChunk()!;
        Assert.Equal(2047, first.Int64(0, 2047));
    }

    [Fact]
    public void Chunk_outlives_its_result_and_its_database()
    {
        SqlChunk chunk;
        using (SqlDatabase database = SqlDatabase.OpenInMemory(new()))
        using (SqlResult result = database.Query("SELECT 'a text that is longer than twelve bytes ' || range FROM range(3)"))
            chunk = result.NextChunk()!;
        Assert.Equal("a text that is longer than twelve bytes 2", chunk.Text(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.Text(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.Text(1, 0));
        Assert.Throws<InvalidOperationException>(() => chunk.Int64(0, 0));
        chunk.Dispose();
        Assert.Throws<ObjectDisposedException>(() => chunk.Text(0, 0));
    }

    [Fact]
    public void Cancelling_interrupts_a_long_query()
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new());
        using CancellationTokenSource cancel = new(100);
        Assert.ThrowsAny<OperationCanceledException>(() => database.Execute("SELECT count(*) FROM range(100000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3", cancel.Token));
    }

    [Fact]
    public void Query_that_needs_more_than_its_memory_fails_or_spills_where_it_may()
    {
        const string Query = "SELECT md5(range::VARCHAR) AS text FROM range(1500000) ORDER BY text";
        SqlDatabaseOptions options = new() { Memory = new ByteSize(40 << 20) };
        using (SqlDatabase small = SqlDatabase.OpenInMemory(options)) Assert.True(Assert.Throws<SqlException>(() => small.Execute(Query)).IsOutOfMemory);
        string scratch = Path.Combine(_folder.Path, "scratch");
        using (SqlDatabase spilling = SqlDatabase.OpenInMemory(options with { ScratchFolder = scratch })) spilling.Execute(Query);
        Assert.False(Directory.Exists(scratch) && Directory.EnumerateFileSystemEntries(scratch).Any());
    }

    [Fact]
    public void Literals_and_names_hold_any_character_but_zero()
    {
        using SqlDatabase database = SqlDatabase.OpenInMemory(new());
        Assert.Equal(["it's \\ \"x\" \n"], Texts(database, $"SELECT {SqlText.Literal("it's \\ \"x\" \n")}"));
        using SqlResult result = database.Query($"SELECT 1 AS {SqlText.Name("a \"b\" 'c'")}");
        Assert.Equal(["a \"b\" 'c'"], result.ColumnNames);
        Assert.Throws<ArgumentException>(() => SqlText.Literal("a\0b"));
    }
}
