using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sluice.Curate.Dedup.Bloom;

namespace Sluice.Curate.Tests.Dedup.Bloom;

public sealed class BloomFilterTests
{
    static UInt128 KeyOf(long n) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(n.ToString(CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(10_000, 0.2)]
    [InlineData(100_000, 0.01)]
    [InlineData(100_000, 0.0001)]
    public void Rate_is_what_was_asked_for_and_nothing_added_is_missed(int items, double rate)
    {
        using BloomFilter filter = new(items, rate);
        int taken = 0;
        for (int n = 0; n < items; n++)
            if (!filter.Add(KeyOf(n))) taken++;
        for (int n = 0; n < items; n++) Assert.True(filter.MayContain(KeyOf(n)));
        Assert.Equal(items - taken, filter.Count);
        Assert.InRange(taken, 0, items * rate);
        Assert.InRange(filter.Fill, 0, 0.52);

        double measured = filter.MeasureRate(), ofFill = filter.RateOf(filter.Fill);
        double deviation = 5 * Math.Sqrt(rate / 1e6) + rate * 0.05;
        Assert.InRange(measured, ofFill - deviation, ofFill + deviation);
        Assert.InRange(measured, 0, rate + deviation);
        if (items > 1) Assert.InRange(measured, rate * 0.8 - deviation, rate + deviation);
        int others = Enumerable.Range(items, 100_000).Count(n => filter.MayContain(KeyOf(n)));
        Assert.InRange(others / 1e5, measured - 5 * Math.Sqrt(rate / 1e5) - rate * 0.05, measured + 5 * Math.Sqrt(rate / 1e5) + rate * 0.05);
    }

    [Fact] // Wikipedia and Bloom's own figures: 9.585 bits a key for one in a hundred.
    public void Size_is_that_of_the_formula()
    {
        Assert.Equal(9.585 / 8, BloomFilter.BytesFor(1_000_000, 0.01) / 1e6, 3);
        Assert.Equal(512, BloomFilter.BytesFor(1, 0.9));
        Assert.True(BloomFilter.BytesFor(long.MaxValue, 1e-300) > 0);
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, double.NaN)]
    public void Sizes_out_of_range_are_refused(long items, double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new BloomFilter(items, rate));

    [Fact]
    public void Overfull_filter_takes_more_for_added_but_misses_none()
    {
        using BloomFilter filter = new(1_000, 0.01);
        for (int n = 0; n < 10_000; n++) filter.Add(KeyOf(n));
        for (int n = 0; n < 10_000; n++) Assert.True(filter.MayContain(KeyOf(n)));
        Assert.InRange(filter.MeasureRate(), 0.5, 1);
    }

    [Fact]
    public void Keys_of_zeros_and_ones_are_keys_too()
    {
        using BloomFilter filter = new(1_000, 0.01);
        Assert.False(filter.MayContain(UInt128.Zero));
        Assert.True(filter.Add(UInt128.Zero));
        Assert.True(filter.Add(UInt128.MaxValue));
        Assert.False(filter.Add(UInt128.Zero));
        filter.Dispose();
        Assert.Throws<ObjectDisposedException>(() => filter.MayContain(UInt128.Zero));
    }
}
