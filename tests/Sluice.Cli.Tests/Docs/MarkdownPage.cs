using System.Text.RegularExpressions;

namespace Sluice.Cli.Tests.Docs;

/// <summary>A page of the documentation: its links, the anchors of its headings, and the commands that it tells readers to type.</summary>
sealed partial class MarkdownPage
{
    readonly string _folder;
    readonly string[] _lines;

    MarkdownPage(string root, string path)
    {
        _folder = System.IO.Path.GetDirectoryName(path)!;
        _lines = File.ReadAllLines(path);
        Name = System.IO.Path.GetRelativePath(root, path);
    }

    public static IReadOnlyList<MarkdownPage> All { get; } = [.. new[] { "README.md", "CHANGELOG.md", "src/README.md", "models/README.md" }.Select(name => System.IO.Path.Combine(SluiceProgram.Root, name))
        .Concat(new[] { "docs", "examples", "bench" }.Select(name => System.IO.Path.Combine(SluiceProgram.Root, name)).Where(Directory.Exists).SelectMany(folder => Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories)))
        .Where(path => File.Exists(path) && !path.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => new MarkdownPage(SluiceProgram.Root, path))];

    /// <summary>Path below the root.</summary>
    public string Name { get; }

    /// <summary>Full path of each link to a file, and its anchor.</summary>
    public IEnumerable<(string Target, string Path, string? Anchor)> Links => Prose().SelectMany(line => Link().Matches(CodeSpan().Replace(line, "")))
        .Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
        .Select(target => (target, System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, target.Split('#')[0] is { Length: > 0 } file ? file : System.IO.Path.Combine(SluiceProgram.Root, Name))),
            target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : null));

    /// <summary>Anchors as forges make them of headings: lower case, spaces as hyphens, no other marks.</summary>
    public IEnumerable<string> Anchors => Prose().Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim())
        .Select(heading => NoAnchorMark().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Every <c>./sluice …</c> in code, cut at what ends a command in a shell.</summary>
    public IEnumerable<string> Commands
    {
        get
        {
            foreach (string line in _lines)
            {
                if (line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("./", StringComparison.Ordinal))
                {
                    foreach (Match match in Command().Matches(line)) yield return match.Value.Trim();
                    continue;
                }
                foreach (Match span in CodeSpan().Matches(line))
                    foreach (Match match in Command().Matches(span.Value.Trim('`'))) yield return match.Value.Trim();
            }
        }
    }

    // Lines outside code blocks.
    IEnumerable<string> Prose()
    {
        bool isFenced = false;
        foreach (string line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            else if (!isFenced && !line.StartsWith("    ", StringComparison.Ordinal)) yield return line;
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\./sluice [^|><;&#`]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchorMark();
}
