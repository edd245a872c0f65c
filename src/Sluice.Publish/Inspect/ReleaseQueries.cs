using Sluice.Core;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>Runs queries over the tables of releases; what does not fit in memory goes to a folder that is gone when it is disposed.</summary>
sealed class ReleaseQueries : IDisposable
{
    readonly string _scratch = Directory.CreateTempSubdirectory("sluice-").FullName;
    readonly SqlDatabase _database;
    readonly ReleaseFolder _first;
    readonly CancellationToken _cancellation;

    internal ReleaseQueries(CancellationToken cancellation, params ReadOnlySpan<ReleaseFolder> releases)
    {
        List<string> files = [];
        foreach (ReleaseFolder release in releases) files.AddRange(release.Tables);
        _first = releases[0];
        _cancellation = cancellation;
        try
        {
            _database = SqlDatabase.OpenInMemory(new() { Files = files, ScratchFolder = _scratch, Memory = new(1L << 30) });
        }
        catch
        {
            Directory.Delete(_scratch, recursive: true);
            throw;
        }
    }

    /// <summary>All rows of a query, each made into a value.</summary>
    /// <exception cref="SluiceException">A table is broken, or is no release's.</exception>
    internal List<T> All<T>(string sql, Func<SqlRow, T> make, params ReadOnlySpan<object?> parameters)
    {
        try
        {
            using SqlResult result = _database.Query(sql, parameters, _cancellation);
            return [.. result.Rows(_cancellation).Select(make)];
        }
        catch (SqlException e)
        {
            throw _first.Broken($"the release cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The rows of a query, one after the other; no other query runs meanwhile.</summary>
    /// <exception cref="SluiceException">A table is broken, or is no release's.</exception>
    internal IEnumerable<T> Each<T>(string sql, Func<SqlRow, T> make, params object?[] parameters)
    {
        using SqlResult result = Guarded(() => _database.Query(sql, parameters, _cancellation));
        using IEnumerator<SqlRow> rows = result.Rows(_cancellation).GetEnumerator();
        while (Guarded(rows.MoveNext)) yield return make(rows.Current);
    }

    T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqlException e)
        {
            throw _first.Broken($"the release cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>Runs a statement that returns nothing: a table in the database, which is in memory, and in the folder where memory is short.</summary>
    internal void Execute(string sql, params ReadOnlySpan<object?> parameters) => All(sql, _ => 0, parameters);

    /// <summary>The one row of a query.</summary>
    internal T One<T>(string sql, Func<SqlRow, T> make, params ReadOnlySpan<object?> parameters) => All(sql, make, parameters)[0];

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_scratch, recursive: true);
    }
}
