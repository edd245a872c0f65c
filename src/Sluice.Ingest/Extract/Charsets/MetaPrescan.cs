using System.Buffers;
using System.Text;

namespace Sluice.Ingest.Extract.Charsets;

/// <summary>Finds the charset that a page's own <c>meta</c> names, before the page is parsed.</summary>
/// <remarks>Source: HTML Living Standard, 13.2.3.2 "Prescan a byte stream to determine its encoding", simplified: attributes of <c>meta</c> only.</remarks>
static class MetaPrescan
{
    static readonly SearchValues<byte> s_labelEnd = SearchValues.Create(" \t\n\f\r;\"'"u8);
    static readonly SearchValues<byte> s_nameEnd = SearchValues.Create(" \t\n\f\r/>="u8);
    static readonly SearchValues<byte> s_valueEnd = SearchValues.Create(" \t\n\f\r>"u8);

    /// <summary>The label; null where there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        while (true)
        {
            int tag = head.IndexOf((byte)'<');
            if (tag < 0) return null;
            head = head[(tag + 1)..];
            if (head.StartsWith("!--"u8))
            {
                int end = head.IndexOf("-->"u8);
                if (end < 0) return null;
                head = head[(end + 3)..];
            }
            else if (head.Length > 5 && Ascii.EqualsIgnoreCase(head[..4], "meta"u8) && (IsSpace(head[4]) || head[4] == '/'))
            {
                head = head[5..];
                if (CharsetOfMeta(ref head) is { } label) return label;
            }
        }
    }

    // Reads the attributes of one meta up to its end, and leaves the rest in head.
    static string? CharsetOfMeta(ref ReadOnlySpan<byte> head)
    {
        string? charset = null;
        string? fromContent = null;
        bool isContentType = false;
        while (TryReadAttribute(ref head, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (Ascii.EqualsIgnoreCase(name, "charset"u8)) charset ??= Encoding.Latin1.GetString(value);
            else if (Ascii.EqualsIgnoreCase(name, "http-equiv"u8)) isContentType |= Ascii.EqualsIgnoreCase(value, "content-type"u8);
            else if (Ascii.EqualsIgnoreCase(name, "content"u8)) fromContent ??= CharsetOfContent(value);
        }
        return charset ?? (isContentType ? fromContent : null);
    }

    /// <summary>The charset of <c>text/html; charset=…</c>.</summary>
    static string? CharsetOfContent(ReadOnlySpan<byte> content)
    {
        for (int at = 0; at + 7 <= content.Length; at++)
        {
            if (!Ascii.EqualsIgnoreCase(content.Slice(at, 7), "charset"u8)) continue;
            ReadOnlySpan<byte> rest = content[(at + 7)..].TrimStart(" \t\n\f\r"u8);
            if (!rest.StartsWith("="u8)) continue;
            rest = rest[1..].Trim(" \t\n\f\r\"'"u8);
            int end = rest.IndexOfAny(s_labelEnd);
            return Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
        }
        return null;
    }

    static bool TryReadAttribute(ref ReadOnlySpan<byte> head, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        head = head.TrimStart(" \t\n\f\r/"u8);
        if (head.IsEmpty || head[0] == '>') return false;
        int end = head.IndexOfAny(s_nameEnd);
        if (end < 0) return false;
        end = Math.Max(end, 1);
        name = head[..end];
        head = head[end..].TrimStart(" \t\n\f\r"u8);
        if (!head.StartsWith("="u8)) return true;
        head = head[1..].TrimStart(" \t\n\f\r"u8);
        if (head.IsEmpty) return false;
        if (head[0] is (byte)'"' or (byte)'\'')
        {
            int close = head[1..].IndexOf(head[0]);
            if (close < 0) return false;
            value = head.Slice(1, close);
            head = head[(close + 2)..];
            return true;
        }
        end = head.IndexOfAny(s_valueEnd);
        if (end < 0) end = head.Length;
        value = head[..end];
        head = head[end..];
        return true;
    }

    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\f' or (byte)'\r';
}
