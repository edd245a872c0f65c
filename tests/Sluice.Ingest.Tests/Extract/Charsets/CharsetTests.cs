using System.Text;
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
    [InlineData("<?xml version='1.0' encoding='koi8-r'?><p>", null, "koi8-r")]
    [InlineData("<?xml version='1.0' encoding='koi8-r'?><meta charset=big5>", null, "big5")] // A meta says more than the declaration.
    [InlineData("<?xml version='1.0' encoding=koi8-r ?>", null, "utf-8")]
    [InlineData("<?xml version='1.0' encoding='koi8-r", null, "utf-8")]
    [InlineData("\u00FF\u00FE\0\0a\0\0\0", null, "utf-32le")]
    [InlineData("\0\0\u00FE\u00FF\0\0\0a", null, "utf-32be")]
    [InlineData("a\0 \0b\0", null, "utf-16le")] // No mark: the zeros tell.
    [InlineData("\0a\0 \0b", null, "utf-16be")]
    [InlineData("a\0b", null, "utf-8")]
    [InlineData("\u001B$B?eLg\u001B(B", null, "iso-2022-jp")]
    [InlineData("\u001B$)C\u000E<v9.\u000F", null, "iso-2022-kr")]
    [InlineData("~{VPHKC|FU~}", null, "hz-gb-2312")]
    [InlineData("if (~{}) ~}", null, "utf-8")]
    public void The_charset_is_found_in_the_order_of_the_standard(string latin1, string? header, string name) =>
        Assert.Equal(name, Charset.Detect(Encoding.Latin1.GetBytes(latin1), header).Name);

    [Theory]
    [InlineData("\u00C3\u00A9", "windows-1252", "utf-8")] // Valid UTF-8 is UTF-8, whatever is stated,
    [InlineData("\u00E7\u0081\u00AB", "shift_jis", "shift_jis")] // but for a few bytes that two-byte charsets may hold too.
    [InlineData("caf\u00E9 cr\u00E8me", "utf-8", "windows-1252")] // Stated UTF-8, and none of it is.
    [InlineData("<meta charset=utf-8>caf\u00E9 cr\u00E8me", null, "windows-1252")] // The same if the page itself states it,
    [InlineData("<meta charset=utf-8>caf\u00E9 cr\u00E8me", "utf-8", "windows-1252")] // or both do.
    [InlineData("\u00C3\u00A9\u00C3\u00A9\u00E9", "utf-8", "utf-8")] // Some broken places stay UTF-8.
    [InlineData("<meta charset=iso-8859-2>\u00BBlu\u00BB", "utf-8", "iso-8859-2")] // The page's own statement, where the header's is wrong.
    public void A_statement_that_the_bytes_contradict_is_not_believed(string latin1, string? header, string name) =>
        Assert.Equal(name, Charset.Detect(Encoding.Latin1.GetBytes(latin1), header).Name);

    [Theory]
    [InlineData("Прибрежные воды открыты для всех. Все люди рождаются свободными и равными в своём достоинстве и правах.", "windows-1251", "windows-1252", "windows-1251")]
    [InlineData("Прибрежные воды открыты для всех. Все люди рождаются свободными и равными в своём достоинстве и правах.", "koi8-r", "windows-1251", "koi8-r")]
    [InlineData("すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。", "euc-jp", "shift_jis", "euc-jp")]
    [InlineData("Вода", "windows-1251", "windows-1252", "windows-1252")] // One word is not enough.
    [InlineData("Über allen Gipfeln ist Ruh, in allen Wipfeln spürest du kaum einen Hauch; die Vögelein schweigen im Walde.", "windows-1252", "windows-1250", "windows-1250")] // Nor is one that is right by half.
    public void A_statement_is_overruled_only_where_the_letters_make_far_more_sense_otherwise(string text, string charset, string stated, string name) =>
        Assert.Equal(name, Charset.Detect(Charset.Find(charset)!.Encoding.GetBytes(text), stated).Name);

    [Fact]
    public void Ascii_that_states_nothing_is_shown_as_such()
    {
        Assert.Equal("us-ascii", Charset.NameOf("plain"u8, null));
        Assert.Equal("utf-8", Charset.NameOf("plain"u8, "utf-8"));
        Assert.Equal("koi8-r", Charset.NameOf("<meta charset=koi8-r>"u8, null));
    }

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
}
