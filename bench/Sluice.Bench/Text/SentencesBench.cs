using BenchmarkDotNet.Attributes;
using Sluice.Core.Text;

namespace Sluice.Bench.Text;

/// <summary>Sentences with the words that they are made from, beside the words alone; and lines.</summary>
[MemoryDiagnoser]
public class SentencesBench
{
    readonly TextAnalysis _analysis = new();
    byte[][] _texts = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup] public void Load() => _texts = BenchTexts.Load(Texts);

    [Benchmark(Baseline = true)]
    public int Words()
    {
        int words = 0;
        foreach (byte[] text in _texts)
        {
            _analysis.Reset(text, "en");
            words += _analysis.Words.Length;
        }
        return words;
    }

    [Benchmark]
    public int WordsAndSentences()
    {
        int sentences = 0;
        foreach (byte[] text in _texts)
        {
            _analysis.Reset(text, "en");
            sentences += _analysis.Sentences.Length;
        }
        return sentences;
    }

    [Benchmark]
    public int Lines()
    {
        int lines = 0;
        foreach (byte[] text in _texts)
        {
            _analysis.Reset(text, "en");
            lines += _analysis.Lines.Length;
        }
        return lines;
    }
}
