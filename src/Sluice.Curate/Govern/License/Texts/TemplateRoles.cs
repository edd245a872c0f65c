namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Whether a word of a license text has to be there.</summary>
enum WordRole : byte
{
    /// <summary>It has.</summary>
    Required,

    /// <summary>It may be missing, as a title, a copyright line or a note about the license may.</summary>
    Optional,

    /// <summary>As <see cref="Optional"/>: it is said about the license, so that words may as well be added there.</summary>
    About,

    /// <summary>It stands for a name or a year, and may be replaced.</summary>
    Replaceable,
}

/// <summary>Tells which words of a license text are optional or replaceable.</summary>
/// <remarks>Source: SPDX's matching guidelines, "Optional text", "Replaceable text" and "Copyright notice"; the list's package has the texts without their markup, so the words are told by where they stand.</remarks>
static class TemplateRoles
{
    const int TitleWordsMax = 14;
    const int PlaceholderWordsMax = 10;

    static readonly uint s_copyright = LicenseWords.Hash("copyright");
    static readonly HashSet<uint> s_afterCopyright = [.. new[] { "notice", "notices", "holder", "holders", "law", "laws", "license", "statement", "and", "or", "to", "in", "interest", "permission", "is" }.Select(LicenseWords.Hash)];

    // What follows these is about the license, no part of it.
    static readonly uint[][] s_ends = [.. new[] { "end of terms and conditions", "creative commons is not a party to", "creative commons notice" }.Select(Hashes)];
    // What stands before these, at the start.
    static readonly uint[][] s_beginnings = [.. new[] { "by exercising the licensed rights defined below", "the work as defined below is provided under the terms of this creative commons" }.Select(Hashes)];
    static readonly uint[] s_exhibit = Hashes("exhibit a");
    static readonly uint[][] s_optional = [.. new[] { "all rights reserved" }.Select(Hashes)];

    public static WordRole[] Of(ReadOnlySpan<byte> text, LicenseWords words)
    {
        var roles = new WordRole[words.Count];
        ReadOnlySpan<uint> hashes = words.Hashes;
        MarkLines(text, words, roles);
        MarkPlaceholders(text, words, roles);
        foreach (uint[] phrase in s_optional)
            for (int at = Find(hashes, phrase, 0); at >= 0; at = Find(hashes, phrase, at + 1)) roles.AsSpan(at, phrase.Length).Fill(WordRole.Optional);
        foreach (uint[] phrase in s_ends)
            if (Find(hashes, phrase, 0) is >= 0 and var at && at > roles.Length / 2) Optional(roles.AsSpan(at), WordRole.About);
        // The form of a notice to put into files; the last naming of it is its heading.
        if (hashes.LastIndexOf(s_exhibit) is >= 0 and var exhibit && exhibit > roles.Length * 0.7) Optional(roles.AsSpan(exhibit), WordRole.Optional);
        foreach (uint[] phrase in s_beginnings)
            if (Find(hashes, phrase, 0) is >= 0 and var at && at < roles.Length / 2) Optional(roles.AsSpan(0, at), WordRole.About);
        return roles;
    }

    static void Optional(Span<WordRole> roles, WordRole kind)
    {
        foreach (ref WordRole role in roles)
            if (role == WordRole.Required) role = kind;
    }

    // The title above the first blank line, and lines that say who has the copyright.
    static void MarkLines(ReadOnlySpan<byte> text, LicenseWords words, WordRole[] roles)
    {
        int next = 0, line = 0;
        bool isTitle = true;
        while (line < text.Length)
        {
            int length = text[line..].IndexOf((byte)'\n');
            int end = length < 0 ? text.Length : line + length;
            int first = next;
            while (next < words.Count && words.Starts[next] < end) next++;
            ReadOnlySpan<uint> inLine = words.Hashes[first..next];
            if (IsCopyright(text[line..end], inLine)) Optional(roles.AsSpan(first, next - first), WordRole.Optional);
            else if (isTitle && next > first)
            {
                isTitle = false;
                int after = end + 1;
                bool isAlone = after >= text.Length || text[after..].IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') is var blank && blank >= 0 && text[after + blank] == (byte)'\n';
                if (isAlone && next - first <= TitleWordsMax && next < words.Count) Optional(roles.AsSpan(first, next - first), WordRole.Optional);
            }
            line = end + 1;
        }
    }

    static bool IsCopyright(ReadOnlySpan<byte> line, ReadOnlySpan<uint> words)
    {
        line = line.TrimStart(" \t*#/<(\"'-;"u8);
        if (line.StartsWith("•"u8)) line = line["•"u8.Length..].TrimStart(" \t"u8);
        bool isSign = line.StartsWith("©"u8) || line.StartsWith("c)"u8) || line.StartsWith("C)"u8);
        if (isSign) return true;
        int at = words.IndexOf(s_copyright);
        if (at < 0 || at > 10) return false;
        if (line.StartsWith("Portions"u8) && line.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0) return true;
        if (at > 3) return false;
        if (at > 0 && !line.StartsWith("Portions"u8) && !line.StartsWith("This"u8) && !line.StartsWith("Parts"u8)) return false;
        if (at > 0 && !line.Contains((byte)'(')) return false;
        bool isCapital = line.StartsWith("Copyright"u8) || line.StartsWith("COPYRIGHT"u8) || at > 0;
        return isCapital && words.Length > at + 1 && !s_afterCopyright.Contains(words[at + 1]);
    }

    static void MarkPlaceholders(ReadOnlySpan<byte> text, LicenseWords words, WordRole[] roles)
    {
        for (int i = 0; i < words.Count; i++)
        {
            int before = words.Starts[i] - 1;
            if (before < 0 || text[before] is not ((byte)'<' or (byte)'[' or (byte)'{')) continue;
            byte close = text[before] switch { (byte)'<' => (byte)'>', (byte)'[' => (byte)']', _ => (byte)'}' };
            for (int last = i; last < words.Count && last < i + PlaceholderWordsMax; last++)
            {
                ReadOnlySpan<byte> gap = text[words.Ends[last]..(last + 1 < words.Count ? words.Starts[last + 1] : text.Length)];
                if (gap.IndexOf(close) < 0) continue;
                roles.AsSpan(i, last - i + 1).Fill(WordRole.Replaceable);
                break;
            }
        }
    }

    static int Find(ReadOnlySpan<uint> words, uint[] phrase, int from)
    {
        int at = from > words.Length ? -1 : words[from..].IndexOf(phrase);
        return at < 0 ? -1 : from + at;
    }

    static uint[] Hashes(string phrase) => [.. phrase.Split(' ').Select(LicenseWords.Hash)];
}
