using System.Buffers;
using BenchmarkDotNet.Attributes;
using Sluice.Core.Text;

namespace Sluice.Bench.Text;

/// <summary>Simplified text, beside the floor of copying, and with the hashes of its words: what MinHash starts from.</summary>
[MemoryDiagnoser]
public class SimplifyBench
{
    readonly TextAnalysis _analysis = new();
    readonly ArrayBufferWriter<byte> _output = new();
    byte[][] _texts = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup] public void Load() => _texts = BenchTexts.Load(Texts);

    [Benchmark(Baseline = true)]
    public int Copy()
    {
        foreach (byte[] text in _texts)
        {
            _output.ResetWrittenCount();
            _output.Write(text);
        }
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Simplify()
    {
        foreach (byte[] text in _texts)
        {
            _output.ResetWrittenCount();
            SimplifiedText.Write(text, _output);
        }
        return _output.WrittenCount;
    }

    [Benchmark]
    public int SimplifiedWordHashes()
    {
        int words = 0;
        foreach (byte[] text in _texts)
        {
            _analysis.Reset(text, "en");
            words += _analysis.SimplifiedWordHashes.Length;
        }
        return words;
    }
}
