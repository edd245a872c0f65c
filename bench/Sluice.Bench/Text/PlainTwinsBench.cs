using BenchmarkDotNet.Attributes;
using Sluice.Core.Text;

namespace Sluice.Bench.Text;

/// <summary>What is vectorized, beside the same one byte at a time.</summary>
public class PlainTwinsBench
{
    byte[][] _texts = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup] public void Load() => _texts = BenchTexts.Load(Texts);

    [Benchmark]
    public int CodePointsVectorized()
    {
        int count = 0;
        foreach (byte[] text in _texts) count += CodePoints.Count(text);
        return count;
    }

    [Benchmark]
    public int CodePointsPlain()
    {
        int count = 0;
        foreach (byte[] text in _texts) count += CodePoints.CountPlainly(text);
        return count;
    }

    [Benchmark]
    public int LettersVectorized()
    {
        int runs = 0;
        foreach (byte[] text in _texts)
            for (int at = 0; at < text.Length; at += Chunks.LetterRun(text, at) + 1) runs++;
        return runs;
    }

    [Benchmark]
    public int LettersPlain()
    {
        int runs = 0;
        foreach (byte[] text in _texts)
            for (int at = 0; at < text.Length; at += Chunks.LetterRunPlainly(text.AsSpan(at)) + 1) runs++;
        return runs;
    }
}
