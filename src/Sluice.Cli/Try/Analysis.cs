using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Curate.Dedup.MinHash;
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
        new("signature", "The MinHash signatures that near-duplicates compares, each family's: {id, shingles, sluice: [...], datatrove: [...], ...}", static () => new SignatureTrial()),
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

    sealed class SignatureTrial : Trial
    {
        readonly (string Name, DocumentSketch Sketch)[] _families =
            [.. Enum.GetValues<HashFamily>().Select(family => (KebabCase.From(family.ToString()), DocumentSketch.Create(new() { Hash = family, Bands = Banding.Datatrove.Bands, Rows = Banding.Datatrove.Rows }, seed: 0)))];

        public override void Take(Document document, JsonLine line)
        {
            line.Begin().Add("id", document.Id);
            foreach ((string name, DocumentSketch sketch) in _families)
            {
                bool hasSome = !sketch.Take(document.Analysis).IsEmpty;
                if (name == _families[0].Name) line.Add("shingles", sketch.Total);
                line.Begin(name, '[');
                // As text: most readers of JSON have 53 bits for a number.
                if (hasSome) foreach (ulong slot in sketch.Signature) line.AddItem(Encoding.ASCII.GetBytes(slot.ToString(CultureInfo.InvariantCulture)));
                line.End(']');
            }
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
