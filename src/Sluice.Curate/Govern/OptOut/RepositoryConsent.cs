using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Looks up a document's repository, path and identifiers in one list. What holds for the whole repository is looked up once: its files follow each other.</summary>
sealed class RepositoryConsent(OptOutList list)
{
    readonly List<(string Repository, IReadOnlyList<KeyValuePair<string, int>> Patterns)> _paths = [];
    Repository? _repository;
    string? _name;
    string? _forkOf;
    int _entry = -1;

    /// <summary>The entry that a document matches; -1 for none.</summary>
    public int Find(Document document)
    {
        string? name = document.Repository?.Name ?? TextOf(document, "repository"), forkOf = document.Repository?.ForkOf ?? TextOf(document, "fork-of");
        if (!ReferenceEquals(document.Repository, _repository) || name != _name || forkOf != _forkOf) Enter(document.Repository, name, forkOf);
        if (_entry >= 0) return _entry;
        int entry = document.Repository?.Commit is null && TextOf(document, "commit") is { } commit ? list.Find(OptOutKind.Revision, commit) : -1;
        if (entry < 0 && TextOf(document, "swhid") is { } swhid && swhid.StartsWith(Swhid.ContentPrefix, StringComparison.Ordinal)) entry = list.Find(OptOutKind.Content, swhid[Swhid.ContentPrefix.Length..]);
        return entry >= 0 || _paths.Count == 0 || (document.Path ?? TextOf(document, "path")) is not { } path ? entry : FindPath(path);
    }

    void Enter(Repository? repository, string? name, string? forkOf)
    {
        (_repository, _name, _forkOf, _entry) = (repository, name, forkOf, -1);
        _paths.Clear();
        Look(name, repository?.Url);
        Look(forkOf, null);
        if (_entry < 0 && repository?.Commit is { } commit) _entry = list.Find(OptOutKind.Revision, commit.ToLowerInvariant());
    }

    void Look(string? name, string? url)
    {
        // A bundle or an archive tells no host: whoever opted out by an address is then taken at their word.
        bool isOnSomeHost = !RepositoryName.TellsHost(name, url);
        foreach (RepositoryName known in RepositoryName.Of(name, url))
        {
            if (_entry < 0 && known.Owner is { } owner) _entry = list.Find(OptOutKind.Owner, owner);
            if (_entry < 0) _entry = list.Find(OptOutKind.Repository, known.Full);
            if (isOnSomeHost && _entry < 0 && known.Owner is { } ownerThere) _entry = list.Find(OptOutKind.OwnerOnSomeHost, ownerThere);
            if (isOnSomeHost && _entry < 0) _entry = list.Find(OptOutKind.RepositoryOnSomeHost, known.Full);
            if (list.HasPathsOf(known.Full)) _paths.Add((known.Full, list.PatternsOf(known.Full)));
        }
    }

    int FindPath(string path)
    {
        foreach ((string repository, IReadOnlyList<KeyValuePair<string, int>> patterns) in _paths)
        {
            int entry = FindPath(repository, path);
            if (entry >= 0) return entry;
            foreach ((string pattern, int ofPattern) in patterns)
                if (PathPattern.Matches(pattern, path)) return ofPattern;
        }
        return -1;
    }

    // The file by itself, then each folder above it, the nearest first.
    int FindPath(string repository, string path)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(repository.Length + 1 + path.Length));
        try
        {
            int start = Encoding.UTF8.GetBytes(repository, rented);
            rented[start++] = (byte)'\n';
            int end = start + Encoding.UTF8.GetBytes(path, rented.AsSpan(start));
            int entry = list.Find(OptOutKind.Path, rented.AsSpan(0, end));
            while (entry < 0)
            {
                int slash = rented.AsSpan(start, end - start).LastIndexOf((byte)'/');
                if (slash < 0) break;
                end = start + slash;
                entry = list.Find(OptOutKind.Folder, rented.AsSpan(0, end));
            }
            return entry;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    static string? TextOf(Document document, string key) => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text : null;
}
