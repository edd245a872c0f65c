using BenchmarkDotNet.Attributes;
using Sluice.Core.Text;
using Sluice.Curate.Dedup.MinHash;
using Sluice.Curate.Dedup.MinHash.Datatrove;

namespace Sluice.Bench.Dedup;

/// <summary>MinHash signatures of 112 slots, vectorized and plain, and the shingles that they are made of, from the hashes of the words on; datatrove's signatures from the hashes of its shingles on.</summary>
[MemoryDiagnoser]
public class SignatureBench
{
    const int Slots = 112;
    const int ShingleWords = 5;
    readonly MinHashSignature _signature = new(Slots);
    readonly Shingles _shingles = new();
    readonly uint[] _slots = new uint[Slots];
    readonly DatatroveSignature _datatrove = new(Slots, 64);
    readonly ulong[] _datatroveSlots = new ulong[Slots];
    ulong[][] _datatroveShingles = [];
    ulong[][] _wordHashes = [];
    uint[][] _shinglesOf = [];

    [ParamsSource(nameof(Names))] public string Texts { get; set; } = "";
    public static IEnumerable<string> Names => BenchTexts.Names;

    [GlobalSetup]
    public void Load()
    {
        TextAnalysis analysis = new();
        _wordHashes = Array.ConvertAll(BenchTexts.Load(Texts), text =>
        {
            analysis.Reset(text, "en");
            return analysis.SimplifiedWordHashes.ToArray();
        });
        DatatroveShingles datatrove = new(DatatroveHash.XxHash64, ShingleWords);
        _datatroveShingles = Array.ConvertAll(BenchTexts.Load(Texts), text =>
        {
            analysis.Reset(text, "en");
            return datatrove.Of(analysis).ToArray();
        });
        _shinglesOf = Array.ConvertAll(_wordHashes, words => _shingles.Of(words, ShingleWords).ToArray());
    }

    [Benchmark(Baseline = true)]
    public uint SignPlain()
    {
        foreach (uint[] shingles in _shinglesOf) _signature.SignPlain(shingles, _slots);
        return _slots[0];
    }

    [Benchmark]
    public uint Sign()
    {
        foreach (uint[] shingles in _shinglesOf) _signature.Sign(shingles, _slots);
        return _slots[0];
    }

    [Benchmark]
    public int Shingle()
    {
        int count = 0;
        foreach (ulong[] words in _wordHashes) count += _shingles.Of(words, ShingleWords).Length;
        return count;
    }

    [Benchmark]
    public uint ShingleAndSign()
    {
        foreach (ulong[] words in _wordHashes) _signature.Sign(_shingles.Of(words, ShingleWords), _slots);
        return _slots[0];
    }

    [Benchmark]
    public ulong SignDatatrovePlain()
    {
        foreach (ulong[] shingles in _datatroveShingles) _datatrove.SignPlain(shingles, _datatroveSlots);
        return _datatroveSlots[0];
    }

    [Benchmark]
    public ulong SignDatatrove()
    {
        foreach (ulong[] shingles in _datatroveShingles) _datatrove.Sign(shingles, _datatroveSlots);
        return _datatroveSlots[0];
    }
}
