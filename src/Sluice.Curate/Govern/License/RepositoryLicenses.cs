using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sluice.Core.Records;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Manifests;
using Sluice.Curate.Govern.License.Notices;
using Sluice.Curate.Govern.License.Reuse;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>What the rights files of one repository say of its folders. Worked out once, whoever asks first, and shared by all workers.</summary>
sealed class RepositoryLicenses
{
    // More folders than that are worked out anew for each file.
    const int FoldersMax = 20_000;

    static readonly ConditionalWeakTable<Repository, RepositoryLicenses> s_known = [];

    readonly Lock _gate = new();
    readonly Dictionary<string, FolderFiles> _files = new(StringComparer.Ordinal);
    readonly Dictionary<string, Statement> _sidecars = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string>> _sidecarHolders = new(StringComparer.Ordinal);
    readonly List<ReuseAnnotation> _annotations = [];
    readonly ConcurrentDictionary<string, FolderLicense> _folders = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, FolderLicense>.AlternateLookup<ReadOnlySpan<char>> _foldersBySpan;
    volatile bool _isRead;
    bool _hasMore;

    RepositoryLicenses() => _foldersBySpan = _folders.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What is known of a repository; reads its rights files the first time.</summary>
    public static RepositoryLicenses Of(Repository repository, LicenseMatcher matcher)
    {
        RepositoryLicenses known = s_known.GetValue(repository, static _ => new());
        if (known._isRead) return known;
        // Other workers wait instead of reading the same files: with their own matchers they would read the same.
        lock (known._gate)
        {
            if (!known._isRead) known.Read(repository, matcher);
        }
        return known;
    }

    void Read(Repository repository, LicenseMatcher matcher)
    {
        List<LicenseMatch> matches = [];
        foreach (RepositoryFile file in repository.RightsFiles) Take(file, matcher, matches);
        foreach (FolderFiles files in _files.Values) files.Close();
        _isRead = true;
    }

    void Take(RepositoryFile file, LicenseMatcher matcher, List<LicenseMatch> matches)
    {
        RightsFileKind kind = RightsFileKinds.Of(file.Path);
        if (file.Unread is not null && file.Path == RightsFiles.MorePath) _hasMore = true;
        if (kind == RightsFileKind.None) return;
        byte[]? decoded = Utf16Text.Decode(file.Bytes.Span);
        ReadOnlySpan<byte> bytes = decoded ?? file.Bytes.Span;
        string folder = FolderOf(file.Path);
        switch (kind)
        {
            case RightsFileKind.ReuseToml or RightsFileKind.ReuseDep5 when file.Unread is { } reason:
                FilesOf(kind == RightsFileKind.ReuseDep5 ? FolderOf(folder) : folder).Take(file.Path, [], FolderFiles.WithUnread(null, reason));
                return;
            case RightsFileKind.ReuseToml:
                _annotations.AddRange(ReuseFiles.Toml(file.Path, bytes));
                return;
            case RightsFileKind.ReuseDep5:
                _annotations.AddRange(ReuseFiles.Dep5(file.Path, bytes));
                return;
            case RightsFileKind.Manifest:
                if (Manifest.Read(file.Path, bytes) is { } stated) FilesOf(folder).Manifests.Add(new(StatementFrom.Manifest, file.Path, stated, 1, true, $"{stated} in {file.Path}"));
                return;
            case RightsFileKind.Notice:
                CopyrightNotices.Find(bytes, FilesOf(folder).Holders);
                return;
            case RightsFileKind.Readme:
                bytes = ReadmeSection.Of(bytes);
                if (bytes.IsEmpty) return;
                break;
            default: break;
        }
        matches.Clear();
        matcher.Find(bytes, matches);
        TextLicense? found = TextLicense.Of(bytes, matches);
        if (kind == RightsFileKind.ReuseText) folder = FolderOf(folder);
        if (file.Unread is { } unread && kind is RightsFileKind.License or RightsFileKind.Sidecar or RightsFileKind.ReuseText) found = FolderFiles.WithUnread(found, unread);
        else if (kind == RightsFileKind.License && !LicenseFileNames.Counts(file.Path, bytes, matches, ref found)) return;
        FolderFiles files = FilesOf(folder);
        switch (kind)
        {
            case RightsFileKind.Readme:
                if (found is not null) files.Readme ??= From(StatementFrom.Readme, file.Path, found);
                break;
            case RightsFileKind.Sidecar:
                string covered = file.Path[..^".license".Length];
                if (found is not null) _sidecars[covered] = From(StatementFrom.Reuse, file.Path, found);
                CopyrightNotices.Find(bytes, _sidecarHolders[covered] = []);
                break;
            case RightsFileKind.ReuseText:
                // REUSE names the file by the id.
                string name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
                string id = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : name;
                if (LicenseCategories.ListedException(id) is not null) break;
                LicenseExpression? named = LicenseExpressionParser.TryParse(id);
                if (named is not null && file.Unread is null && (found is null || LicenseCategories.ListedId(named.Id) is not null && LicenseCategories.Of(named) >= LicenseCategories.Of(found.Expression)))
                    files.ReuseTexts.Add(new(StatementFrom.LicenseFile, file.Path, named, found?.Score ?? 0.5, false, $"{named} by its name in {file.Path}"));
                else if (found is not null) files.ReuseTexts.Add(From(StatementFrom.LicenseFile, file.Path, found));
                break;
            default:
                files.Take(file.Path, bytes, found);
                CopyrightNotices.Find(bytes, files.Holders);
                break;
        }
    }

