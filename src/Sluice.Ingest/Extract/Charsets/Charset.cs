using System.Collections.Concurrent;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>A character encoding of the WHATWG Encoding standard (or one of a few beyond it that .NET decodes), and how a page's is found.</summary>
/// <remarks>Order: byte order mark; UTF-8 where the bytes are valid UTF-8 and not all ASCII, whatever is stated; what is stated (transport header, <c>meta</c>, XML declaration), unless the bytes contradict it;
/// else the likeliest by its letters (<see cref="CharsetDetector"/>), and windows-1252 where nothing is likely.</remarks>
public sealed class Charset
{
    /// <summary>Bytes of a page that are searched for a <c>meta</c> that names the charset. The standard asks for 1024; pages name it later.</summary>
    const int PrescanBytesMax = 4096;

    /// <summary>No label is longer, with room for white space around it.</summary>
    const int LabelCharsMax = 64;

    static readonly ConcurrentDictionary<string, Charset> s_byName = new(StringComparer.Ordinal);

    Charset(string name, Encoding encoding) => (Name, Encoding) = (name, encoding);

    /// <summary>The standard's name, in lower case: <c>utf-8</c>, <c>windows-1252</c>, <c>shift_jis</c>.</summary>
    public string Name { get; }

    /// <summary>Decodes it; broken sequences become U+FFFD.</summary>
    public Encoding Encoding { get; }

    bool IsUtf16 => Name.StartsWith("utf-16", StringComparison.Ordinal);

    bool IsUtf32 => Name.StartsWith("utf-32", StringComparison.Ordinal);

    /// <summary>UTF-8.</summary>
    public static Charset Utf8 { get; } = Find("utf-8")!;

    /// <summary>windows-1252, what browsers take for pages that say nothing.</summary>
    public static Charset Windows1252 { get; } = Find("windows-1252")!;

    /// <summary>The charset of a page.</summary>
    /// <param name="page">Its bytes.</param>
    /// <param name="header">What the transport header says; null where it says nothing.</param>
    /// <param name="markBytes">Bytes of the byte order mark, to be left out of the text.</param>
    public static Charset Detect(ReadOnlySpan<byte> page, string? header, out int markBytes)
    {
        if (ByteOrderMark(page, out markBytes) is { } marked) return marked;
        Charset? stated = Stated(page, header, out Charset? other);
        if (System.Text.Unicode.Utf8.IsValid(page)) return Ascii.IsValid(page) ? OfAscii(page, stated) : OfValidUtf8(page, stated);
        if (UnmarkedUnicode.Find(page) is { } unmarked) return unmarked;
        if (stated == Utf8 && NearUtf8.Is(page, isStated: true)) return Utf8;
        if (stated == Utf8) stated = other == Utf8 ? null : other; // What is stated is wrong; where it was the header, the page's own may be right.
        if (stated is null && NearUtf8.Is(page, isStated: false)) return Utf8;
        Charset? guessed = CharsetDetector.Guess(page, stated, out bool isContradicted);
        return stated is not null && !isContradicted ? stated : guessed ?? Windows1252;
    }

    /// <summary>As <see cref="Detect(ReadOnlySpan{byte}, string?, out int)"/>.</summary>
    public static Charset Detect(ReadOnlySpan<byte> page, string? header) => Detect(page, header, out _);

    /// <summary>The name of a page's charset, to be shown: as <see cref="Detect(ReadOnlySpan{byte}, string?)"/>, but <c>us-ascii</c> for a page of ASCII that states nothing, which is the same text in nearly all.</summary>
    public static string NameOf(ReadOnlySpan<byte> page, string? header)
    {
        Charset found = Detect(page, header);
        return found == Utf8 && Ascii.IsValid(page) && Stated(page, header, out _) is null ? "us-ascii" : found.Name;
    }

    /// <summary>The charset of a label; null where the standard does not know the label, or .NET does not decode its charset.</summary>
    public static Charset? Find(string label)
    {
        if (label.Length > LabelCharsMax) return null;
        string trimmed = label.Trim().ToLowerInvariant();
        return CharsetLabels.TryGetName(trimmed, out string name, out int codePage) ? s_byName.GetOrAdd(name, static (n, page) => new(n, Decoder(page)), codePage) : null;
    }

    static Encoding Decoder(int codePage)
    {
        const string Replacement = "\uFFFD";
        return CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Replacement))
            ?? Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Replacement));
    }

    // The header's, else the page's own; and the page's own.
    static Charset? Stated(ReadOnlySpan<byte> page, string? header, out Charset? own)
    {
        ReadOnlySpan<byte> head = page[..Math.Min(page.Length, PrescanBytesMax)];
        own = Known(MetaPrescan.Find(head)) ?? Known(XmlDeclaration.Encoding(head));
        if (own is { IsUtf16: true }) own = Utf8; // It was read as ASCII, so UTF-16 can't be true.
        return Known(header) ?? own;

        static Charset? Known(string? label) => label is null ? null : Find(label);
    }

    static Charset OfAscii(ReadOnlySpan<byte> page, Charset? stated)
    {
        if (stated is not null && stated != Utf8 && !stated.IsUtf16) return stated;
        return UnmarkedUnicode.Find(page) ?? EscapedCharsets.Find(page) ?? Utf8;
    }

    // Text of another charset is hardly ever valid UTF-8: but a few characters of two bytes may be.
    static Charset OfValidUtf8(ReadOnlySpan<byte> page, Charset? stated)
    {
        const int SequencesSure = 8;
        if (stated is null || stated == Utf8 || stated.Encoding.IsSingleByte || stated.IsUtf16) return UnmarkedUnicode.Find(page) ?? Utf8;
        int sequences = 0;
        while (sequences < SequencesSure && page.IndexOfAnyInRange((byte)0xC2, (byte)0xF4) is >= 0 and int at)
        {
            sequences++;
            page = page[(at + 1)..];
        }
        return sequences < SequencesSure ? stated : Utf8;
    }

    static Charset? ByteOrderMark(ReadOnlySpan<byte> page, out int bytes)
    {
        bytes = page.StartsWith("\uFEFF"u8) ? 3 : page.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || page.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? 4 : 2;
        if (bytes == 3) return Utf8;
        if (bytes == 4 && UnmarkedUnicode.Find(page) is { IsUtf32: true } wide) return wide;
        bytes = 2;
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Find("utf-16be");
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Find("utf-16le");
        bytes = 0;
        return null;
    }
}
