using System.Text;

namespace Sluice.Curate.Filter.Url;

/// <summary>One URL taken apart for the rules: its bytes, its host, and the form without anything but letters and digits. Buffers are reused.</summary>
sealed class UrlParts
{
    byte[] _url = new byte[512], _squeezed = new byte[512];
    int _length, _squeezedLength, _hostStart, _hostLength;

    /// <summary>The URL.</summary>
    public ReadOnlySpan<byte> Url => _url.AsSpan(0, _length);

    /// <summary>Its host in lower case (ASCII letters), without user, port, and a dot at its end; empty where it has none.</summary>
    public ReadOnlySpan<byte> Host => _squeezed.AsSpan(_hostStart, _hostLength);

    /// <summary>Its ASCII letters and digits in lower case, all else left out.</summary>
    public ReadOnlySpan<byte> Squeezed => _squeezed.AsSpan(0, _squeezedLength);

    /// <summary>Takes the next URL.</summary>
    public void Set(string url)
    {
        int bytesMax = Encoding.UTF8.GetMaxByteCount(url.Length);
        if (_url.Length < bytesMax) _url = new byte[bytesMax];
        if (_squeezed.Length < bytesMax * 2) _squeezed = new byte[bytesMax * 2];
        _length = Encoding.UTF8.GetBytes(url, _url);
        _squeezedLength = 0;
        foreach (byte b in Url)
            if (char.IsAsciiLetterOrDigit((char)b)) _squeezed[_squeezedLength++] = Lower(b);

        ReadOnlySpan<byte> host = HostOf(Url);
        (_hostStart, _hostLength) = (_squeezedLength, host.Length);
        for (int i = 0; i < host.Length; i++) _squeezed[_hostStart + i] = Lower(host[i]);
    }

    static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> url)
    {
        int scheme = url.IndexOf("://"u8);
        if (scheme >= 0) url = url[(scheme + 3)..];
        else if (url.StartsWith("//"u8)) url = url[2..];
        int end = url.IndexOfAny("/?#\\"u8);
        if (end >= 0) url = url[..end];
        url = url[(url.LastIndexOf((byte)'@') + 1)..];
        int port = url.LastIndexOf((byte)':');
        if (port >= 0 && url[port..].IndexOf((byte)']') < 0) url = url[..port];
        return url.TrimEnd((byte)'.');
    }

    static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
