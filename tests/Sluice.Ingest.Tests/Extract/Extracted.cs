using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

/// <summary>Runs the step on a page as the engine does.</summary>
static class Extracted
{
    /// <summary>The text of a page that must be kept.</summary>
    public static string Text(string html, ExtractHtmlOptions? options = null)
    {
        Document document = Page(html);
        Verdict verdict = new ExtractHtmlStep(options ?? new()).Apply(document, Measurements.None);
        Assert.True(verdict.IsKept, verdict.ToString());
        return Encoding.UTF8.GetString(document.Text);
    }

    /// <summary>The rule that drops a page; null where it is kept.</summary>
    public static string? Rule(string html, ExtractHtmlOptions? options = null) => new ExtractHtmlStep(options ?? new()).Apply(Page(html), Measurements.None).Rule;

    public static Document Page(string html) => new() { Body = Encoding.UTF8.GetBytes(html) };
}
