using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Filter;

/// <summary>Lists given as text files: one entry a line, white space at its ends dropped; blank lines and lines that start with <c>#</c> are left
/// out.</summary>
static class ListFile
{
    /// <summary>Most characters of a line: what is longer is no list.</summary>
    public const int LineLengthMax = 1 << 16;

    const string HowToMend = "give a text file with one entry a line";

    /// <summary>The entries, in order.</summary>
    /// <exception cref="SluiceException">The file can't be read, or is no text list.</exception>
    public static IEnumerable<string> Read(string path)
    {
        using StreamReader reader = Open(path);
        for (int number = 1; ReadLine(reader, path) is { } line; number++)
        {
            if (line.Length > LineLengthMax || line.Contains('\0'))
                throw new SluiceException("this is no list: a line is longer than 65,536 characters or holds a zero byte", $"{path}:{number}", HowToMend);
            string entry = line.Trim();
            if (entry.Length > 0 && entry[0] != '#') yield return entry;
        }
    }

    static StreamReader Open(string path)
    {
        try
        {
            return new(path, Encoding.UTF8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the list can't be read: {error.Message}", path);
        }
    }

    static string? ReadLine(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the list can't be read: {error.Message}", path);
        }
    }
}
