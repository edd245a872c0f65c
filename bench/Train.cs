// What training costs, beside Debian's program fasttext on the same texts with the same options, one thread each. Run by bench/train.
#:project ../src/Sluice.Curate/Sluice.Curate.csproj
#:property PublishAot=false
#:property NuGetLockFilePath=train.lock.json
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 2 || !File.Exists(args[0]) || !File.Exists(args[1]))
{
    Console.Error.WriteLine("usage: bench/train TRAIN.txt TEST.txt [OPTION=VALUE...]   options: dim epochs learning-rate word-ngrams char-ngrams-min char-ngrams-max bucket loss min-count");
    return 2;
}
Dictionary<string, string> given = args[2..].Select(arg => arg.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
TrainingOptions options = new()
{
    Dim = Number("dim", 16),
    Epochs = Number("epochs", 5),
    LearningRate = double.Parse(given.GetValueOrDefault("learning-rate", "0.5"), CultureInfo.InvariantCulture),
    WordNgrams = Number("word-ngrams", 1),
    CharNgramsMin = Number("char-ngrams-min", 2),
    CharNgramsMax = Number("char-ngrams-max", 4),
    Bucket = Number("bucket", 500_000),
    MinCount = Number("min-count", 1),
    Loss = given.GetValueOrDefault("loss", "softmax") switch { "hs" => FastTextLoss.HierarchicalSoftmax, "ova" => FastTextLoss.OneVsAll, "ns" => FastTextLoss.NegativeSampling, _ => FastTextLoss.Softmax },
};
string folder = Directory.CreateTempSubdirectory("sluice-train-").FullName;
try
{
    Warm();
    TimeSpan before = Environment.CpuUsage.TotalTime;
    FastTextModel model = FastTextTrainer.Train(Read(args[0]), options);
    model.Save(Path.Combine(folder, "ours.bin"));
    double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    Console.WriteLine($"sluice    {seconds,7:0.00} CPU s  right {Right(model):0.00} %");

    if (given.TryGetValue("cutoff", out string? cutoff))
    {
        before = Environment.CpuUsage.TotalTime;
        QuantizeOptions small = new()
        {
            Cutoff = int.Parse(cutoff, CultureInfo.InvariantCulture),
            Epochs = Number("quantize-epochs", 5),
            LearningRate = double.Parse(given.GetValueOrDefault("quantize-rate", "0.1"), CultureInfo.InvariantCulture),
        };
        model = FastTextQuantizer.Quantize(model, Read(args[0]), small);
        model.Save(Path.Combine(folder, "ours.ftz"));
        seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine($"  quantize{seconds,7:0.00} CPU s  right {Right(model):0.00} %  {new FileInfo(Path.Combine(folder, "ours.ftz")).Length / 1e6:0.00} MB");
    }
    string theirs = Path.Combine(folder, "theirs");
    string command = $"fasttext supervised -input {args[0]} -output {theirs} -thread 1 -dim {options.Dim} -epoch {options.Epochs} -lr {options.LearningRate} -wordNgrams {options.WordNgrams} "
        + $"-minn {options.CharNgramsMin} -maxn {options.CharNgramsMax} -bucket {options.Bucket} -minCount {options.MinCount} -loss {given.GetValueOrDefault("loss", "softmax")} -verbose 0";
    double used = Time(command);
    Console.WriteLine($"fasttext  {used,7:0.00} CPU s  right {Right(FastTextModel.Load(theirs + ".bin")):0.00} %");
    if (cutoff is not null)
    {
        used = Time($"fasttext quantize -input {args[0]} -output {theirs} -thread 1 -qnorm -cutoff {cutoff} -retrain -epoch {Number("quantize-epochs", 5)} -lr {given.GetValueOrDefault("quantize-rate", "0.1")} -verbose 0");
        Console.WriteLine($"  quantize{used,7:0.00} CPU s  right {Right(FastTextModel.Load(theirs + ".ftz")):0.00} %  {new FileInfo(theirs + ".ftz").Length / 1e6:0.00} MB");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
return 0;

int Number(string name, int otherwise) => int.Parse(given.GetValueOrDefault(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

// So that the compiler's work is not measured.
void Warm()
{
    TrainingTexts few = new();
    for (int n = 0; n < 5000; n++) few.Add(n % 2 == 0 ? "a" : "b", Encoding.UTF8.GetBytes($"the {n} words of text {n % 7}"));
    FastTextTrainer.Train(few, options with { Epochs = 50, Bucket = 1000 });
}

// CPU seconds of a command.
static double Time(string command)
{
    using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='%U %S'; time {command}"]) { RedirectStandardError = true })!;
    string[] times = process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1].Split(' ');
    process.WaitForExit();
    return times.Sum(time => double.Parse(time, CultureInfo.InvariantCulture));
}

static (string Label, byte[] Text) Cut(string line)
{
    int blank = line.IndexOf(' ', StringComparison.Ordinal);
    return (line["__label__".Length..blank], Encoding.UTF8.GetBytes(line[(blank + 1)..]));
}

static TrainingTexts Read(string path)
{
    TrainingTexts texts = new();
    foreach (string line in File.ReadLines(path).Where(line => line.Contains(' ', StringComparison.Ordinal)))
    {
        (string label, byte[] text) = Cut(line);
        texts.Add(label, text);
    }
    return texts;
}

double Right(FastTextModel model)
{
    FastTextPredictor predictor = new(model);
    int right = 0, all = 0;
    foreach (string line in File.ReadLines(args[1]).Where(line => line.Contains(' ', StringComparison.Ordinal)))
    {
        (string label, byte[] text) = Cut(line);
        all++;
        if (predictor.Read(text) && model.Labels[predictor.Best().Label] == label) right++;
    }
    return 100.0 * right / all;
}
