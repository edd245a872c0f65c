using BenchmarkDotNet.Attributes;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Bench.Language;

/// <summary>Language by the model that ships with Sluice, beside the floor of cutting the text into words. To compare with the reference's own program on the same
/// bytes: <c>time fasttext predict-prob MODEL TEXTS 1</c>, one text a line.</summary>
[MemoryDiagnoser]
public class LanguageBench
{
    FastTextPredictor _predictor = null!;
    byte[][] _texts = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup]
    public void Load()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Sluice.slnx"))) root = root.Parent!;
        string model = Environment.GetEnvironmentVariable("SLUICE_BENCH_MODEL") ?? Path.Combine(root.FullName, "models", "sluice-languages.ftz");
        _predictor = new(FastTextModel.Load(model));
        _texts = BenchTexts.Load(Texts);
    }

    [Benchmark(Baseline = true)]
    public int WordsOnly()
    {
        int length = 0;
        foreach (byte[] text in _texts)
        {
            FastTextWords words = new(text);
            while (words.MoveNext()) length += words.Length;
        }
        return length;
    }

    [Benchmark]
    public double Identify()
    {
        double scores = 0;
        foreach (byte[] text in _texts)
        {
            _predictor.Read(text);
            scores += _predictor.Best().Score;
        }
        return scores;
    }
}
