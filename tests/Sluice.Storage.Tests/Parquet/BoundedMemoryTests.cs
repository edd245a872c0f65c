using System.Globalization;
using Sluice.Fixtures;
using Sluice.Storage.Parquet;
using Sluice.Storage.Sql;

namespace Sluice.Storage.Tests.Parquet;

/// <summary>Runs alone: it looks at the memory of the process.</summary>
[CollectionDefinition(nameof(BoundedMemoryTests), DisableParallelization = true)]
[Collection(nameof(BoundedMemoryTests))]
public sealed class BoundedMemoryTests : IDisposable
{
    const int Rows = 60_000;
    const int TextBytes = 5_000;

    // Row groups, the collector's slack and what other tests left behind; half of the text.
    const int MemoryMax = 150 << 20;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writing_and_reading_300_MB_of_text_takes_the_memory_of_a_few_row_groups()
    {
        string path = _folder.File("a.parquet");
        byte[] text = new byte[TextBytes];
        long before = 0, most = 0;
        ParquetWriter.Write(path, [new("id", SqlColumnType.Int64), new("text", SqlColumnType.Text)], Enumerable.Range(0, Rows), (row, writer) =>
        {
            if (row == 2_000) before = ResidentBytes();
            if (row % 2_000 == 0) most = Math.Max(most, ResidentBytes());
            for (int i = 0; i < text.Length; i++) text[i] = (byte)('a' + (row * 31 + i * (1 + row % 7)) % 26);
            writer.Int64(row);
            writer.Text(text);
        });
        Assert.InRange(most - before, 0, MemoryMax);

        long rows = 0;
        (before, most) = (ResidentBytes(), 0);
        using ParquetReader reader = ParquetReader.Open(path);
        using SqlResult result = reader.Read(("text", SqlColumnType.Text));
        while (result.NextChunk() is { } chunk)
        {
            using (chunk) rows += chunk.Rows;
            most = Math.Max(most, ResidentBytes());
        }
        Assert.Equal(Rows, rows);
        Assert.InRange(most - before, 0, MemoryMax);
    }

    // What the collector has not yet given back, of this test or of those before it, says nothing about the writer.
    static long ResidentBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
