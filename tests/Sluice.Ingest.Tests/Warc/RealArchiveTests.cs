using System.Diagnostics;
using System.Text.Json;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

/// <summary>Files of real crawls, and files that others made to be malformed.</summary>
public sealed class RealArchiveTests
{
    static readonly string[] s_others = [".txt.gz"]; // Lists of file names beside the archives.

    public static TheoryData<string> Pages() => Files("data/warc/pages");

    public static TheoryData<string> Archives() => Files("data/warc/real", "data/warc/odd");

    static TheoryData<string> Files(params string[] folders) => [.. folders.SelectMany(FilesOf)];

    static string[] FilesOf(string folder)
    {
        string? root = SharedData.Root is null ? null : Path.Combine(SharedData.Root, folder);
        // A row for the skip message where the data is absent.
        if (root is null || !Directory.Exists(root)) return [folder];
        return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => !s_others.Any(path.EndsWith)).Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(SharedData.Root!, path))];
    }

    // Outside oracle: MANIFEST.tsv, made by a scan for record heads that shares nothing with the reader.
    [Theory, MemberData(nameof(Pages))]
    public void Record_types_of_built_files_are_those_of_the_manifest(string file)
    {
        Readings read = Readings.Warc(SharedData.Path(file));
        Assert.Empty(read.Quarantined);
        Assert.Equal(ManifestCounts(file), CountsOf(read));
        Assert.All(read.Documents, d => Assert.True(d.Verdict.IsKept));
    }

    [Theory, MemberData(nameof(Archives))]
    public void Every_archive_is_read_to_its_end_without_a_hang(string file)
    {
        string path = SharedData.Path(file);
        Stopwatch clock = Stopwatch.StartNew();
        Readings read = Readings.Warc(path);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
        long length = new FileInfo(path).Length;
        if (read.Records.Any(record => record.Origin.IsDecompressedOffset) || read.Records.Count == 0) return;
        if (!file.EndsWith(".wacz", StringComparison.Ordinal)) Assert.Equal(length, read.EndOffset);
    }

    // The manifest's scan counts heads inside bodies and broken records too, and knows few of ARC's lines: WARC files are compared that the reader finds whole.
    [Fact]
    public void Record_types_of_whole_files_are_those_of_the_manifest()
    {
        SharedData.Path("data/warc");
        int compared = 0;
        foreach (string file in FilesOf("data/warc/real").Concat(FilesOf("data/warc/odd")))
        {
            SortedDictionary<string, int> expected = ManifestCounts(file);
            Readings read = Readings.Warc(SharedData.Path(file));
            if (expected.Count == 0 || read.Quarantined.Any()) continue;
            compared++;
            Assert.True(expected.SequenceEqual(CountsOf(read)), $"{file}: {string.Join(", ", CountsOf(read))}, but the manifest has {string.Join(", ", expected)}");
        }
        Assert.InRange(compared, 120, 231);
    }

    [Theory, MemberData(nameof(Archives))]
    public void Tiny_batches_give_what_one_batch_gives(string file)
    {
        string path = SharedData.Path(file);
        long length = new FileInfo(path).Length;
        Readings whole = Readings.Warc(path, batchBytes: 1 << 30);
        int bytes = (int)Math.Max(1, Math.Min(4096, length / 50));
        Readings cut = Readings.Warc(path, batchBytes: bytes);
        Assert.Equal(whole.Records, cut.Records);
    }

    [Fact]
    public void Record_of_431_megabytes_is_quarantined_within_a_small_memory()
    {
        string path = SharedData.Path("data/warc/real/CDX-Writer__giant_html.warc.gz");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Readings read = Readings.Warc(path);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        ReadRecord row = Assert.Single(read.Records);
        Assert.Equal("record-bytes-max", row.Reason);
        Assert.Equal("http://www.guide-fleurs.com/site/partenaires.htm", row.Url);
        Assert.InRange(allocated, 0, 4 << 20);
    }

    [Fact]
    public void Lz4_file_is_one_row_that_says_how_to_mend_it()
    {
        ReadRecord row = Assert.Single(Readings.Warc(SharedData.Path("data/warc/real/chatnoir-resiliparse__warcfile.warc.lz4")).Records);
        Assert.Equal("format", row.Reason);
        Assert.Contains("lz4 -d", row.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_crawl_as_warc_and_as_arc_gives_the_same_pages()
    {
        Readings warc = Readings.Warc(SharedData.Path("data/warc/real/aut__example.warc.gz"));
        Readings arc = Readings.Warc(SharedData.Path("data/warc/real/aut__example.arc.gz"));
        Assert.Equal(warc.Documents.Select(d => (d.Url, d.Date, d.Mime, d.Body, d.Verdict)), arc.Documents.Select(d => (d.Url, d.Date, d.Mime, d.Body, d.Verdict)));
        Assert.Equal(299, warc.Documents.Count());
    }

    static SortedDictionary<string, int> CountsOf(Readings read)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (ReadRecord record in read.Records.Where(record => !record.IsQuarantined))
        {
            // The manifest counts documents together: which of three types they were is not kept.
            string kind = record.IsDocument ? "document" : record.Kind;
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }
        return counts;
    }

    static SortedDictionary<string, int> ManifestCounts(string file)
    {
        string name = file["data/".Length..];
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        string[]? row = File.ReadLines(SharedData.Path("data/warc/MANIFEST.tsv")).Select(line => line.Split('\t')).FirstOrDefault(cells => cells[0] == name);
        if (row is null) return counts;
        foreach ((string type, int count) in JsonSerializer.Deserialize<Dictionary<string, int>>(row[9]) ?? [])
        {
            string kind = type is "response" or "resource" or "conversion" ? "document" : WarcTypes.Name(WarcBytes.Utf8(type));
            counts[kind] = counts.GetValueOrDefault(kind) + count;
        }
        return row[10] == "0" ? counts : [];
    }
}
