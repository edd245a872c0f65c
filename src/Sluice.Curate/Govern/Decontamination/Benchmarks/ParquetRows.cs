using Sluice.Core;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Rows of a Parquet file. Lists are as DuckDB prints them; inner fields of structs are not read.</summary>
static class ParquetRows
{
    public static IEnumerable<BenchmarkItem> Read(string path, RowTexts texts)
    {
        using ParquetReader reader = Try(() => ParquetReader.Open(path), path);
        texts.Offer(reader.Fields.Select(field => field.Name));
        string[] columns = [.. reader.Fields.Select(field => field.Name).Where(texts.Asks)];
        if (columns.Length == 0)
        {
            if (reader.Rows > 0) texts.Item(0, _ => null);
            texts.CheckAllFound((int)Math.Min(reader.Rows, 1));
            yield break;
        }
        using SqlResult result = Try(() => reader.Read([.. columns.Select(column => (column, SqlColumnType.Text))]), path);
        int row = 0;
        using IEnumerator<SqlRow> rows = result.Rows().GetEnumerator();
        while (Try(rows.MoveNext, path))
        {
            SqlRow current = rows.Current;
            yield return texts.Item(row++, field => Array.IndexOf(columns, field) is >= 0 and int at ? current.Text(at) ?? "" : null);
        }
    }

    static T Try<T>(Func<T> read, string path)
    {
        try
        {
            return read();
        }
        catch (SqlException e)
        {
            throw new SluiceException($"the benchmark file is no readable Parquet file: {e.Message.Split('\n')[0].TrimEnd('.')}", path);
        }
    }
}
