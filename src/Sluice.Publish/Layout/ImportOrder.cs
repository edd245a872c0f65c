using System.Text;
using Sluice.Core.Release;

namespace Sluice.Publish.Layout;

/// <summary>The order of a repository's files in which each comes after the files that it imports.</summary>
/// <remarks>Depth-first over the files in ordinal order of their paths, imports first, those too by path: so the order is a function of paths and texts, and only an import that closes a cycle is not obeyed.
/// Time and memory are linear in texts and imports; a file's imports, and the files that one names, are bounded. Idea: DeepSeek-Coder (Guo et al. 2024, arXiv:2401.14196), which orders the files of a repository by their dependencies.</remarks>
static class ImportOrder
{
    /// <summary>Files that a file is placed after; more of its imports are not looked at.</summary>
    internal const int EdgesMax = 1_000;

    /// <summary>The indexes of the files, in order.</summary>
    /// <param name="files">Files of one repository; all have a path.</param>
    internal static IReadOnlyList<int> Of(IReadOnlyList<ReleasedDocument> files)
    {
        int[] byPath = [.. Enumerable.Range(0, files.Count).OrderBy(file => files[file].Path!, StringComparer.Ordinal).ThenBy(file => file)];
        int[] rank = new int[files.Count];
        for (int i = 0; i < byPath.Length; i++) rank[byPath[i]] = i;
        ImportIndex index = new([.. files.Select(file => new SourceFile(file.Path!, file.CodeLanguage, file.Text))]);
        List<int> order = new(files.Count);
        bool[] isSeen = new bool[files.Count];
        Stack<(int File, IReadOnlyList<int> Imports, int Next)> open = new();
        foreach (int first in byPath)
        {
            if (!isSeen[first]) Open(first);
            while (open.TryPop(out (int File, IReadOnlyList<int> Imports, int Next) top))
            {
                if (top.Next == top.Imports.Count)
                {
                    order.Add(top.File);
                    continue;
                }
                open.Push(top with { Next = top.Next + 1 });
                if (!isSeen[top.Imports[top.Next]]) Open(top.Imports[top.Next]);
            }
        }
        return order;

        void Open(int file)
        {
            isSeen[file] = true;
            open.Push((file, [.. index.ImportsOf(file).Where(other => other != file).Distinct().Take(EdgesMax).OrderBy(other => rank[other])], 0));
        }
    }
}

/// <summary>A file as imports are found in it.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Language">Its language, where a step told it; else the path's ending does.</param>
/// <param name="Text">Its text, UTF-8.</param>
readonly record struct SourceFile(string Path, string? Language, ReadOnlyMemory<byte> Text)
{
    /// <summary>The lines, without white space at both ends; of a long line the beginning.</summary>
    internal IEnumerable<string> Lines()
    {
        const int LineBytesMax = 2_000;
        for (int at = 0; at < Text.Length;)
        {
            ReadOnlyMemory<byte> rest = Text[at..];
            int end = rest.Span.IndexOf((byte)'\n');
            int length = end < 0 ? rest.Length : end;
            yield return Encoding.UTF8.GetString(rest.Span[..Math.Min(length, LineBytesMax)]).Trim();
            at += length + 1;
        }
    }
}
