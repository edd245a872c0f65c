using System.Buffers;
using System.Text;

namespace Sluice.Ingest.Code;

/// <summary>The charset that a source file states in its first two lines: <c># -*- coding: latin-1 -*-</c>, <c># vim: set fileencoding=cp1252 :</c>.</summary>
/// <remarks>Source: PEP 263 (the expression <c>coding[:=]\s*([-_.a-zA-Z0-9]+)</c> in line one or two), which Ruby, Emacs and Vim share. Labels that Emacs ends in <c>-unix</c>, <c>-dos</c> or <c>-mac</c> lose that.</remarks>
static class CodingDeclaration
{
    const int LookedAtBytesMax = 400;

    static readonly SearchValues<byte> s_label = SearchValues.Create("-_.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The label; null where none is stated.</summary>
    public static string? Find(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> head = file[..Math.Min(file.Length, LookedAtBytesMax)];
        int first = head.IndexOf((byte)'\n');
        int second = first < 0 ? -1 : head[(first + 1)..].IndexOf((byte)'\n');
        if (second >= 0) head = head[..(first + 1 + second)];
        while (head.IndexOf("coding"u8) is >= 0 and int at)
        {
            head = head[(at + "coding".Length)..];
            if (head.IsEmpty || head[0] is not ((byte)':' or (byte)'=')) continue;
            ReadOnlySpan<byte> label = head[1..].TrimStart(" \t\""u8);
            int end = label.IndexOfAnyExcept(s_label);
            label = end < 0 ? label : label[..end];
            if (label.IsEmpty) continue;
            string name = Encoding.ASCII.GetString(label).ToLowerInvariant();
            foreach (string lineEnd in (ReadOnlySpan<string>)["-unix", "-dos", "-mac"])
                if (name.EndsWith(lineEnd, StringComparison.Ordinal)) return name[..^lineEnd.Length];
            return name;
        }
        return null;
    }
}
