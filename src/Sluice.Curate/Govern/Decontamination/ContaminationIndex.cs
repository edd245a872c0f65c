using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>The benchmarks of a recipe's step, read and indexed once for all workers.</summary>
/// <param name="Items">The index of words; null for the rule <c>stack</c>.</param>
/// <param name="Strings">The index of exact texts; null for the other rules.</param>
/// <param name="Missing">Built-in benchmarks whose files were not found, where all were asked for.</param>
sealed record ContaminationIndex(ItemIndex? Items, SubstringIndex? Strings, IReadOnlyList<string> Missing)
{
    const string HowToGet = "benchmarks are not shipped with Sluice: get the file, and name its folder with folder:, --models or $SLUICE_MODELS (docs/how-to/decontaminate.md lists the files)";

    // By what the index depends on. The resources live as long as the run.
    static readonly ConditionalWeakTable<IStepResources, ConcurrentDictionary<string, Lazy<ContaminationIndex>>> s_made = [];

    /// <summary>Whose texts are looked for.</summary>
    public ItemTexts Owners => Items?.Owners ?? Strings!.Owners;

    /// <summary>Memory of the index.</summary>
    public long Bytes => Items?.Bytes ?? Strings!.Bytes;

    /// <summary>Texts that are not looked for by themselves: too short, or of too few different words.</summary>
    public int TextsLeftOut => Items?.TextsLeftOut ?? Strings!.TextsLeftOut;

    /// <summary>The index of a step's benchmarks.</summary>
    /// <exception cref="SluiceException">A file is missing or wrong; all such errors together.</exception>
    public static ContaminationIndex Load(DecontaminateOptions options, IStepResources resources)
    {
        string key = string.Join('\n', [.. options.Benchmarks, options.Folder ?? "", $"{options with { Benchmarks = [] }}"]);
        return s_made.GetOrCreateValue(resources).GetOrAdd(key, _ => new(() => Make(options, resources))).Value;
    }

    static ContaminationIndex Make(DecontaminateOptions options, IStepResources resources)
    {
        (IReadOnlyList<FoundBenchmark> found, IReadOnlyList<string> missing) = FoundBenchmark.FindAll(options, resources, HowToGet);
        // The digest of each file goes into the lock file.
        foreach (FoundBenchmark benchmark in found) resources.Load(benchmark.Path, path => new LoadedFile(path));
        if (options.Rule == ContaminationRule.Stack) return new(null, SubstringIndex.Make(found.Select(b => (b.Spec.Name, b.Read())), options), missing);
        ItemIndexBuilder builder = new(options);
        foreach (FoundBenchmark benchmark in found) builder.Add(benchmark.Spec.Name, benchmark.Read());
        return new(builder.Build(), null, missing);
    }

    sealed record LoadedFile(string Path);
}
