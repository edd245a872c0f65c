using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>The kept files of one programming language.</summary>
/// <param name="Language">Linguist's name; empty where unknown.</param>
/// <param name="Files">Files.</param>
/// <param name="Bytes">Bytes of their text.</param>
/// <param name="Repositories">Repositories that they are of.</param>
/// <param name="Licenses">Different license expressions.</param>
/// <param name="Holders">Different copyright holders, years left out.</param>
/// <param name="MainLicense">The expression of most of the files; ties by name.</param>
sealed record CodeLanguageFigure(string Language, long Files, long Bytes, long Repositories, long Licenses, long Holders, string MainLicense);

/// <summary>The kept files of one license.</summary>
sealed record CodeLicenseFigure(string License, long Files, long Bytes, long Repositories);

/// <summary>How evenly files are spread.</summary>
/// <param name="Over">Over what: languages, repositories, licenses.</param>
/// <param name="Kinds">How many there are.</param>
/// <param name="Bits">Shannon's entropy of the shares of files, in bits: the sum of -p log2 p.</param>
sealed record Diversity(string Over, long Kinds, double Bits)
{
    /// <summary>So many kinds of the same size would have the same entropy: 2 to the power of it (Hill's number of order 1).</summary>
    internal double Effective => Math.Pow(2, Bits);
}

/// <summary>What the card of a release of code tells, from SQL over the ledger, which has a row for each file however the data joins them.</summary>
sealed record CodeFigures
{
    const string Files = "files";

    /// <summary>Kept files.</summary>
    internal required long FileCount { get; init; }

    /// <summary>Bytes of their text.</summary>
    internal required long Bytes { get; init; }

    /// <summary>By language, most bytes first, ties by name.</summary>
    internal required IReadOnlyList<CodeLanguageFigure> Languages { get; init; }

    /// <summary>By license, most files first, ties by name.</summary>
    internal required IReadOnlyList<CodeLicenseFigure> Licenses { get; init; }

    /// <summary>Over languages, repositories and licenses.</summary>
    internal required IReadOnlyList<Diversity> Diversities { get; init; }

    /// <summary>Different copyright holders, years left out.</summary>
    internal required long Holders { get; init; }

    /// <summary>Reads them.</summary>
    /// <param name="folder">The release, its ledger finished.</param>
    /// <param name="cancellation">Stops it.</param>
    internal static CodeFigures Of(string folder, CancellationToken cancellation)
    {
        IReadOnlyList<string> ledger = [.. Directory.EnumerateFiles(Path.Combine(folder, "ledger"), "*.parquet").Order(StringComparer.Ordinal)];
        string scratch = Directory.CreateTempSubdirectory("sluice-").FullName;
        try
        {
            using SqlDatabase database = SqlDatabase.OpenInMemory(new() { Files = ledger, ScratchFolder = scratch });
            // Holders stay as the list that the step wrote: split where they are counted.
            database.Execute($"""
                CREATE TABLE {Files} AS SELECT coalesce(metadata ->> '$.repository', '') AS repository, coalesce(metadata ->> '$."code-language"', '') AS language,
                    coalesce(metadata ->> '$.license', 'NOASSERTION') AS license, metadata ->> '$.copyright' AS holders, text_bytes AS bytes
                FROM read_parquet([{string.Join(", ", ledger.Select(SqlText.File))}], hive_partitioning = false) WHERE outcome = 'kept'
                """, cancellation);
            database.Execute($"""
                CREATE TABLE holders AS SELECT DISTINCT language, trim(regexp_replace(holder, '^[0-9, –-]+', '')) AS holder
                FROM (SELECT language, unnest(string_split(holders, '; ')) AS holder FROM {Files} WHERE holders IS NOT NULL)
                """, cancellation);
            return Read(database, cancellation);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    static CodeFigures Read(SqlDatabase database, CancellationToken cancellation)
    {
        List<CodeLanguageFigure> languages = All(database, $"""
            SELECT l.language, l.files, l.bytes, l.repositories, l.licenses, coalesce(h.holders, 0), m.license
            FROM (SELECT language, count(*) AS files, CAST(sum(bytes) AS BIGINT) AS bytes, count(DISTINCT repository) AS repositories, count(DISTINCT license) AS licenses FROM {Files} GROUP BY language) l
            LEFT JOIN (SELECT language, count(*) AS holders FROM holders WHERE holder <> '' GROUP BY language) h ON h.language = l.language
            JOIN (SELECT language, license, row_number() OVER (PARTITION BY language ORDER BY count(*) DESC, license) AS place FROM {Files} GROUP BY language, license) m ON m.language = l.language AND m.place = 1
            ORDER BY l.bytes DESC, l.language
            """, row => new CodeLanguageFigure(row.Text(0)!, row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Text(6)!), cancellation);
        List<CodeLicenseFigure> licenses = All(database, $"""
            SELECT license, count(*) AS files, CAST(sum(bytes) AS BIGINT), count(DISTINCT repository) FROM {Files} GROUP BY license ORDER BY files DESC, license
            """, row => new CodeLicenseFigure(row.Text(0)!, row.Int64(1), row.Int64(2), row.Int64(3)), cancellation);
        return new()
        {
            FileCount = licenses.Sum(license => license.Files),
            Bytes = licenses.Sum(license => license.Bytes),
            Languages = languages,
            Licenses = licenses,
            Diversities = [Of("language", "languages"), Of("repository", "repositories"), Of("license", "licenses")],
            Holders = All(database, "SELECT count(DISTINCT holder) FROM holders WHERE holder <> ''", row => row.Int64(0), cancellation)[0],
        };

        Diversity Of(string column, string name) =>
            DiversityOf(name, All(database, $"SELECT count(*) AS files FROM {Files} GROUP BY {column} ORDER BY files", row => row.Int64(0), cancellation));
    }

    /// <summary>The entropy of counts; summed in the order given, so that the same counts give the same bits.</summary>
    internal static Diversity DiversityOf(string over, IReadOnlyList<long> counts)
    {
        long all = counts.Sum();
        double bits = 0;
        foreach (long count in counts.Where(count => count > 0)) bits -= (double)count / all * Math.Log2((double)count / all);
        return new(over, counts.Count, bits);
    }

    static List<T> All<T>(SqlDatabase database, string sql, Func<SqlRow, T> make, CancellationToken cancellation)
    {
        using SqlResult result = database.Query(sql, cancellation: cancellation);
        return [.. result.Rows(cancellation).Select(make)];
    }
}
