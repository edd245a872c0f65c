namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>How much of a HTML file a reader sees: characters outside tags, comments, scripts and styles, a run of white space counted once.</summary>
/// <remarks>Source of the rule: StarCoder (arXiv:2305.06161). Its own count has every blank of the indentation, so here fewer files pass. Linear, whatever the markup.</remarks>
static class HtmlText
{
    /// <summary>Visible code points.</summary>
    public static int Count(ReadOnlySpan<byte> html)
    {
        int count = 0, at = 0;
        bool isSpace = true;
        while (at < html.Length)
        {
            int tag = html[at..].IndexOf((byte)'<');
            ReadOnlySpan<byte> text = tag < 0 ? html[at..] : html.Slice(at, tag);
            foreach (byte b in text)
            {
                bool isBlank = b is (byte)' ' or (>= 9 and <= 13);
                if (isBlank ? !isSpace : (sbyte)b >= -64) count++;
                isSpace = isBlank;
            }
            if (tag < 0) break;
            at = EndOfTag(html, at + tag);
        }
        return count;
    }

    static int EndOfTag(ReadOnlySpan<byte> html, int at)
    {
        ReadOnlySpan<byte> rest = html[at..];
        if (rest.StartsWith("<!--"u8)) return After(rest[4..], "-->"u8, at + 4);
        int end = after(rest);
        if (StartsWithName(rest, "script"u8)) return SkipRaw(html, at + end, "script"u8);
        if (StartsWithName(rest, "style"u8)) return SkipRaw(html, at + end, "style"u8);
        return at + end;

        static int after(ReadOnlySpan<byte> rest)
        {
            if (rest.Length < 2 || !(char.IsAsciiLetter((char)rest[1]) || rest[1] is (byte)'/' or (byte)'!' or (byte)'?')) return 1;
            int close = rest.IndexOf((byte)'>');
            return close < 0 ? rest.Length : close + 1;
        }
    }

    static int After(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark, int at)
    {
        int found = rest.IndexOf(mark);
        return found < 0 ? at + rest.Length : at + found + mark.Length;
    }

    static int SkipRaw(ReadOnlySpan<byte> html, int at, ReadOnlySpan<byte> name)
    {
        while (at < html.Length)
        {
            int found = html[at..].IndexOf("</"u8);
            if (found < 0) return html.Length;
            at += found;
            if (StartsWithName(html[(at + 1)..], name)) return at;
            at += 2;
        }
        return html.Length;
    }

    // The name behind one character, in either case, and no letter behind it.
    static bool StartsWithName(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> name)
    {
        if (tag.Length <= name.Length) return false;
        for (int i = 0; i < name.Length; i++)
            if ((tag[i + 1] | 0x20) != name[i]) return false;
        return tag.Length == name.Length + 1 || !char.IsAsciiLetterOrDigit((char)tag[name.Length + 1]);
    }
}
