using Sluice.Core;

namespace Sluice.Engine.Index;

/// <summary>Why an index is refused, and how to come by another.</summary>
static class IndexErrors
{
    const string RecipeLock = "recipe.lock.yaml";

    /// <summary>How to make an index anew.</summary>
    /// <param name="path">The index, or the release that should have it.</param>
    public static string Rebuild(string path)
    {
        // An index may be kept without its release.
        string recipe = ReleaseOf(path) is { } release && Path.Combine(release, RecipeLock) is var beside && File.Exists(beside) ? beside : Path.Combine("RELEASE", RecipeLock);
        return $"build its release again, into a new folder, from what it was made of: sluice build {recipe} -o NEW; then name NEW in against";
    }

    /// <summary>The file is something else.</summary>
    public static SluiceException NoIndex(string path) => new("this is not an index of a release", path, "name the release's folder, or a file of its folder index/");

    /// <summary>The index is of another version of the format.</summary>
    public static SluiceException OtherVersion(string path, uint version) =>
        new($"the index is of version {version}; this Sluice reads version {IndexFormat.Version}", path, Rebuild(path));

    /// <summary>The index was made with other options.</summary>
    public static SluiceException OtherKind(string path, IndexHeader header, string step, string kind) => header.Step != step
        ? new($"the index is of the step {header.Step}; {step} can't compare documents with it", path, "name the release's folder, or the file of the step in its folder index/")
        : new($"the index is of another kind: it has '{header.Kind}', the recipe asks for '{kind}'", path,
            $"give {step} the options that the earlier release was built with (its recipe.lock.yaml has them), or build that release again with this recipe's");

    /// <summary>The release keeps no index of the step, or none at all where no step is named.</summary>
    public static SluiceException Missing(string release, string? step, IEnumerable<string> there)
    {
        string others = string.Join(", ", there);
        return new($"the release keeps no index{(step is null ? "" : " of " + step)}{(others.Length > 0 ? $"; it has {others}" : "")}", release,
            $"build it again with one: copy its recipe.lock.yaml, set index: true on {step ?? "the step"}, then sluice build COPY.yaml -o NEW");
    }

    static string? ReleaseOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetDirectoryName(path));
}
