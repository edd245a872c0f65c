using Sluice.Ingest.Extract.Charsets.Models;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>The charsets of one byte a character, each with the languages that are written in it.</summary>
static class SingleByteCandidates
{
    const string West = "en de fr es pt it nl sv da nb fi is ca ga sq";
    const string Central = "cs sk pl hu ro hr sl sq";
    const string Baltic = "et lt lv";
    const string Cyrillic = "ru uk be bg mk sr";

    // Charset, bits that it must win by against windows-1252 (rare ones more), languages.
    static readonly (string Charset, int Bits, string Languages)[] s_all =
    [
        ("windows-1252", 0, West),
        ("iso-8859-15", 10, "fr fi et en"),
        ("macintosh", 12, West),
        ("windows-1250", 5, Central), // Where it has no byte of its own it is taken for iso-8859-2, which then gives the same text.
        ("iso-8859-2", 4, Central),
        ("ibm852", 14, "cs sk pl hu hr sl"),
        ("x-mac-ce", 14, "cs sk pl hu"),
        ("windows-1254", 4, "tr"),
        ("iso-8859-3", 10, "eo"),
        ("windows-1257", 5, Baltic),
        ("iso-8859-13", 7, Baltic),
        ("iso-8859-4", 8, Baltic),
        ("windows-1258", 6, "vi"),
        ("windows-1251", 2, Cyrillic),
        ("koi8-r", 4, "ru bg"),
        ("koi8-u", 5, "ru uk be"),
        ("iso-8859-5", 6, Cyrillic),
        ("ibm866", 6, "ru uk be bg"),
        ("x-mac-cyrillic", 8, Cyrillic),
        ("ibm855", 9, Cyrillic),
        ("windows-1253", 5, "el"),
        ("iso-8859-7", 4, "el"),
        ("x-mac-greek", 14, "el"),
        ("ibm737", 12, "el"),
        ("windows-1255", 4, "he"),
        ("ibm862", 12, "he"),
        ("windows-1256", 4, "ar fa ur"),
        ("iso-8859-6", 6, "ar fa"),
        ("windows-874", 4, "th"),
    ];

    static readonly Lazy<SingleByteReading[]> s_readings = new(() =>
    [
        .. s_all.SelectMany(c => c.Languages.Split(' ').Select(language => new SingleByteReading(Charset.Find(c.Charset)!, LetterModels.Shipped.Pairs[language], c.Bits))),
    ]);

    /// <summary>Every charset in every language of it.</summary>
    public static ReadOnlySpan<SingleByteReading> Readings => s_readings.Value;
}
