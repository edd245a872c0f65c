using System.Buffers;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Cli.Try;

/// <summary>An analysis that steps build on, printed by itself.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Summary">One line of help.</param>
/// <param name="Create">Makes it.</param>
sealed record Analysis(string Name, string Summary, Func<Trial> Create)
{
    /// <summary>Whether it looks at bytes instead of text.</summary>
    public bool WantsBody { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Analysis> All { get; } =
    [
        new("words", "The words as filters count them: {id, words: [...]}", static () => new WordsTrial()),
        new("sentences", "The sentences as filters count them: {id, sentences: [...]}", static () => new SentencesTrial(coversAll: false)),
        new("sentence-pieces", "The text cut where sentences end, white space and all: {id, sentences: [...]}", static () => new SentencesTrial(coversAll: true)),
        new("simplify", "The text that deduplication compares: {id, text}", static () => new SimplifyTrial()),
        new("charset", "The charset of a page or text file: {id, metadata: {charset}}", static () => new CharsetTrial()) { WantsBody = true },
    ];

    sealed class WordsTrial : Trial
    {
        public override void Take(Document document, JsonLine line)
        {
            line.Begin().Add("id", document.Id);
            line.Begin("words", '[');
            foreach (ref readonly Word word in document.Analysis.Words) line.AddItem(word.In(document.Text));
            line.End(']');
            line.EndLine();
        }
    }

    sealed class SentencesTrial(bool coversAll) : Trial
    {
        public override void Take(Document document, JsonLine line)
        {
            line.Begin().Add("id", document.Id);
            line.Begin("sentences", '[');
            ReadOnlySpan<TextSpan> sentences = coversAll ? document.Analysis.SentencePiecesIn(document.Language) : document.Analysis.Sentences;
            foreach (ref readonly TextSpan sentence in sentences) line.AddItem(sentence.In(document.Text));
            line.End(']');
            line.EndLine();
        }
    }

    sealed class SimplifyTrial : Trial
    {
        readonly ArrayBufferWriter<byte> _simplified = new();

        public override void Take(Document document, JsonLine line)
        {
            _simplified.ResetWrittenCount();
            SimplifiedText.Write(document.Text, _simplified);
            line.Begin().Add("id", document.Id);
            line.Add("text", _simplified.WrittenSpan);
            line.EndLine();
        }
    }

    sealed class CharsetTrial : Trial
    {
        public override void Take(Document document, JsonLine line)
        {
            // Rows of JSON have no bytes of their own: they are UTF-8.
            string name = document.Body.IsEmpty ? Charset.Utf8.Name : Charset.NameOf(document.Body.Span, document.HeaderCharset);
            line.Begin().Add("id", document.Id);
            line.Begin("metadata").Add("charset", name);
            line.End();
            line.EndLine();
        }
    }
}
