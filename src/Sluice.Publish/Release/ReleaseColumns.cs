using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>One column of the data or ledger files: how it is written, and what the card and Croissant say of it.</summary>
/// <param name="Name">Name, snake_case.</param>
/// <param name="Type">Type of the value that rows give.</param>
/// <param name="Description">What it holds, one sentence without a full stop.</param>
/// <param name="Meaning">Type that says more than the stored one, as Croissant names it; null for none.</param>
sealed record ReleaseColumn(string Name, SqlColumnType Type, string Description, string? Meaning = null)
{
    /// <summary>The column of the ledger that lists the steps passed: rows give their number.</summary>
    internal const string Passed = "passed";

    /// <summary>Whether the file holds a list of texts.</summary>
    internal bool IsList => Name == Passed;
}

/// <summary>The columns of a release's files, in order.</summary>
static class ReleaseColumns
{
    internal static readonly IReadOnlyList<ReleaseColumn> Data =
    [
        new("id", SqlColumnType.Text, "Id of the document: WARC-Record-ID, or made of file digest and offset; repeats are numbered #2, #3"),
        new("text", SqlColumnType.Text, "The text"),
        new("url", SqlColumnType.Text, "Where it was captured", "sc:URL"),
        new("date", SqlColumnType.Text, "When it was captured, ISO 8601"),
        .. Origin(),
        new("mime", SqlColumnType.Text, "MIME type of the payload, as stated"),
        new("payload_digest", SqlColumnType.Text, "Digest of the payload"),
        new("license", SqlColumnType.Text, "SPDX license id; NOASSERTION where unknown"),
        new("language", SqlColumnType.Text, "Language code"),
        new("language_score", SqlColumnType.Double, "Score of the language, 0 to 1"),
        new("cluster_id", SqlColumnType.Text, "Id of the first document of its cluster, of the last deduplication step that found it similar to another; null where none did"),
        new("cluster_size", SqlColumnType.Int64, "Documents of that cluster in the input; 1 where it is alone"),
        new("metadata", SqlColumnType.Text, "What steps added, a JSON object"),
    ];

    // After the license, of releases of repositories only.
    static readonly IReadOnlyList<ReleaseColumn> s_code =
    [
        new("repository", SqlColumnType.Text, "The repository, archive or package: owner/name where a remote tells it"),
        new("commit", SqlColumnType.Text, "Id of the commit that was read; null for archives and packages"),
        new("path", SqlColumnType.Text, "Path of the file in its repository"),
        new("swhid", SqlColumnType.Text, "Software Heritage's id of the file's bytes as the repository has them"),
        new("code_language", SqlColumnType.Text, "Programming language, by Linguist's name; null where unknown"),
    ];

    /// <summary>The columns of the data files: those of web pages, and in a release of repositories those of code.</summary>
    internal static IReadOnlyList<ReleaseColumn> DataOf(bool ofRepositories) =>
        ofRepositories ? [.. Data.SelectMany(column => column.Name == "license" ? [column, .. s_code] : (IEnumerable<ReleaseColumn>)[column])] : Data;

    internal static readonly IReadOnlyList<ReleaseColumn> Ledger =
    [
        new("id", SqlColumnType.Text, "Id of the record"),
        .. Origin(),
        new("url", SqlColumnType.Text, "Where it was captured", "sc:URL"),
        new("date", SqlColumnType.Text, "When it was captured, ISO 8601"),
        new("outcome", SqlColumnType.Text, "kept, dropped or quarantined"),
        new("step", SqlColumnType.Text, "The step that decided; null where it was kept"),
        new("rule", SqlColumnType.Text, "The rule that dropped it, or the reason of its quarantine"),
        new("value", SqlColumnType.Double, "What the rule measured"),
        new("threshold", SqlColumnType.Double, "The bound that the value crossed"),
        new("evidence", SqlColumnType.Text, "What shows that the verdict is right, where no number does"),
        new("duplicate_of", SqlColumnType.Text, "Id of the document that stays in its place"),
        new("similarity", SqlColumnType.Double, "Similarity to that document, 0 to 1"),
        new(ReleaseColumn.Passed, SqlColumnType.Int64, "The steps that it passed, in order"),
        new("language", SqlColumnType.Text, "Language code"),
        new("text_bytes", SqlColumnType.Int64, "Bytes of its text when the decision fell"),
        new("metadata", SqlColumnType.Text, "What steps had added by then, a JSON object"),
    ];

    /// <summary>The columns of a ledger file; its rows give the number of steps passed, the file lists their names.</summary>
    internal static IReadOnlyList<ParquetColumn> LedgerOf(IReadOnlyList<string> stepNames)
    {
        string names = SqlText.Literals(stepNames).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        string passed = $"list_slice(CAST({names} AS VARCHAR[]), 1, {{0}})";
        return [.. Ledger.Select(column => new ParquetColumn(column.Name, column.Type, column.IsList ? passed : null))];
    }

    static IReadOnlyList<ReleaseColumn> Origin() =>
    [
        new("file", SqlColumnType.Text, "Input file that holds its record"),
        new("offset", SqlColumnType.Int64, "Byte offset of the record in that file"),
        new("length", SqlColumnType.Int64, "Bytes of the record"),
        new("decompressed_offset", SqlColumnType.Boolean, "Whether the offset counts bytes of the decompressed stream"),
    ];
}
