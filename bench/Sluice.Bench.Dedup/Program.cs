using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Sluice.Bench.Dedup;

// Makes corpora with known duplicates, builds a release of each, and reports what it took and what was found. Run by bench/dedup.
// Disk that a run needs at most, as a multiple of the text: corpus 1.03, run folder and release 1.70 (measured at 0.5 and 1 GB), and room for what merges spill.
const double DiskOverText = 3.2;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string root = args[0];
Options options;
if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Options.Usage);
    return 0;
}
try
{
    options = Options.Of(args[1..], root);
}
catch (Exception e) when (e is FormatException or OverflowException)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}
if (options.Texts.Find(file => !File.Exists(file)) is { } missing)
{
    Console.Error.WriteLine($"no real texts to make documents of: {missing} is missing; name JSON Lines files with --text");
    return 2;
}
long needed = (long)(options.Sizes.Max() * DiskOverText), free = new DriveInfo(options.Folder).AvailableFreeSpace;
if (options.CorpusOnly is null && needed > free)
{
    Console.Error.WriteLine($"{options.Sizes.Max() / 1e9:0.0} GB of text need about {needed / 1e9:0.0} GB of disk, and {options.Folder} has {free / 1e9:0.0} GB; choose another with --folder");
    return 2;
}

WordPool pool = WordPool.Read(options.Texts);
Console.Error.WriteLine($"{pool.Count:#,0} words of real pages, {pool.Distinct:#,0} distinct");
if (options.CorpusOnly is { } target)
{
    Make(options.Sizes[0], target);
    return 0;
}

List<Measurement> runs = [];
foreach (long size in options.Sizes)
{
    runs.Add(Measure(size));
    Console.Error.WriteLine(runs[^1]); // A later size may fail; on a terminal the table comes whole below all the same.
}
if (options.Json)
{
    using Utf8JsonWriter json = new(Console.OpenStandardOutput(), new() { Indented = true });
    json.WriteStartObject();
    json.WriteString("memory", options.Memory);
    json.WriteNumber("workers", options.Workers);
    json.WriteStartArray("runs");
    foreach (Measurement run in runs) run.WriteJson(json);
    json.WriteEndArray();
    json.WriteEndObject();
    return 0;
}
Console.WriteLine($"steps {string.Join(", ", options.Steps)}; --memory {options.Memory}, --workers {options.Workers}, seed {options.Seed}\n\n{Measurement.Heading}");
foreach (Measurement run in runs) Console.WriteLine(run);
Console.WriteLine();
foreach ((string step, string name, double value) in runs[^1].Figures) Console.WriteLine($"{step}: {name} {value:#,0.######}");
foreach (string line in Extrapolation.Lines(runs)) Console.WriteLine(line);
return 0;

Corpus Make(long size, string folder)
{
    long start = Stopwatch.GetTimestamp();
    CorpusPlan plan = new(size, pool, options.Seed);
    Corpus corpus = new(pool, plan, options.Seed);
    corpus.Write(folder, options.IsCompressed, options.Workers);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Console.Error.WriteLine($"{plan.Documents:#,0} documents of {plan.Clusters:#,0} clusters, {corpus.TextBytes / 1e9:0.00} GB of text in {corpus.StoredBytes / 1e9:0.00} GB of files, made in {seconds:0.0} s ({corpus.TextBytes / 1e6 / seconds:0} MB/s)");
    return corpus;
}

Measurement Measure(long size)
{
    string scratch = Directory.CreateDirectory(Path.Combine(options.Folder, $"sluice-bench-dedup-{Environment.ProcessId}")).FullName;
    bool isStopped = false;
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    try
    {
        string data = Path.Combine(scratch, "corpus"), release = Path.Combine(scratch, "release"), recipe = Path.Combine(scratch, "recipe.yaml");
        Corpus corpus = Make(size, data);
        File.WriteAllText(recipe, options.Recipe(data));
        MeasuredBuild build = MeasuredBuild.Run(Path.Combine(root, "sluice"), recipe, release, ["--memory", options.Memory, "--workers", $"{options.Workers}"]);
        Score score = Score.Of(corpus, release, options.RecallFrom, options.Threshold, options.Workers);
        return new(corpus.TextBytes, corpus.StoredBytes, corpus.Plan.Documents, build, score, options.RecallFrom);
    }
    catch (Exception) when (isStopped)
    {
        Thread.Sleep(Timeout.Infinite); // What fails because of the end is no error; Stop ends the process.
        throw;
    }
    finally
    {
        Directory.Delete(scratch, recursive: true);
    }

    // Gigabytes must not stay behind.
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = isStopped = true;
        MeasuredBuild.Stop();
        // Other threads may still write there.
        for (int attempt = 0; attempt < 20 && Directory.Exists(scratch); attempt++)
        {
            try
            {
                Directory.Delete(scratch, recursive: true);
            }
            catch (IOException)
            {
                Thread.Sleep(50);
            }
        }
        Environment.Exit(130);
    }
}
