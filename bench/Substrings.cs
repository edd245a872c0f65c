// What repeated passages cost: keys, merge, bytes spilled, with so little memory that everything is spilled. Run by bench/substrings.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=substrings.lock.json
using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Substring;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Rounds = 3;
if (args.Length < 2 || !ByteSize.TryParse(args[0], null, out ByteSize memory) || args[1..].Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine("usage: bench/substrings MEMORY FILE.jsonl[.gz]...");
    return 2;
}

List<byte[]> texts = [.. args[1..].SelectMany(Read)];
double bytes = texts.Sum(t => (double)t.Length);
Console.WriteLine($"{texts.Count} documents, {bytes / 1e6:0.0} MB of text, one worker, {memory} of memory, best of {Rounds} rounds of CPU time");
Console.WriteLine($"{"",-16} {"keys, MB/s",10} {"merge, MB/s",11} {"CPU s a GB",10} {"key, B/B",8} {"spilled, B/B",12} {"cut, B/B",8}");
foreach (DeduplicateSubstringsOptions options in (DeduplicateSubstringsOptions[])[new() { WordsMin = 25 }, new() { WordsMin = 50 }, new() { WordsMin = 100 }, new() { BytesMin = 100 }, new() { BytesMin = 300 }]) Measure(options);
return 0;

void Measure(DeduplicateSubstringsOptions options)
{
    double keysBest = double.MaxValue, mergeBest = double.MaxValue;
    long spilled = 0, keyBytes = 0;
    double cut = 0;
    for (int round = 0; round < Rounds; round++)
    {
        IMergeStep step = DeduplicateSubstrings.Definition.CreateMerge(options, new NoFiles());
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("sluice-bench-");
        using Keys keys = new(Path.Combine(scratch.FullName, "keys"));
        using IMerge merge = step.StartMerge(new() { MemoryBytes = memory.Bytes, ScratchFolder = scratch.CreateSubdirectory("merge").FullName, Keys = keys });
        Document document = new();
        ArrayBufferWriter<byte> key = new();
        TimeSpan keysSpent = default, mergeSpent = default;
        for (int n = 0; n < texts.Count; n++)
        {
            document.Reset();
            document.SetText(texts[n]);
            key.ResetWrittenCount();
            keysSpent += Spent(() => step.WriteKey(document, key));
            long at = keys.Append(key.WrittenSpan);
            int number = n;
            mergeSpent += Spent(() => merge.Add(number, key.WrittenSpan, at));
        }
        int decisions = 0;
        mergeSpent += Spent(() => decisions = merge.Decide().Count());
        keysBest = Math.Min(keysBest, keysSpent.TotalSeconds);
        mergeBest = Math.Min(mergeBest, mergeSpent.TotalSeconds);
        (spilled, keyBytes, cut) = (merge.SpilledBytes, keys.Length, merge.Figures.First(f => f.Key == "bytes-cut").Value);
        scratch.Delete(recursive: true);
    }
    string name = options.BytesMin is { } least ? $"bytes-min: {least}" : $"words-min: {options.WordsMin}";
    Console.WriteLine($"{name,-16} {bytes / keysBest / 1e6,10:0} {bytes / mergeBest / 1e6,11:0} {(keysBest + mergeBest) * 1e9 / bytes,10:0.0} {keyBytes / bytes,8:0.00} {spilled / bytes,12:0.00} {cut / bytes,8:0.000}");
}

static TimeSpan Spent(Action work)
{
    TimeSpan start = Environment.CpuUsage.TotalTime;
    work();
    return Environment.CpuUsage.TotalTime - start;
}

static IEnumerable<byte[]> Read(string path)
{
    using Stream file = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
    using StreamReader lines = new(file);
    while (lines.ReadLine() is { } line) yield return Encoding.UTF8.GetBytes(JsonElement.Parse(line).GetProperty("text").GetString()!);
}

sealed class Keys(string path) : IMergeKeys, IDisposable
{
    readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose);

    public long Length { get; private set; }

    public long Append(ReadOnlySpan<byte> key)
    {
        RandomAccess.Write(_file, key, Length);
        return (Length += key.Length) - key.Length;
    }

    public void Read(long at, Span<byte> target) => RandomAccess.Read(_file, target, at);

    public void Dispose() => _file.Dispose();
}

sealed class NoFiles : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => null;

    public string Find(string nameOrPath, string howToGet) => throw new SluiceException($"{nameOrPath} is missing", hint: howToGet);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
