using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Dumps;

/// <summary>JSON Lines: one object a line, plain, gzip or zstd. YAML: <c>- jsonl: dumps/*.jsonl.zst</c>.</summary>
/// <remarks>Other keys with a text, a number or a truth value go into the document's metadata, those of an object <c>metadata</c> too (as datatrove writes it); nested values do not.
/// Text that is no valid UTF-8 is repaired with U+FFFD, and <c>utf8-repaired</c> in the metadata counts the places. A line that is no JSON object, or has no text, goes to quarantine.</remarks>
public sealed record JsonlOptions : IStepOptions
{
    /// <summary>Key of the text.</summary>
    public string TextKey { get; init; } = "text";

    /// <summary>Key of the id; a line without one gets an id made of file and offset.</summary>
    public string IdKey { get; init; } = "id";

    /// <summary>Key of the URL.</summary>
    public string UrlKey { get; init; } = "url";

    /// <summary>Key of the language.</summary>
    public string LanguageKey { get; init; } = "language";

    /// <summary>Key of the date.</summary>
    public string DateKey { get; init; } = "date";

    /// <summary>Longest line; a longer one goes to quarantine (<c>line-bytes-max</c>).</summary>
    public ByteSize LineBytesMax { get; init; } = new(32L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach (string problem in LineLimit.Problems(LineBytesMax)) yield return problem;
        if (TextKey.Length == 0) yield return "text-key is empty; name the key that holds the text";
    }
}
