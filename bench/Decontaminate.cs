// What decontaminate costs, each rule alone, beside reading the words only and beside the shared analysis. Run by bench/decontaminate.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=decontaminate.lock.json
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Decontamination;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 2 || !Directory.Exists(args[0]) || args.Skip(1).Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine("usage: bench/decontaminate BENCHMARKS-FOLDER FILE.jsonl[.gz]...");
    return 2;
}

List<byte[]> documents = [.. args.Skip(1).SelectMany(Read)];
double bytes = documents.Sum(d => (double)d.Length);
Console.WriteLine($"{documents.Count} documents, {bytes / 1e6:0.0} MB of text, one thread, best of 7 rounds of CPU time");
Document document = new();
Report("simplified words", d => _ = d.Analysis.SimplifiedWordHashesIn("en").Length);
Report("words of the rules, the floor", d =>
{
    for (int at = 0; MatchWords.ReadLoose(d.Text, ref at, out _);) { }
});
foreach (ContaminationRule rule in Enum.GetValues<ContaminationRule>())
{
    long start = ThreadClock.Nanoseconds();
    Decontaminate step = new(new() { Folder = args[0], Rule = rule, Action = ContaminationAction.Mark }, new Files());
    Console.WriteLine($"{step.Notes[0]}; made in {(ThreadClock.Nanoseconds() - start) / 1e9:0.0} s");
    Report(rule.ToString().ToLowerInvariant(), d => step.Apply(d, Measurements.None));
}
return 0;

void Report(string name, Action<Document> work)
{
    double best = double.MaxValue;
    long allocated = 0;
    for (int round = 0; round < 7; round++)
    {
        long spent = 0, before = GC.GetAllocatedBytesForCurrentThread();
        foreach (byte[] text in documents)
        {
            document.Reset();
            document.SetText(text);
            long start = ThreadClock.Nanoseconds();
            work(document);
            spent += ThreadClock.Nanoseconds() - start;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        best = Math.Min(best, spent);
    }
    Console.WriteLine($"{name,-30} {best / bytes,8:0.00} ns/byte {bytes * 1e3 / best,8:0} MB/s {allocated / documents.Count,8} bytes allocated a document");
}

static IEnumerable<byte[]> Read(string path)
{
    using Stream file = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
    using StreamReader lines = new(file);
    while (lines.ReadLine() is { } line) yield return Encoding.UTF8.GetBytes(JsonElement.Parse(line).GetProperty("text").GetString()!);
}

// The CPU time of this thread: other work on the machine does not count.
static partial class ThreadClock
{
    const int ThreadCpuTime = 3;

    public static long Nanoseconds()
    {
        _ = Get(ThreadCpuTime, out Time time);
        return time.Seconds * 1_000_000_000 + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Get(int clock, out Time time);

    struct Time
    {
        public long Seconds, Nanoseconds;
    }
}

sealed class Files : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => File.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : null;

    public string Find(string nameOrPath, string howToGet) => TryFind(nameOrPath) ?? throw new SluiceException($"{nameOrPath} is missing", hint: howToGet);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
