using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Extract;

/// <summary>What extraction prefers where a block may or may not belong to the main text.</summary>
public enum ExtractFavor
{
    /// <summary>Leave it out: less boilerplate, less text.</summary>
    Precision,

    /// <summary>Decide by its looks.</summary>
    Balanced,

    /// <summary>Keep it: more text, more boilerplate.</summary>
    Recall,
}

/// <summary>How the text of a page is written.</summary>
public enum ExtractFormat
{
    /// <summary>One block a line, no markup; formulas as TeX.</summary>
    Plain,

    /// <summary>Markdown: headings, lists, quotes, tables, code and notes with their marks.</summary>
    Markdown,
}

/// <summary>Options of <c>extract-html</c>: the main text of an HTML page, one block a line.</summary>
/// <remarks>YAML: <c>extract-html: { favor: precision, format: markdown, html-bytes-max: 8 MiB }</c>.</remarks>
public sealed record ExtractHtmlOptions : IStepOptions
{
    /// <summary>What to prefer where a block may or may not belong to the main text: <c>precision</c> (as FineWeb does), <c>balanced</c> or <c>recall</c>.</summary>
    public ExtractFavor Favor { get; init; } = ExtractFavor.Precision;

    /// <summary>How the text is written: <c>plain</c>, one block a line (as FineWeb has it), or <c>markdown</c>. Formulas are TeX between dollar signs in both.</summary>
    public ExtractFormat Format { get; init; } = ExtractFormat.Plain;

    /// <summary>Whether readers' comments below the main text are kept.</summary>
    public bool Comments { get; init; }

    /// <summary>Whether tables of data are kept. Tables that only place text stay in any case.</summary>
    public bool Tables { get; init; } = true;

    /// <summary>Longest page that is read, in bytes (Common Crawl cuts pages at 1 to 5 MiB); a longer one is dropped by rule <c>html-bytes-max</c>.</summary>
    public ByteSize HtmlBytesMax { get; init; } = new(8L << 20);

    /// <summary>Most elements and texts of a page; one with more is dropped by rule <c>nodes-max</c>.</summary>
    public int NodesMax { get; init; } = 1_000_000;

    /// <summary>Deepest nesting that is followed; what is nested deeper counts as content of the deepest element. Browsers: 512.</summary>
    public int DepthMax { get; init; } = 512;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (HtmlBytesMax.Bytes is < 1 or > 1 << 30) yield return $"html-bytes-max is {HtmlBytesMax}; use 1 B to 1 GiB";
        if (NodesMax is < 1 or > 100_000_000) yield return $"nodes-max is {NodesMax}; use 1 to 100000000";
        if (DepthMax is < 8 or > 100_000) yield return $"depth-max is {DepthMax}; use 8 to 100000";
    }
}
