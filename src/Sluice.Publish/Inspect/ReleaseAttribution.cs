using System.Globalization;
using System.Text.Json;
using Sluice.Core;
using Sluice.Publish.Release.Attribution;
using Sluice.Storage.Files;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>Who a release credits: its repositories, by license, and the license texts that go with them.</summary>
/// <remarks>The repositories are in memory, a few hundred bytes each; their texts are read one after the other.</remarks>
public sealed class ReleaseAttribution : IDisposable
{
    readonly ReleaseFolder _release;
    readonly ReleaseQueries _queries;
    readonly HashSet<string>? _wanted;

    ReleaseAttribution(ReleaseFolder release, ReleaseQueries queries, string? repository)
    {
        (_release, _queries, Only) = (release, queries, repository);
        Repositories = Read(repository);
        if (repository is not null) _wanted = [.. Repositories.SelectMany(one => one.Licenses).SelectMany(license => license.Texts).Select(text => text.Sha256)];
    }

    /// <summary>The repositories, in the order of the input; those of which nothing is in the release are not among them.</summary>
    public IReadOnlyList<CreditedRepository> Repositories { get; }

    /// <summary>The one repository that was asked for; null for all.</summary>
    public string? Only { get; }

    /// <summary>Opens it.</summary>
    /// <param name="release">The release.</param>
    /// <param name="repository">Only this one, by its whole name; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The release is none of repositories, does not have the one asked for, or cannot be read.</exception>
    public static ReleaseAttribution Open(ReleaseFolder release, string? repository, CancellationToken cancellation)
    {
        if (!File.Exists(release.File(AttributionColumns.File)))
            throw new SluiceException($"this release credits no repositories: it has no {AttributionColumns.File}", release.Path, "releases made from repositories, archives or packages of code have one; `license` in data/*.parquet tells the license of each document of others");
        ReleaseQueries queries = new(cancellation, release);
        try
        {
            return new(release, queries, repository);
        }
        catch
        {
            queries.Dispose();
            throw;
        }
    }

    /// <summary>The license texts and notices of <see cref="Repositories"/>, by number; read as they are asked for.</summary>
    /// <exception cref="SluiceException">The release cannot be read.</exception>
    public IEnumerable<RightsTextEntry> Texts() => _queries.Each($"SELECT number, sha256, bytes, text FROM {Table(AttributionColumns.TextsFile)} ORDER BY number",
        row => new RightsTextEntry(row.Int64(0), row.Text(1)!, row.Int64(2), row.Text(3)!)).Where(text => _wanted?.Contains(text.Sha256) ?? true);

    /// <summary>The latest date of any document of the release; null where none has one. A release holds no clock time of its build.</summary>
    public DateTimeOffset? DateLatest() =>
        DateTimeOffset.TryParse(_queries.One($"SELECT max(date) FROM {_release.Data}", row => row.Text(0)), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date) ? date : null;

    /// <summary>SHA-256 of the table of repositories, hex: tells this attribution from any other.</summary>
    public string Digest(CancellationToken cancellation) => Convert.ToHexStringLower(FileDigest.Sha256(_release.File(AttributionColumns.File), cancellation));

    /// <inheritdoc/>
    public void Dispose() => _queries.Dispose();

    List<CreditedRepository> Read(string? repository)
    {
        List<CreditedRepository> repositories = [];
        string columns = "repository, url, commit, version, fork_of, license, files, bytes, CAST(to_json(holders) AS VARCHAR), CAST(to_json(texts) AS VARCHAR)";
        foreach ((CreditedRepository of, CreditedLicense license) in _queries.Each($"SELECT {columns} FROM {Table(AttributionColumns.File)} WHERE $1 IS NULL OR repository = $1 ORDER BY file_row_number",
            row => (new CreditedRepository(row.Text(0)!, row.Text(1), row.Text(2), row.Text(3), row.Text(4), []),
                new CreditedLicense(row.Text(5)!, row.Int64(6), row.Int64(7), JsonTexts.Read(row.Text(8)), ReadTexts(row.Text(9)))), repository))
        {
            // Rows of one repository follow one another; the same name may come again from another input.
            if (repositories is [.., var last] && last with { Licenses = of.Licenses } == of && last.Licenses.All(one => one.Expression != license.Expression))
                repositories[^1] = last with { Licenses = [.. last.Licenses, license] };
            else
                repositories.Add(of with { Licenses = [license] });
        }
        if (repository is not null && repositories.Count == 0) throw Unknown(repository);
        return repositories;
    }

    SluiceException Unknown(string repository)
    {
        List<string> names = _queries.All($"SELECT DISTINCT repository FROM {Table(AttributionColumns.File)} ORDER BY 1", row => row.Text(0)!);
        string? nearest = NearestName.Find(repository, names);
        return new($"no file of the repository '{repository}' is in this release", _release.Path,
            nearest is not null ? $"did you mean {nearest}?" : "`sluice attribution` without --repository lists those that are");
    }

    static IReadOnlyList<CreditedText> ReadTexts(string? json)
    {
        if (json is null or "null") return [];
        using JsonDocument list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(text => new CreditedText(Of(text, "path"), Of(text, "kind"), Of(text, "sha256")))];

        static string Of(JsonElement text, string key) => text.GetProperty(key).GetString() ?? "";
    }

    string Table(string file) => $"read_parquet({SqlText.File(_release.File(file))}, file_row_number = true)";
}
