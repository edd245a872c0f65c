using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>What is read: the repository as documents name it, its commit and its dates.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Repository">What all documents share.</param>
/// <param name="Address">Name and web address.</param>
sealed record GitSubject(Shard Shard, Repository Repository, RepositoryAddress Address)
{
    /// <summary>Hex digits of an id that is SHA-1.</summary>
    public const int Sha1Chars = 40;

    const int IdCharsMax = 400;

    readonly string? _blobUrlStart = Repository.Commit is { } commit ? Address.BlobUrlStart(commit) : null;

    /// <summary>Id of the document of a path. One that is too long keeps its beginning and gets a digest.</summary>
    public string IdOf(string path) => Repository.Name + "/" + (path.Length <= IdCharsMax ? path : path[..WholeChars(path)] + "…" + GitCache.Key(path)[..16]);

    /// <summary>Fills a document with what is known of an entry, but its text.</summary>
    /// <param name="document">Emptied first.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="number">Its number in path order, from 0.</param>
    /// <param name="lastDate">When it was last changed.</param>
    /// <param name="firstDate">When it was first changed.</param>
    public void Fill(Document document, in TreeEntry entry, int number, string? lastDate, string? firstDate)
    {
        document.Reset();
        document.Id = IdOf(entry.Path);
        document.Origin = OriginOf(entry, number);
        document.Path = entry.Path;
        document.Repository = Repository;
        document.Url = UrlOf(entry);
        document.Date = lastDate;
        Metadata metadata = document.Metadata;
        metadata.Set("repository", Repository.Name);
        if (Repository.Commit is { } commit) metadata.Set("commit", commit);
        if (Repository.Version is { } version) metadata.Set("version", version);
        metadata.Set("path", entry.Path);
        if (entry.Kind != TreeEntryKind.Submodule)
        {
            if (entry.Id.Length == Sha1Chars) metadata.Set("swhid", "swh:1:cnt:" + entry.Id);
            if (entry.Bytes >= 0) metadata.Set("size", entry.Bytes);
        }
        metadata.Set("mode", entry.Mode);
        if (lastDate is not null) metadata.Set("author-date", lastDate);
        if (firstDate is not null) metadata.Set("first-date", firstDate);
        if (Repository.ForkOf is { } fork) metadata.Set("fork-of", fork);
    }

    /// <summary>Where an entry lies: the file's number in path order, and the blob's size.</summary>
    public Origin OriginOf(in TreeEntry entry, long number) => new() { File = Shard.Name, Offset = number, Length = Math.Max(0, entry.Bytes) };

    string? UrlOf(in TreeEntry entry) =>
        _blobUrlStart is null || entry.Kind == TreeEntryKind.Submodule || entry.Path.Contains('\\', StringComparison.Ordinal) || entry.Path.Length > IdCharsMax ? null
        : _blobUrlStart + string.Join('/', entry.Path.Split('/').Select(Uri.EscapeDataString));

    static int WholeChars(string path) => char.IsHighSurrogate(path[IdCharsMax - 1]) ? IdCharsMax - 1 : IdCharsMax;
}
