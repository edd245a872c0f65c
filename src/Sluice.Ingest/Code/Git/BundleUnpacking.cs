using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>A bundle's pack, put into the cache once with its index; keyed by the SHA-256 of the file.</summary>
static class BundleUnpacking
{
    /// <summary>The git folder that holds the bundle's objects; null where the bundle is broken.</summary>
    /// <param name="shard">The bundle.</param>
    /// <param name="header">Its head.</param>
    /// <param name="options">Limits and the cache.</param>
    /// <param name="trouble">Why it is broken.</param>
    public static GitFolder? Unpack(Shard shard, BundleHeader header, GitOptions options, out GitTrouble? trouble)
    {
        trouble = header.HasPrerequisites ? new("git-bundle-incomplete", "the bundle needs commits that it does not hold") : null;
        if (trouble is not null) return null;
        return GitCache.Of(options).Get("bundles", Convert.ToHexStringLower(shard.Digest), folder => Index(shard, header, options, folder), out trouble);
    }

    static GitTrouble? Index(Shard shard, BundleHeader header, GitOptions options, string folder)
    {
        GitFolder.Lay(folder, header.IsSha256);
        // --strict is not asked for: it would refuse the old and odd trees of real histories. Every object's id is still checked against its bytes.
        using GitProcess git = GitProgram.Start(folder, options.StallSeconds, GitProgram.AllocationMax, "index-pack", "--stdin", "--threads=1", "--no-rev-index");
        git.Feed(input =>
        {
            using FileStream file = new(shard.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            file.Position = header.PackOffset;
            file.CopyTo(input, 128 << 10);
        });
        string? complaint = git.Wait();
        return complaint is null ? null : new(git.IsStalled ? "git-stalled" : "git-bundle-broken", complaint);
    }
}
