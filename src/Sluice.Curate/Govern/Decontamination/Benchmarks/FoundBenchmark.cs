using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>A benchmark whose file is there.</summary>
/// <param name="Spec">Its name and fields.</param>
/// <param name="Path">Full path of its file.</param>
public sealed record FoundBenchmark(BenchmarkSpec Spec, string Path)
{
    /// <summary>Its items, read from the file.</summary>
    /// <exception cref="SluiceException">The file is wrong.</exception>
    public IEnumerable<BenchmarkItem> Read() => BenchmarkFile.Read(Path, Spec.Fields);

    /// <summary>The benchmarks that options name.</summary>
    /// <param name="options">Options without problems.</param>
    /// <param name="resources">Where names are looked up.</param>
    /// <param name="howToGet">What the error about a missing file advises.</param>
    /// <returns>Those found, and the names of the built-in ones that are missing where all were asked for.</returns>
    /// <exception cref="SluiceException">A file that is named is missing, none of all is there, or a name stands twice.</exception>
    public static (IReadOnlyList<FoundBenchmark> Found, IReadOnlyList<string> Missing) FindAll(DecontaminateOptions options, IStepResources resources, string howToGet)
    {
        List<FoundBenchmark> found = [];
        List<string> missing = [];
        List<SluiceError> errors = [];
        foreach (string written in options.Benchmarks)
        {
            if (written == BenchmarkSpec.All)
            {
                foreach (BenchmarkPreset preset in BenchmarkPresets.All)
                {
                    BenchmarkSpec spec = new(preset.Name, preset.File, preset.Fields, true);
                    if (Find(spec, options.Folder, resources) is { } path) found.Add(new(spec, path));
                    else missing.Add(preset.Name);
                }
                if (missing.Count == BenchmarkPresets.All.Count) errors.Add(new("benchmarks: all, but no file of a built-in benchmark was found", options.Folder, howToGet));
            }
            else
            {
                BenchmarkSpec spec = BenchmarkSpec.Parse(written);
                if (Find(spec, options.Folder, resources) is { } path) found.Add(new(spec, path));
                else errors.Add(new($"the benchmark file {spec.File} is missing", options.Folder, howToGet));
            }
        }
        found = [.. found.DistinctBy(benchmark => (benchmark.Spec.Name, benchmark.Path))];
        foreach (IGrouping<string, FoundBenchmark> same in found.GroupBy(benchmark => benchmark.Spec.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add(new($"two benchmarks have the name {same.Key}", null, "give one another name: name=NAME"));
        return errors.Count == 0 ? (found, missing) : throw new SluiceException(errors);
    }

    // Known files are named with or without .gz.
    static string? Find(BenchmarkSpec spec, string? folder, IStepResources resources)
    {
        foreach (string file in spec.IsPreset ? (string[])[spec.File, spec.File + ".gz"] : [spec.File])
            if (resources.TryFind(folder is null ? file : System.IO.Path.Combine(folder, file)) is { } path) return path;
        return null;
    }
}
