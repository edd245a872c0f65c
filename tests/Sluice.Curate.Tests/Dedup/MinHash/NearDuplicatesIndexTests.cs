using System.Buffers;
using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class NearDuplicatesIndexTests
{
    static byte[] Entry(IMergeIndex index, byte[] key)
    {
        ArrayBufferWriter<byte> entry = new();
        index.WriteEntry(key, entry);
        return entry.WrittenSpan.ToArray();
    }

    static byte[] Key(IMergeIndex index, byte[] entry)
    {
        ArrayBufferWriter<byte> key = new();
        index.ReadEntry(entry, key);
        return key.WrittenSpan.ToArray();
    }

    static byte[] Key(IMergeStep step, string text)
    {
        ArrayBufferWriter<byte> key = new();
        Document document = new();
        document.SetText(Encoding.UTF8.GetBytes(text));
        step.WriteKey(document, key);
        return key.WrittenSpan.ToArray();
    }

    [Theory]
    [InlineData(HashFamily.Sluice, KeepOrder.First)]
    [InlineData(HashFamily.Sluice, KeepOrder.Longest)]
    [InlineData(HashFamily.Datatrove, KeepOrder.First)]
    [InlineData(HashFamily.DatatroveSha1Bits32, KeepOrder.Newest)]
    public void Keys_come_back_but_for_their_place_in_the_order(HashFamily hash, KeepOrder keep)
    {
        IMergeStep step = NearDuplicates.Definition.CreateMerge(new NearDuplicatesOptions { Hash = hash, Keep = keep, Index = true }, new TestResources());
        IMergeIndex index = step.Index!;
        int place = keep == KeepOrder.First ? 0 : KeepKey.Bytes;
        foreach (string text in RandomTexts.Make(50, 61, wordsMax: 800))
        {
            byte[] key = Key(step, text);
            byte[] back = Key(index, Entry(index, key));
            Assert.Equal(key.Skip(place), back.Skip(place));
            Assert.Equal(key.Length, back.Length);
        }
    }

    [Fact]
    public void A_shingle_takes_little_more_than_its_share_of_the_range()
    {
        NearDuplicatesIndex index = new(new(), 0);
        IMergeStep step = NearDuplicates.Definition.CreateMerge(new NearDuplicatesOptions(), new TestResources());
        string text = string.Join(' ', Enumerable.Range(0, 604).Select(n => $"w{(char)('a' + n % 26)}{(char)('a' + n / 26)}"));
        Assert.InRange(Entry(index, Key(step, text)).Length, 600 * 24 / 8, 600 * 25 / 8 + 10);
    }

    [Fact] // Cut short, or a bit flipped: an error, or another set of as many shingles in order; never anything else.
    public void Damaged_entries_are_refused_or_harmless()
    {
        NearDuplicatesIndex index = new(new(), 0);
        IMergeStep step = NearDuplicates.Definition.CreateMerge(new NearDuplicatesOptions(), new TestResources());
        byte[] entry = Entry(index, Key(step, RandomTexts.Make(1, 62, wordsMax: 300)[0]));
        int refused = 0;
        for (int n = 0; n < entry.Length; n++)
        {
            Assert.Throws<InvalidDataException>(() => Key(index, n == 0 ? [1] : entry[..n]));
            byte[] flipped = [.. entry];
            flipped[n] ^= (byte)(1 << n % 8);
            try
            {
                uint[] shingles = [.. new NearDuplicateKey(Key(index, flipped), 20).Shingles];
                Assert.Equal(shingles.Order().Distinct(), shingles);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.True(refused > 8);
    }

    [Fact]
    public void The_kind_names_what_decides_a_key()
    {
        Assert.Equal("near-duplicates, hash sluice, shingles of 5 (auto), seed 7", new NearDuplicatesIndex(new(), 7).Kind);
        Assert.Equal("near-duplicates, hash datatrove-sha1, shingles of 5 (auto), 14 bands of 8", new NearDuplicatesIndex(new() { Hash = HashFamily.DatatroveSha1 }, 7).Kind);
    }
}
