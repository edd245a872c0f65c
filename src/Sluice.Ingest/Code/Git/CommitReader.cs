using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>Reads the commits of a history as documents, batch by batch: one walk, and one <c>cat-file</c> a batch for the blobs of those that stay.</summary>
/// <param name="subject">The repository.</param>
/// <param name="folder">Its objects.</param>
/// <param name="commit">Where the walk begins.</param>
/// <param name="options">The source's options.</param>
/// <param name="first">Number of the first commit among the shard's records.</param>
sealed class CommitReader(GitSubject subject, GitFolder folder, string commit, GitOptions options, long first) : IDisposable
{
    const int CommitsPerBatch = 128;

    readonly CommitWalk _walk = new(folder, commit, options);
    long _next = first;

    /// <summary>What kept the rest of the history from being read.</summary>
    public GitTrouble? Trouble => _walk.Trouble;

    /// <summary>The next commits; null at the end.</summary>
    public CommitBatch? NextBatch(int commitsMax = CommitsPerBatch)
    {
        List<(CommitRecord Commit, Verdict Verdict)> commits = [];
        while (commits.Count < commitsMax && _walk.Next() is { } next) commits.Add((next, CommitBatch.Judge(next)));
        if (commits.Count == 0) return null;
        CommitBatch batch = new(subject, _next);
        using BlobStream blobs = new(folder, [.. commits.Where(one => one.Verdict.IsKept).SelectMany(one => (string[])[one.Commit.Change!.Before, one.Commit.Change.After])], options);
        foreach ((CommitRecord one, Verdict verdict) in commits)
        {
            if (verdict.IsKept) AddBlobs(batch, blobs, one);
            else batch.Add(one, verdict);
        }
        _next += batch.Count;
        return batch;
    }

    /// <summary>Passes over commits.</summary>
    public void Skip(long count)
    {
        for (_next += count; count > 0 && _walk.Next() is not null; count--) { }
    }

    /// <inheritdoc/>
    public void Dispose() => _walk.Dispose();

    // Both blobs are taken off the stream, whatever becomes of the first.
    void AddBlobs(CommitBatch batch, BlobStream blobs, CommitRecord one)
    {
        (byte[]? before, long beforeBytes, GitTrouble? trouble) = Take(blobs);
        (byte[]? after, long afterBytes, GitTrouble? other) = Take(blobs);
        if ((trouble ?? other) is { } broken) batch.Add(one, broken);
        else if (before is null || after is null) batch.Add(one, Verdict.Drop(FileText.BytesMaxRule, Math.Max(beforeBytes, afterBytes), options.BlobBytesMax.Bytes));
        else batch.Add(one, before, after);
    }

    (byte[]? Bytes, long Size, GitTrouble? Trouble) Take(BlobStream blobs)
    {
        GitTrouble? trouble = blobs.Begin(out long size);
        if (trouble is not null) return (null, size, trouble);
        if (size > options.BlobBytesMax.Bytes) return (null, size, blobs.Skip(size));
        byte[] bytes = new byte[size];
        return (bytes, size, blobs.TryRead(bytes));
    }
}
