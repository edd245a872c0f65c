using Sluice.Core.Text;
using Sluice.Curate.Govern.License.Notices;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Reads what ordinary files say of their license and holders. Remembers what it read: the notices of a repository's files are mostly the same bytes.</summary>
sealed class HeaderReader(LicenseMatcher matcher)
{
    // Together at most 4 MiB a worker.
    const int RememberedMax = 1_024, RememberedBytesMax = 4 << 10;

    readonly Dictionary<ulong, Remembered> _remembered = [];
    readonly HeaderRegions _regions = new();
    readonly List<LicenseMatch> _found = [];
    readonly List<string> _holders = [];

    /// <summary>What was found by the last <see cref="Read"/>, in order.</summary>
    public List<LicenseMatch> Matches { get; } = [];

    /// <summary>Copyright notices found by the last <see cref="Read"/>.</summary>
    public List<string> Holders { get; } = [];

    /// <summary>Reads a file; false where nothing was found.</summary>
    /// <param name="text">The file.</param>
    /// <param name="isProse">Whether it is data or prose, which speaks of itself anywhere; code does so in the comments it begins with, and its strings speak of nothing.</param>
    public bool Read(ReadOnlySpan<byte> text, bool isProse)
    {
        Matches.Clear();
        Holders.Clear();
        List<(int Start, int End)> regions = _regions.Find(text);
        if (regions.Count == 0) return false;
        int head = LeadingComment.End(text);
        foreach ((int start, int end) in regions)
        {
            Remembered region = Of(text[start..end], isProse ? end - start : Math.Clamp(head - start, 0, end - start));
            foreach (LicenseMatch match in region.Matches) Matches.Add(match with { Start = match.Start + start, End = match.End + start });
            foreach (string holder in region.Holders)
                if (Holders.Count < CopyrightNotices.HoldersMax && !Holders.Contains(holder)) Holders.Add(holder);
        }
        if (Matches.Count > 0) OwnNotices.Keep(text, head, isProse, Matches);
        return Matches.Count > 0 || Holders.Count > 0;
    }

    // Holders are looked for in the first bytes only.
    Remembered Of(ReadOnlySpan<byte> region, int holderBytes)
    {
        ulong hash = TextHash.Of(region);
        // The bytes decide: two regions with one hash are read anew each time.
        if (_remembered.TryGetValue(hash, out Remembered? known) && known.HolderBytes == holderBytes && region.SequenceEqual(known.Bytes)) return known;
        _found.Clear();
        _holders.Clear();
        matcher.Find(region, _found);
        CopyrightNotices.Find(region[..holderBytes], _holders);
        known = new(holderBytes, region.Length <= RememberedBytesMax ? region.ToArray() : [], [.. _found], [.. _holders]);
        if (region.Length > RememberedBytesMax) return known;
        if (_remembered.Count >= RememberedMax) _remembered.Clear();
        _remembered[hash] = known;
        return known;
    }

    sealed record Remembered(int HolderBytes, byte[] Bytes, LicenseMatch[] Matches, string[] Holders);
}
