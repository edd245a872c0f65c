using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Sluice.Ingest.Http;

/// <summary>The value of a Content-Type header: MIME type and charset. The few that occur again and again are made once.</summary>
static class MediaType
{
    const int CharsMax = 256;
    const int RememberedMax = 4096;

    static readonly SearchValues<byte> s_valueEnds = SearchValues.Create(";, \t\"'"u8);
    static readonly ConcurrentDictionary<string, string> s_remembered = new(StringComparer.Ordinal);
    static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_remembered.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The MIME type without parameters, lower case; null where the value has none.</summary>
    public static string? Mime(ReadOnlySpan<byte> contentType)
    {
        contentType = contentType.TrimStart(" \t\"'"u8);
        int end = contentType.IndexOfAny(s_valueEnds);
        ReadOnlySpan<byte> mime = end < 0 ? contentType : contentType[..end];
        return mime.IsEmpty || mime.IndexOf((byte)'/') <= 0 ? null : Lower(mime);
    }

    /// <summary>The charset parameter, lower case; null where the value has none.</summary>
    public static string? Charset(ReadOnlySpan<byte> contentType)
    {
        ReadOnlySpan<byte> rest = contentType;
        while (true)
        {
            int semicolon = rest.IndexOf((byte)';');
            if (semicolon < 0) return null;
            rest = rest[(semicolon + 1)..].TrimStart(" \t"u8);
            int equals = rest.IndexOf((byte)'=');
            if (equals < 0) return null;
            if (!Ascii.EqualsIgnoreCase(rest[..equals].TrimEnd(" \t"u8), "charset"u8)) continue;
            ReadOnlySpan<byte> value = rest[(equals + 1)..].TrimStart(" \t\"'"u8);
            int end = value.IndexOfAny(s_valueEnds);
            value = end < 0 ? value : value[..end];
            return value.IsEmpty ? null : Lower(value);
        }
    }

    static string Lower(ReadOnlySpan<byte> value)
    {
        Span<char> chars = stackalloc char[CharsMax];
        chars = chars[..Math.Min(value.Length, CharsMax)];
        for (int i = 0; i < chars.Length; i++) chars[i] = value[i] is > 0x20 and < 0x7f ? char.ToLowerInvariant((char)value[i]) : '?';
        if (s_lookup.TryGetValue(chars, out string? known)) return known;
        string made = chars.ToString();
        return s_remembered.Count < RememberedMax ? s_remembered.GetOrAdd(made, made) : made;
    }
}
