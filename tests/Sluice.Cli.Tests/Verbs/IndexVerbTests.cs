using System.Security.Cryptography;
using Sluice.Engine.Index;
using Sluice.Fixtures;
using Sluice.Publish.Tests.Release;

namespace Sluice.Cli.Tests.Verbs;

public sealed class IndexVerbTests : IDisposable
{
    const string Uuid = "0f5c7a52-7f2e-4c1e-9d3a-0123456789ab";
    readonly TemporaryFolder _folder = new();

    string Release => Path.Combine(_folder.Path, "release");

    string IndexFile => Path.Combine(Release, "index", "near-duplicates.idx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Index_tells_step_kind_and_documents()
    {
        Write($"<urn:uuid:{Uuid}>", "kept");
        string output = SluiceProgram.Run("index", Release).Expect(0).Output;
        foreach (string part in (string[])["near-duplicates.idx", "near-duplicates, words of 5", "documents  2", "every frame matches"]) Assert.Contains(part, output, StringComparison.Ordinal);
        JsonElement index = Assert.Single(JsonDocument.Parse(SluiceProgram.Run("index", IndexFile, "--json").Expect(0).Output).RootElement.GetProperty("indexes").EnumerateArray());
        Assert.Equal((2, 6, new FileInfo(IndexFile).Length), (index.GetProperty("documents").GetInt32(), index.GetProperty("entry-bytes").GetInt32(), index.GetProperty("bytes").GetInt64()));
    }

    [Fact] // The second record with the URL is in no index, which is no news.
    public void Documents_are_taken_out_by_url_where_the_ledger_knows_it()
    {
        Write("kept", "other");
        SluiceProgram.Result result = SluiceProgram.Run("index", Release, "--remove", "https://example.org/kept", "https://example.org/nobody").Expect(0);
        Assert.Contains("1 taken out, 1 left", result.Output, StringComparison.Ordinal);
        Assert.Equal("note: no index has the document https://example.org/nobody: its ids are what `sluice why RELEASE URL` tells", result.Error.TrimEnd());
    }

    [Fact]
    public void Documents_are_taken_out_by_id_or_list_and_the_release_verifies()
    {
        Write($"<urn:uuid:{Uuid}>", "kept", "other", "last");
        SluiceProgram.Result first = SluiceProgram.Run("index", Release, "--remove", Uuid, "nobody").Expect(0);
        Assert.Contains("1 taken out, 3 left", first.Output, StringComparison.Ordinal);
        Assert.Contains("no index has the document nobody", first.Error, StringComparison.Ordinal);
        JsonElement second = JsonDocument.Parse(SluiceProgram.RunOn($"other\r\n\n{Uuid}\n", "index", Release, "--remove-from", "-", "--json").Expect(0).Output).RootElement;
        Assert.Equal(1, second.GetProperty("indexes")[0].GetProperty("removed").GetInt32());
        Assert.Equal([Uuid], second.GetProperty("unknown").EnumerateArray().Select(id => id.GetString()));
        JsonElement verified = JsonDocument.Parse(SluiceProgram.Run("verify", Release, "--json").Output).RootElement;
        foreach (string check in (string[])["checksums", "indexes"])
            Assert.True(verified.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == check).GetProperty("ok").GetBoolean(), check);
    }

    [Fact]
    public void A_flipped_bit_is_told_by_index_and_verify_and_stops_removal()
    {
        Write("kept", "other");
        byte[] bytes = File.ReadAllBytes(IndexFile);
        bytes[^80] ^= 1;
        File.WriteAllBytes(IndexFile, bytes);
        Assert.Contains("checksum", SluiceProgram.Run("index", Release).Expect(1).Output, StringComparison.Ordinal);
        Assert.Contains("does not match its checksum", SluiceProgram.Run("verify", Release).Expect(1).Output, StringComparison.Ordinal);
        Assert.Contains("recipe.lock.yaml", SluiceProgram.Run("index", Release, "--remove", "kept").Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(IndexFile));
    }

    [Fact]
    public void A_release_without_an_index_is_told_how_to_have_one()
    {
        new SmallRelease().Keep("kept", "a text").Write(Release);
        Assert.Contains("index: true", SluiceProgram.Run("index", Release).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("no such release", SluiceProgram.Run("index", Path.Combine(_folder.Path, "none")).Expect(2).Error, StringComparison.Ordinal);
    }

    void Write(params string[] ids)
    {
        new SmallRelease().Keep("kept", "a text", "https://example.org/kept").Drop("late", "url-filter", "url-filter.domain", url: "https://example.org/kept").Write(Release);
        Directory.CreateDirectory(Path.GetDirectoryName(IndexFile)!);
        using (FileStream file = File.Create(IndexFile))
        {
            IndexWriter writer = new(file, new("near-duplicates", "near-duplicates, words of 5", "crawl"));
            foreach (string id in ids) writer.Add(id, "key"u8);
            writer.Finish();
        }
        IEnumerable<string> files = Directory.EnumerateFiles(Release, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "checksums.txt").ToList();
        File.WriteAllLines(Path.Combine(Release, "checksums.txt"), files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetRelativePath(Release, file)}"));
    }
}
