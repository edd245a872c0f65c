using System.Text;

namespace Sluice.Curate.Govern.License;

/// <summary>License files that old editors wrote as UTF-16.</summary>
static class Utf16Text
{
    /// <summary>The text as UTF-8 where a byte order mark says UTF-16; null elsewhere.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> bytes)
    {
        Encoding? encoding = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
        return encoding is null ? null : Encoding.UTF8.GetBytes(encoding.GetString(bytes[2..]));
    }
}
