using System.Text;

namespace Sluice.Curate.Govern.License.Notices;

/// <summary>Finds who holds the copyright, by notices as files carry them: <c>Copyright (c) 2019-2024 Jane Doe</c>, <c>© 2020 Example GmbH</c>, <c>SPDX-FileCopyrightText: 2021 Jane Doe</c>.</summary>
/// <remarks>One notice a line. E-mail and web addresses are left out. Blanks to fill in (<c>[yyyy] [name of copyright owner]</c>) are no holders, nor is who wrote the license's own text (a notice
/// followed by "Everyone is permitted to copy"). Linear time; at most <see cref="HoldersMax"/> notices.</remarks>
static class CopyrightNotices
{
    /// <summary>Notices that are kept of one text.</summary>
    public const int HoldersMax = 16;

    const int LineLengthMax = 400, HolderLengthMax = 120, LinesMax = 5_000;

    static readonly string[] s_notHolders =
    [
        "notice", "holder", "owner", "law", "license", "licence", "and ", "or ", "interest", "statement", "information", "status", "in ", "of ", "is ", "to ", "the following", "protect", "ed ", "the above", "line", "header", "year",
        "message", "file", "act ", "assign", "disclaim", "claim", "@", "below", "above", "text", "symbol", "(c) holder", "on ", "for ", "as ",
    ];

    static readonly string[] s_placeholders =
    [
        "public domain", "[", "]", "<year", "<name", "<copyright", "<owner", "<author", "name of author", "name of copyright", "yyyy", "19yy", "20xx", "{{", "}}", "${", "%s", "your name", "your company", "full name", "fullname", "year name", "<holders", "<your",
        "copyright holder",
    ];

    static readonly string[] s_ends =
    [
        "all rights reserved", "all right reserved", "licensed under", "released under", "distributed under", "available under", "mit license", "this file", "this program", "this software", "this is free", "permission is", "permission to",
        "see license", "see the license", "see copying", "spdx-", " | ", "http://", "https://", "www.", "*/", "-->", "everyone is", "redistribution", "use of this source", "apache license", "bsd license", "portions ", "code released", "\\n", "\\0", "\"", "');", "</", "(c) ", "©", " - ", "&#169;",
    ];

    /// <summary>Adds the notices of a text: years, then the holder.</summary>
    public static void Find(ReadOnlySpan<byte> textUtf8, List<string> holders)
    {
        if (!MayHold(textUtf8)) return;
        int lines = 0;
        while (!textUtf8.IsEmpty && holders.Count < HoldersMax && lines++ < LinesMax)
        {
            int end = textUtf8.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> line = end < 0 ? textUtf8 : textUtf8[..end];
            textUtf8 = end < 0 ? default : textUtf8[(end + 1)..];
            if (line.Length > LineLengthMax) line = line[..LineLengthMax];
            if (!MayHold(line) || Notice(Encoding.UTF8.GetString(line)) is not { } notice || holders.Contains(notice)) continue;
            if (!IsOfALicense(textUtf8)) holders.Add(notice);
        }
    }

