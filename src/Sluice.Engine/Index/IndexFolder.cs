using System.Globalization;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Steps;

namespace Sluice.Engine.Index;

/// <summary>The folder <c>index/</c> of a release: one file for each merge step that keeps one.</summary>
public static class IndexFolder
{
    /// <summary>Name of the folder.</summary>
    public const string Name = "index";

    const string Suffix = ".idx";

    /// <summary>Full path of the file of a step.</summary>
    /// <param name="release">The release's folder.</param>
    /// <param name="step">Name of the step.</param>
    /// <param name="occurrence">1 for the first step of that name in the recipe, 2 for the second.</param>
    public static string FileOf(string release, string step, int occurrence) =>
        Path.Combine(release, Name, occurrence == 1 ? step + Suffix : string.Create(CultureInfo.InvariantCulture, $"{step}-{occurrence}{Suffix}"));

    /// <summary>Full paths of a release's index files, in ordinal order of names; none where it keeps none.</summary>
    public static IReadOnlyList<string> Files(string release)
    {
        string folder = Path.Combine(release, Name);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The index files that a path names: all of a release, or one file.</summary>
    /// <returns>Full paths; at least one.</returns>
    /// <exception cref="SluiceException">There is no such path, or the release keeps no index.</exception>
    public static IReadOnlyList<string> Find(string releaseOrFile)
    {
        string full = Path.GetFullPath(releaseOrFile);
        if (File.Exists(full)) return [full];
        if (!Directory.Exists(full)) throw new SluiceException("there is no such release or index", releaseOrFile, "give the folder of a release, or a file of its folder index/");
        return Files(full) is { Count: > 0 } files ? files : throw IndexErrors.Missing(releaseOrFile, null, []);
    }

    /// <summary>The release that an index file belongs to; null for a file that stands alone.</summary>
    internal static string? ReleaseOf(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        return Path.GetFileName(folder) == Name ? Path.GetDirectoryName(folder) : null;
    }

    /// <summary>Which of the steps of its name a step of a recipe is, from 1.</summary>
    public static int OccurrenceOf(Recipe recipe, int step) => recipe.Steps.Take(step + 1).Count(s => s.Definition.Name == recipe.Steps[step].Definition.Name);

    /// <summary>The header of the index that a step of a recipe keeps.</summary>
    internal static IndexHeader HeaderOf(Recipe recipe, int step, IMergeIndex index) => new(recipe.Steps[step].Definition.Name, index.Kind, recipe.Name);
}
