using System.Globalization;
using System.Text;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.Keep;

public sealed class PositionsTests
{
    [Theory]
    [InlineData(0, 256 << 10)]
    [InlineData(100, 256 << 10)]
    [InlineData(100, 256 << 20)]
    public void Positions_are_the_order_of_ranks_and_ids(long earlier, long memoryBytes)
    {
        const int Documents = 20_000; // The last is no multiple that is left out.
        using TemporaryFolder folder = new();
        MergeContext context = new() { MemoryBytes = memoryBytes, ScratchFolder = folder.Path, Keys = null!, EarlierDocuments = earlier };
        using Positions positions = new(new(KeepOrder.Longest, null, []), context, "test", memoryBytes);
        Random random = new(1);
        List<(long Number, ulong Rank, string Id)> added = [];
        byte[] key = new byte[KeepKey.Bytes];
        for (long n = 0; n < Documents; n++)
        {
            if (n >= earlier && n % 7 == 3) continue;
            (long Number, ulong Rank, string Id) document = (n, (ulong)random.Next(5), $"{random.Next(3)}-{random.Next(1000).ToString(CultureInfo.InvariantCulture)}");
            KeepKey.Of(document.Rank, Encoding.UTF8.GetBytes(document.Id)).Write(key);
            positions.Add(n, n < earlier ? [] : key);
            added.Add(document);
        }
        positions.Sort();
        long[] expected = [.. added.OrderBy(d => d.Number >= earlier).ThenBy(d => d.Number < earlier ? (ulong)d.Number : d.Rank)
            .ThenBy(d => d.Number < earlier ? "" : d.Id, StringComparer.Ordinal).ThenBy(d => d.Number).Select(d => d.Number)];
        for (int n = 0; n < expected.Length; n++)
        {
            Assert.Equal(expected[n], positions.DocumentAt(n));
            Assert.Equal(n, positions.PositionOf(expected[n]));
        }
        long[] read = new long[Documents];
        Assert.Equal(expected.Length, positions.ReadDocuments(0, read));
        Assert.Equal(expected, read[..expected.Length]);
        Assert.Equal(Documents, positions.ReadPositions(0, read));
        for (int n = 0; n < Documents; n++) Assert.Equal(n >= earlier && n % 7 == 3, read[n] == -1);
    }

    [Fact]
    public void In_input_order_nothing_is_written()
    {
        using TemporaryFolder folder = new();
        MergeContext context = new() { MemoryBytes = 1 << 20, ScratchFolder = folder.Path, Keys = null! };
        using Positions positions = new(new(KeepOrder.First, null, []), context, "test", 1 << 20);
        for (long n = 0; n < 10; n++) positions.Add(n, []);
        positions.Sort();
        Assert.Equal((5, 5), (positions.PositionOf(5), positions.DocumentAt(5)));
        long[] read = new long[8];
        Assert.Equal(2, positions.ReadPositions(8, read));
        Assert.Equal([8, 9], read[..2]);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
