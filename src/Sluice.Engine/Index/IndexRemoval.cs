using System.Text;
using Sluice.Core;
using Sluice.Engine.Run;
using Sluice.Storage.Files;

namespace Sluice.Engine.Index;

/// <summary>Takes documents out of the indexes of a release, so that a later build keeps the next copy of each.</summary>
/// <remarks>Each file is written anew and put in place whole, then <c>checksums.txt</c> is mended. Killed at any instant, the same call again comes to the same end; a call that finds nothing changes nothing.</remarks>
public static class IndexRemoval
{
    const string ChecksumsFile = "checksums.txt";

    /// <summary>Takes documents out.</summary>
    /// <param name="releaseOrFile">Folder of a finished release, or one index file.</param>
    /// <param name="ids">Ids, as the release has them; those of WARC records also without brackets, or by the UUID alone.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">There is no index, it is damaged, or a build holds the folder.</exception>
    public static RemovalResult Run(string releaseOrFile, IEnumerable<string> ids, CancellationToken cancellation)
    {
        IReadOnlyList<string> files = IndexFolder.Find(releaseOrFile);
        string? release = IndexFolder.ReleaseOf(files[0]);
        using FileStream? hold = release is null ? null : Hold(release);
        HashSet<string> asked = new(ids, StringComparer.Ordinal);
        // All are looked at before the first is changed: a damaged one stops it with nothing done.
        foreach (string file in files) _ = IndexReader.Check(file, cancellation);
        HashSet<string> found = new(StringComparer.Ordinal);
        List<IndexChange> changes = [];
        foreach (string file in files)
        {
            long removed = asked.Count == 0 ? 0 : RemoveFrom(file, asked, found, cancellation);
            changes.Add(new(Path.GetFileName(file), removed, IndexReader.Check(file, cancellation)));
        }
        if (release is not null) MendChecksums(release, changes);
        return new(changes, [.. asked.Where(id => !found.Contains(id)).Order(StringComparer.Ordinal)]);
    }

    static FileStream? Hold(string release)
    {
        RunFolder run = new(release);
        if (!Directory.Exists(run.Root)) return null;
        FileStream hold = run.Lock();
        if (File.Exists(run.DoneFile)) return hold;
        hold.Dispose();
        throw new SluiceException("the run in this folder has not finished", release, "run the same `sluice build` again, then take documents out");
    }

    static long RemoveFrom(string path, HashSet<string> asked, HashSet<string> found, CancellationToken cancellation)
    {
        long removed = 0;
        using AtomicFile target = new(path);
        using IndexReader reader = new(path);
        IndexWriter writer = new(target.Stream, reader.Header);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            string id = reader.Id;
            string[] given = [.. Forms(id).Where(asked.Contains)];
            found.UnionWith(given);
            if (given.Length > 0) removed++;
            else writer.Add(id, reader.Entry);
        }
        writer.Finish();
        if (removed > 0) target.Commit();
        return removed;
    }

    // How a person may write an id.
    static IEnumerable<string> Forms(string id)
    {
        const string Urn = "urn:uuid:";
        yield return id;
        bool hasBrackets = id.StartsWith('<') && id.EndsWith('>');
        string bare = hasBrackets ? id[1..^1] : id;
        if (hasBrackets) yield return bare;
        if (bare.StartsWith(Urn, StringComparison.Ordinal)) yield return bare[Urn.Length..];
    }

    static void MendChecksums(string release, List<IndexChange> changes)
    {
        const int NameStart = 64 + 2;
        string path = Path.Combine(release, ChecksumsFile);
        if (!File.Exists(path)) return;
        List<string> lines = [.. File.ReadAllLines(path)];
        bool isChanged = false;
        foreach (IndexChange change in changes)
        {
            string name = IndexFolder.Name + "/" + change.File;
            int at = lines.FindIndex(line => line.Length > NameStart && line[NameStart..] == name);
            if (at < 0 || lines[at].StartsWith(change.After.Sha256, StringComparison.Ordinal)) continue;
            lines[at] = change.After.Sha256 + "  " + name;
            isChanged = true;
        }
        if (isChanged) AtomicFile.WriteAllBytes(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
    }
}

/// <summary>What taking documents out came to.</summary>
/// <param name="Files">Every index of the release, in order of names.</param>
/// <param name="Unknown">Ids that none of them has, as given.</param>
public sealed record RemovalResult(IReadOnlyList<IndexChange> Files, IReadOnlyList<string> Unknown);

/// <summary>What became of one index.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Removed">Documents taken out.</param>
/// <param name="After">What it holds now.</param>
public sealed record IndexChange(string File, long Removed, IndexSummary After);
