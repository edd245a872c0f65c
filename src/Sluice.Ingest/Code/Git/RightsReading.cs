using System.Text;
using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>The license files, notices and manifests of a tree, read before everything else: license files first, those nearest the root first, up to the limits of <see cref="RightsFiles"/>.</summary>
/// <remarks>A license file that can't be read is listed nonetheless, and why. A symbolic link to another rights file of the tree is that file's text; other links are not followed.</remarks>
sealed class RightsReading
{
    const int LinkBytesMax = 1024, LinksMax = 4;

    readonly IReadOnlyList<TreeEntry> _entries;
    readonly UnreadLicenses _unread = new();

    RightsReading(IReadOnlyList<TreeEntry> entries) => _entries = entries;

    /// <summary>Which entries are read, in the order in which they are asked for.</summary>
    public List<int> Chosen { get; private set; } = [];

    /// <summary>Chooses what is read.</summary>
    public static RightsReading Choose(IReadOnlyList<TreeEntry> entries, GitOptions options)
    {
        RightsReading reading = new(entries);
        List<int> licenses = [], others = [];
        for (int i = 0; i < entries.Count; i++)
        {
            TreeEntry entry = entries[i];
            if (entry.Kind == TreeEntryKind.Submodule || entry.PathBytes > EntryPath.BytesMax || !RightsFiles.Matches(entry.Path)) continue;
            bool isLicense = RightsFiles.IsLicense(entry.Path);
            if (entry.Bytes < 0) reading._unread.Add(entry.Path, "git-object-missing");
            else if (entry.Kind == TreeEntryKind.Symlink && (!isLicense || entry.Bytes > LinkBytesMax)) reading._unread.Add(entry.Path, "read.symlink");
            else if (entry.Bytes > options.BlobBytesMax.Bytes) reading._unread.Add(entry.Path, FileText.BytesMaxRule);
            else if (isLicense) licenses.Add(i);
            else if (entry.Bytes > 0) others.Add(i);
        }
        foreach (List<int> found in (ReadOnlySpan<List<int>>)[licenses, others]) found.Sort((a, b) => Depth(a) is int x && Depth(b) is int y && x != y ? x - y : a - b);
        licenses.AddRange(others);
        long bytes = 0;
        int count = licenses.FindIndex(i => (bytes += Math.Min(entries[i].Bytes, RightsFiles.FileBytesMax)) > RightsFiles.BytesMax);
        count = Math.Min(count < 0 ? licenses.Count : count, RightsFiles.FilesMax);
        for (int i = count; i < licenses.Count; i++) reading._unread.Add(entries[licenses[i]].Path, RightsFiles.LimitReason);
        reading.Chosen = licenses[..count];
        return reading;

        int Depth(int i) => entries[i].Path.AsSpan().Count('/');
    }

    /// <summary>Reads them.</summary>
    /// <param name="blobs">Gives the blobs of the chosen entries next.</param>
    public Dictionary<int, RightsFile> Read(BlobStream blobs)
    {
        Dictionary<int, RightsFile> files = [];
        foreach (int i in Chosen)
        {
            TreeEntry entry = _entries[i];
            GitTrouble? trouble = blobs.Begin(out long bytes);
            byte[] kept = new byte[Math.Min(bytes, RightsFiles.FileBytesMax)];
            trouble ??= kept.Length == bytes ? blobs.TryRead(kept) : blobs.TryReadStart(kept, bytes);
            string? unread = entry.Kind == TreeEntryKind.Symlink ? "read.symlink" : FileText.UnreadReason(kept) ?? (kept.Length < bytes ? RightsFiles.CutReason : null);
            if (trouble is not null) _unread.Add(entry.Path, trouble.Reason);
            files.Add(i, new(trouble is null ? new(entry.Path, entry.Id.Length == GitSubject.Sha1Chars ? entry.Id : BlobId.Of(kept), kept) { Unread = unread } : null, trouble));
        }
        return files;
    }

    /// <summary>All rights files of the tree, in ordinal order of their paths: those that were read, and license files that were not.</summary>
    /// <param name="read">What <see cref="Read"/> gave.</param>
    public RepositoryFile[] All(Dictionary<int, RightsFile> read)
    {
        Dictionary<string, RepositoryFile> byPath = new(StringComparer.Ordinal);
        foreach ((int i, RightsFile file) in read)
            if (file.File is { } known) byPath.TryAdd(_entries[i].Path, known);
        List<RepositoryFile> files = [.. _unread.Files()];
        long linkedBytes = 0;
        foreach (RepositoryFile file in byPath.Values)
        {
            RepositoryFile? target = file.Unread == "read.symlink" ? Target(file, byPath) : file;
            if (target != file && (linkedBytes += target?.Bytes.Length ?? 0) > RightsFiles.BytesMax) target = null; // Many links to one large file are as much to read as many files.
            files.Add(target is null ? file with { Bytes = ReadOnlyMemory<byte>.Empty } : target with { Path = file.Path });
        }
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    // Links are resolved by their words alone, inside the tree; null where they lead to nothing that was read.
    static RepositoryFile? Target(RepositoryFile link, Dictionary<string, RepositoryFile> byPath)
    {
        RepositoryFile at = link;
        for (int steps = 0; steps < LinksMax; steps++)
        {
            ReadOnlySpan<byte> words = at.Bytes.Span;
            if (words.IsEmpty || words[0] == '/' || words.ContainsAnyExceptInRange((byte)' ', (byte)'~') || words.Contains((byte)'\\')) return null;
            List<string> parts = [.. at.Path.Split('/')[..^1]];
            foreach (string part in Encoding.ASCII.GetString(words).Split('/'))
            {
                if (part is "" or ".") continue;
                if (part != "..") parts.Add(part);
                else if (parts.Count == 0) return null;
                else parts.RemoveAt(parts.Count - 1);
            }
            if (!byPath.TryGetValue(string.Join('/', parts), out RepositoryFile? target)) return null;
            if (target.Unread != "read.symlink") return target;
            at = target;
        }
        return null;
    }
}

/// <summary>A rights file, or what kept it from being read.</summary>
sealed record RightsFile(RepositoryFile? File, GitTrouble? Trouble);
