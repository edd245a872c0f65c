using System.Text;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Writes an address in one way, whatever the way it was written in, so that equal ones are equal by bytes. Never throws; linear but for sorting the query.</summary>
/// <remarks>http and https are alike and left out, as are user, default port, <c>www.</c> (<c>www2.</c>), fragment (but for <c>#!</c>), session ids and trackers
/// (<see cref="UrlTrackers"/>); the host is in lower case without a dot at its end; dot segments are resolved; percent-encoding is upper-case and of what needs it only;
/// no slash ends a path but the root's; query parameters are sorted by name (those of one name stay in order). Addresses of other schemes, and giant ones, are taken as they are.
/// Sources: RFC 3986 section 6.2.2 and 6.2.3 (what is equivalent by the standard); WHATWG URL, "URL parsing" (white space, backslashes); the CDX key rules of web archives
/// (Sort-friendly URI Reordering Transform: scheme, www, session ids, order of parameters). Not done, since it would join what may differ: lower-casing paths, <c>index.html</c>, doubled slashes.
/// One instance a worker: buffers are reused.</remarks>
sealed class CanonicalUrl
{
    /// <summary>Longer ones are compared as they are.</summary>
    public const int BytesMax = 1 << 16;

    readonly List<(int Start, int NameEnd, int End)> _parameters = [];
    Comparison<(int Start, int NameEnd, int End)>? _byName;
    byte[] _url = new byte[512];
    byte[] _canonical = new byte[2048];
    byte[] _sorted = new byte[2048];
    int _length;

    /// <summary>The address in its canonical form; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(string url)
    {
        ReadOnlySpan<byte> whole = Encode(url), rest = whole;
        _length = 0;
        if (rest.Length > BytesMax) return whole;
        if (_canonical.Length < whole.Length * 3 + 2) _canonical = new byte[whole.Length * 3 + 2]; // Every byte may be encoded.
        if (!TryTakeScheme(ref rest, out int defaultPort)) return whole;
        ReadOnlySpan<byte> fragment = TakeFrom(ref rest, "#"u8), query = TakeFrom(ref rest, "?"u8);
        ReadOnlySpan<byte> path = TakeFrom(ref rest, "/\\"u8);
        WriteHost(rest, defaultPort);
        WritePath(path);
        WriteQuery(query);
        if (fragment.StartsWith("#!"u8)) Append(fragment);
        return _canonical.AsSpan(0, _length);
    }

    // Without white space and control characters at its ends, and tabs and line ends inside (WHATWG).
    ReadOnlySpan<byte> Encode(string url)
    {
        int bytesMax = Encoding.UTF8.GetMaxByteCount(url.Length);
        if (_url.Length < bytesMax) _url = new byte[bytesMax];
        int read = Encoding.UTF8.GetBytes(url, _url), written = 0;
        for (int n = 0; n < read; n++)
            if (_url[n] is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) _url[written++] = _url[n];
        ReadOnlySpan<byte> bytes = _url.AsSpan(0, written);
        while (!bytes.IsEmpty && bytes[0] <= ' ') bytes = bytes[1..];
        while (!bytes.IsEmpty && bytes[^1] <= ' ') bytes = bytes[..^1];
        return bytes;
    }

    // True where a host follows: after http(s)://, after //, and where there is no scheme (a column of bare hosts and paths).
    static bool TryTakeScheme(ref ReadOnlySpan<byte> url, out int defaultPort)
    {
        defaultPort = 80;
        int end = 0;
        while (end < url.Length && (char.IsAsciiLetterOrDigit((char)url[end]) || url[end] is (byte)'+' or (byte)'-' or (byte)'.')) end++;
        bool hasScheme = end > 0 && end < url.Length && url[end] == ':' && char.IsAsciiLetter((char)url[0]);
        if (hasScheme && Ascii.EqualsIgnoreCase(url[..end], "https"u8)) defaultPort = 443;
        else if (hasScheme && !Ascii.EqualsIgnoreCase(url[..end], "http"u8))
        {
            // example.com:8080/path is a host and its port; mailto:someone and urn:isbn:1 are not.
            return url[..end].Contains((byte)'.') && end + 1 < url.Length && char.IsAsciiDigit((char)url[end + 1]);
        }
        if (hasScheme) url = url[(end + 1)..];
        while (!url.IsEmpty && url[0] is (byte)'/' or (byte)'\\') url = url[1..];
        return !url.IsEmpty;
    }

    static ReadOnlySpan<byte> TakeFrom(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> marks)
    {
        int at = rest.IndexOfAny(marks);
        if (at < 0) return [];
        ReadOnlySpan<byte> taken = rest[at..];
        rest = rest[..at];
        return taken;
    }

    void WriteHost(ReadOnlySpan<byte> authority, int defaultPort)
    {
        ReadOnlySpan<byte> host = authority[(authority.LastIndexOf((byte)'@') + 1)..], port = [];
        int colon = host.LastIndexOf((byte)':');
        if (colon >= 0 && host[colon..].IndexOf((byte)']') < 0)
        {
            port = host[(colon + 1)..].TrimStart((byte)'0');
            host = host[..colon];
        }
        AppendDecoded(host);
        Span<byte> written = _canonical.AsSpan(0, _length);
        for (int n = 0; n < written.Length; n++) written[n] = char.IsAsciiLetterUpper((char)written[n]) ? (byte)(written[n] | 0x20) : written[n];
        ReadOnlySpan<byte> kept = ((ReadOnlySpan<byte>)written).TrimEnd((byte)'.');
        kept = kept[WwwBytes(kept)..];
        kept.CopyTo(_canonical);
        _length = kept.Length;
        bool isDefault = port.IsEmpty || (defaultPort == 80 ? port.SequenceEqual("80"u8) : port.SequenceEqual("443"u8));
        if (isDefault) return;
        Append(":"u8);
        Append(port);
    }

