using System.Buffers;
using System.Buffers.Text;

namespace Sluice.Ingest.Warc;

/// <summary>The head line of an ARC record: <c>URL IP date MIME length</c> (version 1), or with result, checksum, location, offset and file name before the length (version 2).</summary>
/// <remarks>URLs with spaces, MIME types with spaces and extra fields occur: the date after an IP address is what holds a line together. Source: Internet Archive, "Arc File Format" (1996).</remarks>
ref struct ArcHead
{
    // Dates have 14 digits; 10 to 18 occur.
    const int DateDigitsMin = 8, DateDigitsMax = 20;

    static readonly SearchValues<byte> s_addressBytes = SearchValues.Create("0123456789abcdefABCDEF.:-"u8);

    /// <summary>The URL as stated, spaces included.</summary>
    public ReadOnlySpan<byte> Url;

    /// <summary>The date's digits.</summary>
    public ReadOnlySpan<byte> Date;

    /// <summary>The MIME type as stated; empty for none.</summary>
    public ReadOnlySpan<byte> Mime;

    /// <summary>Bytes of the block.</summary>
    public long ContentLength;

    /// <summary>Whether it opens an ARC file, and is no page.</summary>
    public readonly bool IsVersionBlock => Url.StartsWith("filedesc:"u8);

    /// <summary>Whether bytes could begin such a line: a URL scheme does.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> bytes)
    {
        // One byte is not enough to tell "http" from prose; a colon within the first bytes is the cheap test.
        int colon = bytes[..Math.Min(bytes.Length, 16)].IndexOf((byte)':');
        if (colon <= 0) return false;
        foreach (byte b in bytes[..colon])
            if (!(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'-' or (byte)'.')) return false;
        return char.IsAsciiLetter((char)bytes[0]);
    }

    /// <summary>Reads a head line without its line end; false where it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out ArcHead head)
    {
        head = default;
        line = line.TrimEnd("\r "u8);
        if (!MayBegin(line)) return false;
        int lastSpace = line.LastIndexOf((byte)' ');
        if (lastSpace < 0 || !Utf8Parser.TryParse(line[(lastSpace + 1)..], out long length, out int used) || used != line.Length - lastSpace - 1 || length < 0) return false;
        head.ContentLength = length;
        ReadOnlySpan<byte> fields = line[..lastSpace];
        // Walk the fields; the first date that follows an address ends the URL.
        for (int space = fields.IndexOf((byte)' '); space >= 0;)
        {
            int addressEnd = NextSpace(fields, space + 1);
            if (addressEnd < 0) return false;
            int dateEnd = NextSpace(fields, addressEnd + 1) is int found and >= 0 ? found : fields.Length;
            ReadOnlySpan<byte> first = fields[(space + 1)..addressEnd], second = fields[(addressEnd + 1)..dateEnd];
            // Writers that put the date before the address exist.
            bool isSwapped = IsDate(first) && IsAddress(second) && !IsDate(second);
            if (isSwapped || (IsAddress(first) && IsDate(second)))
            {
                head.Url = fields[..space];
                head.Date = isSwapped ? first : second;
                head.Mime = dateEnd == fields.Length ? default : MimeOf(fields[(dateEnd + 1)..]);
                return true;
            }
            space = addressEnd;
        }
        return false;
    }

    // Version 2 has result, checksum, location, offset and file name after the MIME type.
    static ReadOnlySpan<byte> MimeOf(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> mime = rest;
        if (rest.Count((byte)' ') >= 5) mime = rest[..rest.IndexOf((byte)' ')];
        return mime is [(byte)'-'] ? default : mime;
    }

    static int NextSpace(ReadOnlySpan<byte> fields, int from) => fields[from..].IndexOf((byte)' ') is int at and >= 0 ? from + at : -1;

    static bool IsAddress(ReadOnlySpan<byte> field) => !field.IsEmpty && (!field.ContainsAnyExcept(s_addressBytes) || field.SequenceEqual("None"u8));

    static bool IsDate(ReadOnlySpan<byte> field) => field.Length is >= DateDigitsMin and <= DateDigitsMax && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
