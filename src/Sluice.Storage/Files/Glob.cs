using System.Text;
using System.Text.RegularExpressions;

namespace Sluice.Storage.Files;

/// <summary>A glob over relative paths with <c>/</c> between the parts: <c>*</c> and <c>?</c> inside a part, <c>[abc]</c>, <c>[!abc]</c>, and <c>**</c> as a part of its own for any depth.</summary>
public sealed class Glob
{
    readonly Regex _pattern;

    /// <summary>Reads a glob.</summary>
    public Glob(string glob)
    {
        string[] parts = glob.Split('/', StringSplitOptions.RemoveEmptyEntries);
        FindsHidden = parts.Any(part => part[0] == '.');
        DepthMax = parts.Contains("**") ? InputFiles.DepthMax : parts.Length;
        StringBuilder pattern = new("^");
        for (int i = 0; i < parts.Length; i++)
        {
            bool isLast = i == parts.Length - 1;
            if (parts[i] == "**") pattern.Append(isLast ? ".*" : "(?:[^/]+/)*");
            else pattern.Append(Part(parts[i])).Append(isLast ? "" : "/");
        }
        // NonBacktracking: time linear in the name, whatever the glob.
        _pattern = new Regex(pattern.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>Parts that a matching path can have.</summary>
    public int DepthMax { get; }

    /// <summary>Whether a part of it begins with a point: then names that do are meant.</summary>
    public bool FindsHidden { get; }

    /// <summary>Whether a relative path matches.</summary>
    public bool IsMatch(string path) => _pattern.IsMatch(path);

    static string Part(string part)
    {
        StringBuilder pattern = new();
        for (int i = 0; i < part.Length; i++)
        {
            int close = part[i] == '[' ? part.IndexOf(']', Math.Min(i + 2, part.Length)) : -1;
            if (close > 0)
            {
                string set = part[(i + 1)..close];
                bool isNot = set[0] is '!' or '^';
                pattern.Append(isNot ? "[^/" : "[").Append((isNot ? set[1..] : set).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                i = close;
            }
            else pattern.Append(part[i] switch { '*' => "[^/]*", '?' => "[^/]", char c => Regex.Escape(c.ToString()) });
        }
        return pattern.ToString();
    }
}
