using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

/// <summary>Whole builds over bad input and onto bad outputs: a clear outcome, nothing else lost, the sums add up.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_refused_before_the_first_byte()
    {
        SluiceProgram.Result result = SluiceProgram.Run("build", "--preset", "gopher", "no/such.warc.gz", "-o", _folder.File("out")).Expect(2);
        Assert.Contains("no/such.warc.gz", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_has_no_records()
    {
        File.WriteAllBytes(_folder.File("in/empty.warc.gz"), []);
        Assert.Equal(0, Build(0).GetProperty("records").GetInt64());
    }

    [Fact]
    public void A_file_that_is_not_what_its_name_says_is_quarantined_and_the_next_is_read()
    {
        File.WriteAllBytes(_folder.File("in/a.warc.gz"), [0x89, .. "PNG\r\n"u8, 0x1a, .. new byte[500]]);
        File.WriteAllBytes(_folder.File("in/b.warc"), Page("http://a.example/", "<p>A page that can be read, and is.</p>"));
        JsonElement report = Build(3);
        Assert.Equal((1, 1), (report.GetProperty("quarantined").GetInt64(), report.GetProperty("kept").GetInt64()));
    }

    [Fact]
    public void Damage_between_good_records_costs_only_what_is_damaged()
    {
        byte[] good = Gzip(Page("http://a.example/1", "<p>The first page, which is whole.</p>")), other = Gzip(Page("http://a.example/2", "<p>The second page, whole as well.</p>"));
        byte[] flipped = Gzip(Page("http://a.example/3", "<p>A page whose member is damaged inside.</p>"));
        flipped[flipped.Length / 2] ^= 0xFF;
        File.WriteAllBytes(_folder.File("in/damaged.warc.gz"), [.. good, .. "garbage between the members"u8, .. other, .. flipped, .. good, .. other[..^20]]);
        JsonElement report = Build(3);
        Assert.Equal(3, report.GetProperty("kept").GetInt64());
        foreach (JsonElement row in Quarantine())
        {
            Assert.True(row.GetProperty("offset").GetInt64() > 0);
            Assert.NotEqual("", row.GetProperty("reason").GetString());
        }
        Assert.True(report.GetProperty("quarantined").GetInt64() >= 3);
    }

    [Theory]
    [InlineData("Content-Length: 99999999999\r\n")]
    [InlineData("Content-Length: -5\r\n")]
    [InlineData("Content-Length: many\r\n")]
    [InlineData("")]
    public void A_wrong_length_is_quarantined_and_the_record_after_it_is_read(string length)
    {
        byte[] wrong = Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:wrong>\r\nWARC-Target-URI: http://a.example/\r\n{length}\r\nHTTP/1.1 200 OK\r\n\r\nbody\r\n\r\n");
        File.WriteAllBytes(_folder.File("in/wrong.warc.gz"), [.. Gzip(wrong), .. Gzip(Page("http://a.example/after", "<p>The page after the wrong one.</p>"))]);
        JsonElement report = Build(3);
        Assert.Equal((1, 1), (report.GetProperty("quarantined").GetInt64(), report.GetProperty("kept").GetInt64()));
    }

    [Fact]
    public void A_bomb_and_a_record_of_three_gigabytes_cost_little_memory()
    {
        string path = _folder.File("in/bomb.warc.gz");
        using (FileStream file = File.Create(path))
        {
            using (GZipStream gzip = new(file, CompressionLevel.Fastest, leaveOpen: true))
            {
                const long Bytes = 3L << 30;
                gzip.Write(Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:bomb>\r\nWARC-Target-URI: http://a.example/bomb\r\nContent-Length: {Bytes}\r\n\r\n"));
                byte[] zeros = new byte[1 << 20];
                for (long written = 0; written < Bytes; written += zeros.Length) gzip.Write(zeros);
                gzip.Write("\r\n\r\n"u8);
            }
            file.Write(Gzip(Page("http://a.example/after", "<p>The page after the giant one.</p>")));
        }
        JsonElement report = Build(3);
        Assert.Equal((1, 1), (report.GetProperty("quarantined").GetInt64(), report.GetProperty("kept").GetInt64()));
        Assert.Contains("record-bytes-max", Quarantine()[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.InRange(report.GetProperty("peak-memory-bytes").GetInt64(), 1, 512L << 20);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_quarantined_and_the_next_is_read()
    {
        string path = _folder.File("in/long.jsonl");
        using (StreamWriter lines = new(path))
        {
            lines.Write("{\"id\":\"long\",\"text\":\"");
            for (int i = 0; i < 100; i++) lines.Write(new string('x', 1 << 20));
            lines.Write("\"}\n{\"id\":\"short\",\"text\":\"A line that can be read.\"}\n");
        }
        JsonElement report = Build(3, source: "jsonl", extract: false);
        Assert.Equal((1, 1), (report.GetProperty("quarantined").GetInt64(), report.GetProperty("kept").GetInt64()));
        Assert.InRange(report.GetProperty("peak-memory-bytes").GetInt64(), 1, 512L << 20);
    }

    [Fact]
    public void Texts_of_nothing_but_brackets_keep_to_the_memory()
    {
        using (StreamWriter lines = new(_folder.File("in/brackets.jsonl")))
        {
            foreach (int megabytes in (int[])[3, 3, 3, 3, 30]) lines.Write($"{{\"text\":\"{new string('(', megabytes << 20)}\"}}\n");
        }
        File.WriteAllText(_folder.File("recipe.yaml"), $"name: brackets\nsources:\n  - jsonl: {_folder.File("in")}\nsteps:\n  - gopher-repetition\n  - near-duplicates\n");
        SluiceProgram.Result result = SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File("out"), "--memory", "1GiB", "--json").Expect(0);
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(5, report.GetProperty("dropped").GetInt64());
        Assert.Contains("read.text-bytes-max", result.Output, StringComparison.Ordinal);
        Assert.InRange(report.GetProperty("peak-memory-bytes").GetInt64(), 1, 1L << 30);
    }

    [Fact]
    public void Hostile_pages_end_in_time_with_an_outcome()
    {
        string deep = string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep";
        string formatting = string.Concat(Enumerable.Range(0, 5000).Select(i => $"<b id={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 5000));
        File.WriteAllBytes(_folder.File("in/hostile.warc"), [
            .. Page("http://a.example/deep", deep), .. Page("http://a.example/formatting", formatting),
            .. Page("http://a.example/charset", "<meta charset=no-such><p>A page of an unknown charset.</p>"),
            .. Page("http://a.example/utf8", [.. "<p>Bytes that are no UTF-8: "u8, 0xFF, 0xC3, 0x28, .. " and words.</p>"u8])]);
        long start = Stopwatch.GetTimestamp();
        JsonElement report = Build(0);
        Assert.Equal(4, report.GetProperty("records").GetInt64());
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "a hostile page takes too long");
        Assert.DoesNotContain(report.GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("rules").EnumerateObject()), rule => rule.Name.EndsWith(".failed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_of_another_run_is_refused_with_both_digests()
    {
        File.WriteAllBytes(_folder.File("in/a.warc"), Page("http://a.example/", "<p>A page that can be read.</p>"));
        Build(0);
        string first = JsonDocument.Parse(File.ReadAllText(_folder.File("out/.run/plan.json"))).RootElement.GetProperty("digest").GetString()!;
        File.AppendAllText(_folder.File("recipe.yaml"), "seed: 5\n");
        SluiceProgram.Result other = SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File("out")).Expect(2);
        Assert.Contains(first, other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_files_is_refused()
    {
        File.WriteAllText(_folder.File("out/mine.txt"), "not to be touched");
        SluiceProgram.Run("build", "--preset", "gopher", SluiceProgram.SampleCrawl, "-o", _folder.File("out")).Expect(2);
        Assert.True(File.Exists(_folder.File("out/mine.txt")));
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_refused()
    {
        SluiceProgram.Result result = SluiceProgram.Run("build", "--preset", "gopher", SluiceProgram.SampleCrawl, "-o", "/proc/sluice-out").Expect(2);
        Assert.Contains("can't be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_memory_is_refused_with_the_least_that_works()
    {
        SluiceProgram.Result result = SluiceProgram.Run("build", "--preset", "gopher", SluiceProgram.SampleCrawl, "-o", _folder.File("out"), "--memory", "10MiB").Expect(2);
        Assert.Contains("704 MiB", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_stops_the_run_and_room_lets_it_go_on()
    {
        string disk = _folder.File("disk/x")[..^2];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Shell($"mount -t tmpfs -o size=192k tmpfs {disk}"), "needs the right to mount a small file system");
        try
        {
            string recipe = Recipes.SampleCrawl(_folder.Path);
            SluiceProgram.Result full = SluiceProgram.Run("build", recipe, "-o", Path.Combine(disk, "out")).Expect(1);
            Assert.Contains("the disk is full", full.Error, StringComparison.Ordinal);
            Assert.True(Shell($"mount -o remount,size=64m {disk}"));
            SluiceProgram.Run("build", recipe, "-o", Path.Combine(disk, "out")).Expect(3);
            SluiceProgram.Run("build", recipe, "-o", _folder.File("elsewhere")).Expect(3);
            Assert.Equal(ReleaseDigest.Of(_folder.File("elsewhere")), ReleaseDigest.Of(Path.Combine(disk, "out")));
        }
        finally
        {
            Shell($"umount {disk}");
        }
    }

    [Fact]
    public void Everything_in_the_shared_archives_goes_through()
    {
        string archives = SharedData.Path("data/warc");
        Write("warc", extract: true, archives);
        SluiceProgram.Result result = SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File("out"), "--memory", "1GiB", "--json").Expect(3);
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.True(report.GetProperty("records").GetInt64() > 3000);
        Assert.InRange(report.GetProperty("peak-memory-bytes").GetInt64(), 1, 1L << 30);
        SluiceProgram.Run("verify", _folder.File("out")).Expect(0);
    }

    JsonElement Build(int exitCode, string source = "warc", bool extract = true)
    {
        Write(source, extract, _folder.File("in"));
        SluiceProgram.Result result = SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File("out"), "--json").Expect(exitCode);
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(report.GetProperty("records").GetInt64(), report.GetProperty("kept").GetInt64() + report.GetProperty("dropped").GetInt64() + report.GetProperty("quarantined").GetInt64());
        SluiceProgram.Run("verify", _folder.File("out")).Expect(0);
        return report;
    }

    void Write(string source, bool extract, string input) => File.WriteAllText(_folder.File("recipe.yaml"), $"""
        name: bad-input
        sources:
          - {source}: {input}
        steps:{(extract ? "\n  - extract-html" : " []")}

        """);

    JsonElement[] Quarantine() => [.. File.ReadLines(_folder.File("out/quarantine/quarantine.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    static byte[] Page(string url, string html) => Page(url, Encoding.UTF8.GetBytes(html));

    static byte[] Page(string url, ReadOnlySpan<byte> html)
    {
        byte[] http = [.. "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8, .. html];
        return [.. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{url}>\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-01-02T03:04:05Z\r\nContent-Type: application/http\r\nContent-Length: {http.Length}\r\n\r\n"), .. http, .. "\r\n\r\n"u8];
    }

    static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    static bool Shell(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true })!;
        shell.WaitForExit();
        return shell.ExitCode == 0;
    }
}
