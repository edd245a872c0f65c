using Sluice.Core;
using Sluice.Fixtures;
using Sluice.Ingest.Tests.Reading;
using Sluice.Ingest.Warc;

namespace Sluice.Ingest.Tests.Warc;

/// <summary>Each kind of damage costs its own record and no other.</summary>
public sealed class BrokenArchiveTests
{
    public static TheoryData<string> Packings => ["plain", "members", "gzip", "zstd"];

    public static TheoryData<string> Formats => ["plain", "members"];

    [Theory, MemberData(nameof(Packings))]
    public void Whole_records_are_read_with_every_field(string packing)
    {
        byte[][] records = [WarcBytes.Record("warcinfo", "", "application/warc-fields", "software: test\r\n"u8.ToArray()), WarcBytes.Page(1), WarcBytes.Page(2)];
        Readings read = Read(WarcBytes.Pack(packing, records));
        Assert.Equal(["warcinfo", "document", "document"], read.Records.Select(record => record.Kind));
        ReadRecord page = read.Records[2];
        Assert.Equal("urn:test:page-2", page.Id);
        Assert.Equal("http://example.org/2", page.Url);
        Assert.Equal("2024-05-18T01:58:10Z", page.Date);
        Assert.Equal("text/html", page.Mime);
        Assert.Equal("utf-8", page.Charset);
        Assert.Equal("<html><body><p>Page 2</p></body></html>", page.Body);
        Assert.Equal(packing is "gzip" or "zstd", page.Origin.IsDecompressedOffset);
        if (packing == "members") records = [.. records.Select(record => WarcBytes.Gzip(record))];
        Assert.Equal(records[0].Length + records[1].Length, page.Origin.Offset);
        Assert.Equal(records[2].Length, page.Origin.Length);
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Wrong_content_length_costs_its_record_alone(string packing)
    {
        foreach (long wrong in (long[])[-5, 3, 40, 5000, 40L << 20, long.MaxValue])
        {
            byte[][] records = [WarcBytes.Page(1), WarcBytes.Page(2, contentLength: wrong), WarcBytes.Page(3), WarcBytes.Page(4)];
            Readings read = Read(WarcBytes.Pack(packing, records));
            Assert.Equal(["urn:test:page-1", "urn:test:page-3", "urn:test:page-4"], read.Documents.Select(d => d.Id));
            ReadRecord row = Assert.Single(read.Quarantined);
            Assert.Equal("urn:test:page-2", row.Id);
            Assert.Equal("content-length", row.Reason);
            Assert.Equal("http://example.org/2", row.Url);
        }
    }

    [Theory, MemberData(nameof(Packings))]
    public void Missing_content_length_costs_its_record_alone(string packing)
    {
        byte[] bad = WarcBytes.Utf8("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:bad>\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>lost</p>\r\n\r\n");
        Readings read = Read(WarcBytes.Pack(packing, [WarcBytes.Page(1), bad, WarcBytes.Page(3)]));
        Assert.Equal(["urn:test:page-1", "urn:test:page-3"], read.Documents.Select(d => d.Id));
        Assert.Equal(("content-length", "urn:test:bad"), (Assert.Single(read.Quarantined).Reason, read.Quarantined.First().Id));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Garbage_between_records_is_one_row_with_its_place(string packing)
    {
        byte[] first = WarcBytes.Pack(packing, [WarcBytes.Page(1)]), second = WarcBytes.Pack(packing, [WarcBytes.Page(2)]);
        byte[] garbage = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 + 14))];
        Readings read = Read([.. first, .. garbage, .. second]);
        Assert.Equal(["document", "quarantine", "document"], read.Records.Select(record => record.Kind));
        ReadRecord row = read.Records[1];
        Assert.Equal(("garbage", (long)first.Length, (long)garbage.Length), (row.Reason, row.Origin.Offset, row.Origin.Length));
        Assert.Equal(first.Length + garbage.Length, read.Records[2].Origin.Offset);
    }

    [Fact]
    public void Garbage_before_the_first_record_is_one_row()
    {
        Readings read = Read([.. "not a record\r\n"u8, .. WarcBytes.Page(1)]);
        Assert.Equal(["quarantine", "document"], read.Records.Select(record => record.Kind));
    }

    [Fact]
    public void Corrupt_member_costs_itself_alone()
    {
        byte[][] members = [.. Enumerable.Range(1, 5).Select(i => WarcBytes.Gzip(WarcBytes.Page(i, LongPage(i))))];
        members[2][members[2].Length / 2] ^= 0x55;
        Readings read = Read(WarcBytes.Concat(members));
        Assert.Equal(["urn:test:page-1", "urn:test:page-2", "urn:test:page-4", "urn:test:page-5"], read.Documents.Select(d => d.Id));
        ReadRecord row = Assert.Single(read.Quarantined);
        Assert.Equal("gzip-broken", row.Reason);
        Assert.Equal(members[0].Length + members[1].Length, row.Origin.Offset);
        Assert.Equal(members[2].Length, row.Origin.Length);
    }

    [Fact]
    public void Corrupt_checksum_costs_the_record_that_it_guards()
    {
        byte[][] members = [.. Enumerable.Range(1, 3).Select(i => WarcBytes.Gzip(WarcBytes.Page(i)))];
        members[1][^5] ^= 1;
        Readings read = Read(WarcBytes.Concat(members));
        Assert.Equal(["urn:test:page-1", "urn:test:page-3"], read.Documents.Select(d => d.Id));
        Assert.Equal("gzip-broken", Assert.Single(read.Quarantined).Reason);
    }

    [Theory, MemberData(nameof(Packings))]
    public void Truncated_tail_is_one_row_and_loses_nothing_before_it(string packing)
    {
        byte[] whole = WarcBytes.Pack(packing, Enumerable.Range(1, 3).Select(i => WarcBytes.Page(i, LongPage(i, 40_000))));
        Readings read = Read(whole[..^300]);
        Assert.Equal(["document", "document", "quarantine"], read.Records.Select(record => record.Kind));
        Assert.Equal("truncated", read.Records[2].Reason);
        Assert.Equal("urn:test:page-3", read.Records[2].Id);
    }

    [Theory, MemberData(nameof(Packings))]
    public void Record_over_the_limit_is_passed_over(string packing)
    {
        byte[][] records = [WarcBytes.Page(1), WarcBytes.Page(2, new string('x', 3 << 20)), WarcBytes.Record("metadata", "", "text/plain", new byte[3 << 20]), WarcBytes.Page(3)];
        Readings read = Read(WarcBytes.Pack(packing, records), new() { RecordBytesMax = new(1 << 20) });
        Assert.Equal(["document", "quarantine", "metadata", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal(("record-bytes-max", "urn:test:page-2"), (read.Records[1].Reason, read.Records[1].Id));
        Assert.Equal("urn:test:page-3", read.Records[3].Id);
    }

    [Fact]
    public void Record_of_more_bytes_than_an_int_counts_is_jumped_over()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("large.warc");
        const long Bytes = int.MaxValue + (64L << 20);
        using (FileStream file = File.Create(path))
        {
            file.Write(WarcBytes.Page(1));
            file.Write(WarcBytes.Response("http://example.org/2", [], "page-2", Bytes).AsSpan()[..^4]);
            file.Seek(Bytes, SeekOrigin.Current); // A hole: no disk holds it.
            file.Write("\r\n\r\n"u8);
            file.Write(WarcBytes.Page(3));
        }
        Readings read = Readings.Warc(path, batchBytes: int.MaxValue);
        Assert.Equal(["urn:test:page-1", "urn:test:page-2", "urn:test:page-3"], read.Records.Select(record => record.Id));
        Assert.Equal("record-bytes-max", Assert.Single(read.Quarantined).Reason);
    }

    [Fact]
    public void Bomb_costs_no_more_than_skipped_bytes_max()
    {
        byte[] bomb = WarcBytes.Gzip(WarcBytes.Page(2, new string('x', 64 << 20)));
        Readings read = Read([.. WarcBytes.Gzip(WarcBytes.Page(1)), .. bomb, .. WarcBytes.Gzip(WarcBytes.Page(3))], new() { RecordBytesMax = new(1 << 20), SkippedBytesMax = new(8 << 20) });
        Assert.Equal(["document", "quarantine", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal("skipped-bytes-max", read.Records[1].Reason);
        Assert.Equal(bomb.Length, read.Records[1].Origin.Length);
        Assert.Equal("urn:test:page-3", read.Records[2].Id);
    }

    [Fact]
    public void Several_records_in_a_later_member_share_its_offset()
    {
        byte[] first = WarcBytes.Gzip(WarcBytes.Page(1)), both = WarcBytes.Gzip([.. WarcBytes.Page(2), .. WarcBytes.Page(3)]);
        Readings read = Read([.. first, .. both, .. WarcBytes.Gzip(WarcBytes.Page(4))]);
        Assert.Equal(["urn:test:page-1", "urn:test:page-2", "urn:test:page-3", "urn:test:page-4"], read.Documents.Select(d => d.Id));
        Assert.All(read.Records.Skip(1).Take(2), record => Assert.Equal((first.Length, both.Length), (record.Origin.Offset, record.Origin.Length)));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Archive_stored_inside_an_archive_is_one_document_wherever_the_cuts_fall(string packing)
    {
        // Deflate stores what does not shrink as it is: the inner members stand in the outer one's bytes.
        byte[] inner = WarcBytes.Pack(packing, Enumerable.Range(100, 40).Select(i => WarcBytes.Page(i, LongPage(i))));
        byte[] resource = WarcBytes.Record("resource", "http://example.org/inner.warc", "application/warc", inner, "outer");
        byte[][] records = [WarcBytes.Page(1), resource, WarcBytes.Page(2)];
        byte[] bytes = packing == "plain" ? WarcBytes.Concat(records) : WarcBytes.Concat(records.Select(record => WarcBytes.Gzip(record, System.IO.Compression.CompressionLevel.NoCompression)));
        Readings whole = Read(bytes), cut = Read(bytes, batchBytes: 1000);
        Assert.Equal(["urn:test:page-1", "urn:test:outer", "urn:test:page-2"], whole.Documents.Select(d => d.Id));
        Assert.Equal(whole.Records, cut.Records);
        Assert.True(cut.Redone > 0, "no cut fell inside the inner archive, so the test shows nothing");
    }

    [Fact]
    public void File_that_is_no_archive_is_one_row()
    {
        ReadRecord row = Assert.Single(Read(WarcBytes.Utf8("<!doctype html><html><body>" + LongPage(1) + "</body></html>")).Records);
        Assert.Equal(("garbage", 0L), (row.Reason, row.Origin.Offset));
    }

    [Fact]
    public void Name_does_not_decide_what_a_file_is()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("plain.warc.gz"), WarcBytes.Page(1));
        File.WriteAllBytes(folder.File("members.warc"), WarcBytes.Gzip(WarcBytes.Page(1)));
        foreach (string name in (string[])["plain.warc.gz", "members.warc"]) Assert.Single(Readings.Warc(folder.File(name)).Documents);
    }

    [Fact]
    public void Empty_file_has_no_records() => Assert.Empty(Read([]).Records);

    [Fact]
    public void Missing_file_is_refused_before_the_first_byte()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => Sources.Find("warc")!.Open(new Core.Records.Shard("/nowhere/a.warc.gz", "a.warc.gz", 0, new byte[32]), new WarcOptions()));
        Assert.Equal(2, error.ExitCode);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heads_of_every_shape_are_read()
    {
        byte[] odd = WarcBytes.Utf8("WARC/0.18\nwarc-type: Response\nWARC-Target-URI: <http://example.org/a\n  b>\nwarc-record-id:<urn:test:odd>\nCONTENT-LENGTH:  60  \nnot a header\nContent-Type: application/http\n\n"
            + "HTTP/1.1 200\nContent-Type: TEXT/HTML;Charset=\"UTF-8\"\n\n<p>odd\n\n");
        Readings read = Read([.. odd, .. WarcBytes.Page(2)]);
        ReadRecord page = read.Records[0];
        Assert.Equal(("urn:test:odd", "http://example.org/a b", "text/html", "utf-8", "<p>odd"), (page.Id, page.Url, page.Mime, page.Charset, page.Body.Trim()));
        Assert.Equal("urn:test:page-2", read.Records[1].Id);
    }

    [Fact]
    public void Head_without_end_is_bounded()
    {
        byte[] endless = [.. "WARC/1.0\r\nWARC-Type: response\r\nX: "u8, .. Enumerable.Repeat((byte)'x', 1 << 20)];
        Readings read = Read([.. WarcBytes.Page(1), .. endless, .. "\r\n"u8, .. WarcBytes.Page(2)]);
        Assert.Equal(["document", "quarantine", "document"], read.Records.Select(record => record.Kind));
        Assert.Equal("header-bytes-max", read.Records[1].Reason);
    }

    [Fact]
    public void Types_are_counted_by_bounded_names()
    {
        byte[][] records = [WarcBytes.Record("Screen Shot\u0001", "", "", []), WarcBytes.Record(new string('x', 1000), "", "", []), WarcBytes.Record("", "", "", []), WarcBytes.Record("Revisit", "", "", [])];
        Assert.Equal(["screen-shot-", new string('x', 32), "untyped", "revisit"], Read(WarcBytes.Concat(records)).Records.Select(record => record.Kind));
    }

    [Fact]
    public void Records_without_id_get_one_of_file_and_offset()
    {
        byte[] page = WarcBytes.Response("http://example.org/", WarcBytes.Http("200 OK", "Content-Type: text/html\r\n", "<p>"u8.ToArray()));
        Readings read = Read([.. page, .. page]);
        string?[] ids = [.. read.Documents.Select(d => d.Id)];
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal(ids, Read([.. page, .. page]).Documents.Select(d => d.Id));
    }

    static string LongPage(int seed, int numbers = 400)
    {
        Random random = new(seed);
        return string.Join(' ', Enumerable.Range(0, numbers).Select(_ => random.Next(100_000).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    static Readings Read(byte[] bytes, WarcOptions? options = null, int? batchBytes = null)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("test.warc");
        File.WriteAllBytes(path, bytes);
        return Readings.Warc(path, options, batchBytes);
    }
}
