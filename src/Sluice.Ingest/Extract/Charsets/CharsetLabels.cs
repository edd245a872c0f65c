using System.Collections.Frozen;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>The labels of the WHATWG Encoding standard (section 4.2), and the .NET code page of each charset.</summary>
/// <remarks>Left out, since .NET has no decoder: iso-8859-10, iso-8859-14, iso-8859-16; and x-user-defined and replacement, which give no text.
/// The standard decodes gbk as gb18030; .NET's code page 949 is the standard's euc-kr.
/// Added, since .NET has one and texts are written in them: what follows utf-16le. Browsers refuse some of these for the sake of scripts, which nobody runs here.</remarks>
static class CharsetLabels
{
    /// <summary>Every label, for tests.</summary>
    public static IEnumerable<string> All => s_byLabel.Keys;

    // Name, code page, labels.
    static readonly (string Name, int CodePage, string Labels)[] s_charsets =
    [
        ("utf-8", 65001, "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"),
        ("ibm866", 866, "866 cp866 csibm866 ibm866"),
        ("iso-8859-2", 28592, "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
        ("iso-8859-3", 28593, "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
        ("iso-8859-4", 28594, "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
        ("iso-8859-5", 28595, "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
        ("iso-8859-6", 28596, "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"),
        ("iso-8859-7", 28597, "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"),
        ("iso-8859-8", 28598, "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"),
        ("iso-8859-8-i", 38598, "csiso88598i iso-8859-8-i logical"),
        ("iso-8859-13", 28603, "iso-8859-13 iso8859-13 iso885913"),
        ("iso-8859-15", 28605, "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"),
        ("koi8-r", 20866, "cskoi8r koi koi8 koi8-r koi8_r"),
        ("koi8-u", 21866, "koi8-ru koi8-u"),
        ("macintosh", 10000, "csmacintosh mac macintosh x-mac-roman"),
        ("windows-874", 874, "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"),
        ("windows-1250", 1250, "cp1250 windows-1250 x-cp1250"),
        ("windows-1251", 1251, "cp1251 windows-1251 x-cp1251"),
        ("windows-1252", 1252, "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"),
        ("windows-1253", 1253, "cp1253 windows-1253 x-cp1253"),
        ("windows-1254", 1254, "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"),
        ("windows-1255", 1255, "cp1255 windows-1255 x-cp1255"),
        ("windows-1256", 1256, "cp1256 windows-1256 x-cp1256"),
        ("windows-1257", 1257, "cp1257 windows-1257 x-cp1257"),
        ("windows-1258", 1258, "cp1258 windows-1258 x-cp1258"),
        ("x-mac-cyrillic", 10017, "maccyrillic x-mac-cyrillic x-mac-ukrainian"),
        ("gbk", 54936, "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"),
        ("gb18030", 54936, "gb18030"),
        ("big5", 950, "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
        ("euc-jp", 51932, "cseucpkdfmtjapanese euc-jp x-euc-jp"),
        ("iso-2022-jp", 50220, "csiso2022jp iso-2022-jp"),
        ("shift_jis", 932, "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"),
        ("euc-kr", 949, "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"),
        ("utf-16be", 1201, "unicodefffe utf-16be"),
        ("utf-16le", 1200, "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"),
        ("utf-32le", 12000, "utf-32 utf-32le ucs-4 ucs-4le"),
        ("utf-32be", 12001, "utf-32be ucs-4be"),
        ("iso-2022-kr", 50225, "csiso2022kr iso-2022-kr"),
        ("hz-gb-2312", 52936, "hz hz-gb-2312"),
        ("johab", 1361, "cp1361 johab"),
        ("ibm737", 737, "737 cp737 ibm737"),
        ("ibm852", 852, "852 cp852 ibm852 ibm-852"),
        ("ibm855", 855, "855 cp855 ibm855 ibm-855"),
        ("ibm862", 862, "862 cp862 ibm862 dos-862"),
        ("x-mac-ce", 10029, "x-mac-ce maccentraleurope"),
        ("x-mac-greek", 10006, "x-mac-greek macgreek"),
    ];

    static readonly FrozenDictionary<string, (string Name, int CodePage)> s_byLabel =
        s_charsets.SelectMany(c => c.Labels.Split(' ').Select(label => (Label: label, c.Name, c.CodePage)))
            .ToFrozenDictionary(c => c.Label, c => (c.Name, c.CodePage), StringComparer.Ordinal);

    /// <summary>Name and code page of a trimmed label in lower case.</summary>
    public static bool TryGetName(string label, out string name, out int codePage)
    {
        bool found = s_byLabel.TryGetValue(label, out (string Name, int CodePage) charset);
        (name, codePage) = charset;
        return found;
    }
}
