using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract;

/// <summary>Makes the main text of an HTML page, one block a line, and puts what the page says of itself and of its rights into the metadata.</summary>
/// <remarks>Menus, comments, forms and other furniture go; headings inside the text, lists, tables and preformatted text stay; the page's own title is in the metadata. A pure function of the page's bytes, the header's charset and
/// the options (of the metadata, its URL too): pages before it and time play no part. Metadata: <c>title</c>, <c>authors</c>, <c>date-published</c>, <c>date-modified</c>, <c>site-name</c>, <c>description</c>,
/// <c>page-language</c>, <c>canonical-url</c>, <c>rights-signals</c>. Rules: <c>empty</c> (no text), <c>not-html</c> (the body is an image, a font, an archive or a PDF), <c>html-bytes-max</c>, <c>nodes-max</c>. A document that has text and no body stays as it is.</remarks>
public sealed class ExtractHtmlStep : IStep
{
    /// <summary>The step's name.</summary>
    public const string Name = "extract-html";

    readonly ExtractHtmlOptions _options;
    readonly PageDecoder _decoder = new();
    readonly HtmlTree _tree = new();
    readonly HtmlPageParser _parser;
    readonly BlockScanner _scanner = new();
    readonly PageBlocks _blocks = new();
    readonly BlockText _titleLine = new();
    readonly ScriptBody _scriptBody = new();
    readonly ContentChooser _chooser = new();
    readonly MarkdownWriter _markdown = new();
    readonly PageSignals _signals = new();

    /// <summary>Makes a step with buffers of its own, for one worker.</summary>
    public ExtractHtmlStep(ExtractHtmlOptions options)
    {
        _options = options;
        _parser = new(_tree, new()
        {
            NodesMax = options.NodesMax,
            DepthMax = options.DepthMax,
        });
    }

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        ReadOnlySpan<byte> page = document.Body.Span;
        if (page.IsEmpty && !document.Text.IsEmpty) return Verdict.Keep; // A source of plain text.
        _blocks.Clear();
        measurements.Add("html-bytes", page.Length);
        if (page.Length > _options.HtmlBytesMax.Bytes) return Verdict.Drop("extract-html.html-bytes-max", page.Length, _options.HtmlBytesMax.Bytes);
        if (BinaryBody.Is(page)) return Verdict.Drop("extract-html.not-html");
        bool isWhole = _parser.Parse(_decoder.Decode(document.Body, document.HeaderCharset));
        measurements.Add("nodes", _tree.NodeCount);
        if (!isWhole) return Verdict.Drop("extract-html.nodes-max", _tree.NodeCount, _options.NodesMax);
        _signals.Read(_tree, document);
        _scanner.Scan(_tree, _blocks);
        if (ContentChooser.ShowsNoText(_blocks) && _scriptBody.Find(_tree, _blocks) is { IsEmpty: false } body)
        {
            _blocks.Clear();
            if (!_parser.Parse(body)) return Verdict.Drop("extract-html.nodes-max", _tree.NodeCount, _options.NodesMax);
            _scanner.Scan(_tree, _blocks);
            ContentChooser.KeepWhole(_blocks);
        }
        else
        {
            ReadOnlySpan<byte> title = PageTitle.Find(_tree, _titleLine);
            _chooser.Choose(_tree, _blocks, title, _options.Favor);
        }
        if (_options.Tables) DataTables.Complete(_blocks);
        else DataTables.Drop(_blocks);
        if (_options.Comments) CommentSections.Keep(_tree, _blocks);
        int bytes = _options.Format == ExtractFormat.Markdown ? _markdown.Write(_tree, _blocks, document.BeginText()) : BlockWriter.Write(_blocks, document.BeginText());
        document.CommitText();
        measurements.Add("text-bytes", bytes);
        return bytes == 0 ? Verdict.Drop("extract-html.empty") : Verdict.Keep;
    }

    /// <summary>The blocks of the page that was applied last, kept or not, in page order; none where it was dropped before it was read.</summary>
    public IReadOnlyList<PageBlock> ExplainLast() => BlockExplainer.Explain(_tree, _blocks);
}