    // www. and www7. go where a domain of two parts at least is left.
    static int WwwBytes(ReadOnlySpan<byte> host)
    {
        if (!host.StartsWith("www"u8)) return 0;
        int end = 3;
        while (end < host.Length && char.IsAsciiDigit((char)host[end])) end++;
        return end < host.Length && host[end] == '.' && host[(end + 1)..].Contains((byte)'.') ? end + 1 : 0;
    }

    // Segments that are a dot go, and two dots take the one before (RFC 3986, 5.2.4).
    void WritePath(ReadOnlySpan<byte> path)
    {
        int start = _length;
        while (!path.IsEmpty)
        {
            int end = path[1..].IndexOfAny((byte)'/', (byte)'\\');
            ReadOnlySpan<byte> segment = end < 0 ? path[1..] : path[1..(end + 1)];
            path = end < 0 ? [] : path[(end + 1)..];
            int before = _length;
            Append("/"u8);
            AppendDecoded(WithoutSession(segment));
            ReadOnlySpan<byte> written = _canonical.AsSpan(before + 1, _length - before - 1);
            if (written.SequenceEqual("."u8)) _length = before;
            else if (written.SequenceEqual(".."u8)) _length = start + Math.Max(0, _canonical.AsSpan(start, before - start).LastIndexOf((byte)'/'));
        }
        while (_length > start && _canonical[_length - 1] == '/') _length--;
        if (_length == start) Append("/"u8);
    }

    static ReadOnlySpan<byte> WithoutSession(ReadOnlySpan<byte> segment)
    {
        int at = segment.IndexOf((byte)';');
        return at >= 0 && UrlTrackers.IsSessionSegment(segment[(at + 1)..]) ? segment[..at] : segment;
    }

    void WriteQuery(ReadOnlySpan<byte> query)
    {
        if (query.IsEmpty) return;
        _parameters.Clear();
        int start = _length;
        foreach (Range range in query[1..].Split((byte)'&'))
        {
            ReadOnlySpan<byte> parameter = query[1..][range];
            int nameEnd = parameter.IndexOf((byte)'=') is >= 0 and var at ? at : parameter.Length;
            if (parameter.IsEmpty) continue;
            int from = _length;
            AppendDecoded(parameter[..nameEnd]);
            int nameWritten = _length;
            if (UrlTrackers.IsTracker(_canonical.AsSpan(from, nameWritten - from)))
            {
                _length = from;
                continue;
            }
            AppendDecoded(parameter[nameEnd..]);
            _parameters.Add((from, nameWritten, _length));
        }
        SortParameters(start);
    }

    void SortParameters(int start)
    {
        if (_parameters.Count > 1) _parameters.Sort(_byName ??= (a, b) => NameOf(a).SequenceCompareTo(NameOf(b)) is not 0 and var byName ? byName : a.Start - b.Start);
        if (_sorted.Length < _length - start + _parameters.Count) _sorted = new byte[_canonical.Length * 2];
        int length = 0;
        foreach ((int from, _, int end) in _parameters)
        {
            _sorted[length] = length == 0 ? (byte)'?' : (byte)'&';
            _canonical.AsSpan(from, end - from).CopyTo(_sorted.AsSpan(length + 1));
            length += 1 + end - from;
        }
        _length = start;
        Append(_sorted.AsSpan(0, length));
    }

    ReadOnlySpan<byte> NameOf((int Start, int NameEnd, int End) parameter) => _canonical.AsSpan(parameter.Start, parameter.NameEnd - parameter.Start);

    // Percent-encoding is undone where it isn't needed (letters, digits, - . _ ~), else in upper case; what can't stand in an address is encoded.
    void AppendDecoded(ReadOnlySpan<byte> part)
    {
        EnsureRoom(part.Length * 3);
        for (int n = 0; n < part.Length; n++)
        {
            byte b = part[n];
            bool isEncoded = b == '%' && n + 2 < part.Length && char.IsAsciiHexDigit((char)part[n + 1]) && char.IsAsciiHexDigit((char)part[n + 2]);
            if (isEncoded)
            {
                b = (byte)(HexOf(part[n + 1]) << 4 | HexOf(part[n + 2]));
                n += 2;
            }
            bool isPlain = IsUnreserved(b) || (!isEncoded && b is > 0x20 and < 0x7F and not ((byte)'%' or (byte)'"' or (byte)'<' or (byte)'>' or (byte)'`'));
            if (isPlain) _canonical[_length++] = b;
            else
            {
                _canonical[_length++] = (byte)'%';
                _canonical[_length++] = (byte)"0123456789ABCDEF"[b >> 4];
                _canonical[_length++] = (byte)"0123456789ABCDEF"[b & 15];
            }
        }
    }

    void Append(ReadOnlySpan<byte> bytes)
    {
        EnsureRoom(bytes.Length);
        bytes.CopyTo(_canonical.AsSpan(_length));
        _length += bytes.Length;
    }

    void EnsureRoom(int bytes)
    {
        if (_canonical.Length - _length < bytes) Array.Resize(ref _canonical, Math.Max(_canonical.Length * 2, _length + bytes));
    }

    static bool IsUnreserved(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    static int HexOf(byte digit) => char.IsAsciiDigit((char)digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
