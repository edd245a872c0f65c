using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Release;
using Sluice.Publish.Release;
using Sluice.Publish.Release.Attribution;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>The folder of a finished release: its files, and its tables as SQL.</summary>
public sealed class ReleaseFolder
{
    ReleaseFolder(string path, IReadOnlyList<string> data, IReadOnlyList<string> ledger) => (Path, DataFiles, LedgerFiles) = (path, data, ledger);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Full paths of the data files, in the order of their names.</summary>
    public IReadOnlyList<string> DataFiles { get; }

    /// <summary>Full paths of the ledger files, in the order of their names; at least one.</summary>
    public IReadOnlyList<string> LedgerFiles { get; }

    /// <summary>Full path of a file of the release.</summary>
    public string File(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The dataset's name, as its Croissant metadata say it; the folder's where they don't.</summary>
    public string Name
    {
        get
        {
            try
            {
                using JsonDocument croissant = JsonDocument.Parse(System.IO.File.ReadAllBytes(File("croissant.json")));
                if (croissant.RootElement.GetProperty("name").GetString() is { Length: > 0 } name) return name;
            }
            catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
            {
                // `sluice verify` says what is wrong with the file.
            }
            return System.IO.Path.GetFileName(Path);
        }
    }

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="SluiceException">It is missing, or holds no finished release.</exception>
    public static ReleaseFolder Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (System.IO.File.Exists(full))
            throw new SluiceException("this is a file; a release is a folder", path, "give the folder that holds README.md, data and ledger");
        if (!Directory.Exists(full))
            throw new SluiceException("there is no such folder", path, "give the folder of a release, as `sluice build -o` or `release.to` in the recipe names it");
        IReadOnlyList<string> ledger = Parquet(full, "ledger");
        if (ledger.Count == 0)
        {
            throw Directory.Exists(System.IO.Path.Combine(full, ".run"))
                ? new SluiceException("the run in this folder has not finished, so there is no release yet", path,
                    $"`sluice status {path}` shows where it is; the same `sluice build` goes on with it")
                : new SluiceException("this folder holds no release: it has no ledger/*.parquet", path, "give the folder that `sluice build` wrote");
        }
        return new(full, Parquet(full, "data"), ledger);
    }

    /// <summary>The sums of the run, as the ledger's files carry them.</summary>
    /// <exception cref="SluiceException">They are missing or broken.</exception>
    public ReleaseSums ReadSums()
    {
        try
        {
            return ParquetReader.KeyValues(LedgerFiles[0]).TryGetValue(ParquetRelease.SumsKey, out string? json)
                ? SumsJson.Read(json)
                : throw Broken($"the ledger carries no sums ({ParquetRelease.SumsKey})");
        }
        catch (Exception e) when (e is SqlException or JsonException)
        {
            throw Broken($"the ledger cannot be read: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The error for a release that is not as it was published.</summary>
    internal SluiceException Broken(string what) => new(what, Path, $"`sluice verify {Path}` says which files are not as they were published") { ExitCode = 1 };

    /// <summary>The FROM clause of the data: every row of every file, with <c>filename</c> and <c>file_row_number</c>.</summary>
    internal string Data => Table(DataFiles, ReleaseColumns.Data);

    /// <summary>The FROM clause of the data's ids: of a row that joins files, the ids of all of them.</summary>
    internal string DataIds => !System.IO.File.Exists(File(AttributionColumns.File)) ? Data
        : $"""(SELECT unnest(CASE WHEN json_type(metadata, '$.files') = 'ARRAY' THEN json_extract_string(metadata, '$.files[*].id') ELSE [id] END) AS id FROM {Data})""";

    /// <summary>The FROM clause of the ledger.</summary>
    internal string Ledger => Table(LedgerFiles, ReleaseColumns.Ledger);

    internal IEnumerable<string> Tables => [.. DataFiles, .. LedgerFiles, .. new[] { AttributionColumns.File, AttributionColumns.TextsFile }.Select(name => File(name)).Where(System.IO.File.Exists)];

    // A release without a document has no data file; its table has the columns and no row.
    static string Table(IReadOnlyList<string> files, IReadOnlyList<ReleaseColumn> columns)
    {
        string list = string.Join(", ", files.Select(SqlText.File));
        if (files.Count > 0) return $"read_parquet([{list}], hive_partitioning = false, filename = true, file_row_number = true)";
        string nulls = string.Join(", ", columns.Select(column => $"CAST(NULL AS {SqlText.Type(column.Type)}) AS {SqlText.Name(column.Name)}"));
        return $"(SELECT {nulls}, '' AS filename, 0::BIGINT AS file_row_number WHERE false)";
    }

    static IReadOnlyList<string> Parquet(string folder, string name)
    {
        string path = System.IO.Path.Combine(folder, name);
        return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.parquet").Order(StringComparer.Ordinal)] : [];
    }
}
