namespace Sluice.Core.Release;

/// <summary>What became of a record that can be a document.</summary>
public enum Outcome
{
    /// <summary>It is in the release.</summary>
    Kept,

    /// <summary>A rule dropped it.</summary>
    Dropped,

    /// <summary>It could not be read.</summary>
    Quarantined,
}

/// <summary>One row of the ledger: one record that can be a document, and what decided about it. Parquet columns have these names in snake_case.</summary>
/// <remarks>Writers reuse one instance for all rows.</remarks>
public sealed class LedgerRow
{
    /// <summary>The document's id, repeats numbered; for a quarantined record without id, made of file digest and offset.</summary>
    public string Id { get; set; } = "";

    /// <summary>Where the record lies: columns <c>file</c>, <c>offset</c>, <c>length</c>, <c>decompressed_offset</c>.</summary>
    public Origin Origin { get; set; }

    /// <summary>Its URL; null where unknown.</summary>
    public string? Url { get; set; }

    /// <summary>When it was captured; null where unknown.</summary>
    public string? Date { get; set; }

    /// <summary>What became of it (<c>kept</c>, <c>dropped</c>, <c>quarantined</c>).</summary>
    public Outcome Outcome { get; set; }

    /// <summary>The step that decided; <c>read</c> for the reader; null where it was kept.</summary>
    public string? Step { get; set; }

    /// <summary>The rule that dropped it, or the reason of its quarantine; null where it was kept.</summary>
    public string? Rule { get; set; }

    /// <summary>The measured value; null where the rule measures none.</summary>
    public double? Value { get; set; }

    /// <summary>The threshold; null where the rule has none.</summary>
    public double? Threshold { get; set; }

    /// <summary>What shows that the verdict is right, where a number does not.</summary>
    public string? Evidence { get; set; }

    /// <summary>What steps added to the document so far, as a JSON object: language, counts of redacted personal data by kind. Null for nothing.</summary>
    public string? MetadataJson { get; set; }

    /// <summary>Id of the document that stays in its place; null where it is no duplicate.</summary>
    public string? DuplicateOf { get; set; }

    /// <summary>Measured similarity to <see cref="DuplicateOf"/>; null where it is no duplicate.</summary>
    public double? Similarity { get; set; }

    /// <summary>How many of the recipe's steps it passed, in order: the column <c>passed</c> lists their names.</summary>
    public int StepsPassed { get; set; }

    /// <summary>Language, where a step or the source named one.</summary>
    public string? Language { get; set; }

    /// <summary>Bytes of its text when the decision fell.</summary>
    public long TextBytes { get; set; }
}
