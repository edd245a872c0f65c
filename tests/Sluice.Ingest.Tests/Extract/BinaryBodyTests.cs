using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

public sealed class BinaryBodyTests
{
    [Theory]
    [InlineData("\u0089PNG\r\n\u001A\n\0\0\0\rIHDR and more")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF")]
    [InlineData("GIF89a\u0001\0\u0001\0")]
    [InlineData("RIFF\u0024\0\0\0WEBPVP8 ")]
    [InlineData("PK\u0003\u0004\u0014\0")]
    [InlineData("\u001F\u008B\u0008\0\0")]
    [InlineData("%PDF-1.7\n%")]
    [InlineData("wOF2\0\u0001\0\0")]
    public void Files_of_other_kinds_that_a_server_calls_a_page_are_dropped(string latin1)
    {
        Document document = new() { Body = Encoding.Latin1.GetBytes(latin1) };
        Assert.Equal("extract-html.not-html", new ExtractHtmlStep(new()).Apply(document, Measurements.None).Rule);
    }

    [Theory]
    [InlineData("PK is short for player killing, and this is a page about it.")]
    [InlineData("GIF89 was a version of the format, and this is a page about it.")]
    [InlineData("%PDF is how such a file begins, and this is a page about it.")]
    [InlineData("RIFF and its chunks: this is a page about them, and a long one.")]
    [InlineData("w")]
    [InlineData("R")]
    public void Pages_that_only_speak_of_them_are_kept(string text) => Assert.Null(Extracted.Rule(text));
}
