// The speed of identify-language, beside Debian's program fasttext on the same bytes. Run by bench/languages.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=languages.lock.json
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Language;

const int Rounds = 3;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string path = args.Length > 0 ? args[0] : Path.Combine("..", "shared", "data", "langid", "lingua-sentences.jsonl.gz");
byte[][] texts = [.. Read(path)];
double megabytes = texts.Sum(text => (long)text.Length + 1) / 1e6;
Console.WriteLine($"{Path.GetFileName(path)}: {texts.Length} texts, {megabytes:0.0} MB");
string lines = Path.GetTempFileName();
try
{
    using (FileStream file = File.Create(lines))
        foreach (byte[] text in texts) file.Write([.. text, (byte)'\n']);
    string shipped = Path.Combine("models", IdentifyLanguage.ShippedModel), lid = Path.Combine(Environment.GetEnvironmentVariable("SLUICE_MODELS") ?? "", "lid.176.ftz");
    if (File.Exists(lid)) Compare(lid);
    Compare(shipped);
}
finally
{
    File.Delete(lines);
}

void Compare(string model)
{
    double theirs = Math.Max(Enumerable.Range(0, Rounds).Min(_ => Time(model, lines)) - Time(model, "/dev/null"), 0.001); // Without reading the model.
    double ours = Best(new() { Model = model, LabelOnly = true }), paragraphs = Best(new() { Model = model, LabelOnly = true, Paragraphs = true });
    Console.WriteLine($"{Path.GetFileName(model),-22} fasttext {megabytes / theirs,6:0.0} MB/s   sluice {megabytes / ours,6:0.0} MB/s ({theirs / ours:0.0} times)   with paragraphs {megabytes / paragraphs,6:0.0} MB/s");
}

double Best(IdentifyLanguageOptions options)
{
    IStep step = IdentifyLanguage.Definition.Create(options, new Resources());
    Document document = new();
    double best = double.MaxValue;
    for (int round = 0; round <= Rounds; round++) // The first is for the compiler.
    {
        TimeSpan before = Environment.CpuUsage.UserTime;
        foreach (byte[] text in texts)
        {
            document.Reset();
            document.SetText(text);
            step.Apply(document, Measurements.None);
        }
        if (round > 0) best = Math.Min(best, (Environment.CpuUsage.UserTime - before).TotalSeconds);
    }
    return best;
}

static double Time(string model, string input)
{
    using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT=%U; time fasttext predict-prob '{model}' '{input}' 1 > /dev/null"]) { RedirectStandardError = true })!;
    string[] told = process.StandardError.ReadToEnd().TrimEnd().Split('\n');
    process.WaitForExit();
    return double.Parse(told[^1], CultureInfo.InvariantCulture);
}

// One text a line: the rows of a set, or the lines of a file.
static IEnumerable<byte[]> Read(string path)
{
    bool isSet = path.EndsWith(".jsonl.gz", StringComparison.Ordinal);
    using Stream file = File.OpenRead(path);
    using StreamReader rows = new(isSet ? new GZipStream(file, CompressionMode.Decompress) : file);
    while (rows.ReadLine() is { } row)
    {
        string text = row;
        if (isSet)
        {
            using JsonDocument json = JsonDocument.Parse(row);
            text = json.RootElement.GetProperty("text").GetString()!;
        }
        yield return Encoding.UTF8.GetBytes(text.Replace('\n', ' '));
    }
}

sealed class Resources : IStepResources
{
    public ulong Seed => 0;

    public string? TryFind(string nameOrPath) => nameOrPath;

    public string Find(string nameOrPath, string howToGet) => nameOrPath;

    public T Load<T>(string path, Func<string, T> load) where T : class => load(path);
}
