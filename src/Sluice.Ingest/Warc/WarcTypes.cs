using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Sluice.Ingest.Warc;

/// <summary>Types of WARC records, and the texts of a head as documents carry them.</summary>
static class WarcTypes
{
    // Unknown types are counted by name; a name made to fill memory is cut.
    const int NameCharsMax = 32;

    // Longer than any real one; what is longer is cut, not lost.
    const int TextCharsMax = 16 << 10;

    static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), 0x7f]);

    static readonly string[] s_known = ["response", "resource", "conversion", "request", "metadata", "revisit", "warcinfo", "continuation"];

    /// <summary>The name that a type is counted by: lower case, bounded, nothing but letters, digits and hyphens.</summary>
    public static string Name(ReadOnlySpan<byte> type)
    {
        foreach (string known in s_known)
            if (Ascii.EqualsIgnoreCase(type, known)) return known;
        StringBuilder name = new();
        foreach (byte b in type[..Math.Min(type.Length, NameCharsMax)]) name.Append(char.IsAsciiLetterOrDigit((char)b) ? char.ToLowerInvariant((char)b) : '-');
        return name.Length == 0 ? "untyped" : name.ToString();
    }

    /// <summary>Whether records of this type can be documents.</summary>
    public static bool IsDocument(string name) => name is "response" or "resource" or "conversion";

    /// <summary>A record id without its angle brackets; null for none.</summary>
    public static string? Id(ReadOnlySpan<byte> id) => Text(Unbracket(id));

    /// <summary>A URL without angle brackets (some writers of WARC 1.0 put them); null for none. Bytes that are no UTF-8, and control characters, are percent-encoded, so that none is lost.</summary>
    public static string? Url(ReadOnlySpan<byte> url)
    {
        url = Unbracket(url);
        if (url.IsEmpty) return null;
        if (url.Length > TextCharsMax) url = url[..TextCharsMax];
        if (Utf8.IsValid(url) && !url.ContainsAny(s_controls)) return Encoding.UTF8.GetString(url);
        StringBuilder text = new(url.Length + 16);
        while (!url.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(url, out Rune rune, out int length) == OperationStatus.Done;
            if (isValid && !Rune.IsControl(rune)) text.Append(rune.ToString());
            else foreach (byte b in url[..length]) text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            url = url[length..];
        }
        return text.ToString();
    }

    /// <summary>A header's text: invalid UTF-8 becomes U+FFFD, control characters are left out; null for none.</summary>
    public static string? Text(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return null;
        if (value.Length > TextCharsMax) value = value[..TextCharsMax];
        string text = Encoding.UTF8.GetString(value);
        foreach (char c in text)
        {
            if (!char.IsControl(c)) continue;
            return string.Concat(text.Where(kept => !char.IsControl(kept)));
        }
        return text;
    }

    static ReadOnlySpan<byte> Unbracket(ReadOnlySpan<byte> value) => value is [(byte)'<', .., (byte)'>'] ? value[1..^1].Trim((byte)' ') : value;
}
