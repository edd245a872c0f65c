using Sluice.Core;
using Sluice.Engine.Index;

namespace Sluice.Engine.Tests.Index;

public sealed class IndexFileTests : IDisposable
{
    static readonly IndexHeader s_header = new("near-duplicates", "near-duplicates, shingles of 5", "crawl");
    readonly string _folder = Directory.CreateTempSubdirectory("sluice-index-").FullName;

    string File => Path.Combine(_folder, "a.idx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ids_of_every_shape_and_entries_of_every_size_come_back()
    {
        Guid uuid = new("0f5c7a52-7f2e-4c1e-9d3a-0123456789ab");
        string[] ids =
        [
            "", "a", $"<urn:uuid:{uuid}>", $"<urn:uuid:{uuid}>#2", $"<urn:uuid:{uuid.ToString().ToUpperInvariant()}>", uuid.ToString(), uuid.ToString("N"), uuid.ToString("N").ToUpperInvariant(),
            $"urn:uuid:{uuid}", $"<urn:UUID:{uuid}>", new string('g', 32), new string('0', 32), new string('-', 36), $"{uuid}x"[1..], "日本語", new('x', 100_000), uuid.ToString("B"),
        ];
        (string, byte[])[] documents = [.. ids.Select((id, i) => (id, Bytes(i * i * 40_000 % 3_000_000)))];
        Write(documents);
        Assert.Equal(documents.Select(d => (d.Item1, Convert.ToBase64String(d.Item2))), Read().Select(d => (d.Item1, Convert.ToBase64String(d.Item2))));
        IndexSummary summary = IndexReader.Check(File, TestContext.Current.CancellationToken);
        Assert.Equal((s_header, ids.Length, documents.Sum(d => (long)d.Item2.Length), new FileInfo(File).Length),
            (summary.Header, summary.Documents, summary.EntryBytes, summary.Bytes));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(File))), summary.Sha256);
    }

    [Fact]
    public void Ids_of_records_take_17_bytes()
    {
        Write([.. Enumerable.Range(0, 1000).Select(i => ($"<urn:uuid:0f5c7a52-7f2e-4c1e-9d3a-{i:x12}>", Bytes(8)))]);
        Assert.InRange(new FileInfo(File).Length, 26_000, 26_300);
    }

    [Fact]
    public void An_index_without_documents_is_whole()
    {
        Write([]);
        Assert.Empty(Read());
    }

    [Fact]
    public void Any_flipped_bit_is_refused_and_the_error_says_how_to_rebuild()
    {
        Write([.. Enumerable.Range(0, 40).Select(i => ($"id {i}", Bytes(i)))]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] bytes = [.. whole];
            bytes[at] ^= (byte)(1 << (at % 8));
            SluiceException refused = Refused(bytes);
            if (at >= 8) Assert.Contains("recipe.lock.yaml", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bits_flipped_in_a_large_index_are_refused_with_the_frame()
    {
        Write([.. Enumerable.Range(0, 3000).Select(i => ($"id {i}", Bytes(1500)))]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        Random random = new(11);
        for (int time = 0; time < 40; time++)
        {
            byte[] bytes = [.. whole];
            int at = random.Next(100, bytes.Length - 100);
            bytes[at] ^= (byte)(1 << random.Next(8));
            string message = Refused(bytes).Message;
            Assert.Contains(FormattableString.Invariant($"frame {(at - 90) / (1 << 20) + 1}"), message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_index_cut_short_anywhere_is_refused()
    {
        Write([.. Enumerable.Range(0, 20).Select(i => ($"id {i}", Bytes(i)))]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length++) Refused(whole[..length]);
    }

    [Fact]
    public void Bytes_behind_the_end_and_frames_of_another_place_are_refused()
    {
        Write([.. Enumerable.Range(0, 3000).Select(i => ($"id {i}", Bytes(1500)))]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        Refused([.. whole, 0]);
        Refused([.. whole, .. whole]);
        // The first two frames change places; each is whole by itself.
        byte[] marks = [.. whole];
        int first = 12 + 9 + 16 + BitConverter.ToInt32(marks, 17) + 16, second = first + 9 + 16 + BitConverter.ToInt32(marks, first + 5) + 16;
        int third = second + 9 + 16 + BitConverter.ToInt32(marks, second + 5) + 16;
        Assert.Equal(((byte)'F', (byte)'F', (byte)'F'), (marks[first], marks[second], marks[third]));
        Refused([.. whole[..first], .. whole[second..third], .. whole[first..second], .. whole[third..]]);
        Refused([.. whole[..first], .. whole[second..]]);
    }

    [Fact]
    public void Any_bytes_are_refused_and_never_crash()
    {
        Random random = new(5);
        for (int time = 0; time < 300; time++)
        {
            byte[] bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            if (time % 2 == 0) "SLUICEIX\u0001\0\0\0"u8[..Math.Min(12, bytes.Length)].CopyTo(bytes);
            Refused(bytes);
        }
    }

    [Fact]
    public void Another_version_is_refused_with_both_versions()
    {
        Write([("a", Bytes(3))]);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[8] = 2;
        string message = Refused(bytes).Message;
        Assert.Contains("version 2; this Sluice reads version 1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_holds_one_frame_however_large_the_index()
    {
        Write([.. Enumerable.Range(0, 30_000).Select(i => ($"id {i}", Bytes(1000)))]);
        using IndexReader reader = new(File);
        Assert.True(reader.Read());
        long before = GC.GetAllocatedBytesForCurrentThread();
        long bytes = 0;
        while (reader.Read()) bytes += reader.Entry.Length;
        Assert.Equal(29_999_000, bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Fact]
    public void A_missing_file_is_an_error_for_a_person() => Assert.Throws<SluiceException>(() => new IndexReader(Path.Combine(_folder, "none.idx")));

    SluiceException Refused(byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        SluiceException refused = Assert.Throws<SluiceException>(() => IndexReader.Check(File));
        Assert.Equal(2, refused.ExitCode);
        return refused;
    }

    void Write((string Id, byte[] Entry)[] documents)
    {
        using FileStream file = System.IO.File.Create(File);
        IndexWriter writer = new(file, s_header);
        foreach ((string id, byte[] entry) in documents) writer.Add(id, entry);
        writer.Finish();
    }

    List<(string, byte[])> Read()
    {
        using IndexReader reader = new(File);
        Assert.Equal(s_header, reader.Header);
        List<(string, byte[])> documents = [];
        while (reader.Read()) documents.Add((reader.Id, reader.Entry.ToArray()));
        return documents;
    }

    static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
