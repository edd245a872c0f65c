using System.CommandLine;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Engine.Plan;
using Sluice.Engine.Recipes;
using Sluice.Engine.Run;
using Sluice.Publish.Release;

namespace Sluice.Cli.Building;

/// <summary>What <c>build</c>, <c>plan</c> and <c>quickstart</c> share: the words that name a recipe and its inputs, the options of a run, and the run with its display.</summary>
sealed class BuildCall
{
    readonly Argument<string[]> _words = new("RECIPE-OR-INPUT") { Description = "A recipe; or with --preset its inputs: files, globs, folders, - for standard input", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> _preset = new("--preset") { Description = "A built-in recipe instead of a file; `sluice presets` lists them", HelpName = "NAME" };
    readonly Option<string> _source = new("--source") { Description = "Kind of the inputs of a preset, where their names don't say [default: warc, of presets for code git]", HelpName = "KIND" };
    readonly Option<string> _output = new("--output", "-o") { Description = "Folder of the release; overrides release.to", HelpName = "DIR" };
    readonly Option<int?> _workers = new("--workers") { Description = "Threads that work on documents [default: all cores]; never changes a result", HelpName = "N" };
    readonly Option<string> _memory = new("--memory") { Description = "Peak memory of the process [default: 2GiB]; never changes a result", HelpName = "SIZE" };
    readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of what is drawn by hash; overrides the recipe's", HelpName = "N" };
    readonly Option<long?> _limit = new("--limit") { Description = "Take the first N documents only", HelpName = "N" };
    readonly Option<string> _models = new("--models") { Description = "Folder of models and lists; else $SLUICE_MODELS, and what ships with Sluice", HelpName = "DIR" };
    readonly Option<string> _keepDropped = new("--keep-dropped") { Description = "Dropped documents kept with their text: none, sample (200 a rule) or all [default: sample]", HelpName = "WHICH" };

    /// <summary>Adds the options and arguments.</summary>
    public void Define(Command command)
    {
        command.Arguments.Add(_words);
        foreach (Option option in (Option[])[_preset, _source, _output, _workers, _memory, _seed, _limit, _models, _keepDropped]) command.Options.Add(option);
        _preset.CompletionSources.Add([.. Presets.Names]);
        _source.CompletionSources.Add([.. Catalog.Sources.Select(s => s.Name)]);
        _keepDropped.CompletionSources.Add("none", "sample", "all");
    }

    /// <summary>The recipe that the command line names, bound and checked.</summary>
    /// <exception cref="SluiceException">It names none, or the recipe is wrong.</exception>
    public Recipe Recipe(Call call)
    {
        string[] words = call.Get(_words) ?? [];
        Recipe recipe;
        if (call.Get(_preset) is { } preset)
        {
            if (words.Length == 0) throw new SluiceException("no input is named", null, $"name files, globs or folders: sluice build --preset {preset} crawl/*.warc.gz -o out");
            recipe = Presets.Read(preset, Sources(words, call.Get(_source), Presets.IsOfCode(preset)));
        }
        else
        {
            if (words.Length != 1)
            {
                throw new SluiceException(words.Length == 0 ? "no recipe is named" : $"one recipe is built at a time, not {words.Length}", null,
                    "sluice build RECIPE.yaml, or sluice build --preset fineweb crawl/*.warc.gz -o out");
            }
            recipe = Catalog.RecipeReader.ReadFile(words[0]);
        }
        return call.Get(_seed) is { } seed ? recipe with { Seed = seed } : recipe;
    }

    /// <summary>The options of the run.</summary>
    /// <exception cref="SluiceException">A value is wrong.</exception>
    public RunOptions Options(Call call, Recipe recipe, string? outputDefault = null)
    {
        List<SluiceError> errors = [];
        RunOptions options = new() { Output = call.Get(_output) ?? recipe.Release.To ?? outputDefault ?? "" };
        if (options.Output.Length == 0) errors.Add(new("no output folder is named", null, "give -o DIR, or release: { to: DIR } in the recipe"));
        if (options.Output.Contains('\0', StringComparison.Ordinal)) errors.Add(new("the output folder's name holds a NUL character", null, "give another name with -o, or in release: { to: DIR }"));
        if (call.Get(_workers) is { } workers)
        {
            if (workers is < 1 or > 1024) errors.Add(new($"--workers is {workers}", null, "use 1 to 1024"));
            else options = options with { Workers = workers };
        }
        if (call.Get(_limit) is { } limit)
        {
            if (limit < 0) errors.Add(new($"--limit is {limit}", null, "use 0 or more"));
            else options = options with { Limit = limit };
        }
        if (call.Get(_memory) is { } memory)
        {
            if (!ByteSize.TryParse(memory, null, out ByteSize size)) errors.Add(new($"--memory {memory} is no size", null, "write a number and a unit: 2GiB, 512MiB"));
            else options = options with { Memory = size };
        }
        if (call.Get(_keepDropped) is { } keep)
        {
            if (!Enum.TryParse(keep, ignoreCase: true, out KeepDropped which) || int.TryParse(keep, out _)) errors.Add(new($"--keep-dropped {keep} is unknown", null, "use none, sample or all"));
            else options = options with { KeepDropped = which };
        }
        if (call.Get(_models) is { } models)
        {
            if (!Directory.Exists(models)) errors.Add(new("the folder of --models is missing", models));
            options = options with { Models = models };
        }
        return errors.Count == 0 ? options : throw new SluiceException(errors);
    }

    /// <summary>Builds, with a live display on a terminal and plain lines elsewhere.</summary>
    public static BuildResult Run(Call call, Recipe recipe, RunOptions options)
    {
        Build build = new(new ParquetRelease(), CommandLine.Version);
        using ProgressDisplay display = new(call.Error);
        build.Started += (plan, progress) => display.Start(plan, progress);
        try
        {
            return build.Run(recipe, options, call.Cancellation);
        }
        catch (OperationCanceledException)
        {
            display.Stop();
            call.Error.WriteLine($"stopped; what is done is kept in {Path.Combine(options.Output, ".run")}: the same command goes on from there");
            throw;
        }
    }

    /// <summary>The exit code of a finished build.</summary>
    public static int ExitCodeOf(BuildResult result) => result.Quarantined > 0 ? ExitCode.DoneWithQuarantine : ExitCode.Done;

    /// <summary>Writes the result as one JSON object.</summary>
    public static void PrintJson(Call call, BuildResult result, string output)
    {
        using (Utf8JsonWriter json = new(call.Output, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("release", output);
            json.WriteString("plan-digest", result.PlanDigest);
            json.WriteBoolean("was-done", result.WasDone);
            json.WriteNumber("records", result.Records);
            json.WriteNumber("kept", result.Kept);
            json.WriteNumber("dropped", result.Dropped);
            json.WriteNumber("quarantined", result.Quarantined);
            SumsJson.WriteCounts(json, "skipped", result.Skipped);
            SumsJson.WriteSteps(json, result.Steps);
            using (System.Diagnostics.Process process = System.Diagnostics.Process.GetCurrentProcess())
            {
                json.WriteNumber("cpu-seconds", Math.Round(process.TotalProcessorTime.TotalSeconds, 3));
                json.WriteNumber("wall-seconds", Math.Round((DateTime.Now - process.StartTime).TotalSeconds, 3));
                json.WriteNumber("peak-memory-bytes", process.PeakWorkingSet64);
            }
            json.WriteNumber("stored-bytes", result.Timings.StoredBytes);
            json.WriteNumber("raw-bytes", result.Timings.RawBytes);
            json.WriteStartObject("step-seconds");
            foreach (IGrouping<string, KeyValuePair<string, double>> step in result.Timings.StepSeconds.GroupBy(s => s.Key)) json.WriteNumber(step.Key, Math.Round(step.Sum(s => s.Value), 4));
            json.WriteEndObject();
            json.WriteStartArray("merges");
            foreach (MergeTiming merge in result.Timings.Merges)
            {
                json.WriteStartObject();
                json.WriteString("name", merge.Name);
                json.WriteNumber("seconds", Math.Round(merge.Seconds, 3));
                json.WriteNumber("cpu-seconds", Math.Round(merge.CpuSeconds, 3));
                json.WriteNumber("spilled-bytes", merge.SpilledBytes);
                json.WriteStartArray("warnings");
                foreach (string warning in merge.Warnings) json.WriteStringValue(warning);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("spilled-bytes", result.Timings.Merges.Sum(merge => merge.SpilledBytes));
            json.WriteEndObject();
        }
        call.Print();
    }

    /// <summary>Inputs of a preset as sources: of a kind, or of the kind that each name tells.</summary>
    /// <param name="inputs">Files, globs, folders, addresses.</param>
    /// <param name="kind">The kind of all; null for what each tells.</param>
    /// <param name="isOfCode">Whether what tells nothing is repositories, not web archives.</param>
    public static List<RecipeSource> Sources(IEnumerable<string> inputs, string? kind, bool isOfCode = false)
    {
        if (kind is not null && Catalog.Sources.All(s => s.Name != kind))
            throw new SluiceException($"there is no kind of source '{kind}'", null, "known: " + string.Join(", ", Catalog.Sources.Select(s => s.Name)));
        // Neighbors of one kind make one source, so that the order of the inputs is that of the command line.
        List<RecipeSource> sources = [];
        foreach (string input in inputs)
        {
            SourceDefinition definition = Catalog.Sources.First(s => s.Name == (kind ?? KindOf(input, isOfCode)));
            if (sources.Count > 0 && sources[^1].Definition == definition) sources[^1] = sources[^1] with { Patterns = [.. sources[^1].Patterns, input] };
            else sources.Add(new(definition, [input], OptionSet.Of(definition.OptionsType).CreateDefault(), null));
        }
        return sources;
    }

    static string KindOf(string input, bool isOfCode) => Ingest.Sources.IsRepository(input) ? "git"
        : Catalog.Sources.FirstOrDefault(s => s.Name is "jsonl" or "parquet" or "text" or "git" && s.FileSuffixes.Any(suffix => input.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))?.Name ?? (isOfCode ? "git" : "warc");
}
