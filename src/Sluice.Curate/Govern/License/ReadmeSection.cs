namespace Sluice.Curate.Govern.License;

/// <summary>The part of a README that is about its license: from a heading that says so to the next heading.</summary>
static class ReadmeSection
{
    const int SectionBytesMax = 2_000, HeadingBytesMax = 80;

    /// <summary>The section; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> readme)
    {
        for (int at = 0; at < readme.Length;)
        {
            ReadOnlySpan<byte> line = Line(readme, at);
            int next = at + line.Length + 1;
            if (IsHeading(line, next < readme.Length ? Line(readme, next) : default) && IsAboutLicense(line))
            {
                ReadOnlySpan<byte> section = readme[Math.Min(next, readme.Length)..];
                return section[..End(section)];
            }
            at = next;
        }
        return default;
    }

    static int End(ReadOnlySpan<byte> section)
    {
        int lines = 0;
        for (int at = 0; at < section.Length && at < SectionBytesMax;)
        {
            ReadOnlySpan<byte> line = Line(section, at);
            int next = at + line.Length + 1;
            // The first lines may be the heading's own underline.
            if (lines++ > 1 && IsHeading(line, next < section.Length ? Line(section, next) : default)) return at;
            at = next;
        }
        return Math.Min(section.Length, SectionBytesMax);
    }

    static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int at)
    {
        int end = text[at..].IndexOf((byte)'\n');
        return end < 0 ? text[at..] : text.Slice(at, end);
    }

    // "# License", "== License", or a line underlined with = or - or ~.
    static bool IsHeading(ReadOnlySpan<byte> line, ReadOnlySpan<byte> below)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty || line.Length > HeadingBytesMax) return false;
        below = below.Trim(" \t\r"u8);
        return line[0] is (byte)'#' or (byte)'=' && line.IndexOfAnyExcept((byte)'#', (byte)'=') > 0 || below.Length >= 3 && below.IndexOfAnyExcept(below[0]) < 0 && below[0] is (byte)'=' or (byte)'-' or (byte)'~' && below.Length >= 3;
    }

    static bool IsAboutLicense(ReadOnlySpan<byte> line) =>
        line.IndexOf("icense"u8) >= 0 || line.IndexOf("icence"u8) >= 0 || line.IndexOf("ICENSE"u8) >= 0 || line.IndexOf("opyright"u8) >= 0 || line.IndexOf("COPYRIGHT"u8) >= 0 || line.IndexOf("icensing"u8) >= 0;
}
