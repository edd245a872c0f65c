using System.Buffers;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds e-mail addresses: atoms joined by single dots, <c>@</c>, and labels joined by single dots, at least two; or a literal address in
/// brackets.</summary>
/// <remarks>The same places as datatrove's pattern, without its backtracking: each byte is looked at twice at most. The local part starts at the first word
/// boundary inside what could be one, so <c>'quoted'@host.io</c> begins at <c>q</c> and <c>müller@host.de</c> is none.</remarks>
static class EmailFinder
{
    static readonly SearchValues<byte> s_notLocal = Complement("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+/=?^_`{|}~-."u8);
    static readonly SearchValues<byte> s_notLabel = Complement("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>Adds every address of a text.</summary>
    public static void Find(ReadOnlySpan<byte> text, PiiSpans spans)
    {
        int from = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int next = text[at..].IndexOf((byte)'@');
            if (next < 0) return;
            at += next;
            int end = DomainEnd(text, at + 1);
            if (end < 0) continue;
            int start = LocalStart(text, from, at);
            if (start < 0) continue;
            spans.Add(start, end, PiiKind.Email);
            from = end;
            at = end - 1;
        }
    }

    // Where the local part before the @ starts, not before from; -1 where there is none.
    static int LocalStart(ReadOnlySpan<byte> text, int from, int at)
    {
        int start = from + text[from..at].LastIndexOfAny(s_notLocal) + 1;
        if (start == at || text[at - 1] == '.') return -1;
        int doubleDot = text[start..at].LastIndexOf(".."u8);
        if (doubleDot >= 0) start += doubleDot + 2;
        for (; start < at; start++)
        {
            if (text[start] == '.') continue;
            if (WordCharacters.Contains(text[start]) != WordCharacters.IsBefore(text, start)) return start;
        }
        return -1;
    }

    static int DomainEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '[') return LiteralEnd(text, at + 1);
        for (bool isFirst = true; ; isFirst = false)
        {
            if (at >= text.Length || !char.IsAsciiLetterOrDigit((char)text[at])) return -1;
            int run = text[at..].IndexOfAny(s_notLabel);
            int runEnd = run < 0 ? text.Length : at + run, end = runEnd;
            while (text[end - 1] == '-') end--;
            bool goesOn = end == runEnd && end + 1 < text.Length && text[end] == '.' && char.IsAsciiLetterOrDigit((char)text[end + 1]);
            if (!goesOn) return isFirst ? -1 : end;
            at = end + 1;
        }
    }

    // [1.2.3.4], or with a name and a colon in place of the last number, as the pattern has it.
    static int LiteralEnd(ReadOnlySpan<byte> text, int at)
    {
        for (int group = 0; group < 4; group++)
        {
            int digits = Ipv4Finder.OctetLength(text, at);
            if (digits > 0 && at + digits < text.Length && text[at + digits] == (group < 3 ? (byte)'.' : (byte)']'))
            {
                at += digits + 1;
                continue;
            }
            if (group < 3) return -1;
            int run = text[at..].IndexOfAny(s_notLabel);
            return run > 0 && text[at + run - 1] != '-' && text[(at + run)..].StartsWith(":]"u8) ? at + run + 2 : -1;
        }
        return at;
    }

    static SearchValues<byte> Complement(ReadOnlySpan<byte> bytes)
    {
        List<byte> others = [];
        for (int b = 0; b < 256; b++)
            if (!bytes.Contains((byte)b)) others.Add((byte)b);
        return SearchValues.Create([.. others]);
    }
}
