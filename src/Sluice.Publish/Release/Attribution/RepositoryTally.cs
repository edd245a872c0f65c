using System.Text.Json;
using Sluice.Core.Records;
using Sluice.Core.Release;

namespace Sluice.Publish.Release.Attribution;

/// <summary>What was used of one repository, counted from the ledger's rows of its kept files: by license, with holders and the files that tell the license.</summary>
/// <remarks>Which texts go with a license: the license files that the findings name (<c>license-files</c>), and those that REUSE names after it (<c>LICENSES/ID.txt</c>), no others, since a file's own notice
/// can name another license than the repository's; where no license was found, those at the root; and every notice that lies in a folder of a kept file or above it. Manifests tell a license and are no text of one. Memory: that of one repository.</remarks>
sealed class RepositoryTally
{
    /// <summary>Holders of one license of a repository; of more, the files themselves tell.</summary>
    internal const int HoldersMax = 10_000;

    const string Unknown = "NOASSERTION";
    const int HolderLengthMax = 500;
    const int PathWordsMax = 1_000;
    const string MoreHolders = "and others, named in the files";

    readonly Repository _repository;
    readonly SortedDictionary<string, LicenseTally> _licenses = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _rightsFiles = new(StringComparer.Ordinal);

    RepositoryTally(Repository repository)
    {
        _repository = repository;
        for (int i = 0; i < repository.RightsFiles.Count; i++) _rightsFiles.TryAdd(repository.RightsFiles[i].Path, i);
    }

    /// <summary>Counts a repository; null where nothing of it was kept.</summary>
    internal static AttributedRepository? Of(RepositoryUse use, CancellationToken cancellation)
    {
        RepositoryTally tally = new(use.Repository);
        foreach (LedgerRow row in use.Kept)
        {
            cancellation.ThrowIfCancellationRequested();
            tally.Add(row);
        }
        return tally._licenses.Count == 0 ? null : new()
        {
            Name = use.Repository.Name,
            Url = use.Repository.Url,
            Commit = use.Repository.Commit,
            Version = use.Repository.Version,
            ForkOf = use.Repository.ForkOf,
            Licenses = [.. tally._licenses.Select(license => tally.Finish(license.Key, license.Value))],
        };
    }

    void Add(LedgerRow row)
    {
        using JsonDocument? metadata = row.MetadataJson is null ? null : JsonDocument.Parse(row.MetadataJson);
        string? Text(string key) => metadata is not null && metadata.RootElement.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        string expression = Text("license") is { Length: > 0 } license ? license : Unknown;
        if (!_licenses.TryGetValue(expression, out LicenseTally? tally)) _licenses[expression] = tally = new();
        tally.Files++;
        tally.Bytes += row.TextBytes;
        if (Text("path") is { } path) tally.Folders.Add(FolderOf(path));
        if (Text("license-files") is { } files && tally.FileLists.Add(files)) tally.Named.UnionWith(Named(files));
        if (Text("copyright") is { } holders && tally.HolderLists.Add(holders)) AddHolders(tally, holders);
    }

    static void AddHolders(LicenseTally tally, string holders)
    {
        foreach (string holder in holders.Split("; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string name = WithoutAddresses(holder);
            if (name.Length == 0 || tally.Holders.Contains(name)) continue;
            if (tally.Holders.Count < HoldersMax) tally.Holders.Add(name);
            else tally.HasMoreHolders = true;
        }
    }

    // The words of a name that are no e-mail address.
    static string WithoutAddresses(string holder)
    {
        string name = string.Join(' ', holder.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('@', StringComparison.Ordinal)));
        return name.Length <= HolderLengthMax ? name : name[..(char.IsHighSurrogate(name[HolderLengthMax - 1]) ? HolderLengthMax - 1 : HolderLengthMax)];
    }

    // Paths are separated by spaces and may hold some: at each word, the longest run of words that is a path.
    IEnumerable<int> Named(string paths)
    {
        string[] words = paths.Split(' ', PathWordsMax);
        for (int start = 0; start < words.Length;)
        {
            int length = Math.Min(words.Length - start, 16);
            while (length > 0 && !_rightsFiles.ContainsKey(string.Join(' ', words, start, length))) length--;
            if (length > 0) yield return _rightsFiles[string.Join(' ', words, start, length)];
            start += Math.Max(1, length);
        }
    }

    AttributedLicense Finish(string expression, LicenseTally tally)
    {
        List<string> holders = [.. tally.Holders.Order(StringComparer.Ordinal)];
        if (tally.HasMoreHolders) holders.Add(MoreHolders);
        SortedSet<int> texts = [.. tally.Named.Where(file => KindOf(file) != RightsTextKind.None)];
        if (texts.Count == 0 && expression == Unknown) texts.UnionWith(Enumerable.Range(0, _repository.RightsFiles.Count).Where(file => KindOf(file) == RightsTextKind.License && FolderOf(PathOf(file)).Length == 0));
        if (expression != Unknown) texts.UnionWith(Enumerable.Range(0, _repository.RightsFiles.Count).Where(file => LicensePages.IsTextOf(PathOf(file), expression)));
        texts.UnionWith(Enumerable.Range(0, _repository.RightsFiles.Count).Where(file => KindOf(file) == RightsTextKind.Notice && Covers(FolderOf(PathOf(file)), tally.Folders)));
        return new(expression, tally.Files, tally.Bytes, holders,
            [.. texts.Select(file => new AttributedText(PathOf(file), KindOf(file) == RightsTextKind.Notice, _repository.RightsFiles[file].Bytes, _repository.RightsFiles[file].Unread))],
            [.. tally.Named.Where(file => KindOf(file) == RightsTextKind.None).Select(PathOf).Order(StringComparer.Ordinal)]);
    }

    RightsTextKind KindOf(int file) => RightsText.KindOf(PathOf(file));

    string PathOf(int file) => _repository.RightsFiles[file].Path;

    static bool Covers(string folder, HashSet<string> folders) =>
        folder.Length == 0 || folders.Any(below => below.StartsWith(folder, StringComparison.Ordinal) && (below.Length == folder.Length || below[folder.Length] == '/'));

    static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    sealed class LicenseTally
    {
        public long Files { get; set; }
        public long Bytes { get; set; }
        public bool HasMoreHolders { get; set; }
        public HashSet<string> Folders { get; } = new(StringComparer.Ordinal);
        public HashSet<string> FileLists { get; } = new(StringComparer.Ordinal);
        public HashSet<string> HolderLists { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Holders { get; } = new(StringComparer.Ordinal);
        public HashSet<int> Named { get; } = [];
    }
}
