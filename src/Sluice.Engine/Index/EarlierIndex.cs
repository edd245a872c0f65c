using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Engine.Index;

/// <summary>An index of an earlier release that a merge step compares its input with: found, read whole and checked before the first record.</summary>
/// <param name="Given">As the recipe names it.</param>
/// <param name="Path">Full path of the file.</param>
/// <param name="Summary">What it holds.</param>
public sealed record EarlierIndex(string Given, string Path, IndexSummary Summary)
{
    /// <summary>Finds and checks the indexes that a step names.</summary>
    /// <param name="index">The step's.</param>
    /// <param name="step">Its name.</param>
    /// <param name="occurrence">Which of the steps of its name it is, from 1: releases are asked for the same one.</param>
    /// <param name="where">File, line and column of the step, for errors.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">All that is wrong: missing, damaged, of another kind or version.</exception>
    public static IReadOnlyList<EarlierIndex> Find(IMergeIndex index, string step, int occurrence, string? where, CancellationToken cancellation)
    {
        List<EarlierIndex> found = [];
        List<SluiceError> errors = [];
        foreach (string given in index.Against)
        {
            try
            {
                string path = FileOf(given, step, index.Kind, occurrence, where);
                if (found.Any(other => other.Path == path)) throw new SluiceException($"{step} names {given} twice in against", where, "name each release once");
                IndexHeader header;
                using (IndexReader reader = new(path)) header = reader.Header;
                if (header.Step != step || header.Kind != index.Kind) throw IndexErrors.OtherKind(path, header, step, index.Kind);
                found.Add(new(given, path, IndexReader.Check(path, cancellation)));
            }
            catch (SluiceException e)
            {
                errors.AddRange(e.Errors);
            }
        }
        return errors.Count == 0 ? found : throw new SluiceException(errors);
    }

    /// <summary>Reads the index again; the file must be the one that was checked.</summary>
    /// <exception cref="SluiceException">It has changed.</exception>
    internal IEnumerable<IndexReader> Documents(CancellationToken cancellation)
    {
        using IndexReader reader = new(Path);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return reader;
        }
        if (reader.Summary!.Sha256 != Summary.Sha256) throw new SluiceException("the index has changed since the build began", Path, "build into another folder with -o: with another index it is another build");
    }

    static bool IsComparable(string file, string step, string kind)
    {
        try
        {
            using IndexReader reader = new(file);
            return reader.Header.Step == step && reader.Header.Kind == kind;
        }
        catch (SluiceException)
        {
            return false;
        }
    }

    static string FileOf(string given, string step, string kind, int occurrence, string? where)
    {
        if (string.IsNullOrWhiteSpace(given) || given.Contains('\0', StringComparison.Ordinal)) throw new SluiceException($"{step} names no release in an item of against", where, "name the folder of a release, or its index file");
        string full = System.IO.Path.GetFullPath(given);
        if (!Directory.Exists(full))
        {
            return File.Exists(full) ? full
                : throw new SluiceException($"there is no release or index {given}, which {step} names in against", where, "paths are relative to the working folder");
        }
        string own = IndexFolder.FileOf(full, step, occurrence);
        if (File.Exists(own)) return own;
        // A release whose recipe has the step fewer times: the one index that can be compared.
        string[] comparable = [.. IndexFolder.Files(full).Where(file => IsComparable(file, step, kind))];
        return comparable.Length == 1 ? comparable[0] : throw IndexErrors.Missing(given, step, IndexFolder.Files(full).Select(file => System.IO.Path.GetFileName(file)));
    }
}