    /// <summary>Adds the notices of values that are copyright texts by themselves, as REUSE's files have them.</summary>
    public static void Add(string value, List<string> holders)
    {
        if (value.Length > LineLengthMax) value = value[..LineLengthMax];
        if (holders.Count < HoldersMax && Rest(value.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) ? value[9..] : value, isSure: true) is { } notice && !holders.Contains(notice)) holders.Add(notice);
    }

    static bool MayHold(ReadOnlySpan<byte> text) => text.IndexOf("opyright"u8) >= 0 || text.IndexOf("OPYRIGHT"u8) >= 0 || text.IndexOf("(c)"u8) >= 0 || text.IndexOf("(C)"u8) >= 0 || text.IndexOf("©"u8) >= 0;

    // Texts that may not be changed carry their author's notice, which says nothing of the work.
    static bool IsOfALicense(ReadOnlySpan<byte> after)
    {
        const int NearBytes = 200;
        string near = Encoding.UTF8.GetString(after[..Math.Min(NearBytes, after.Length)]);
        return near.Contains("veryone is permitted to copy", StringComparison.Ordinal);
    }

    static string? Notice(string line)
    {
        int at = line.IndexOf("CopyrightText:", StringComparison.Ordinal);
        if (at >= 0) return Rest(line[(at + 14)..], isSure: true);
        for (at = 0; (at = line.IndexOf("copyright", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            bool isFirst = !line.AsSpan(0, at).ContainsAnyInRange('a', 'z');
            at += "copyright".Length;
            if (Rest(line[at..], isSure: false, isFirst) is { } notice) return notice;
        }
        // (c) also numbers the items of lists: without the word it needs a year.
        foreach (string mark in (ReadOnlySpan<string>)["©", "(c)", "(C)"])
        {
            at = line.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0 && line.AsSpan(at + mark.Length).TrimStart() is [>= '0' and <= '9', ..] && Rest(line[at..], isSure: false) is { } notice) return notice;
        }
        return null;
    }

    // What follows the word: marks, years, who. Without a mark or a year it must begin its line, with a capital after the word.
    static string? Rest(string rest, bool isSure, bool isFirst = false)
    {
        rest = rest.TrimStart(' ', '\t', ':', ',', '-', '>');
        bool hasMark = isSure;
        while (true)
        {
            int before = rest.Length;
            foreach (string mark in (ReadOnlySpan<string>)["(c)", "(C)", "©", "&copy;", "&#169;", "&#xA9;", "\\(co", "@copyright{}", "copyright", "Copyright", "COPYRIGHT"])
                if (rest.StartsWith(mark, StringComparison.Ordinal)) (rest, hasMark) = (rest[mark.Length..].TrimStart(' ', '\t', ':', ',', '>'), true);
            if (rest.Length == before) break;
        }
        string years = Years(ref rest);
        if (!hasMark && years.Length == 0 && !isFirst) return null;
        string lower = rest.ToLowerInvariant();
        foreach (string placeholder in s_placeholders)
            if (lower.Contains(placeholder, StringComparison.Ordinal)) return null;
        if (years.Length == 0)
        {
            foreach (string not in s_notHolders)
                if (lower.StartsWith(not, StringComparison.Ordinal)) return null;
            if (!hasMark && (rest.Length == 0 || !char.IsUpper(rest[0]) && rest[0] < 0x80 && !rest.StartsWith("by ", StringComparison.Ordinal))) return null;
        }
        foreach (string end in s_ends)
        {
            int at = lower.IndexOf(end, StringComparison.Ordinal);
            if (at >= 0) (rest, lower) = (rest[..at], lower[..at]);
        }
        string holder = Cleaned(WithoutSpelledAddress(rest));
        // A program that makes the notice, not a notice.
        if (holder.AsSpan().ContainsAny("{}$=\\")) return null;
        if (years.Length == 0) years = Years(ref holder, fromEnd: true);
        if (holder.Length < 2 || holder.Count(char.IsLetter) < 2) return null;
        if (holder.Length > HolderLengthMax) holder = FileLicense.Cut(holder, HolderLengthMax).TrimEnd();
        return years.Length == 0 ? holder : $"{years} {holder}";
    }

    // 2019, 2020-2024, 2019-, 1998,99: digits with marks between; "present" counts as an end.
    static string Years(ref string text, bool fromEnd = false)
    {
        if (fromEnd)
        {
            int start = text.Length;
            while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '-' or '–' or ' ' or ',')) start--;
            string last = text[start..].Trim(' ', ',');
            if (last.Length < 4 || !char.IsAsciiDigit(last[0])) return "";
            text = text[..start].TrimEnd(' ', ',');
            return last.Replace('–', '-');
        }
        int end = 0;
        while (end < text.Length)
        {
            if (char.IsAsciiDigit(text[end]) || text[end] is '-' or '–' or ',' or ' ' or '/' or '\t') end++;
            else if (string.Compare(text, end, "present", 0, 7, StringComparison.OrdinalIgnoreCase) == 0) end += 7;
            else if (string.Compare(text, end, "and ", 0, 4, StringComparison.OrdinalIgnoreCase) == 0 && end + 4 < text.Length && char.IsAsciiDigit(text[end + 4])) end += 4;
            else break;
        }
        // A holder that begins with digits (3Dfx) keeps them.
        while (end > 0 && end < text.Length && char.IsAsciiDigit(text[end - 1]) && char.IsLetter(text[end])) end--;
        string years = text[..end].Trim(' ', ',', '-', '–', '/', '\t');
        if (years.Length < 4 || !char.IsAsciiDigit(years[0]) || years.Length > 60) return "";
        text = text[end..];
        return string.Join(' ', years.Replace('–', '-').Replace(" - ", "-", StringComparison.Ordinal).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    // "(jane at example dot org)" is an address too.
    static string WithoutSpelledAddress(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal), close = open < 0 ? -1 : text.IndexOf(')', open);
        if (close < 0) return text;
        ReadOnlySpan<char> inside = text.AsSpan(open, close - open);
        return inside.Contains(" at ", StringComparison.OrdinalIgnoreCase) || inside.Contains(" dot ", StringComparison.OrdinalIgnoreCase) ? text.Remove(open, close + 1 - open) : text;
    }

    static string Cleaned(string text)
    {
        StringBuilder cleaned = new();
        int angle = 0;
        foreach (string word in text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            bool isBegun = word[0] is '<';
            if (isBegun) angle++;
            bool isLeftOut = angle > 0 || word.Contains('@', StringComparison.Ordinal) || word.Contains("://", StringComparison.Ordinal) || word is "/>" or "/*" or "//" or "#" or "*" or "|" or "--" or "*)" or "-}" or "%" or ";";
            if (angle > 0 && word.Contains('>', StringComparison.Ordinal)) angle = 0;
            if (isLeftOut) continue;
            if (cleaned.Length > 0) cleaned.Append(' ');
            foreach (char c in word)
                if (!char.IsControl(c) && c != ';' && c != '\uFFFD') cleaned.Append(c);
        }
        string result = cleaned.ToString().Trim(' ', '*', '/', '#', '-', '"', '\'', ',', ':', '|', '<', '>', '=', '`', '~', '_', '+', '}', '{');
        if (result.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) result = result[3..];
        if (result.EndsWith('.') && !EndsAbbreviation(result)) result = result[..^1];
        if (result.EndsWith(')') && !result.Contains('(', StringComparison.Ordinal)) result = result[..^1];
        if (result.EndsWith('(')) result = result[..^1];
        return result.Trim(' ', ',');
    }

    static bool EndsAbbreviation(string text)
    {
        foreach (string end in (ReadOnlySpan<string>)["Inc.", "Ltd.", "Corp.", "Co.", "al.", "Jr.", "Sr.", "S.A.", "e.V.", "B.V.", "Bros."])
            if (text.EndsWith(end, StringComparison.Ordinal)) return true;
        // An initial: "Jane D."
        return text.Length >= 3 && char.IsUpper(text[^2]) && text[^3] is ' ' or '.';
    }
}
