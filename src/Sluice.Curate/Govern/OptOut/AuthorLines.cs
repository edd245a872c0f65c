using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Looks for listed authors in the lines of a file that name authors. Buffers are reused from document to document.</summary>
/// <remarks>Time O(text): a vectorized search for each mark of such lines, which most files have few of; then hashed look-ups of addresses, and of runs of words as long as names are.</remarks>
sealed class AuthorLines(IReadOnlyList<OptOutList> lists)
{
    const int LineBytesMax = 1 << 10; // Of a longer line the part around the mark.
    const int WordsMax = 128;

    static readonly byte[][] s_marks = [.. new[] { "opyright", "OPYRIGHT", "uthor", "UTHOR", "aintain", "MAINTAIN", "ritten by", "©", "(c) ", "(C) " }.Select(Encoding.UTF8.GetBytes)];
    static readonly SearchValues<byte> s_localPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"u8);
    static readonly SearchValues<byte> s_domain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    readonly bool _hasNames = lists.Any(list => list.HasNames), _hasEmails = lists.Any(list => list.HasEmails);
    readonly int _nameWordsMax = lists.Max(list => list.NameWordsMax);
    readonly byte[] _words = new byte[NameWords.CapacityFor(LineBytesMax)];
    readonly int[] _starts = new int[WordsMax + 1];

    /// <summary>Whether a text is an e-mail address, by its shape.</summary>
    public static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        ReadOnlySpan<byte> utf8 = Encoding.UTF8.GetBytes(text);
        return at > 0 && !utf8[..at].ContainsAnyExcept(s_localPart) && !utf8[(at + 1)..].ContainsAnyExcept(s_domain) && text.IndexOf('.', at) > at + 1 && text[^1] is not ('.' or '-');
    }

    /// <summary>The first listed author in the metadata <c>copyright</c> or the text.</summary>
    public bool Find(Document document, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        if (document.Metadata.TryGet("copyright", out MetadataValue holders) && holders.Text is { } text)
            foreach (string holder in text.Split("; "))
                if (FindIn(Encoding.UTF8.GetBytes(holder.Length > LineBytesMax / 3 ? holder[..(LineBytesMax / 3)] : holder), out list, out entry)) return true;
        return Find(document.Text, out list, out entry);
    }

    bool Find(ReadOnlySpan<byte> text, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        foreach (byte[] mark in s_marks)
        {
            for (int at = 0; at < text.Length;)
            {
                int found = text[at..].IndexOf(mark);
                if (found < 0) break;
                ReadOnlySpan<byte> line = LineAt(text, at + found, mark.Length, out int end);
                if (FindIn(line, out list, out entry)) return true;
                at = Math.Max(end, at + found + mark.Length);
            }
        }
        (list, entry) = (null, -1);
        return false;
    }

    // The line around a mark; of a long one the part before the mark is left out but for a little.
    static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> text, int mark, int markBytes, out int end)
    {
        const int BeforeMax = 128;
        int from = Math.Max(0, mark - BeforeMax);
        int start = text[from..mark].LastIndexOfAny((byte)'\n', (byte)'\r') + 1 + from;
        int to = Math.Min(text.Length, start + LineBytesMax), stop = text[(mark + markBytes)..Math.Max(to, mark + markBytes)].IndexOfAny((byte)'\n', (byte)'\r');
        end = stop < 0 ? Math.Max(to, mark + markBytes) : mark + markBytes + stop;
        // Cut at whole characters.
        while (start < end && (text[start] & 0xC0) == 0x80) start++;
        int whole = end;
        while (whole > start && whole < text.Length && (text[whole] & 0xC0) == 0x80) whole--;
        return text[start..whole];
    }

    bool FindIn(ReadOnlySpan<byte> line, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        if (_hasEmails && FindEmail(line, out list, out entry)) return true;
        if (_hasNames && FindName(line, out list, out entry)) return true;
        (list, entry) = (null, -1);
        return false;
    }

    bool FindEmail(ReadOnlySpan<byte> line, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        for (int from = 0; from < line.Length;)
        {
            int at = line[from..].IndexOf((byte)'@');
            if (at < 0) break;
            at += from;
            int start = line[from..at].LastIndexOfAnyExcept(s_localPart) + 1 + from, domain = line[(at + 1)..].IndexOfAnyExcept(s_domain);
            int end = domain < 0 ? line.Length : at + 1 + domain;
            Span<byte> email = _words.AsSpan(0, end - start);
            Ascii.ToLower(line[start..end], email, out _);
            if (Look(OptOutKind.Email, email.TrimEnd(".-"u8), out list, out entry)) return true;
            from = Math.Max(end, at + 1);
        }
        (list, entry) = (null, -1);
        return false;
    }

    bool FindName(ReadOnlySpan<byte> line, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        ReadOnlySpan<byte> words = _words.AsSpan(0, NameWords.Write(line, _words));
        int count = 0;
        for (int at = 0; at < words.Length && count < WordsMax; count++)
        {
            _starts[count] = at;
            int space = words[at..].IndexOf((byte)' ');
            at = space < 0 ? words.Length + 1 : at + space + 1;
            _starts[count + 1] = at;
        }
        for (int first = 0; first < count; first++)
            for (int last = first + 1; last < Math.Min(count, first + _nameWordsMax); last++)
                if (Look(OptOutKind.PersonName, words[_starts[first]..(_starts[last + 1] - 1)], out list, out entry)) return true;
        (list, entry) = (null, -1);
        return false;
    }

    bool Look(OptOutKind kind, ReadOnlySpan<byte> value, [NotNullWhen(true)] out OptOutList? list, out int entry)
    {
        foreach (OptOutList one in lists)
        {
            entry = one.Find(kind, value);
            if (entry < 0) continue;
            list = one;
            return true;
        }
        (list, entry) = (null, -1);
        return false;
    }
}
