using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release.Attribution;

/// <summary>The files of a release that give credit, and their columns, in order.</summary>
static class AttributionColumns
{
    /// <summary>One row a repository and license.</summary>
    internal const string File = "ATTRIBUTION.parquet";

    /// <summary>One row a license text.</summary>
    internal const string TextsFile = "LICENSE-TEXTS.parquet";

    /// <summary>Both for people, in one text.</summary>
    internal const string NoticeFile = "NOTICE.txt";

    // Lists come as JSON, the one form that any text survives. Braces are doubled for string.Format.
    internal static readonly IReadOnlyList<ParquetColumn> Repositories =
    [
        new("repository", SqlColumnType.Text), new("url", SqlColumnType.Text), new("commit", SqlColumnType.Text), new("version", SqlColumnType.Text), new("fork_of", SqlColumnType.Text),
        new("license", SqlColumnType.Text), new("files", SqlColumnType.Int64), new("bytes", SqlColumnType.Int64),
        new("holders", SqlColumnType.Text, """from_json({0}, '["VARCHAR"]')"""),
        new("texts", SqlColumnType.Text, """from_json({0}, '[{{"path":"VARCHAR","kind":"VARCHAR","sha256":"VARCHAR"}}]')"""),
    ];

    internal static readonly IReadOnlyList<ParquetColumn> Texts =
        [new("sha256", SqlColumnType.Text), new("number", SqlColumnType.Int64), new("bytes", SqlColumnType.Int64), new("repositories", SqlColumnType.Int64), new("text", SqlColumnType.Text)];
}
