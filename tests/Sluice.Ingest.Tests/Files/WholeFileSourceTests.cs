using Sluice.Fixtures;
using Sluice.Ingest.Files;
using Sluice.Ingest.Tests.Reading;

namespace Sluice.Ingest.Tests.Files;

public sealed class WholeFileSourceTests
{
    [Fact]
    public void Html_file_is_one_document_with_its_bytes_as_payload()
    {
        ReadRecord page = Assert.Single(Read("html", "<p>x</p>"u8.ToArray()).Documents);
        Assert.Equal(("file", "<p>x</p>", "", "text/html", 8L), (page.Id, page.Body, page.Text, page.Mime, page.Origin.Length));
    }

    [Theory, InlineData("plain"), InlineData("gzip"), InlineData("zstd")]
    public void Text_file_is_one_document_with_its_text(string packing)
    {
        ReadRecord text = Assert.Single(Read("text-files", WarcBytes.Pack(packing, [WarcBytes.Utf8("\uFEFFline\nline é")])).Documents);
        Assert.Equal(("file", "line\nline é"), (text.Id, text.Text));
    }

    [Fact]
    public void File_over_the_limit_is_quarantined() =>
        Assert.Equal("file-bytes-max", Assert.Single(Read("html", WarcBytes.Gzip(new byte[10_000]), new() { FileBytesMax = new(5000) }).Records).Reason);

    [Fact]
    public void File_at_the_limit_is_read() => Assert.Single(Read("html", new byte[5000], new() { FileBytesMax = new(5000) }).Documents);

    [Fact]
    public void Truncated_file_is_quarantined()
    {
        byte[] whole = WarcBytes.Gzip(WarcBytes.Utf8(string.Join(' ', Enumerable.Range(0, 1000))));
        Assert.Equal("truncated", Assert.Single(Read("text-files", whole[..^50]).Records).Reason);
    }

    static Readings Read(string source, byte[] bytes, WholeFileOptions? options = null)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("file");
        File.WriteAllBytes(path, bytes);
        return Readings.Read(Sources.Find(source)!.Open(Readings.ShardOf(path), options ?? new()));
    }
}
