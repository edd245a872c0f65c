using System.Buffers;
using System.Text;

namespace Sluice.Ingest.Code.Git;

/// <summary>A repository on this machine, read without git: its head, its refs, where its objects lie, what it calls its remotes. Nothing in it is run or obeyed.</summary>
sealed class LocalRepository
{
    const int SmallFileBytesMax = 1 << 20, PackedRefsBytesMax = 256 << 20, ShallowIdsMax = 100_000, RefDepthMax = 5;

    // Source: git-check-ref-format.
    static readonly SearchValues<char> s_noRefName = SearchValues.Create("~^:?*[\\ \u007F");

    readonly string _gitFolder;
    readonly string _commonFolder;

    LocalRepository(string path, string gitFolder, string commonFolder)
    {
        (Path, _gitFolder, _commonFolder) = (path, gitFolder, commonFolder);
        ObjectsFolder = System.IO.Path.Combine(commonFolder, "objects");
        Config = GitConfig.Read(System.IO.Path.Combine(commonFolder, "config"));
        ShallowIds = [.. ReadSmall(System.IO.Path.Combine(commonFolder, "shallow")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(ObjectId.Is).Take(ShallowIdsMax)];
    }

    /// <summary>The path that named it: the work tree, the bare repository, or the <c>.git</c> file.</summary>
    public string Path { get; }

    /// <summary>Where its objects lie.</summary>
    public string ObjectsFolder { get; }

    /// <summary>What its configuration says about remotes and format.</summary>
    public GitConfig Config { get; }

    /// <summary>Whether ids are SHA-256.</summary>
    public bool IsSha256 => Config.IsSha256;

    /// <summary>Commits whose parents were not fetched.</summary>
    public IReadOnlyList<string> ShallowIds { get; }

    /// <summary>Name of its folder, without <c>.git</c>.</summary>
    public string FolderName
    {
        get
        {
            string name = System.IO.Path.GetFileName(Path.TrimEnd('/'));
            if (name == ".git") name = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path.TrimEnd('/')) ?? "");
            return name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^".git".Length] : name;
        }
    }

    /// <summary>Whether a folder looks like a repository: a work tree, or bare.</summary>
    public static bool IsAt(string folder) => GitFolderOf(folder) is not null;

    /// <summary>The repository at a path; null where there is none.</summary>
    /// <param name="path">A folder with <c>.git</c> in it, a bare repository, or a <c>.git</c> file.</param>
    public static LocalRepository? Open(string path)
    {
        if (GitFolderOf(path) is not { } gitFolder) return null;
        // The git folder of a work tree beside the main one says where the rest is.
        string common = ReadSmall(System.IO.Path.Combine(gitFolder, "commondir")).Trim();
        string commonFolder = common.Length == 0 || common.Contains('\0', StringComparison.Ordinal) ? gitFolder : System.IO.Path.GetFullPath(common, gitFolder);
        return new(path, gitFolder, commonFolder);
    }

    /// <summary>The id that a name stands for: a tag, a branch, a branch of <c>origin</c>, in this order; null where there is none.</summary>
    /// <param name="name">As the option <c>at</c> has it; null for the head.</param>
    public string? Find(string? name)
    {
        if (name is null) return Follow("HEAD", 0);
        if (ObjectId.Is(name)) return name;
        if (!IsRefName(name)) return null;
        foreach (string folder in (ReadOnlySpan<string>)["refs/tags/", "refs/heads/", "refs/remotes/origin/", "refs/"])
            if (Follow(folder + name, 0) is { } id) return id;
        return name.StartsWith("refs/", StringComparison.Ordinal) ? Follow(name, 0) : null;
    }

    /// <summary>Whether a name can be one of a ref, and not of a file elsewhere.</summary>
    public static bool IsRefName(string name) =>
        name.Length is > 0 and < 1000 && name[0] is not ('-' or '/' or '.') && name[^1] is not '/' && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("//", StringComparison.Ordinal)
        && name.AsSpan().IndexOfAny(s_noRefName) < 0 && name.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0;

    string? Follow(string name, int depth)
    {
        if (depth > RefDepthMax) return null;
        // The head is each work tree's own; refs are common.
        string file = System.IO.Path.Combine(name == "HEAD" ? _gitFolder : _commonFolder, name);
        string text = File.Exists(file) ? ReadSmall(file).Trim() : "";
        const string Symbolic = "ref:";
        if (text.StartsWith(Symbolic, StringComparison.Ordinal))
        {
            string target = text[Symbolic.Length..].Trim();
            return target.StartsWith("refs/", StringComparison.Ordinal) && IsRefName(target) ? Follow(target, depth + 1) : null;
        }
        if (ObjectId.Is(text)) return text;
        return FindPacked(name);
    }

    string? FindPacked(string name)
    {
        string file = System.IO.Path.Combine(_commonFolder, "packed-refs");
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length > PackedRefsBytesMax) return null;
            foreach (string line in File.ReadLines(file))
            {
                int space = line.IndexOf(' ', StringComparison.Ordinal);
                if (space > 0 && line.AsSpan(space + 1).SequenceEqual(name) && ObjectId.Is(line[..space])) return line[..space];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return null;
    }

    static string? GitFolderOf(string path)
    {
        if (Directory.Exists(path))
        {
            if (IsGitFolder(path)) return path;
            path = System.IO.Path.Combine(path, ".git");
            if (Directory.Exists(path)) return IsGitFolder(path) ? path : null;
        }
        if (!File.Exists(path) || System.IO.Path.GetFileName(path) != ".git") return null;
        const string Points = "gitdir:";
        string text = ReadSmall(path);
        if (!text.StartsWith(Points, StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal)) return null;
        string target = System.IO.Path.GetFullPath(text[Points.Length..].Trim(), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        return File.Exists(System.IO.Path.Combine(target, "HEAD")) ? target : null;
    }

    static bool IsGitFolder(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "HEAD")) && (Directory.Exists(System.IO.Path.Combine(folder, "objects")) || File.Exists(System.IO.Path.Combine(folder, "commondir")));

    /// <summary>A small file as text; empty where there is none, it is too large, or no plain file.</summary>
    public static string ReadSmall(string path)
    {
        try
        {
            FileInfo file = new(path);
            // A pipe or device under such a name would never end; those have no length.
            return file.Exists && file.Length is > 0 and <= SmallFileBytesMax ? File.ReadAllText(path, Encoding.UTF8) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
