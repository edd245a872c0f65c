using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Code.Git;

/// <summary>Opens repositories, bundles and clones.</summary>
static class GitSource
{
    /// <summary>Stands between a path and the commit that was found there when the inputs were.</summary>
    public const char CommitMark = '#';

    /// <summary>Opens what a shard's path is; what is wrong with it is a row of quarantine.</summary>
    /// <exception cref="SluiceException">The path can't be read, the cache can't be written, or git is missing.</exception>
    public static IShardReader Open(Shard shard, GitOptions options)
    {
        GitProgram.Require();
        (string path, string? commit) = Split(shard.Path);
        try
        {
            if (Clone.IsUrl(path)) return OpenClone(shard, path, commit, options);
            if (File.Exists(path) && BundleHeader.IsBundle(path)) return OpenBundle(shard, path, options);
            if (LocalRepository.Open(path) is { } repository) return OpenLocal(shard, repository, commit, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException(e.Message.TrimEnd('.'), shard.Name) { ExitCode = 1 };
        }
        return new RefusedShardReader(shard, "git-format", "this is no repository, bundle, archive or package");
    }

    /// <summary>Path and commit of a shard's path.</summary>
    public static (string Path, string? Commit) Split(string path)
    {
        int mark = path.LastIndexOf(CommitMark);
        return mark > 0 && ObjectId.Is(path[(mark + 1)..]) ? (path[..mark], path[(mark + 1)..]) : (path, null);
    }

    /// <summary>Name and web address of a local repository.</summary>
    public static RepositoryAddress AddressOf(LocalRepository repository) => RepositoryAddress.OfRemote(repository.Config.OriginUrl) ?? RepositoryAddress.OfName(repository.FolderName);

    /// <summary>What a local repository was forked from; null where unknown.</summary>
    public static string? ForkOf(LocalRepository repository, GitOptions options) => options.ForkOf ?? RepositoryAddress.OfRemote(repository.Config.UpstreamUrl)?.Name;

    static IShardReader OpenLocal(Shard shard, LocalRepository repository, string? commit, GitOptions options)
    {
        if (repository.Config.HasOtherRefs) return new RefusedShardReader(shard, "git-ref-format", "the refs of this repository lie in a format that is not read (reftable)");
        commit ??= repository.Find(options.At);
        return commit is null ? NoCommit(shard, options)
            : new GitShardReader(shard, GitFolder.Over(repository), commit, AddressOf(repository), ForkOf(repository, options), options);
    }

    static IShardReader OpenBundle(Shard shard, string path, GitOptions options)
    {
        if (BundleHeader.Read(path) is not { } header) return new RefusedShardReader(shard, "git-bundle-broken", "the head of the bundle can't be read");
        if (header.Find(options.At) is not { } commit) return NoCommit(shard, options);
        string name = Path.GetFileName(path);
        if (name.EndsWith(".bundle", StringComparison.OrdinalIgnoreCase)) name = name[..^".bundle".Length];
        return BundleUnpacking.Unpack(shard, header, options, out GitTrouble? trouble) is { } folder
            ? new GitShardReader(shard, folder, commit, RepositoryAddress.OfName(name), options.ForkOf, options)
            : new RefusedShardReader(shard, trouble!.Reason, trouble.Detail);
    }

    static IShardReader OpenClone(Shard shard, string url, string? commit, GitOptions options)
    {
        if (commit is null) return NoCommit(shard, options);
        return Clone.Fetch(url, commit, options, out GitTrouble? trouble) is { } folder
            ? new GitShardReader(shard, folder, commit, RepositoryAddress.OfRemote(url) ?? RepositoryAddress.OfName("repository"), options.ForkOf, options)
            : new RefusedShardReader(shard, trouble!.Reason, trouble.Detail);
    }

    static RefusedShardReader NoCommit(Shard shard, GitOptions options) => options.At is null
        ? new(shard, "git-no-commit", "the repository has no commit at the head of its default branch")
        : new(shard, "git-at", "the repository has no commit, tag or branch of the name that the option at gives");
}
