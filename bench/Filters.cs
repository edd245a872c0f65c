// What the filters cost on documents, each alone and in FineWeb's order. Run by bench/filters.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=filters.lock.json
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.C4;
using Sluice.Curate.Filter.FineWeb;
using Sluice.Curate.Filter.Gopher;
using Sluice.Curate.Filter.Url;
using Sluice.Curate.Govern.Pii;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length == 0 || args.Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine("usage: bench/filters FILE.jsonl[.gz]...");
    return 2;
}

List<(byte[] Text, string? Url)> documents = [.. args.SelectMany(Read)];
double bytes = documents.Sum(d => (double)d.Text.Length);
Console.WriteLine($"{documents.Count} documents, {bytes / 1e6:0.0} MB of text, one thread, best of 7 rounds of CPU time; filters alone find the words cut");
Console.WriteLine($"{"",-28} {"ns/byte",8} {"MB/s",8} {"allocated a document",22}");

UrlFilter url = new(new(), new NoFiles());
GopherRepetition repetition = new(new());
GopherQuality quality = new(new());
C4Quality c4 = new(new() { TerminalPunctuation = false });
FineWebQuality fineweb = new(new());
C4Paragraph paragraph = new(new());
RedactPii pii = new(new()), allPii = new(new() { Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true });
(string Name, IStep Step)[] alone =
[
    ("url-filter (no lists)", url), ("gopher-repetition", repetition), ("gopher-quality", quality), ("c4-quality", c4), ("c4-paragraph", paragraph),
    ("fineweb-quality", fineweb), ("redact-pii", pii), ("redact-pii, all kinds", allPii),
];
IStep[] chain = [url, repetition, quality, c4, fineweb, pii];

Document document = new();
Report("words", false, d => _ = d.Analysis.Words.Length);
foreach ((string name, IStep step) in alone) Report(name, true, d => step.Apply(d, Measurements.None));
Report("all of them, none stops", true, d => Array.ForEach(chain, step => step.Apply(d, Measurements.None)));
Report("the same and the words", false, d => Array.ForEach(chain, step => step.Apply(d, Measurements.None)));
Report("fineweb's order, words too", false, d => Array.TrueForAll(chain, step => step.Apply(d, Measurements.None).IsKept));
return 0;

void Report(string name, bool withWords, Action<Document> work)
{
    double best = double.MaxValue;
    long allocated = 0;
    for (int round = 0; round < 7; round++)
    {
        long spent = 0, before = GC.GetAllocatedBytesForCurrentThread();
        foreach ((byte[] text, string? address) in documents)
        {
            document.Reset();
            document.Url = address;
            document.SetText(text);
            if (withWords) _ = document.Analysis.Words.Length + document.Analysis.CodePointCount;
            long start = ThreadClock.Nanoseconds();
            work(document);
            spent += ThreadClock.Nanoseconds() - start;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        best = Math.Min(best, spent);
    }
    Console.WriteLine($"{name,-28} {best / bytes,8:0.00} {bytes * 1e3 / best,8:0} {allocated / documents.Count,22}");
}

static IEnumerable<(byte[], string?)> Read(string path)
{
    using Stream file = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
    using StreamReader lines = new(file);
    while (lines.ReadLine() is { } line)
    {
        JsonElement row = JsonElement.Parse(line);
        yield return (Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!), row.TryGetProperty("url", out JsonElement url) ? url.GetString() : null);
    }
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

sealed class NoFiles : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => null;

    public string Find(string nameOrPath, string howToGet) => throw new SluiceException($"{nameOrPath} is missing", hint: howToGet);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
