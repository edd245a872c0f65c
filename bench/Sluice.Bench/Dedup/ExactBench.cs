using System.Buffers;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Exact;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Bench.Dedup;

/// <summary>The merge of exact duplicates: a million keys, a third of them copies, until the last decision; beside it the key of an address.</summary>
[MemoryDiagnoser]
public class ExactBench
{
    const int Documents = 1_000_000;
    const int Distinct = Documents / 3 * 2;
    readonly byte[] _keys = new byte[Documents * KeyBytes];
    readonly ArrayBufferWriter<byte> _key = new();
    readonly Document _document = new() { Url = "https://www.Example.com/news/2024/05/a-title-of-some-words/?utm_source=feed&page=2&id=17#comments", Id = "<urn:uuid:00000000-0000-0000-0000-000000000000>" };
    readonly IMergeStep _byUrl = Step(new() { By = ExactBy.Url });
    string _folder = "";

    const int KeyBytes = 16 + KeepKey.Bytes;

    [GlobalSetup]
    public void Make()
    {
        KeepRule rule = new(KeepOrder.Newest, null, []);
        for (int n = 0; n < Documents; n++)
        {
            Span<byte> key = _keys.AsSpan(n * KeyBytes, KeyBytes);
            SHA256.HashData(BitConverter.GetBytes(n * 7919L % Distinct)).AsSpan(0, 16).CopyTo(key);
            _key.ResetWrittenCount();
            rule.WriteKey(new() { Id = $"<urn:uuid:{n:d36}>", Date = $"20{n % 25:d2}" }, _key);
            _key.WrittenSpan.CopyTo(key[16..]);
        }
        _folder = Directory.CreateTempSubdirectory("sluice-bench-").FullName;
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public long KeepFirst() => Merge(new(), 16, 256 << 20);

    [Benchmark]
    public long KeepFirstIn4MiB() => Merge(new(), 16, 4 << 20);

    [Benchmark]
    public long KeepNewest() => Merge(new() { Keep = KeepOrder.Newest }, KeyBytes, 256 << 20);

    [Benchmark]
    public long KeepNewestIn4MiB() => Merge(new() { Keep = KeepOrder.Newest }, KeyBytes, 4 << 20);

    [Benchmark]
    public long Bloom() => Merge(new() { BloomItems = Documents }, 16, 256 << 20);

    [Benchmark(OperationsPerInvoke = 1000)]
    public int KeyOfUrl()
    {
        for (int n = 0; n < 1000; n++)
        {
            _key.ResetWrittenCount();
            _byUrl.WriteKey(_document, _key);
        }
        return _key.WrittenCount;
    }

    long Merge(DeduplicateExactOptions options, int keyBytes, long memoryBytes)
    {
        using IMerge merge = Step(options).StartMerge(new() { MemoryBytes = memoryBytes, ScratchFolder = _folder, Keys = null! });
        for (int n = 0; n < Documents; n++) merge.Add(n, _keys.AsSpan(n * KeyBytes, keyBytes), 0);
        return merge.Decide().Sum(d => d.Document);
    }

    static IMergeStep Step(DeduplicateExactOptions options) => DeduplicateExact.Definition.CreateMerge(options, null!);
}
