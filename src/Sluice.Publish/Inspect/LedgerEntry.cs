using Sluice.Core;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Inspect;

/// <summary>One row of a release's ledger, as read.</summary>
public sealed record LedgerEntry
{
    internal const string Columns =
        "id, file, \"offset\", length, decompressed_offset, url, date, outcome, step, rule, value, threshold, evidence, duplicate_of, similarity, "
        + "CAST(to_json(passed) AS VARCHAR), language, text_bytes, metadata";

    /// <summary>Id of the record.</summary>
    public required string Id { get; init; }

    /// <summary>Where the record lies.</summary>
    public required Origin Origin { get; init; }

    /// <summary>Its URL; null where unknown.</summary>
    public string? Url { get; init; }

    /// <summary>When it was captured; null where unknown.</summary>
    public string? Date { get; init; }

    /// <summary><c>kept</c>, <c>dropped</c> or <c>quarantined</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The step that decided; null where it was kept.</summary>
    public string? Step { get; init; }

    /// <summary>The rule, or the reason of the quarantine; null where it was kept.</summary>
    public string? Rule { get; init; }

    /// <summary>What was measured; null where nothing was.</summary>
    public double? Value { get; init; }

    /// <summary>The bound that was crossed; null where there is none.</summary>
    public double? Threshold { get; init; }

    /// <summary>What shows that the verdict is right; null where a number does.</summary>
    public string? Evidence { get; init; }

    /// <summary>Id of the document that stays in its place; null where it is no duplicate.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Similarity to that document.</summary>
    public double? Similarity { get; init; }

    /// <summary>The steps that it passed, in order.</summary>
    public required IReadOnlyList<string> Passed { get; init; }

    /// <summary>Language; null where unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Bytes of its text when the decision fell.</summary>
    public long TextBytes { get; init; }

    /// <summary>What steps had added, a JSON object; null for nothing.</summary>
    public string? MetadataJson { get; init; }

    internal static LedgerEntry Read(SqlRow row) => new()
    {
        Id = row.Text(0)!,
        Origin = new() { File = row.Text(1)!, Offset = row.Int64(2), Length = row.Int64(3), IsDecompressedOffset = row.Boolean(4) },
        Url = row.Text(5),
        Date = row.Text(6),
        Outcome = row.Text(7)!,
        Step = row.Text(8),
        Rule = row.Text(9),
        Value = row.Double(10),
        Threshold = row.Double(11),
        Evidence = row.Text(12),
        DuplicateOf = row.Text(13),
        Similarity = row.Double(14),
        Passed = JsonTexts.Read(row.Text(15)),
        Language = row.Text(16),
        TextBytes = row.Int64(17),
        MetadataJson = row.Text(18),
    };
}
