namespace Sluice.Core.Text;

/// <summary>The one analysis of a text: lines, words, sentences and their hashes, computed when first asked for and shared by every step.</summary>
/// <remarks>Owned by a <see cref="Document"/>; buffers are reused from document to document. Spans are valid until the next <see cref="Reset"/>.</remarks>
public sealed class TextAnalysis
{
    ReadOnlyMemory<byte> _text;

    /// <summary>Forgets everything about the text before and takes the next one.</summary>
    /// <param name="textUtf8">Valid UTF-8; must stay unchanged until the next call.</param>
    /// <param name="language">The document's language code; null where unknown.</param>
    public void Reset(ReadOnlyMemory<byte> textUtf8, string? language)
    {
        _text = textUtf8;
        Language = language;
    }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>The document's language code; null where unknown.</summary>
    public string? Language { get; private set; }
}
