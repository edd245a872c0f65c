using System.Buffers;
using BenchmarkDotNet.Attributes;
using Sluice.Core.Text;

namespace Sluice.Bench.Text;

/// <summary>Words, beside the floor of splitting at ASCII white space, which hashes and classifies nothing.</summary>
[MemoryDiagnoser]
public class WordsBench
{
    static readonly SearchValues<byte> s_whiteSpace = SearchValues.Create(" \t\n\v\f\r"u8);
    readonly TextAnalysis _analysis = new();
    byte[][] _texts = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup] public void Load() => _texts = BenchTexts.Load(Texts);

    [Benchmark(Baseline = true)]
    public int WhiteSpaceSplit()
    {
        int chunks = 0;
        foreach (byte[] text in _texts)
        {
            ReadOnlySpan<byte> left = text;
            for (int start; (start = left.IndexOfAnyExcept(s_whiteSpace)) >= 0; chunks++)
            {
                left = left[start..];
                int end = left.IndexOfAny(s_whiteSpace);
                left = end < 0 ? [] : left[end..];
            }
        }
        return chunks;
    }

    [Benchmark] public int English() => Count("en");
    [Benchmark] public int Unicode() => Count("de");

    int Count(string language)
    {
        int words = 0;
        foreach (byte[] text in _texts)
        {
            _analysis.Reset(text, language);
            words += _analysis.Words.Length;
        }
        return words;
    }
}
