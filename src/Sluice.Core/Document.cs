using System.Buffers;
using Sluice.Core.Records;
using Sluice.Core.Text;

namespace Sluice.Core;

/// <summary>One text with its id, provenance, language and metadata. Each worker owns one and fills it anew for every record.</summary>
/// <remarks>A payload (<see cref="Body"/>) is bytes of any kind; text is what steps make of it. Spans are valid until the next record or text.</remarks>
public sealed class Document
{
    ArrayBufferWriter<byte> _text = new();
    ArrayBufferWriter<byte> _nextText = new();

    /// <summary>WARC-Record-ID where there is one, else made of file digest and offset (<see cref="DocumentId"/>). Unique only after the run's repeats are numbered.</summary>
    public string Id { get; set; } = "";

    /// <summary>Where its record lies.</summary>
    public Origin Origin { get; set; }

    /// <summary>Path of the file in its repository, archive or folder, <c>/</c> between the parts; null for pages and rows.</summary>
    public string? Path { get; set; }

    /// <summary>The repository, archive or package that it is a file of, one object for all its files; null elsewhere.</summary>
    public Repository? Repository { get; set; }

    /// <summary>WARC-Target-URI or the row's <c>url</c>; null where unknown.</summary>
    public string? Url { get; set; }

    /// <summary>When it was captured, as the record says it (ISO 8601, UTC); null where unknown.</summary>
    public string? Date { get; set; }

    /// <summary>MIME type of the payload as stated, without parameters, lower case; null where unknown.</summary>
    public string? Mime { get; set; }

    /// <summary>Charset of the transport header; null where it states none.</summary>
    public string? HeaderCharset { get; set; }

    /// <summary>WARC-Payload-Digest as the record states it, or <c>sha256:…</c> of the payload; null where neither is at hand.</summary>
    public string? PayloadDigest { get; set; }

    /// <summary>WARC-Truncated's value; null for a whole record.</summary>
    public string? Truncated { get; set; }

    /// <summary>Language code as the identifying model labels it, or as the row states it; null where unknown.</summary>
    public string? Language
    {
        get => Analysis.Language;
        set => Analysis.Language = value;
    }

    /// <summary>The model's score of <see cref="Language"/>, 0 to 1; null where no model gave one.</summary>
    public double? LanguageScore { get; set; }

    /// <summary>What was decided before the next step saw it: by the reader (HTTP status, MIME type), or by a merge (deduplication).</summary>
    public Verdict ReadVerdict { get; set; }

    /// <summary>Why the document is dropped already, while it bears witness in a merge (<see cref="Verdict.IsWitness"/>); keep for all others.</summary>
    public Verdict DroppedBy { get; set; }

    /// <summary>Id of the document that stays in its place, where a merge found one; null elsewhere.</summary>
    public string? DuplicateOf { get; set; }

    /// <summary>Measured similarity to <see cref="DuplicateOf"/>; null where there is none.</summary>
    public double? Similarity { get; set; }

    /// <summary>Id of the first document of its cluster, of the last deduplication step that found it similar to another; null where none did.</summary>
    public string? ClusterId { get; set; }

    /// <summary>Documents of that cluster; 1 where it is alone.</summary>
    public int ClusterSize { get; set; } = 1;

    /// <summary>What the merge before asks its step to do to the document (<see cref="Steps.IMergeStep.Apply"/>); empty for nothing.</summary>
    public ReadOnlyMemory<byte> MergeChange { get; set; }

    /// <summary>The payload, content coding undone: HTML, for one. Empty for sources of plain text.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>What steps added.</summary>
    public Metadata Metadata { get; } = new();

    /// <summary>The text, UTF-8, always valid.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary><see cref="Text"/> as memory, with the same life.</summary>
    public ReadOnlyMemory<byte> TextMemory => _text.WrittenMemory;

    /// <summary>The one analysis of <see cref="Text"/>, shared by all steps; computed as far as it is asked for.</summary>
    public TextAnalysis Analysis { get; } = new();

    /// <summary>Replaces the text by a copy of valid UTF-8.</summary>
    public void SetText(ReadOnlySpan<byte> textUtf8)
    {
        IBufferWriter<byte> writer = BeginText();
        writer.Write(textUtf8);
        CommitText();
    }

    /// <summary>Starts a new text, while the old one stays readable. Write valid UTF-8, then <see cref="CommitText"/>.</summary>
    public IBufferWriter<byte> BeginText()
    {
        _nextText.ResetWrittenCount();
        return _nextText;
    }

    /// <summary>Makes what was written since <see cref="BeginText"/> the document's text.</summary>
    public void CommitText()
    {
        (_text, _nextText) = (_nextText, _text);
        Analysis.Reset(_text.WrittenMemory, Language);
    }

    /// <summary>Empties the document for the next record.</summary>
    public void Reset()
    {
        Id = "";
        Origin = default;
        Repository = null;
        Path = Url = Date = Mime = HeaderCharset = PayloadDigest = Truncated = DuplicateOf = ClusterId = null;
        LanguageScore = Similarity = null;
        ClusterSize = 1;
        ReadVerdict = DroppedBy = Verdict.Keep;
        Body = MergeChange = default;
        Metadata.Clear();
        ShrinkIfHuge(ref _text);
        ShrinkIfHuge(ref _nextText);
        _text.ResetWrittenCount();
        Analysis.Reset(default, null);
    }

    // One giant document must not hold its memory for the rest of the run.
    static void ShrinkIfHuge(ref ArrayBufferWriter<byte> buffer)
    {
        const int KeptBytesMax = 4 << 20;
        if (buffer.Capacity > KeptBytesMax) buffer = new();
    }
}
