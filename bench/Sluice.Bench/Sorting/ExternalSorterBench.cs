using BenchmarkDotNet.Attributes;
using Sluice.Storage.Sorting;

namespace Sluice.Bench.Sorting;

/// <summary>Sorting a million records of a 64-bit hash and a number, as deduplication does: in memory, and with seven eighths on the disk, beside the runtime's sort.</summary>
[MemoryDiagnoser]
public class ExternalSorterBench
{
    const int Records = 1_000_000;
    readonly HashAndNumber[] _records = new HashAndNumber[Records];
    readonly HashAndNumber[] _sorted = new HashAndNumber[Records];
    string _folder = "";

    [GlobalSetup]
    public void Make()
    {
        Random random = new(1);
        for (int n = 0; n < Records; n++) _records[n] = new((ulong)random.NextInt64(), n);
        _folder = Directory.CreateTempSubdirectory("sluice-bench-").FullName;
    }

    [GlobalCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public long ArraySort()
    {
        _records.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        return _sorted[0].Number;
    }

    [Benchmark]
    public long InMemory() => Sort(64 << 20);

    [Benchmark]
    public long Spilled() => Sort(2 << 20);

    long Sort(long memoryBytes)
    {
        using ExternalSorter<HashAndNumber> sorter = new(_folder, "bench", memoryBytes);
        foreach (ref HashAndNumber record in _records.AsSpan()) sorter.Add(record);
        SortedRecords<HashAndNumber> sorted = sorter.Sort();
        long sum = 0;
        for (ReadOnlySpan<HashAndNumber> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch()) sum += batch[0].Number;
        return sum;
    }

    readonly record struct HashAndNumber(ulong Hash, long Number) : IComparable<HashAndNumber>, ILeadingKey
    {
        public int CompareTo(HashAndNumber other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Number.CompareTo(other.Number);
    }
}
