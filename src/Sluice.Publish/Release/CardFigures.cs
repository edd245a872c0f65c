using Sluice.Core.Release;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>One document as the card shows it.</summary>
sealed record CardSample(string Id, string? Url, string? Language, string License, long Characters, string Beginning)
{
    /// <summary>Whether the text goes on.</summary>
    internal bool IsCut => Beginning.EnumerateRunes().Count() < Characters;
}

/// <summary>What the card needs and only the data files tell: how many documents each license has, and three documents to read.</summary>
sealed class CardFigures : IDisposable
{
    const int SamplesShown = 3;
    const int SampleCharacters = 800;

    readonly SqlDatabase _database;
    readonly IReadOnlyList<string> _files;

    CardFigures(SqlDatabase database, IReadOnlyList<string> files) => (_database, _files) = (database, files);

    internal static CardFigures Open(string folder, IReadOnlyList<ReleaseFile> files)
    {
        IReadOnlyList<string> paths = [.. files.Select(file => Path.GetFullPath(Path.Combine(folder, file.Name)))];
        return new(SqlDatabase.OpenInMemory(new() { Files = paths }), paths);
    }

    /// <summary>Documents by license, most first, ties by name.</summary>
    internal IReadOnlyList<KeyValuePair<string, long>> Licenses(CancellationToken cancellation)
    {
        if (_files.Count == 0) return [];
        using SqlResult result = _database.Query(
            $"SELECT coalesce(license, 'NOASSERTION') AS name, count(*) AS documents FROM {Table()} GROUP BY name ORDER BY documents DESC, name",
            cancellation: cancellation);
        return [.. result.Rows(cancellation).Select(row => KeyValuePair.Create(row.Text(0)!, row.Int64(1)))];
    }

    /// <summary>Three documents, chosen by the hash of their ids: the same for the same data, however it is cut into files.</summary>
    internal IReadOnlyList<CardSample> Samples(CancellationToken cancellation)
    {
        if (_files.Count == 0) return [];
        List<(string Id, string File, long Row)> picked = [];
        string rows = Table(", filename = true, file_row_number = true");
        string chosen = $"SELECT id, filename, file_row_number FROM {rows} ORDER BY md5(id), id LIMIT {SamplesShown}";
        using (SqlResult result = _database.Query(chosen, cancellation: cancellation))
            picked.AddRange(result.Rows(cancellation).Select(row => (row.Text(0)!, row.Text(1)!, row.Int64(2))));
        return [.. picked.Select(one => Read(one.Id, one.File, one.Row, cancellation))];
    }

    CardSample Read(string id, string file, long row, CancellationToken cancellation)
    {
        using SqlResult result = _database.Query(
            $"""
            SELECT url, language, license, length(text), left(text, {SampleCharacters})
            FROM read_parquet({SqlText.File(file)}, file_row_number = true, hive_partitioning = false) WHERE file_row_number = $1
            """, [row], cancellation);
        using SqlChunk chunk = result.NextChunk(cancellation)!;
        return new(id, chunk.Text(0, 0), chunk.Text(1, 0), chunk.Text(2, 0)!, chunk.Int64(3, 0), chunk.Text(4, 0)!);
    }

    string Table(string options = "") => $"read_parquet([{string.Join(", ", _files.Select(SqlText.File))}], hive_partitioning = false{options})";

    public void Dispose() => _database.Dispose();
}
