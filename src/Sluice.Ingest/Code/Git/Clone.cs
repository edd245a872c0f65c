using System.Buffers.Binary;
using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>Repositories at an address: what their default branch is at is asked when inputs are found; the commit is fetched into the cache when it is read.</summary>
static class Clone
{
    const int AnswerBytesMax = 64 << 20, WatchMilliseconds = 200;

    /// <summary>Whether an input is an address that git clones: <c>https://</c>, <c>ssh://</c> or <c>user@host:path</c>.</summary>
    /// <remarks>Of <c>file://</c> only the path is taken: that repository is read in place, since serving it would obey its configuration.</remarks>
    public static bool IsUrl(string input)
    {
        if (input.StartsWith("https://", StringComparison.Ordinal) || input.StartsWith("ssh://", StringComparison.Ordinal)) return true;
        int at = input.IndexOf('@', StringComparison.Ordinal), colon = input.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && colon > at + 1 && !input.AsSpan(0, colon).Contains('/') && !input.AsSpan(colon).StartsWith("::") && input[0] != '-';
    }

    /// <summary>The id of the head of the default branch, or of a name; null where the repository has none.</summary>
    /// <exception cref="SluiceException">The address can't be reached.</exception>
    public static string? FindCommit(string url, GitOptions options)
    {
        if (options.At is { } wanted && ObjectId.Is(wanted)) return wanted;
        if (options.At is { } at && !LocalRepository.IsRefName(at)) return null;
        string folder = Directory.CreateTempSubdirectory("sluice-git-").FullName;
        try
        {
            GitFolder.Lay(folder, isSha256: false);
            using GitProcess git = options.At is null
                ? GitProgram.StartClone(folder, options.StallSeconds, "ls-remote", "--", url, "HEAD")
                : GitProgram.StartClone(folder, options.StallSeconds, "ls-remote", "--", url, "refs/tags/" + options.At, "refs/heads/" + options.At);
            string answer = git.ReadText(AnswerBytesMax);
            if (git.Wait() is { } complaint) throw new SluiceException("the repository can't be reached: " + complaint, RepositoryAddress.OfRemote(url)?.Url ?? url) { ExitCode = 1 };
            return answer.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 2 && ObjectId.Is(parts[0])).OrderByDescending(parts => parts[1], StringComparer.Ordinal).Select(parts => parts[0]).FirstOrDefault();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The git folder that holds a commit of an address; null where it can't be fetched.</summary>
    /// <param name="url">The address.</param>
    /// <param name="commit">Id of the commit.</param>
    /// <param name="options">Depth, limits and the cache.</param>
    /// <param name="trouble">Which limit it is beyond.</param>
    /// <exception cref="SluiceException">It can't be fetched.</exception>
    public static GitFolder? Fetch(string url, string commit, GitOptions options, out GitTrouble? trouble) =>
        GitCache.Of(options).Get("clones", GitCache.Key(url, commit, FormattableString.Invariant($"{options.CloneDepth}")), folder => Fetch(url, commit, options, folder), out trouble);

    static GitTrouble? Fetch(string url, string commit, GitOptions options, string folder)
    {
        GitFolder.Lay(folder, isSha256: commit.Length > 40);
        List<string> arguments = ["fetch", "--quiet", "--no-tags", "--no-auto-maintenance", "--no-write-fetch-head"];
        if (options.CloneDepth > 0) arguments.Add(FormattableString.Invariant($"--depth={options.CloneDepth}"));
        arguments.AddRange(["--", url, commit]);
        GitTrouble? limit = null;
        string? complaint;
        using GitProcess git = GitProgram.StartClone(folder, options.StallSeconds, [.. arguments]);
        // git itself has no such limits: what it has stored so far is looked at now and then.
        using (new Timer(_ =>
        {
            if (limit is not null || OverLimit(folder, options) is not { } found) return;
            limit = found;
            git.Kill();
        }, null, WatchMilliseconds, WatchMilliseconds))
        {
            complaint = git.Wait();
        }
        limit ??= OverLimit(folder, options);
        if (limit is not null) return limit;
        // What a network did today is no fact about the repository: the run fails, and goes on when it is called again.
        if (complaint is not null) throw new SluiceException("the repository can't be fetched: " + complaint, RepositoryAddress.OfRemote(url)?.Url, "the same command goes on where it stopped") { ExitCode = 1 };
        return null;
    }

    static GitTrouble? OverLimit(string folder, GitOptions options)
    {
        const int PackHeadBytes = 12;
        long bytes = 0;
        Span<byte> head = stackalloc byte[PackHeadBytes];
        try
        {
            foreach (FileInfo file in new DirectoryInfo(Path.Combine(folder, "objects")).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                bytes += file.Length;
                if (!file.Name.Contains("pack", StringComparison.Ordinal) || file.Length < PackHeadBytes) continue;
                using FileStream pack = new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                if (pack.ReadAtLeast(head, PackHeadBytes, throwOnEndOfStream: false) < PackHeadBytes || !head.StartsWith("PACK"u8)) continue;
                long objects = BinaryPrimitives.ReadUInt32BigEndian(head[8..]);
                if (objects > options.CloneObjectsMax) return new("git-clone-objects-max", FormattableString.Invariant($"the clone has {objects} objects, more than clone-objects-max, {options.CloneObjectsMax}"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file was renamed meanwhile: the next look finds it.
        }
        return bytes > options.CloneBytesMax.Bytes ? new("git-clone-bytes-max", $"the clone is larger than clone-bytes-max, {options.CloneBytesMax}") : null;
    }
}
