using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Code.Archives;
using Sluice.Ingest.Code.Git;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Code;

/// <summary>Finds what patterns of the source <c>git</c> name: repositories, bundles, archives, addresses, and folders or globs that hold any of them.</summary>
/// <remarks>In the order of the patterns, inside a folder or glob in ordinal order of paths, each once. A repository's folder is not searched for others; links to folders are not followed.</remarks>
sealed class CodeInputs(GitOptions options, CancellationToken cancellation)
{
    const string FileScheme = "file://";

    readonly List<FoundInput> _found = [];
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<SluiceError> _errors = [];

    /// <summary>Whether an input names one by its form or by what is there; globs and folders of them don't.</summary>
    public static bool IsNamed(string input) =>
        Clone.IsUrl(input) || input.StartsWith(FileScheme, StringComparison.Ordinal) || (input.Length > 0 && !input.Contains('\0', StringComparison.Ordinal) && IsInput(Path.GetFullPath(input)));

    /// <summary>Finds them.</summary>
    /// <exception cref="SluiceException">Patterns that name nothing, addresses that can't be reached, or git is missing: all together.</exception>
    public static IReadOnlyList<FoundInput> Find(IReadOnlyList<string> patterns, GitOptions options, CancellationToken cancellation)
    {
        CodeInputs inputs = new(options, cancellation);
        foreach (string pattern in patterns)
        {
            try
            {
                if (!inputs.Take(pattern)) inputs._errors.Add(new("this names no repository, bundle or archive", pattern, $"it was looked for at {Path.GetFullPath(pattern)}"));
            }
            catch (SluiceException e)
            {
                inputs._errors.AddRange(e.Errors);
            }
        }
        return inputs._errors.Count == 0 ? inputs._found : throw new SluiceException(inputs._errors);
    }

    // Whether it names anything.
    bool Take(string pattern)
    {
        if (Clone.IsUrl(pattern))
        {
            AddClone(pattern);
            return true;
        }
        if (pattern.StartsWith(FileScheme, StringComparison.Ordinal)) pattern = Uri.UnescapeDataString(pattern[FileScheme.Length..]);
        if (pattern.Length == 0 || pattern.Contains('\0', StringComparison.Ordinal)) return false;
        string full = Path.GetFullPath(pattern);
        if (IsInput(full) || File.Exists(full))
        {
            Add(full, pattern);
            return true;
        }
        if (Directory.Exists(full)) return Walk(full, pattern.TrimEnd('/') + "/", null);
        int sign = pattern.AsSpan().IndexOfAny("*?[");
        if (sign < 0) return false;
        // The folder before the first part with a sign is walked.
        int slash = pattern.LastIndexOf('/', sign);
        string root = Path.GetFullPath(slash < 0 ? "." : pattern[..(slash + 1)]);
        return Directory.Exists(root) && Walk(root, pattern[..(slash + 1)], new Glob(pattern[(slash + 1)..]));
    }

    static bool IsInput(string full) => LocalRepository.IsAt(full) || (File.Exists(full) && (full.EndsWith(".bundle", StringComparison.OrdinalIgnoreCase) || ArchiveSource.IsArchive(full)));

    // A glob names what it matches; a folder everything below it that is a repository, bundle or archive.
    bool Walk(string root, string prefix, Glob? glob)
    {
        List<(string Name, string Path)> names = [];
        Stack<(string Folder, int Depth)> folders = new([("", 0)]);
        int depthMax = glob?.DepthMax ?? InputFiles.DepthMax;
        while (folders.TryPop(out (string Folder, int Depth) at))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(root, at.Folder)).EnumerateFileSystemInfos())
                {
                    if (entry.Name[0] == '.' && glob is not { FindsHidden: true }) continue;
                    string name = at.Folder.Length == 0 ? entry.Name : at.Folder + "/" + entry.Name;
                    bool isFolder = entry is DirectoryInfo && entry.LinkTarget is null, isRepository = isFolder && LocalRepository.IsAt(entry.FullName);
                    if (glob is null ? isRepository || (!isFolder && IsInput(entry.FullName)) : glob.IsMatch(name) && (isRepository || entry is FileInfo)) names.Add((name, entry.FullName));
                    if (isFolder && !isRepository && at.Depth + 1 < depthMax) folders.Push((name, at.Depth + 1));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _errors.Add(new($"the folder {Path.Combine(root, at.Folder)} can't be read: {e.Message}", prefix));
            }
        }
        foreach ((string name, string path) in names.OrderBy(one => one.Name, StringComparer.Ordinal)) Add(path, prefix + name);
        return names.Count > 0;
    }

    void Add(string full, string name)
    {
        if (!_seen.Add(full)) return;
        LocalRepository? repository = LocalRepository.Open(full);
        if (repository is not null || !ArchiveSource.IsArchive(full)) GitProgram.Require(); // Archives need no git.
        if (repository is null)
        {
            _found.Add(new(full, name, new FileInfo(full).Length, null));
            return;
        }
        string? commit = repository.Find(options.At), fork = GitSource.ForkOf(repository, options);
        RepositoryAddress address = GitSource.AddressOf(repository);
        // Whatever changes what is read changes the digest: the commit, what the repository is called, and where its history ends.
        byte[] digest = Digest([commit ?? "", address.Name, address.Url ?? "", fork ?? "", .. repository.ShallowIds]);
        _found.Add(new(commit is null ? full : full + GitSource.CommitMark + commit, name.TrimEnd('/'), PackBytes(repository), digest));
    }

    void AddClone(string url)
    {
        if (!_seen.Add(url)) return;
        GitProgram.Require();
        string? commit = Clone.FindCommit(url, options);
        string name = RepositoryAddress.OfRemote(url)?.Url ?? "repository";
        _found.Add(new(commit is null ? url : url + GitSource.CommitMark + commit, name, 0, Digest([commit ?? "", name, FormattableString.Invariant($"{options.CloneDepth}")])));
    }

    static byte[] Digest(IEnumerable<string> parts) => SHA256.HashData(Encoding.UTF8.GetBytes("git\0" + string.Join('\0', parts)));

    // For progress only.
    static long PackBytes(LocalRepository repository)
    {
        try
        {
            DirectoryInfo pack = new(Path.Combine(repository.ObjectsFolder, "pack"));
            return pack.Exists ? pack.EnumerateFiles("*.pack").Sum(file => file.Length) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
