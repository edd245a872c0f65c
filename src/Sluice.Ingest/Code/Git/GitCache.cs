using System.Security.Cryptography;
using System.Text;
using Sluice.Core;

namespace Sluice.Ingest.Code.Git;

/// <summary>The folder of what was unpacked from bundles and cloned from addresses, each under the digest of what it is. It may be deleted whenever no run uses it.</summary>
sealed class GitCache(string folder)
{
    /// <summary>The cache that the options name, else <c>$SLUICE_CACHE/git</c>, else <c>sluice/git</c> in the user's cache folder.</summary>
    public static GitCache Of(GitOptions options)
    {
        string? folder = options.Cache;
        if (folder is null && Environment.GetEnvironmentVariable("SLUICE_CACHE") is { Length: > 0 } all) folder = Path.Combine(all, "git");
        if (folder is null && Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } user) folder = Path.Combine(user, "sluice", "git");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new(Path.GetFullPath(folder ?? (home.Length > 0 ? Path.Combine(home, ".cache", "sluice", "git") : Path.Combine(Path.GetTempPath(), "sluice-git"))));
    }

    /// <summary>The git folder of a key: made if it is not there, whole or not at all, also when several runs make it at once.</summary>
    /// <param name="kind">Folder in the cache: <c>bundles</c>, <c>clones</c>.</param>
    /// <param name="key">What it is made of; a digest of it is its name.</param>
    /// <param name="make">Fills an empty folder; returns what went wrong, or null.</param>
    /// <param name="trouble">What went wrong; null where nothing did.</param>
    /// <returns>The folder; null where it could not be made.</returns>
    /// <exception cref="SluiceException">The cache can't be written.</exception>
    public GitFolder? Get(string kind, string key, Func<string, GitTrouble?> make, out GitTrouble? trouble)
    {
        trouble = null;
        string parent = Path.Combine(folder, kind), path = Path.Combine(parent, key);
        if (File.Exists(Path.Combine(path, "HEAD"))) return GitFolder.Kept(path);
        try
        {
            Directory.CreateDirectory(parent);
            // A name that no other process has, on the disk of the cache, so that it can be renamed.
            string partial = Path.Combine(parent, Path.GetRandomFileName() + ".partial");
            try
            {
                Directory.CreateDirectory(partial);
                trouble = make(partial);
                if (trouble is not null) return null;
                Move(partial, path);
            }
            finally
            {
                if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the cache of repositories can't be written: {e.Message}", folder, "name another folder with the option cache, or set SLUICE_CACHE") { ExitCode = 1 };
        }
        return GitFolder.Kept(path);
    }

    /// <summary>A key of several parts.</summary>
    public static string Key(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));

    // Where another run was faster, its folder is as good.
    static void Move(string partial, string path)
    {
        try
        {
            Directory.Move(partial, path);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, "HEAD")))
        {
        }
    }
}

/// <summary>What kept a repository, or the rest of one, from being read.</summary>
/// <param name="Reason">Kebab-case name, for the ledger.</param>
/// <param name="Detail">One line for a person.</param>
sealed record GitTrouble(string Reason, string Detail);
