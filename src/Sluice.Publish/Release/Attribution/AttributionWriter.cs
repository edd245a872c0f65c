using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Storage.Files;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release.Attribution;

/// <summary>Writes what gives credit to the repositories of a release: <c>ATTRIBUTION.parquet</c>, <c>LICENSE-TEXTS.parquet</c> and <c>NOTICE.txt</c>.</summary>
/// <remarks>One pass over the repositories, one of them in memory at a time; the same repositories in the same order give the same bytes.</remarks>
static class AttributionWriter
{
    static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the three files; each is there whole or not at all.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    internal static void Write(string folder, IEnumerable<AttributedRepository> repositories, CancellationToken cancellation)
    {
        string table = Path.Combine(folder, AttributionColumns.File), texts = Path.Combine(folder, AttributionColumns.TextsFile);
        using LicenseTextSpool spool = new(Path.Combine(folder, "license-texts"));
        using AtomicFile notice = new(Path.Combine(folder, AttributionColumns.NoticeFile));
        NoticeWriter writer = new(notice.Stream, spool);
        ParquetWriter.Write(table + AtomicFile.PartialSuffix, AttributionColumns.Repositories, Rows(repositories, spool, writer), WriteRow, cancellation: cancellation);
        writer.WriteTexts(cancellation);
        ParquetWriter.Write(texts + AtomicFile.PartialSuffix, AttributionColumns.Texts, spool.Texts, (text, row) => WriteText(text, spool, row), cancellation: cancellation);
        AtomicFile.Move(texts + AtomicFile.PartialSuffix, texts);
        AtomicFile.Move(table + AtomicFile.PartialSuffix, table);
        notice.Commit();
    }

    static IEnumerable<Row> Rows(IEnumerable<AttributedRepository> repositories, LicenseTextSpool spool, NoticeWriter notice)
    {
        foreach (AttributedRepository repository in repositories)
        {
            List<Row> rows = [.. repository.Licenses.Select(license => new Row(repository, license, [.. license.Texts.Select(text => (text, spool.Add(text, repository.Name)))]))];
            notice.WriteRepository(repository, rows);
            foreach (Row row in rows) yield return row;
        }
    }

    // Values in the order of AttributionColumns.Repositories.
    static void WriteRow(Row row, SqlRowWriter writer)
    {
        writer.Text(row.Repository.Name);
        writer.Text(row.Repository.Url);
        writer.Text(row.Repository.Commit);
        writer.Text(row.Repository.Version);
        writer.Text(row.Repository.ForkOf);
        writer.Text(row.License.Expression);
        writer.Int64(row.License.Files);
        writer.Int64(row.License.Bytes);
        writer.Text(JsonSerializer.Serialize(row.License.Holders.Select(Scalars), s_json));
        writer.Text(JsonSerializer.Serialize(row.Texts.Select(text => new { path = Scalars(text.Use.Path), kind = text.Use.IsNotice ? "notice" : "license", sha256 = text.Text.Sha256 }), s_json));
    }

    // Values in the order of AttributionColumns.Texts.
    static void WriteText(LicenseText text, LicenseTextSpool spool, SqlRowWriter writer)
    {
        writer.Text(text.Sha256);
        writer.Int64(text.Number);
        writer.Int64(text.Bytes);
        writer.Int64(text.Uses.Select(use => use.Repository).Distinct(StringComparer.Ordinal).Count());
        writer.Text(spool.Read(text));
    }

    // JSON readers refuse \u0000 and lone surrogates, which names of files can hold.
    static string Scalars(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    /// <summary>One row of the table.</summary>
    internal sealed record Row(AttributedRepository Repository, AttributedLicense License, IReadOnlyList<(AttributedText Use, LicenseText Text)> Texts);
}