    static Statement From(StatementFrom from, string path, TextLicense found) =>
        new(from, path, found.Expression, from == StatementFrom.Readme ? Math.Min(found.Score, 0.5) : found.Score, found.IsExact, $"{found.Evidence} of {path}");

    FolderFiles FilesOf(string folder)
    {
        if (!_files.TryGetValue(folder, out FolderFiles? files)) _files.Add(folder, files = new());
        return files;
    }

    static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>What holds for the files of a folder that say nothing themselves.</summary>
    public FolderLicense Folder(string path)
    {
        ReadOnlySpan<char> folder = path.AsSpan(0, Math.Max(0, path.LastIndexOf('/')));
        if (_foldersBySpan.TryGetValue(folder, out FolderLicense? known)) return known;
        string name = folder.ToString();
        known = Resolve(name);
        if (_folders.Count < FoldersMax) _folders.TryAdd(name, known);
        return known;
    }

    // From the folder up: manifests on the way to the nearest license file, and that.
    FolderLicense Resolve(string folder)
    {
        List<Statement> statements = [];
        Statement? readme = null;
        List<string> holders = [];
        bool hasManifest = false;
        for (string? at = folder; at is not null; at = at.Length == 0 ? null : FolderOf(at))
        {
            if (!_files.TryGetValue(at, out FolderFiles? files)) continue;
            if (holders.Count == 0) holders = files.Holders;
            readme ??= files.Readme;
            if (files.License is { } license) statements.Add(license);
            if (!hasManifest)
            {
                statements.AddRange(files.Manifests);
                hasManifest = files.Manifests.Count > 0;
            }
            if (files.License is not null) break;
        }
        if (_hasMore) statements.Add(new(StatementFrom.LicenseFile, RightsFiles.MorePath, FolderFiles.Unrecognized, 0, false, "more license files than are listed"));
        if (statements.Count == 0 && readme is not null) statements.Add(readme);
        return new(statements, holders);
    }

    /// <summary>What REUSE files say of a file; null where they say nothing.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="precedence">What holds where the file says something too.</param>
    /// <param name="holders">The copyright notices that they state.</param>
    public Statement? Reuse(string path, out ReusePrecedence precedence, out IReadOnlyList<string> holders)
    {
        precedence = ReusePrecedence.Closest;
        holders = [];
        if (_sidecars.Count > 0 && _sidecars.TryGetValue(path, out Statement? sidecar))
        {
            holders = _sidecarHolders[path];
            precedence = ReusePrecedence.Override;
            return sidecar;
        }
        for (int i = _annotations.Count - 1; i >= 0; i--)
        {
            ReuseAnnotation annotation = _annotations[i];
            if (!annotation.Covers(path)) continue;
            (precedence, holders) = (annotation.Precedence, annotation.Holders);
            return annotation.License is { } license ? new(StatementFrom.Reuse, annotation.Source, license, 1, true, $"{license} in {annotation.Source}") : null;
        }
        return null;
    }
}
