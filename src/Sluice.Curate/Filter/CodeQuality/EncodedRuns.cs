using System.Buffers;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Finds data written as text: long runs of base64, of hexadecimal bytes and of Unicode escapes.</summary>
/// <remarks>
/// <para>A run is: 64 or more base64 characters, over several lines where each has 48 or more; eight or more hexadecimal bytes (<c>0x1f</c>, <c>\x1f</c>,
/// <c>1f</c>) with commas and white space between; eight or more <c>\u0123</c> one behind the other.</para>
/// <para>Source: StarCoder2 (Lozhkov et al. 2024, arXiv:2402.19173), section on encoded data. Departures: lines of short words are no base64, nor are
/// rulers of <c>=</c> and <c>/</c>; a comma followed by a space separates bytes too.</para>
/// <para>Linear: long runs are found by looking at every 48th (23rd) byte first.</para>
/// </remarks>
static class EncodedRuns
{
    const int Base64LineMin = 48, Base64Min = 64, HexItemsMin = 8, HexBytesMin = 23, EscapesMin = 8, EscapeBytes = 6;

    static readonly bool[] s_base64 = Table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);
    static readonly bool[] s_hexText = Table("0123456789abcdefABCDEFxX\\, \t\r\n"u8);
    static readonly SearchValues<byte> s_hexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Bytes of all runs together, and of the longest.</summary>
    public static (long Bytes, int Longest) Of(ReadOnlySpan<byte> text)
    {
        long bytes = 0;
        int longest = 0;
        for (int at = 0; NextRun(text, s_base64, Base64LineMin, at, out int start, out int end); at = end)
        {
            int length = Base64Length(text, start, ref end);
            if (length >= Base64Min) Add(length, ref bytes, ref longest);
        }
        for (int at = 0; NextRun(text, s_hexText, HexBytesMin, at, out int start, out int end); at = end) AddHex(text[start..end], ref bytes, ref longest);
        AddEscapes(text, ref bytes, ref longest);
        return (bytes, longest);
    }

    static void Add(int length, ref long bytes, ref int longest)
    {
        bytes += length;
        longest = Math.Max(longest, length);
    }

    // The next run of bytes of a class with a least length: where the last byte of a window is of another class, no run lies before it.
    static bool NextRun(ReadOnlySpan<byte> text, bool[] isMember, int min, int at, out int start, out int end)
    {
        start = at;
        while (start + min <= text.Length)
        {
            int other = start + min - 1;
            while (other >= start && isMember[text[other]]) other--;
            if (other < start)
            {
                end = start + min;
                while (end < text.Length && isMember[text[end]]) end++;
                return true;
            }
            start = other + 1;
        }
        end = text.Length;
        return false;
    }

    // Joins following lines that are long runs too; `end` moves behind them.
    static int Base64Length(ReadOnlySpan<byte> text, int start, ref int end)
    {
        int length = text[start..end].Trim("=/"u8).Length;
        while (length > 0)
        {
            int next = end;
            if (next < text.Length && text[next] == '\r') next++;
            if (next >= text.Length || text[next] != '\n') break;
            next++;
            while (next < text.Length && text[next] is (byte)' ' or (byte)'\t') next++;
            int line = next;
            while (line < text.Length && s_base64[text[line]]) line++;
            if (line - next < Base64LineMin) break;
            length += line - next;
            end = line;
        }
        return length;
    }

    static void AddHex(ReadOnlySpan<byte> run, ref long bytes, ref int longest)
    {
        int at = 0, items = 0, first = 0, last = 0;
        while (at < run.Length)
        {
            int digits = at;
            if (run.Length - at >= 4 && (run[at] is (byte)'0' or (byte)'\\') && run[at + 1] is (byte)'x' or (byte)'X') digits += 2;
            int end = digits;
            while (end < run.Length && s_hexDigits.Contains(run[end])) end++;
            if (end - digits == 2)
            {
                if (items++ == 0) first = at;
                last = at = end;
            }
            else
            {
                Close(ref bytes, ref longest);
                at = Math.Max(end, at + 1);
            }
            while (at < run.Length && run[at] is (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
        }
        Close(ref bytes, ref longest);

        void Close(ref long bytes, ref int longest)
        {
            if (items >= HexItemsMin) Add(last - first, ref bytes, ref longest);
            items = 0;
        }
    }

    static void AddEscapes(ReadOnlySpan<byte> text, ref long bytes, ref int longest)
    {
        for (int at = 0; at < text.Length;)
        {
            int found = text[at..].IndexOf("\\u"u8);
            if (found < 0) return;
            int start = at + found, end = start;
            while (IsEscape(text, end)) end += EscapeBytes;
            if (end - start >= EscapesMin * EscapeBytes) Add(end - start, ref bytes, ref longest);
            at = Math.Max(end, start + 2);
        }
    }

    static bool IsEscape(ReadOnlySpan<byte> text, int at) =>
        text.Length - at >= EscapeBytes && text[at] == '\\' && text[at + 1] == 'u' && !text.Slice(at + 2, 4).ContainsAnyExcept(s_hexDigits);

    static bool[] Table(ReadOnlySpan<byte> members)
    {
        bool[] table = new bool[256];
        foreach (byte b in members) table[b] = true;
        return table;
    }
}
