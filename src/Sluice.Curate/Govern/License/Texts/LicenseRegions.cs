namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds the parts of a file that may speak of licenses.</summary>
/// <remarks>A vectorised search for each of a few pieces of words, one of which every license text and notice has every few thousand bytes; what is around a hit is a part. A file without any is done.</remarks>
static class LicenseRegions
{
    const int BytesAround = 3000;
    const int SkipBytes = 1000; // Hits nearer than this to the last make no other part.

    static readonly byte[][] s_pieces =
    [
        "icens"u8.ToArray(), "ICENS"u8.ToArray(), "icenc"u8.ToArray(), "ICENC"u8.ToArray(), "izenz"u8.ToArray(), "opyright"u8.ToArray(), "OPYRIGHT"u8.ToArray(), "SPDX"u8.ToArray(), "ermission"u8.ToArray(), "ERMISSION"u8.ToArray(), "istribut"u8.ToArray(),
        "ISTRIBUT"u8.ToArray(), "ublic domain"u8.ToArray(), "GPL"u8.ToArray(), "opyleft"u8.ToArray(), "arrant"u8.ToArray(), "ARRANT"u8.ToArray(), "you want"u8.ToArray(), "ermitted"u8.ToArray(), "MIT"u8.ToArray(), "freely"u8.ToArray(),
        "icent"u8.ToArray(), "ontrat "u8.ToArray(), "著作"u8.ToArray(), "許諾"u8.ToArray(), "授權"u8.ToArray(), "许可"u8.ToArray(),
        .. ProprietaryNotices.Anchors,
    ];

    /// <summary>Fills a list with the parts, in order; they don't touch.</summary>
    public static void Find(ReadOnlySpan<byte> text, List<(int Start, int End)> regions)
    {
        regions.Clear();
        foreach (byte[] piece in s_pieces)
        {
            int from = 0;
            while (text[from..].IndexOf(piece) is >= 0 and var at)
            {
                int hit = from + at;
                regions.Add((Math.Max(0, hit - BytesAround), Math.Min(text.Length, hit + BytesAround)));
                from = Math.Min(text.Length, hit + SkipBytes);
            }
        }
        if (regions.Count == 0) return;
        regions.Sort();
        int last = 0;
        for (int i = 1; i < regions.Count; i++)
        {
            if (regions[i].Start <= regions[last].End) regions[last] = (regions[last].Start, Math.Max(regions[last].End, regions[i].End));
            else regions[++last] = regions[i];
        }
        regions.RemoveRange(last + 1, regions.Count - last - 1);
    }
}
