using System.Buffers.Text;
using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>Blobs in the order asked for, from one <c>git cat-file --batch --buffer</c>. After a blob that ends git, another git goes on with the next.</summary>
/// <remarks>Source: git-cat-file, "Batch output".</remarks>
sealed class BlobStream(GitFolder folder, IReadOnlyList<string> ids, GitOptions options) : IDisposable
{
    /// <summary>Broken blobs after which the rest is not asked for: each costs a process.</summary>
    public const int BrokenMax = 64;

    const int HeaderBytesMax = 4096;

    GitProcess? _git;
    int _next;
    int _broken;

    /// <summary>Blobs that were given or refused.</summary>
    public int Given => _next;

    /// <summary>Reads the next blob's head.</summary>
    /// <param name="bytes">Its size. Call <see cref="TryRead"/> or <see cref="Skip"/> next.</param>
    /// <returns>What is wrong with it; null where it can be read.</returns>
    public GitTrouble? Begin(out long bytes)
    {
        bytes = 0;
        if (_broken >= BrokenMax)
        {
            _next++;
            return new("git-broken", FormattableString.Invariant($"{BrokenMax} objects before it are broken; no more are tried"));
        }
        _git ??= Start();
        if (!_git.TryReadTo((byte)'\n', HeaderBytesMax, out ReadOnlySpan<byte> header)) return Broken();
        _next++;
        if (header.EndsWith(" missing"u8)) return new("git-object-missing", "the repository does not hold this object");
        int type = header.IndexOf((byte)' '), size = header.LastIndexOf((byte)' ');
        if (type < 0 || size <= type || !Utf8Parser.TryParse(header[(size + 1)..], out bytes, out _)) return new("git-broken", "git answered something else than an object");
        if (header[(type + 1)..size].SequenceEqual("blob"u8)) return null;
        string kind = Encoding.ASCII.GetString(header[(type + 1)..size]);
        return Skip(bytes) ?? new GitTrouble("git-object-kind", $"the tree calls this object a blob; it is a {kind}");
    }

    /// <summary>Reads the bytes of the blob that began.</summary>
    public GitTrouble? TryRead(Span<byte> blob)
    {
        if (_git!.TryRead(blob) && _git.TrySkip(1)) return null;
        _next--;
        return Broken();
    }

    /// <summary>Reads the first bytes of the blob that began, and passes over the others.</summary>
    public GitTrouble? TryReadStart(Span<byte> start, long bytes)
    {
        if (_git!.TryRead(start)) return Skip(bytes - start.Length);
        _next--;
        return Broken();
    }

    /// <summary>Passes over the bytes of the blob that began.</summary>
    public GitTrouble? Skip(long bytes)
    {
        if (_git!.TrySkip(bytes + 1)) return null;
        _next--;
        return Broken();
    }

    /// <inheritdoc/>
    public void Dispose() => _git?.Dispose();

    // Git ends at an object that it can't unpack: that one is broken.
    GitTrouble Broken()
    {
        _next++;
        _broken++;
        using GitProcess git = _git!;
        _git = null;
        string complaint = git.Wait() ?? "git ended before it had given all";
        return new(git.IsStalled ? "git-stalled" : "git-object-broken", complaint);
    }

    GitProcess Start()
    {
        long allocationMax = Math.Max(512L << 20, options.BlobBytesMax.Bytes * 4);
        GitProcess git = GitProgram.Start(folder.Path, options.StallSeconds, allocationMax, "cat-file", "--batch", "--buffer");
        int from = _next;
        git.Feed(input =>
        {
            using BufferedStream buffered = new(input, 32 << 10);
            Span<byte> line = stackalloc byte[65];
            for (int i = from; i < ids.Count; i++)
            {
                int count = Encoding.ASCII.GetBytes(ids[i], line);
                line[count++] = (byte)'\n';
                buffered.Write(line[..count]);
            }
        });
        return git;
    }
}
