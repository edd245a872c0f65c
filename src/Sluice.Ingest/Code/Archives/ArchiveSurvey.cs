using System.Text;
using Sluice.Core.Records;
using Sluice.Ingest.Code.Git;

namespace Sluice.Ingest.Code.Archives;

/// <summary>The first pass over an archive: the folder that all its files lie in, its rights files, and who it says it is.</summary>
/// <remarks>Rights files may stand behind the files that they are for, so an archive is gone through twice. What is kept is bounded as <see cref="RightsFiles"/> states, license files first, then those nearest the root; license files that can't be read or don't fit are listed by their paths.</remarks>
sealed class ArchiveSurvey
{
    readonly List<RepositoryFile> _rights = [];
    readonly List<RepositoryFile> _identity = [];
    readonly UnreadLicenses _unread = new();
    readonly GitOptions _options;
    string? _root;
    bool _isRootless;
    long _rightsBytes;

    ArchiveSurvey(GitOptions options) => _options = options;

    /// <summary>The folder that all files lie in, with its slash; empty where there is none. GitHub's archives, npm packages, crates and sdists have one.</summary>
    public string Root => _isRootless || _root is null ? "" : _root;

    /// <summary>Goes through the archive.</summary>
    public static ArchiveSurvey Of(ArchiveReading reading, GitOptions options)
    {
        ArchiveSurvey survey = new(options);
        for (int count = 0; count < options.FilesMax && reading.Next(out ArchiveEntry entry); count++) survey.Add(reading, entry);
        return survey;
    }

    /// <summary>The repository, as all its documents carry it.</summary>
    /// <param name="reading">Which was gone through.</param>
    /// <param name="fileName">The archive's name without its suffix.</param>
    public Repository Describe(ArchiveReading reading, string fileName)
    {
        string root = Root;
        Prune();
        PackageIdentity identity = PackageIdentity.Read([.. _identity.Select(file => file with { Path = file.Path[root.Length..] })]);
        RepositoryAddress? remote = RepositoryAddress.OfRemote(identity.Url);
        RepositoryAddress name = RepositoryAddress.OfName(identity.Name ?? fileName);
        return new()
        {
            Name = name.Name,
            Url = remote?.Url ?? (identity.Url is { } url && url.StartsWith("https://", StringComparison.Ordinal) ? EntryPath.Of(Encoding.UTF8.GetBytes(url)).Replace("\\x2F", "/", StringComparison.Ordinal) : null),
            Commit = reading.Commit ?? identity.Commit,
            Version = identity.Version,
            ForkOf = _options.ForkOf,
            RightsFiles = [.. _rights.Select(file => file with { Path = file.Path[root.Length..] }).Concat(_unread.Files(root.Length)).OrderBy(file => file.Path, StringComparer.Ordinal)],
        };
    }

    void Add(ArchiveReading reading, in ArchiveEntry entry)
    {
        int slash = entry.Path.IndexOf('/', StringComparison.Ordinal);
        string first = slash < 0 ? "" : entry.Path[..(slash + 1)];
        if (first.Length == 0 || first.Contains('\\', StringComparison.Ordinal) || (_root is not null && _root != first)) _isRootless = true;
        _root ??= first;
        bool isRights = RightsFiles.Matches(entry.Path), isIdentity = PackageIdentity.Matches(entry.Path);
        if (!isRights && !isIdentity) return;
        string? unread = !entry.Verdict.IsKept ? entry.Verdict.Rule : entry.Trouble?.Reason ?? (entry.Bytes > _options.BlobBytesMax.Bytes ? FileText.BytesMaxRule : null);
        byte[] bytes = new byte[unread is null ? Math.Max(0, entry.Bytes) : 0];
        if (unread is null && bytes.Length > 0) unread = reading.TryRead(bytes)?.Reason;
        if (unread is not null && isRights) _unread.Add(entry.Path, unread);
        if (unread is not null || (bytes.Length == 0 && !RightsFiles.IsLicense(entry.Path))) return;
        RepositoryFile file = new(entry.Path, BlobId.Of(bytes), bytes.AsMemory(0, Math.Min(bytes.Length, RightsFiles.FileBytesMax)).ToArray())
        {
            Unread = FileText.UnreadReason(bytes) ?? (bytes.Length > RightsFiles.FileBytesMax ? RightsFiles.CutReason : null),
        };
        if (isIdentity && _identity.Count < PackageIdentity.FilesMax) _identity.Add(file);
        if (!isRights) return;
        _rights.Add(file);
        _rightsBytes += file.Bytes.Length;
        if (_rights.Count > 2 * RightsFiles.FilesMax || _rightsBytes > 2L * RightsFiles.BytesMax) Prune();
    }

    void Prune()
    {
        List<RepositoryFile> nearest = [.. _rights.OrderBy(file => RightsFiles.IsLicense(file.Path) ? 0 : 1).ThenBy(file => file.Path.Count(c => c == '/')).ThenBy(file => file.Path, StringComparer.Ordinal)];
        _rights.Clear();
        _rightsBytes = 0;
        foreach (RepositoryFile file in nearest)
        {
            if (_rights.Count == RightsFiles.FilesMax || _rightsBytes + file.Bytes.Length > RightsFiles.BytesMax)
            {
                _unread.Add(file.Path, RightsFiles.LimitReason);
                continue;
            }
            _rights.Add(file);
            _rightsBytes += file.Bytes.Length;
        }
    }
}
