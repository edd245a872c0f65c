using Sluice.Core;

namespace Sluice.Storage.Files;

static class UnreadableFile
{
    /// <summary>The error for a file that could not be opened.</summary>
    public static SluiceException Error(string path, Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => new("the file is missing", path, "check the path; relative paths start at the current folder"),
        UnauthorizedAccessException when Directory.Exists(path) => new("this is a folder, not a file", path),
        UnauthorizedAccessException => new("the file may not be read", path, "check its permissions"),
        _ => new($"the file can't be read: {cause.Message}", path),
    };
}
