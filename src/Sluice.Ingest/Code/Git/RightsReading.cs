using Sluice.Core.Records;

namespace Sluice.Ingest.Code.Git;

/// <summary>The license files, notices and manifests of a tree, read before everything else: those nearest the root first, up to the limits of <see cref="RightsFiles"/>.</summary>
static class RightsReading
{
    /// <summary>Which entries are read, in the order in which they are asked for.</summary>
    public static List<int> Choose(IReadOnlyList<TreeEntry> entries, GitOptions options)
    {
        List<int> found = [];
        for (int i = 0; i < entries.Count; i++)
        {
            TreeEntry entry = entries[i];
            if (entry.Kind == TreeEntryKind.File && entry.Bytes > 0 && entry.Bytes <= options.BlobBytesMax.Bytes && entry.PathBytes <= EntryPath.BytesMax && RightsFiles.Matches(entry.Path)) found.Add(i);
        }
        found.Sort((a, b) => Depth(a) is int x && Depth(b) is int y && x != y ? x - y : a - b);
        long bytes = 0;
        int count = found.FindIndex(i => (bytes += Math.Min(entries[i].Bytes, RightsFiles.FileBytesMax)) > RightsFiles.BytesMax);
        return found[..Math.Min(count < 0 ? found.Count : count, RightsFiles.FilesMax)];

        int Depth(int i) => entries[i].Path.AsSpan().Count('/');
    }

    /// <summary>Reads them.</summary>
    /// <param name="blobs">Gives the blobs of the chosen entries next.</param>
    /// <param name="entries">The tree.</param>
    /// <param name="chosen">The entries.</param>
    public static Dictionary<int, RightsFile> Read(BlobStream blobs, IReadOnlyList<TreeEntry> entries, IReadOnlyList<int> chosen)
    {
        Dictionary<int, RightsFile> files = [];
        foreach (int i in chosen)
        {
            GitTrouble? trouble = blobs.Begin(out long bytes);
            byte[] kept = new byte[Math.Min(bytes, RightsFiles.FileBytesMax)];
            trouble ??= kept.Length == bytes ? blobs.TryRead(kept) : blobs.TryReadStart(kept, bytes);
            files.Add(i, new(trouble is null ? new(entries[i].Path, entries[i].Id.Length == GitSubject.Sha1Chars ? entries[i].Id : BlobId.Of(kept), kept) : null, trouble));
        }
        return files;
    }
}

/// <summary>A rights file, or what kept it from being read.</summary>
sealed record RightsFile(RepositoryFile? File, GitTrouble? Trouble);
