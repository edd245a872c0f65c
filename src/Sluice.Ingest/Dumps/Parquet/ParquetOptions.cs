using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Dumps.Parquet;

/// <summary>Parquet files: one row a document. YAML: <c>- parquet: data/*.parquet</c>.</summary>
/// <remarks>A column that is named here must be in every file; one that is not named is taken where it is. The origin's offset is the row's number, from 0.
/// A row without text goes to quarantine (<c>no-text</c>); a file that breaks, from the break onward (<c>parquet-broken</c>).
/// Up to 2,048 rows are read at once, so a file of very long texts in large row groups can need much memory: beyond <c>read-memory-max</c> it goes to
/// quarantine under that name.</remarks>
public sealed record ParquetOptions : IStepOptions
{
    /// <summary>Column of the text.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>Column of the id; a row without one gets an id made of file and row number. Not given: <c>id</c>, where the file has it.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Column of the URL. Not given: <c>url</c>, where the file has it.</summary>
    public string? UrlColumn { get; init; }

    /// <summary>Column of the language. Not given: <c>language</c>, where the file has it.</summary>
    public string? LanguageColumn { get; init; }

    /// <summary>Column of the date. Not given: <c>date</c>, where the file has it.</summary>
    public string? DateColumn { get; init; }

    /// <summary>Columns that go into the document's metadata. Not given: all others with a text, a number or a truth value, up to 64.</summary>
    public IReadOnlyList<string>? MetadataColumns { get; init; }

    /// <summary>Most memory that the reading of one file may take; what needs more goes to quarantine (<c>read-memory-max</c>).</summary>
    public ByteSize ReadMemoryMax { get; init; } = new(512L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        const long Least = 32 << 20;
        if (ReadMemoryMax.Bytes < Least) yield return $"read-memory-max is {ReadMemoryMax}; use {new ByteSize(Least)} or more";
        if (TextColumn.Length == 0) yield return "text-column is empty; name the column that holds the text";
        (string, string?)[] named = [("id-column", IdColumn), ("url-column", UrlColumn), ("language-column", LanguageColumn), ("date-column", DateColumn)];
        foreach ((string name, string? value) in named)
            if (value is { Length: 0 }) yield return $"{name} is empty; name a column, or leave it out";
        const int Most = ParquetRoles.MetadataColumnsMax;
        if (MetadataColumns is { Count: > Most }) yield return $"metadata-columns has {MetadataColumns.Count} names; use {Most} or fewer";
    }
}
