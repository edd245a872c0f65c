using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>A bare git folder of our own: an empty configuration, no hooks, no refs, and the objects of a repository that is not trusted.</summary>
/// <remarks>Of an untrusted repository only its objects are seen: links stand for <c>pack</c> and for the 256 folders of loose objects. What else lies beside them (<c>info/alternates</c>, commit graphs) is not.
/// Ids of a shallow repository's last commits are copied, since git would look for their parents.</remarks>
sealed class GitFolder : IDisposable
{
    readonly bool _isTemporary;

    GitFolder(string path, bool isTemporary) => (Path, _isTemporary) = (path, isTemporary);

    /// <summary>Full path, what <c>GIT_DIR</c> is set to.</summary>
    public string Path { get; }

    /// <summary>A folder that was made before and stays.</summary>
    public static GitFolder Kept(string path) => new(path, isTemporary: false);

    /// <summary>A temporary folder over a repository's objects; they are not copied.</summary>
    /// <exception cref="IOException">The objects can't be listed.</exception>
    public static GitFolder Over(LocalRepository repository)
    {
        GitFolder folder = new(Directory.CreateTempSubdirectory("sluice-git-").FullName, isTemporary: true);
        try
        {
            Lay(folder.Path, repository.IsSha256);
            string objects = System.IO.Path.Combine(folder.Path, "objects");
            string pack = System.IO.Path.Combine(repository.ObjectsFolder, "pack");
            if (IsFolder(pack)) Directory.CreateSymbolicLink(System.IO.Path.Combine(objects, "pack"), pack);
            foreach (string loose in Directory.EnumerateDirectories(repository.ObjectsFolder, "??"))
            {
                string name = System.IO.Path.GetFileName(loose);
                if (name.All(char.IsAsciiHexDigitLower) && IsFolder(loose)) Directory.CreateSymbolicLink(System.IO.Path.Combine(objects, name), loose);
            }
            if (repository.ShallowIds.Count > 0) File.WriteAllText(System.IO.Path.Combine(folder.Path, "shallow"), string.Concat(repository.ShallowIds.Select(id => id + "\n")));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    // A link would lead to the objects of another repository.
    static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    /// <summary>Makes an empty bare folder; its parent exists.</summary>
    public static void Lay(string path, bool isSha256)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(path, "objects"));
        Directory.CreateDirectory(System.IO.Path.Combine(path, "refs"));
        File.WriteAllText(System.IO.Path.Combine(path, "HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(System.IO.Path.Combine(path, "config"), isSha256
            ? "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
            : "[core]\n\trepositoryformatversion = 0\n\tbare = true\n", Encoding.ASCII);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary) Directory.Delete(Path, recursive: true); // Links are removed, not what they lead to.
    }
}
