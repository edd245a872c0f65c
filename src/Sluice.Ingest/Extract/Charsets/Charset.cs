using System.Collections.Concurrent;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>A character encoding of the WHATWG Encoding standard, and how a page's is found.</summary>
/// <remarks>Order: byte order mark, transport header, <c>meta</c> in the first bytes, UTF-8 where the bytes are valid UTF-8, else windows-1252. Nothing is guessed from letter frequencies yet.</remarks>
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
        Charset? marked = ByteOrderMark(page, out markBytes);
        if (marked is not null) return marked;
        if (header is not null && Find(header) is { } stated) return stated;
        if (MetaPrescan.Find(page[..Math.Min(page.Length, PrescanBytesMax)]) is { } label && Find(label) is { } named)
            return named.Name.StartsWith("utf-16", StringComparison.Ordinal) ? Utf8 : named; // The meta was read as ASCII, so UTF-16 can't be true.
        return System.Text.Unicode.Utf8.IsValid(page) ? Utf8 : Windows1252;
    }

    /// <summary>As <see cref="Detect(ReadOnlySpan{byte}, string?, out int)"/>.</summary>
    public static Charset Detect(ReadOnlySpan<byte> page, string? header) => Detect(page, header, out _);

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

    static Charset? ByteOrderMark(ReadOnlySpan<byte> page, out int bytes)
    {
        bytes = page.StartsWith("\uFEFF"u8) ? 3 : 2;
        if (bytes == 3) return Utf8;
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Find("utf-16be");
        if (page.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Find("utf-16le");
        bytes = 0;
        return null;
    }
}
