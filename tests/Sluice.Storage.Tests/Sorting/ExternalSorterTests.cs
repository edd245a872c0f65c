using FsCheck;
using FsCheck.Fluent;
using Sluice.Fixtures;
using Sluice.Storage.Sorting;

namespace Sluice.Storage.Tests.Sorting;

public sealed class ExternalSorterTests
{
    const int Least = ExternalSorter<long>.MemoryBytesMin;

    [Theory]
    [InlineData(Least, 1, 0)]
    [InlineData(Least, 1, 1)]
    [InlineData(Least, 1, 7_500)] // Just below and above what fits.
    [InlineData(Least, 1, 7_700)]
    [InlineData(Least, 1, 200_000)] // More runs than are merged at once.
    [InlineData(1 << 20, 4, 200_000)]
    [InlineData(1 << 20, 3, 1_000_000)]
    [InlineData(1 << 30, 2, 1_000_000)]
    public void Order_is_LINQs_at_any_memory_and_workers(int memoryBytes, int workers, int count)
    {
        Random random = new(count);
        long[] records = new long[count];
        for (int n = 0; n < count; n++) records[n] = random.NextInt64(-count / 2, count + 1);
        using TemporaryFolder folder = new();
        using (ExternalSorter<long> sorter = new(folder.File("scratch"), "longs", memoryBytes, workers))
        {
            foreach (long record in records) sorter.Add(record);
            Assert.Equal(records.Order(), sorter.Sort());
            Assert.Equal(records.Order(), sorter.Sort());
            Assert.Equal(count, sorter.Count);
            Assert.Equal(count * 8L > memoryBytes / 16 * 15L, sorter.SpilledBytes > 0);
            if (sorter.SpilledBytes == 0) Assert.False(Directory.Exists(folder.File("scratch")));
            else Assert.InRange(sorter.SpilledBytes, count * 8L, count * 8L * 101 / 100 * 3);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path, "*.run", SearchOption.AllDirectories));
    }

    [Fact] // Few bits in each part of the key, so that ties and deep buckets are common.
    public void Radix_order_equals_comparing_for_any_keys() => Prop.ForAll(
        Gen.Choose(0, 3).Select(n => (ulong)n).ArrayOf(9).ArrayOf(2_000).ToArbitrary(),
        digits =>
        {
            Keyed[] records = Array.ConvertAll(digits, d => new Keyed(d[..8].Aggregate(0ul, (key, digit) => key << 8 | digit * 85), (int)d[8]));
            Keyed[] expected = [.. records.OrderBy(r => r.Key).ThenBy(r => r.Rest)];
            RecordSort<Keyed>.Sort(records);
            return records.SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(191)]
    [InlineData(192)]
    [InlineData(100_000)]
    public void Radix_order_equals_comparing_for_keys_of_all_bits(int count)
    {
        Random random = new(1);
        Keyed[] records = new Keyed[count];
        for (int n = 0; n < count; n++) records[n] = new((ulong)random.NextInt64(long.MinValue, long.MaxValue), n);
        Keyed[] expected = [.. records.OrderBy(r => r.Key)];
        RecordSort<Keyed>.Sort(records);
        Assert.Equal(expected, records);
    }

    [Theory]
    [InlineData(Least)]
    [InlineData(1 << 24)]
    public void Distinct_leaves_out_repeats(int memoryBytes)
    {
        using TemporaryFolder folder = new();
        using ExternalSorter<long> sorter = new(folder.Path, "longs", memoryBytes, 2) { IsDistinct = true };
        for (int n = 0; n < 300_000; n++) sorter.Add(n * 7919L % 1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => (long)n), sorter.Sort());
        Assert.InRange(sorter.SpilledBytes, 0, 1_000_000);
    }

    [Fact]
    public void Batches_are_the_records_in_order()
    {
        using TemporaryFolder folder = new();
        using ExternalSorter<long> sorter = new(folder.Path, "longs", Least);
        for (int n = 100_000; n > 0; n--) sorter.Add(n);
        SortedRecords<long> sorted = sorter.Sort();
        long next = 1;
        for (ReadOnlySpan<long> batch = sorted.NextBatch(); !batch.IsEmpty; batch = sorted.NextBatch())
            foreach (long record in batch) Assert.Equal(next++, record);
        Assert.Equal(100_001, next);
        Assert.False(sorted.TryRead(out _));
    }

    [Fact]
    public void Sorted_records_take_no_more()
    {
        using TemporaryFolder folder = new();
        using ExternalSorter<long> sorter = new(folder.Path, "longs", Least);
        sorter.Sort();
        Assert.Throws<InvalidOperationException>(() => sorter.Add(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_that_is_damaged_is_an_error_and_leaves_nothing(bool isCut)
    {
        using TemporaryFolder folder = new();
        using (ExternalSorter<long> sorter = new(folder.Path, "longs", Least))
        {
            for (int n = 0; n < 50_000; n++) sorter.Add(n);
            using (FileStream run = File.Open(Directory.GetFiles(folder.Path)[0], FileMode.Open))
            {
                run.Position = run.Length / 2;
                int was = run.ReadByte();
                run.Position--;
                if (isCut) run.SetLength(run.Position);
                else run.WriteByte((byte)(was ^ 4));
            }
            Assert.Contains("damaged", Assert.Throws<IOException>(() => sorter.Sort().Count()).Message, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Disk_that_takes_no_run_is_an_error_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("file"), "");
        using (ExternalSorter<long> sorter = new(Path.Combine(folder.Path, "file", "scratch"), "longs", Least))
            Assert.ThrowsAny<IOException>(() =>
            {
                for (int n = 0; n < 50_000; n++) sorter.Add(n);
            });
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Disposed_sorter_gives_no_more()
    {
        using TemporaryFolder folder = new();
        ExternalSorter<long> sorter = new(folder.Path, "longs", Least);
        for (int n = 0; n < 50_000; n++) sorter.Add(n);
        SortedRecords<long> sorted = sorter.Sort();
        Assert.True(sorted.TryRead(out _));
        sorter.Dispose();
        Assert.Throws<ObjectDisposedException>(() => sorted.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => sorted.NextBatch().Length);
        Assert.Throws<InvalidOperationException>(() => sorter.Add(1));
        sorter.Dispose();
    }

    [Fact]
    public void Canceled_sort_stops()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource cancel = new();
        using ExternalSorter<long> sorter = new(folder.Path, "longs", Least, 1, cancel.Token);
        for (int n = 0; n < 50_000; n++) sorter.Add(n);
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => sorter.Sort().Count());
    }

    [Fact]
    public void Memory_that_is_not_used_is_not_resident()
    {
        using TemporaryFolder folder = new();
        long before = Environment.WorkingSet;
        using ExternalSorter<long> sorter = new(folder.Path, "longs", 4L << 30);
        for (int n = 0; n < 1000; n++) sorter.Add(n);
        Assert.Equal(1000, sorter.Sort().Count());
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 256 << 20);
    }

    readonly record struct Keyed(ulong Key, int Rest) : IComparable<Keyed>, ILeadingKey
    {
        public int CompareTo(Keyed other) => Key != other.Key ? Key.CompareTo(other.Key) : Rest.CompareTo(other.Rest);
    }
}
