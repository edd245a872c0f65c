using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Curate.Govern.Decontamination.Benchmarks;
using Sluice.Engine.Resources;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>The texts of a release's benchmarks: read again from the files that its lock file names, since the release never holds them.</summary>
sealed class BenchmarkTexts
{
    readonly Dictionary<string, FoundBenchmark> _found = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    readonly Dictionary<(string Benchmark, int Item), BenchmarkItem> _texts = [];
    readonly List<string> _notes = [];
    readonly SortedSet<string> _searched = new(StringComparer.Ordinal);

    /// <summary>What a person should know: files that are missing or have changed.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Finds the files.</summary>
    /// <param name="release">The release.</param>
    /// <param name="folder">Folder of the files in place of the recipe's; null for that.</param>
    /// <param name="models"><c>--models</c>; null where it is not given.</param>
    public BenchmarkTexts(ReleaseFolder release, string? folder, string? models)
    {
        string path = release.File("recipe.lock.yaml");
        string lockText = File.Exists(path) ? File.ReadAllText(path) : "";
        StepResources resources = new(0, models);
        IReadOnlyList<DecontaminateOptions>? steps = StepsOf(path);
        HasSteps = steps is null ? null : steps.Count > 0;
        foreach (DecontaminateOptions options in steps ?? [])
        {
            string rule = KebabCase.From(options.Rule.ToString());
            if (!Rules.Contains(rule)) Rules.Add(rule);
            _searched.UnionWith(options.Benchmarks.SelectMany(written => NamesOf(written, lockText)));
            foreach (string written in options.Benchmarks)
            {
                try
                {
                    DecontaminateOptions one = options with { Benchmarks = [written], Folder = folder ?? options.Folder };
                    foreach (FoundBenchmark benchmark in FoundBenchmark.FindAll(one, resources, "").Found) Add(benchmark, lockText);
                }
                catch (SluiceException e)
                {
                    _notes.Add($"{e.Errors[0].What}; its texts are not shown");
                }
            }
        }
        if (_notes.Count > 0) _notes.Add("--bench FOLDER says where the benchmarks' files are");
    }

    /// <summary>Whether the recipe decontaminates; null where its lock file cannot be read.</summary>
    public bool? HasSteps { get; }

    /// <summary>The rules of the recipe's steps, in their order.</summary>
    public List<string> Rules { get; } = [];

    /// <summary>Names of the benchmarks that were searched, as the lock file tells, by name.</summary>
    public IEnumerable<string> Searched => _searched;

    /// <summary>Names of the benchmarks that are at hand.</summary>
    public IEnumerable<string> Names => _found.Keys;

    /// <summary>Reads some items.</summary>
    /// <param name="wanted">Which, by benchmark.</param>
    public void Load(IEnumerable<(string Benchmark, int Item)> wanted)
    {
        foreach (IGrouping<string, int> items in wanted.GroupBy(item => item.Benchmark, item => item.Item, StringComparer.Ordinal))
        {
            if (!_found.TryGetValue(items.Key, out FoundBenchmark? benchmark)) continue;
            HashSet<int> rows = [.. items];
            try
            {
                int count = 0;
                foreach (BenchmarkItem item in benchmark.Read())
                {
                    count++;
                    if (rows.Contains(item.Row)) _texts[(items.Key, item.Row)] = item;
                }
                _items[items.Key] = count;
            }
            catch (SluiceException e)
            {
                _notes.Add($"{e.Errors[0].What} ({benchmark.Path}); its texts are not shown");
                _found.Remove(items.Key);
            }
        }
    }

    /// <summary>How many items a loaded benchmark has; null where its file is not at hand.</summary>
    public int? ItemsOf(string benchmark) => _items.TryGetValue(benchmark, out int count) ? count : null;

    /// <summary>A loaded text; null where it is not at hand.</summary>
    public string? TextOf(string benchmark, int item, string field) => !_texts.TryGetValue((benchmark, item), out BenchmarkItem? texts) ? null : field switch
    {
        "question" => texts.Question,
        "answer" => texts.Answer,
        _ => texts.Passage,
    };

    // Of all built-in ones those were searched whose file the lock file lists with its digest.
    static IEnumerable<string> NamesOf(string written, string lockText) => written != BenchmarkSpec.All
        ? [BenchmarkSpec.Parse(written).Name]
        : BenchmarkPresets.All.Where(preset => Lists(lockText, preset.File) || Lists(lockText, preset.File + ".gz")).Select(preset => preset.Name);

    static bool Lists(string lockText, string file) =>
        ((string[])["/", " ", "\""]).Any(before => ((string[])[",", "\""]).Any(after => lockText.Contains(before + file + after, StringComparison.Ordinal)));

    static IReadOnlyList<DecontaminateOptions>? StepsOf(string path)
    {
        try
        {
            return [.. Catalog.RecipeReader.ReadFile(path).Steps.Select(step => step.Options).OfType<DecontaminateOptions>()];
        }
        catch (SluiceException)
        {
            return null; // Another version's; or none.
        }
    }

    void Add(FoundBenchmark benchmark, string lockText)
    {
        if (!_found.TryAdd(benchmark.Spec.Name, benchmark)) return;
        using FileStream file = File.OpenRead(benchmark.Path);
        if (!lockText.Contains(Convert.ToHexStringLower(SHA256.HashData(file)), StringComparison.Ordinal))
            _notes.Add($"{benchmark.Path} is not the file that the release was built with; its texts may be others");
    }
}
