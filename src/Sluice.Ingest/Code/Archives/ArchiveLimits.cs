using Sluice.Ingest.Code.Git;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Whether an archive is a bomb: it gives more bytes, in all or for each stored one, than the options allow.</summary>
/// <param name="Options">The source's options.</param>
readonly record struct ArchiveLimits(GitOptions Options)
{
    const long RatioFrom = 16 << 20;

    /// <summary>Largest entry of tar that describes the next one (long names, extended headers).</summary>
    public const int MetaBytesMax = 1 << 20;

    /// <summary>What is wrong with so many bytes; null where nothing is.</summary>
    /// <param name="usedBytes">Bytes given and used.</param>
    /// <param name="rawBytes">Bytes given.</param>
    /// <param name="storedBytes">Bytes of the file that they came from.</param>
    public GitTrouble? Check(long usedBytes, long rawBytes, long storedBytes)
    {
        if (usedBytes > Options.ArchiveBytesMax.Bytes) return new("archive-bytes-max", FormattableString.Invariant($"the archive gives more than archive-bytes-max, {Options.ArchiveBytesMax}"));
        if (rawBytes <= RatioFrom || rawBytes / Math.Max(1, storedBytes) < Options.ArchiveRatioMax) return null;
        return new("archive-ratio-max", FormattableString.Invariant($"{rawBytes} bytes came from {storedBytes}: more than archive-ratio-max, {Options.ArchiveRatioMax}, for each"));
    }
}
