using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Fixtures;
using Sluice.Ingest.Extract.Charsets;

namespace Sluice.Ingest.Tests.Extract.Charsets;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("\u00EF\u00BB\u00BF<meta charset=koi8-r>", "windows-1251", "utf-8")] // The mark beats all.
    [InlineData("\u00FF\u00FEa\0", null, "utf-16le")]
    [InlineData("\u00FE\u00FF\0a", null, "utf-16be")]
    [InlineData("<meta charset=koi8-r>", "windows-1251", "windows-1251")] // The header beats the page.
    [InlineData("<meta charset=koi8-r>", "no-such-charset", "koi8-r")] // What nobody knows says nothing.
    [InlineData("<META\nCharSet = \"Shift_JIS\" />", null, "shift_jis")]
    [InlineData("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'>", null, "iso-8859-2")]
    [InlineData("<meta content='text/html;CHARSET=\"euc-kr\"' http-equiv=content-type>", null, "euc-kr")]
    [InlineData("<meta name=x content='charset=euc-kr'>é", null, "windows-1252")] // No http-equiv.
    [InlineData("<!-- <meta charset=koi8-r> --><meta charset=big5>", null, "big5")]
    [InlineData("<!-- <meta charset=koi8-r>", null, "utf-8")]
    [InlineData("<metal charset=koi8-r>", null, "utf-8")]
    [InlineData("<meta charset=utf-16>", null, "utf-8")] // It was read as ASCII.
    [InlineData("<meta charset=latin1>", null, "windows-1252")]
    [InlineData("<meta charset", null, "utf-8")]
    [InlineData("<meta charset='koi8-r", null, "utf-8")]
    [InlineData("plain", null, "utf-8")]
    [InlineData("\u00C3\u00A9", null, "utf-8")]
    [InlineData("caf\u00E9", null, "windows-1252")]
    [InlineData("", null, "utf-8")]
    public void The_charset_is_found_in_the_order_of_the_standard(string latin1, string? header, string name) =>
        Assert.Equal(name, Charset.Detect(Encoding.Latin1.GetBytes(latin1), header).Name);

    [Fact]
    public void A_meta_after_the_first_4096_bytes_is_not_read() =>
        Assert.Equal("utf-8", Charset.Detect(Encoding.Latin1.GetBytes(new string(' ', 4096) + "<meta charset=koi8-r>"), null).Name);

    [Theory]
    [InlineData("iso-8859-1", "windows-1252")]
    [InlineData(" Latin1 ", "windows-1252")]
    [InlineData("us-ascii", "windows-1252")]
    [InlineData("gb2312", "gbk")]
    [InlineData("tis-620", "windows-874")]
    [InlineData("x-sjis", "shift_jis")]
    [InlineData("ks_c_5601-1987", "euc-kr")]
    [InlineData("unicode", "utf-16le")]
    public void Labels_have_the_standards_meaning(string label, string name) => Assert.Equal(name, Charset.Find(label)!.Name);

    [Fact]
    public void Every_label_decodes_ascii_and_breaks_into_replacement_characters()
    {
        foreach (string label in CharsetLabels.All)
        {
            Charset charset = Charset.Find(label)!;
            Assert.Equal("abc", charset.Encoding.GetString(charset.Encoding.GetBytes("abc")));
            Assert.DoesNotContain('?', charset.Encoding.GetString([0x80, 0xFF, 0xFF, 0x80, 0x81, 0xFE]));
        }
        Assert.True(CharsetLabels.All.Count() > 200);
    }

    [Theory]
    [InlineData("windows-1251", "Шлюз")]
    [InlineData("koi8-r", "Шлюз")]
    [InlineData("shift_jis", "水門")]
    [InlineData("euc-jp", "水門")]
    [InlineData("iso-2022-jp", "水門")]
    [InlineData("gb18030", "水闸")]
    [InlineData("big5", "水閘")]
    [InlineData("euc-kr", "수문")]
    [InlineData("windows-1255", "סכר")]
    [InlineData("utf-16be", "шлюз")]
    public void Pages_are_decoded_by_their_header(string label, string text)
    {
        Core.Document document = new() { Body = Charset.Find(label)!.Encoding.GetBytes("<p>" + text), HeaderCharset = label };
        new Ingest.Extract.ExtractHtmlStep(new()).Apply(document, Core.Steps.Measurements.None);
        Assert.Equal(text, Encoding.UTF8.GetString(document.Text));
    }

    [Fact]
    public void A_large_page_of_a_legacy_charset_is_decoded_after_a_small_one()
    {
        Ingest.Extract.ExtractHtmlStep step = new(new());
        string text = string.Concat(Enumerable.Repeat("Шлюз", 50_000));
        foreach (string line in (string[])["Шлюз", text, "Шлюз"])
        {
            Core.Document document = new() { Body = Charset.Find("koi8-r")!.Encoding.GetBytes(line), HeaderCharset = "koi8-r" };
            step.Apply(document, Core.Steps.Measurements.None);
            Assert.Equal(line, Encoding.UTF8.GetString(document.Text));
        }
    }

    [Fact] // Of the files in known encodings: all that state nothing and are UTF-8 are found; and told their label, nearly all of all encodings decode without a broken character.
    public void Real_files_decode_by_their_label()
    {
        using FileStream file = File.OpenRead(SharedData.Path("data/charset/chardet-tests.tar.gz"));
        using TarReader archive = new(new GZipStream(file, CompressionMode.Decompress));
        int files = 0, clean = 0;
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null) continue;
            string folder = Path.GetFileName(Path.GetDirectoryName(entry.Name)!);
            using MemoryStream content = new();
            entry.DataStream.CopyTo(content);
            byte[] bytes = content.ToArray();
            if (folder.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase)) Assert.Equal("utf-8", Charset.Detect(bytes, null).Name);
            if (Labeled(folder) is not { } charset) continue;
            files++;
            Charset found = Charset.Detect(bytes, charset.Name, out int mark);
            if (!found.Encoding.GetString(bytes.AsSpan(mark)).Contains('\uFFFD')) clean++;
        }
        Assert.True(files > 150, $"{files} files");
        Assert.True(clean >= files * 0.97, $"{clean} of {files} without a broken character");
    }

    // A folder is encoding[-language]; encodings have hyphens too.
    static Charset? Labeled(string folder) => Charset.Find(folder) ?? (folder.LastIndexOf('-') is > 0 and int cut ? Charset.Find(folder[..cut]) : null);
}
