namespace Sluice.Core.Release;

/// <summary>One row of the released data. Parquet columns: <c>id, text, url, date, file, offset, length, decompressed_offset, mime, payload_digest, license, language, language_score,
/// cluster_id, cluster_size, metadata</c> (a JSON object of what steps added). Writers reuse one instance for all rows.</summary>
public sealed class ReleasedDocument
{
    /// <summary>The document's id, repeats numbered.</summary>
    public string Id { get; set; } = "";

    /// <summary>The text, UTF-8; valid until the next row.</summary>
    public ReadOnlyMemory<byte> Text { get; set; }

    /// <summary>Where its record lies.</summary>
    public Origin Origin { get; set; }

    /// <summary>Its URL; null where unknown.</summary>
    public string? Url { get; set; }

    /// <summary>When it was captured; null where unknown.</summary>
    public string? Date { get; set; }

    /// <summary>MIME type of the payload; null where unknown.</summary>
    public string? Mime { get; set; }

    /// <summary>Digest of the payload; null where unknown.</summary>
    public string? PayloadDigest { get; set; }

    /// <summary>SPDX license id; <c>NOASSERTION</c> where unknown.</summary>
    public string License { get; set; } = "NOASSERTION";

    /// <summary>Name of its repository; null for pages and rows.</summary>
    public string? Repository { get; set; }

    /// <summary>Id of the commit that was read; null where there is none.</summary>
    public string? Commit { get; set; }

    /// <summary>Path in its repository; null for pages and rows.</summary>
    public string? Path { get; set; }

    /// <summary>Software Heritage's id of its bytes; null for pages and rows.</summary>
    public string? Swhid { get; set; }

    /// <summary>Programming language; null where unknown.</summary>
    public string? CodeLanguage { get; set; }

    /// <summary>Language code; null where unknown.</summary>
    public string? Language { get; set; }

    /// <summary>Score of <see cref="Language"/>; null where no model gave one.</summary>
    public double? LanguageScore { get; set; }

    /// <summary>Id of the first document of its cluster, of the last deduplication step that found it similar to another; null where none did.</summary>
    public string? ClusterId { get; set; }

    /// <summary>Documents of that cluster in the input of the deduplication; 1 for none.</summary>
    public int ClusterSize { get; set; } = 1;

    /// <summary>What steps added, as a JSON object; null for nothing.</summary>
    public string? MetadataJson { get; set; }
}
