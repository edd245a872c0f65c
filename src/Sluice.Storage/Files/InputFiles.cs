using Sluice.Core;

namespace Sluice.Storage.Files;

/// <summary>One file that a pattern found.</summary>
/// <param name="Path">Where it can be opened.</param>
/// <param name="Name">Its path as the pattern spells it: <c>crawl/a.warc.gz</c> for <c>crawl/*.warc.gz</c> or <c>crawl</c>; <c>-</c> for standard input.</param>
/// <param name="NameInFolder">Its path below the folder that was named; its file name where a file was.</param>
public readonly record struct InputFile(string Path, string Name, string NameInFolder);

/// <summary>Finds the files that patterns name: files, globs (<c>*</c>, <c>?</c>, <c>[abc]</c>, <c>**</c> for any depth), folders, and <c>-</c> for standard input.</summary>
/// <remarks>Files come in the order of the patterns, inside a glob or folder in ordinal order of their paths, each once. Links to folders are not followed, so no loop is;
/// names that begin with a point are found only by a pattern that has such a part.</remarks>
public static class InputFiles
{
    /// <summary>Folders inside folders that are entered.</summary>
    public const int DepthMax = 64;

    /// <summary>Finds the files.</summary>
    /// <param name="patterns">What the recipe or the command line says.</param>
    /// <param name="suffixes">How the files of a folder end that are taken, in lower case; none: all.</param>
    /// <param name="baseFolder">What relative patterns start at; empty for the current folder.</param>
    /// <param name="findsHidden">Whether a folder's files whose names, or folders', begin with a point are taken too.</param>
    /// <exception cref="SluiceException">Patterns that name nothing, all of them together.</exception>
    public static IReadOnlyList<InputFile> Find(IEnumerable<string> patterns, IReadOnlyList<string> suffixes, string baseFolder = "", bool findsHidden = false)
    {
        List<InputFile> found = [];
        List<SluiceError> errors = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string pattern in patterns)
        {
            int before = found.Count;
            bool isRepeat = false;
            foreach (InputFile file in FindOne(pattern, suffixes, baseFolder, findsHidden, errors))
            {
                if (seen.Add(file.Path)) found.Add(file);
                else isRepeat = true;
            }
            if (found.Count == before && !isRepeat && (errors.Count == 0 || errors[^1].Where != pattern)) errors.Add(NothingFound(pattern, suffixes, baseFolder));
        }
        return errors.Count == 0 ? found : throw new SluiceException(errors);
    }

    static IEnumerable<InputFile> FindOne(string pattern, IReadOnlyList<string> suffixes, string baseFolder, bool findsHidden, List<SluiceError> errors)
    {
        if (pattern == StandardInput.Name) return [new(StandardInput.Name, StandardInput.Name, StandardInput.Name)];
        string full = Path.GetFullPath(Path.Combine(baseFolder.Length == 0 ? Environment.CurrentDirectory : baseFolder, pattern));
        // A name that is there is meant literally, whatever signs it has.
        if (File.Exists(full)) return [new(full, pattern, Path.GetFileName(full))];
        if (Directory.Exists(full)) return InFolder(full, pattern, suffixes, findsHidden, errors);
        return pattern.AsSpan().IndexOfAny("*?[") < 0 ? [] : Matching(pattern, baseFolder, errors);
    }

    static IEnumerable<InputFile> InFolder(string full, string pattern, IReadOnlyList<string> suffixes, bool findsHidden, List<SluiceError> errors)
    {
        string prefix = pattern.EndsWith('/') ? pattern : pattern + "/";
        return Walk(full, pattern, errors, DepthMax, findsHidden)
            .Where(name => suffixes.Count == 0 || suffixes.Any(s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase)))
            .Select(name => new InputFile(Path.Combine(full, name), prefix + name, name));
    }

    static IEnumerable<InputFile> Matching(string pattern, string baseFolder, List<SluiceError> errors)
    {
        // The folder before the first segment with a sign is walked.
        int sign = pattern.AsSpan().IndexOfAny("*?[");
        int slash = pattern.LastIndexOf('/', sign);
        string folder = pattern[..(slash + 1)];
        string full = Path.GetFullPath(Path.Combine(baseFolder.Length == 0 ? Environment.CurrentDirectory : baseFolder, folder));
        if (!Directory.Exists(full)) return [];
        Glob glob = new(pattern[(slash + 1)..]);
        return Walk(full, pattern, errors, glob.DepthMax, glob.FindsHidden).Where(glob.IsMatch).Select(name => new InputFile(Path.Combine(full, name), folder + name, name));
    }

    /// <summary>Paths of all files below a folder, relative to it, in ordinal order.</summary>
    static List<string> Walk(string root, string pattern, List<SluiceError> errors, int depthMax, bool findsHidden)
    {
        List<string> names = [];
        Stack<(string Folder, int Depth)> folders = new([("", 0)]);
        while (folders.TryPop(out (string Folder, int Depth) at))
        {
            try
            {
                foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(root, at.Folder)).EnumerateFileSystemInfos())
                {
                    if (entry.Name[0] == '.' && !findsHidden) continue;
                    string name = at.Folder.Length == 0 ? entry.Name : at.Folder + "/" + entry.Name;
                    if (entry is FileInfo) names.Add(name);
                    else if (entry.LinkTarget is null && at.Depth + 1 < depthMax) folders.Push((name, at.Depth + 1));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add(new($"the folder {Path.Combine(root, at.Folder)} can't be read: {e.Message}", pattern));
            }
        }
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    static SluiceError NothingFound(string pattern, IReadOnlyList<string> suffixes, string baseFolder)
    {
        string full = Path.GetFullPath(Path.Combine(baseFolder.Length == 0 ? Environment.CurrentDirectory : baseFolder, pattern));
        if (Directory.Exists(full)) return new($"the folder holds no file that ends with {string.Join(", ", suffixes)}", pattern, "name the files, or a glob such as " + pattern.TrimEnd('/') + "/*");
        if (pattern.AsSpan().IndexOfAny("*?[") >= 0) return new("no file matches this glob", pattern, $"it was looked for in {(baseFolder.Length == 0 ? Environment.CurrentDirectory : baseFolder)}");
        return new("the file is missing", pattern, $"it was looked for at {full}");
    }
}
