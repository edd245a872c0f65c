using System.Diagnostics;
using System.Text;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

/// <summary>Random markup and broken real pages: a sound tree always, and the same one whatever was parsed before. A failure names its seed.</summary>
public sealed class ParseFuzzTests
{
    static readonly string[] s_pieces =
    [
        .. Enum.GetValues<HtmlTag>().Where(t => t > HtmlTag.Other).SelectMany(t => new[] { $"<{HtmlTags.NameOf(t)}>", $"</{HtmlTags.NameOf(t)}>" }),
        "text", " ", "\n", "\0", "&amp;", "&", "<", "</", "<!", "<!--", "-->", "<!-- c -->", "<![CDATA[", "]]>", "<?", ">", "\"", "'", "<x-y>", "</x-y>", "<br/>", "<svg/>",
        "<!doctype html>", "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">", "<p class=a id='b' class=c>", "<a href=\"&copy=1&lt;\">", "<input type=hidden>", "<font color=red>",
        "<annotation-xml encoding=text/html>", "<script><!--<script>", "</script", "<title>&#x110000;", "<td><b>", "</b></td>", "<table><tr>x", "é", "\uFFFD", "<b a='", "\u0085",
    ];

    // Those that the most rules are about come more often.
    static readonly string[] s_knotty =
        ["<table>", "</table>", "<td>", "<tr>", "<b>", "</b>", "<i>", "</i>", "<a>", "</a>", "<p>", "</p>", "<div>", "</div>", "<select>", "<option>", "<template>", "</template>", "<svg>", "<desc>", "<math>", "<mi>", "x"];

    [Theory]
    [InlineData(512, true)]
    [InlineData(512, false)]
    [InlineData(8, true)]
    [InlineData(3, false)]
    public void Random_markup_gives_sound_trees(int depthMax, bool keepsAll)
    {
        HtmlLimits limits = new()
        {
            DepthMax = depthMax,
            AttributesMax = 2,
            AttributeBytesMax = 5,
            ScriptBytesMax = 7,
            FormattingMax = 4,
        };
        HtmlTree used = new();
        HtmlPageParser parser = new(used, limits, keepsAll);
        StringBuilder page = new();
        for (int seed = 0; seed < 3000; seed++)
        {
            Random random = new(seed);
            page.Clear();
            for (int pieces = random.Next(1, 60); pieces > 0; pieces--) page.Append(random.Next(2) == 0 ? s_pieces[random.Next(s_pieces.Length)] : s_knotty[random.Next(s_knotty.Length)]);
            byte[] bytes = Encoding.UTF8.GetBytes(page.ToString());
            Check(parser, used, limits, keepsAll, bytes, seed);
        }
    }

    [Theory] // The content of an element: what innerHTML takes.
    [InlineData("table")]
    [InlineData("select")]
    [InlineData("template")]
    [InlineData("script")]
    [InlineData("frameset")]
    [InlineData("td")]
    public void Random_content_of_an_element_gives_sound_trees(string context)
    {
        HtmlTree tree = new();
        HtmlPageParser parser = new(tree, new(), keepsAll: true);
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            string page = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(2) == 0 ? s_pieces[random.Next(s_pieces.Length)] : s_knotty[random.Next(s_knotty.Length)]));
            parser.Run(Encoding.UTF8.GetBytes(page), context, HtmlNamespace.Html, isScripting: false);
            HtmlTrees.AssertSound(tree);
        }
    }

    [Fact]
    public void Random_bytes_give_sound_trees()
    {
        PageDecoder decoder = new();
        HtmlTree tree = new();
        HtmlPageParser parser = new(tree, new());
        for (int seed = 0; seed < 2000; seed++)
        {
            Random random = new(seed);
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            for (int i = 0; i < bytes.Length; i++)
                if (random.Next(3) == 0) bytes[i] = "<>/!-&#;='\"\r\n ab\0"u8[random.Next(17)];
            Assert.True(parser.Parse(decoder.Decode(bytes, seed % 3 == 0 ? "utf-8" : null)), $"seed {seed}");
            HtmlTrees.AssertSound(tree);
        }
    }

    [Fact] // A few seconds of it; every page is broken in ways of its own.
    public void Broken_real_pages_give_sound_trees_and_the_same_ones_after_others()
    {
        List<byte[]> pages = [];
        foreach (string set in (string[])["inscriptis", "extractnet", "go-readability-extra"]) RealPages.ForEach(set, (page, _) => pages.Add(page.Body.ToArray()));
        Assert.NotEmpty(pages);
        HtmlLimits limits = new();
        PageDecoder decoder = new();
        HtmlTree used = new();
        HtmlPageParser parser = new(used, limits);
        Stopwatch clock = Stopwatch.StartNew();
        int seed = 0;
        for (; clock.Elapsed.TotalSeconds < 4 || seed < 50; seed++)
        {
            Random random = new(seed);
            byte[] page = [.. pages[random.Next(pages.Count)].Take(60_000)];
            for (int wounds = random.Next(1, 30); wounds > 0; wounds--) Wound(random, ref page);
            Check(parser, used, limits, keepsAll: false, decoder.Decode(page, null).ToArray(), seed);
        }
        Assert.True(seed >= 50);
    }

    static void Wound(Random random, ref byte[] page)
    {
        int at = random.Next(page.Length), length = Math.Min(random.Next(200), page.Length - at);
        switch (random.Next(4))
        {
            case 0:
                page = [.. page.AsSpan(0, at), .. page.AsSpan(at + length)];
                break;
            case 1:
                page = [.. page.AsSpan(0, at), .. page.AsSpan(random.Next(page.Length - length), length), .. page.AsSpan(at)];
                break;
            case 2:
                page = [.. page.AsSpan(0, at), .. Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]), .. page.AsSpan(at)];
                break;
            default:
                page[at] ^= (byte)(1 << random.Next(8));
                break;
        }
        if (page.Length == 0) page = [(byte)'<'];
    }

    static void Check(HtmlPageParser parser, HtmlTree used, HtmlLimits limits, bool keepsAll, byte[] page, int seed)
    {
        try
        {
            parser.Parse(page);
            HtmlTrees.AssertSound(used);
            HtmlTree fresh = new();
            new HtmlPageParser(fresh, limits, keepsAll).Parse(page);
            Assert.Equal(HtmlTrees.Dump(fresh), HtmlTrees.Dump(used));
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"seed {seed}: {Encoding.UTF8.GetString(page.AsSpan(0, Math.Min(page.Length, 2000)))}", failure);
        }
    }
}
