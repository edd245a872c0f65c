using Sluice.Core;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>The rank of a file by how likely it is the original of its copies: not of a fork, not vendored or generated, the oldest first date, then the clearest license (one was found, without conflict, with the higher score). What is not known comes last.</summary>
static class OriginalRank
{
    const uint ScoreMax = 1023;
    const ulong DateMax = (1UL << 40) - 1;

    /// <summary>The rank: lower ones are taken first.</summary>
    public static ulong Of(Document document)
    {
        long seconds = FileDate.SecondsOf(document);
        ulong rank = FileMarks.IsOfFork(document) ? 1UL : 0;
        rank = rank << 1 | (FileMarks.IsVendoredOrGenerated(document) ? 1UL : 0);
        rank = rank << 40 | (seconds < 0 ? DateMax : Math.Min((ulong)seconds, DateMax - 1));
        return rank << 12 | LicenseRank(document.Metadata);
    }

    static ulong LicenseRank(Metadata metadata)
    {
        ulong rank = metadata.TryGet("license", out MetadataValue license) && license.Text is not (null or "NOASSERTION") ? 0UL : 1;
        rank = rank << 1 | (metadata.TryGet("license-conflict", out _) ? 1UL : 0);
        double score = metadata.TryGet("license-score", out MetadataValue value) && value.Text is null ? Math.Clamp(value.Number, 0, 1) : 0;
        return rank << 10 | (ScoreMax - (uint)(score * ScoreMax));
    }
}
