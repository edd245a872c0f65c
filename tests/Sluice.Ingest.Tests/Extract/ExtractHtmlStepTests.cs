using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

public sealed class ExtractHtmlStepTests
{
    [Fact]
    public void Blocks_become_lines_and_scripts_vanish() =>
        Assert.Equal("One two.\nThree & four.\nFive", Extract("<p>One <b>two</b>.<script>x()</script><p>Three &amp; four.<ul><li>Five</ul>"));

    [Fact]
    public void An_empty_page_is_dropped_by_name()
    {
        Document document = new() { Body = "<script>1</script>"u8.ToArray() };
        Assert.Equal("extract-html.empty", new ExtractHtmlStep(new()).Apply(document, Measurements.None).Rule);
    }

    static string Extract(string html)
    {
        Document document = new() { Body = Encoding.UTF8.GetBytes(html) };
        Assert.True(new ExtractHtmlStep(new()).Apply(document, Measurements.None).IsKept);
        return Encoding.UTF8.GetString(document.Text);
    }
}
