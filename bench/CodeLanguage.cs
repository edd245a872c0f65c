// The speed of identify-code-language over the files of folders. Run by bench/code-language.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=code-language.lock.json
using System.Globalization;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.CodeLanguage;

const int Rounds = 5;
const int FileBytesMax = 8 << 20;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
foreach (string folder in args)
{
    (string Path, byte[] Text)[] files =
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length <= FileBytesMax)
            .Select(path => (Path.GetRelativePath(folder, path), File.ReadAllBytes(path))).Where(file => !file.Item2.Contains((byte)0)),
    ];
    double megabytes = files.Sum(file => (long)file.Text.Length) / 1e6;
    Console.WriteLine($"{Path.GetFileName(folder)}: {files.Length} files, {megabytes:0.0} MB");
    IStep step = IdentifyCodeLanguage.Definition.Create(new IdentifyCodeLanguageOptions(), new NoResources());
    Document document = new();
    double best = double.MaxValue, filling = double.MaxValue;
    long garbage = 0;
    for (int round = 0; round <= Rounds; round++) // The first is for the compiler, and fills the automata.
    {
        TimeSpan before = Environment.CpuUsage.UserTime;
        foreach ((string path, byte[] text) in files) Fill(path, text);
        TimeSpan filled = Environment.CpuUsage.UserTime;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach ((string path, byte[] text) in files)
        {
            Fill(path, text);
            step.Apply(document, Measurements.None);
        }
        garbage = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (round == 0) continue;
        filling = Math.Min(filling, (filled - before).TotalSeconds);
        best = Math.Min(best, (Environment.CpuUsage.UserTime - filled).TotalSeconds);
    }
    double seconds = Math.Max(best - filling, 1e-6); // Without copying the text into the document.
    Console.WriteLine($"  {files.Length / seconds:0} files/s, {megabytes / seconds:0} MB/s, {seconds * 1e6 / files.Length:0.0} microseconds and {garbage / (double)files.Length:0} bytes of garbage a file");
    Dictionary<string, int> by = [];
    foreach ((string path, byte[] text) in files)
    {
        Fill(path, text);
        step.Apply(document, Measurements.None);
        string told = document.Metadata.TryGet("code-language-by", out MetadataValue value) ? value.Text! : "nothing";
        by[told] = by.GetValueOrDefault(told) + 1;
    }
    Console.WriteLine("  told by " + string.Join(", ", by.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}")));

    void Fill(string path, byte[] text)
    {
        document.Reset();
        document.Path = document.Id = path;
        document.SetText(text);
    }
}

sealed class NoResources : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => null;

    public string Find(string nameOrPath, string howToGet) => throw new FileNotFoundException(nameOrPath);

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
