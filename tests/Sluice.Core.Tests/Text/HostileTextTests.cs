using System.Diagnostics;
using System.Text;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class HostileTextTests
{
    // Chunks of 400 KB without white space. Quadratic work on one takes many seconds to minutes; linear work some tens of milliseconds, also in a debug build.
    const int Bytes = 400_000;
    static readonly TimeSpan s_limit = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("a.B")]
    [InlineData("a@")]
    [InlineData("@a.b")]
    [InlineData("a.b:1@")]
    [InlineData("a://")]
    [InlineData("'")]
    [InlineData("it's'")]
    [InlineData(".")]
    [InlineData(".a")]
    [InlineData("..a")]
    [InlineData(":)")]
    [InlineData(":(:")]
    [InlineData("-")]
    [InlineData("a-")]
    [InlineData("1,")]
    [InlineData("1km")]
    [InlineData("1.")]
    [InlineData("Mr.")]
    [InlineData("Σ")]
    [InlineData("Σ.")]
    [InlineData("\u0301")]
    [InlineData("a.\u0301")]
    [InlineData("🇩")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("…")]
    [InlineData("$")]
    [InlineData("a\n")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("\u2028")]
    public void A_giant_chunk_takes_linear_time(string part)
    {
        byte[] unit = Encoding.UTF8.GetBytes(part);
        byte[] text = new byte[Bytes / unit.Length * unit.Length];
        for (int at = 0; at < text.Length; at += unit.Length) unit.CopyTo(text, at);
        TextAnalysis analysis = Golden.Analyze(text);
        Stopwatch watch = Stopwatch.StartNew();
        foreach (string language in (string[])["en", "de"])
        {
            _ = analysis.SentencePiecesIn(language).Length + analysis.SimplifiedWordHashesIn(language).Length;
        }
        _ = analysis.Lines.Length + analysis.Paragraphs.Length;
        Assert.True(watch.Elapsed < s_limit, $"took {watch.Elapsed}");
    }
}
