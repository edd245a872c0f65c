using System.Globalization;
using System.Net;
using System.Text;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Ingest.Extract;

namespace Sluice.Cli.Explaining;

/// <summary>A page's blocks and the text made of them side by side, as one HTML file that loads nothing and runs nothing: all of the page's text is escaped, and a policy forbids the rest.</summary>
static class ExplainedHtml
{
    const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <style>
        :root { color-scheme: light dark; --kept: #1a7f37; --line: #8885; --soft: #8888 }
        body { font: 15px/1.45 system-ui, sans-serif; margin: 0 }
        header { padding: 12px 20px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
        h1 { font-size: 17px; margin: 0 0 4px } h2 { font-size: 14px; margin: 0 0 8px }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 12px; margin: 6px 0 0; font-size: 13px } dt { color: GrayText } dd { margin: 0 }
        main { display: grid; grid-template-columns: 1fr 1fr; height: calc(100vh - 130px); min-height: 300px }
        section { overflow: auto; padding: 12px 20px; border-right: 1px solid var(--line); min-width: 0 }
        .block { border-left: 4px solid var(--line); padding: 2px 10px; margin: 0 0 8px; overflow-wrap: anywhere }
        .block.kept { border-color: var(--kept) }
        .block:not(.kept) .text { color: GrayText }
        .facts { font-size: 11.5px; color: GrayText } .facts b { font-weight: 600 } .kept .facts b { color: var(--kept) }
        .text, pre { white-space: pre-wrap } pre { font: inherit; margin: 0; overflow-wrap: anywhere }
        .cut { color: GrayText }
        label { font-size: 13px } body:has(#only:checked) .block:not(.kept) { display: none }
        @media (max-width: 800px) { main { grid-template-columns: 1fr; height: auto } }
        </style>
        """;

    // Text of one block that is shown; the file stays one that a browser opens.
    const int BlockCharactersMax = 4_000;

    /// <summary>The whole file.</summary>
    public static string Of(ExplainedPage page)
    {
        StringBuilder html = new(Head);
        html.Append(CultureInfo.InvariantCulture, $"\n<title>{Escape(page.Id)}</title>\n</head>\n<body>\n<header>\n<h1>{Escape(page.Url ?? page.Id)}</h1>\n{Escape(page.Summary)}\n");
        html.Append("<label><input type=\"checkbox\" id=\"only\"> kept blocks only</label>\n<dl>\n");
        foreach ((string key, MetadataValue value) in page.Metadata)
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Escape(key)}</dt><dd>{Escape(Cut(value.Text ?? value.Number.ToString(CultureInfo.InvariantCulture), 500))}</dd>\n");
        html.Append("</dl>\n</header>\n<main>\n<section>\n<h2>Blocks of the page</h2>\n");
        foreach (PageBlock block in page.Blocks) Append(html, block);
        html.Append(CultureInfo.InvariantCulture, $"</section>\n<section>\n<h2>Text</h2>\n<pre>{Escape(page.Text)}</pre>\n</section>\n</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    static void Append(StringBuilder html, PageBlock block)
    {
        string level = block.Level > 0 ? string.Create(CultureInfo.InvariantCulture, $" {block.Level}") : "";
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"block{(block.IsKept ? " kept" : "")}\"><div class=\"facts\" title=\"{Escape(block.Path)}\"><b>{(block.IsKept ? "kept" : "dropped")}</b>: ");
        html.Append(CultureInfo.InvariantCulture, $"{Escape(block.Reason)} · {Escape(block.Kind)}{level} · score {block.Score:0.##} · {Escape(block.Path)}</div><div class=\"text\">{Escape(Cut(block.Text, BlockCharactersMax))}</div></div>\n");
    }

    static string Cut(string text, int charactersMax) =>
        text.Length <= charactersMax ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[charactersMax - 1]) ? charactersMax - 1 : charactersMax), "…");

    static string Escape(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));
}
