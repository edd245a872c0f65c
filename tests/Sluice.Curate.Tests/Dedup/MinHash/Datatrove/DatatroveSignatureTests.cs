using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Curate.Dedup.MinHash;
using Sluice.Curate.Dedup.MinHash.Datatrove;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.MinHash.Datatrove;

public sealed class DatatroveSignatureTests
{
    static ulong[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? ulong.Parse(item.GetString()!, null) : item.GetUInt64())];

    [Fact] // Oracle: the coefficients that numpy drew.
    public void Coefficients_are_numpys()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("data/golden-datatrove/minhash_params.json")));
        DatatroveSignature signature = new(DatatroveSignature.SlotsDefault, 64);
        Assert.Equal(Numbers(golden.RootElement.GetProperty("a")), signature.A.ToArray());
        Assert.Equal(Numbers(golden.RootElement.GetProperty("b")), signature.B.ToArray());
    }

    [Theory] // Oracle: datatrove 0.10.0's own signatures of 60 documents.
    [InlineData(HashFamily.Datatrove, "xxhash_64")]
    [InlineData(HashFamily.DatatroveSha1, "sha1_64")]
    public void Signatures_are_datatroves(HashFamily family, string name)
    {
        DocumentSketch sketch = DocumentSketch.Create(new() { Hash = family }, seed: 5);
        Document document = new();
        int compared = 0;
        foreach (JsonElement row in Golden.Rows("data/golden-datatrove/minhash_docs.jsonl.gz"))
        {
            if (!row.TryGetProperty("signature", out JsonElement signatures)) continue;
            document.Reset();
            document.SetText(Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!));
            bool isEmpty = sketch.Take(document.Analysis).IsEmpty;
            compared++;
            Assert.Equal(signatures.GetProperty(name).ValueKind == JsonValueKind.Null, isEmpty);
            if (isEmpty) continue;
            Assert.Equal(Numbers(signatures.GetProperty(name)), sketch.Signature);
        }
        Assert.Equal(60, compared);
    }

    [Theory] // Oracle: the clusters of datatrove's own runs, all documents that are linked by equal buckets. 32 bits have no signatures there to compare.
    [InlineData(HashFamily.Datatrove, "xxhash_64")]
    [InlineData(HashFamily.DatatroveSha1, "sha1_64")]
    [InlineData(HashFamily.DatatroveSha1Bits32, "sha1_32")]
    public void Equal_bands_link_the_clusters_that_datatrove_links(HashFamily family, string name)
    {
        DocumentSketch sketch = DocumentSketch.Create(new() { Hash = family }, seed: 0);
        Document document = new();
        Dictionary<ulong, int> firstOfBand = [];
        List<int> root = [], expected = [];
        ulong[] bands = new ulong[Banding.Datatrove.Bands];
        foreach (JsonElement row in Golden.Rows("data/golden-datatrove/minhash_docs.jsonl.gz"))
        {
            int number = root.Count;
            root.Add(number);
            expected.Add(row.GetProperty("datatrove").GetProperty(name).GetProperty("cluster_size") is { ValueKind: JsonValueKind.Number } size ? Math.Max(1, size.GetInt32()) : 1);
            document.Reset();
            document.SetText(Encoding.UTF8.GetBytes(row.GetProperty("text").GetString()!));
            if (sketch.Take(document.Analysis).IsEmpty) continue;
            sketch.HashBands(bands);
            foreach (ulong band in bands)
                if (!firstOfBand.TryAdd(band, number)) root[Root(firstOfBand[band])] = Root(number);
        }
        int Root(int document) => root[document] == document ? document : Root(root[document]);
        Assert.Equal(expected, Enumerable.Range(0, root.Count).Select(n => Enumerable.Range(0, root.Count).Count(m => Root(m) == Root(n))));
    }

    [Theory]
    [InlineData(112, 64)]
    [InlineData(112, 32)]
    [InlineData(7, 64)]
    public void Vectors_give_what_the_plain_twin_gives(int slots, int bits)
    {
        DatatroveSignature signature = new(slots, bits);
        Random random = new(slots);
        foreach (int count in (int[])[0, 1, 5, 300])
        {
            ulong[] shingles = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
            ulong[] plain = new ulong[signature.PaddedSlots], vectors = new ulong[signature.PaddedSlots];
            signature.SignPlain(shingles, plain);
            signature.Sign(shingles, vectors);
            Assert.Equal(plain[..slots], vectors[..slots]);
        }
    }

    [Fact] // a x + b = 0, p - 1, p, p + 1, 2^64 - 1: x follows from the inverse of an odd a.
    public void The_modulus_is_exact_at_its_edges()
    {
        DatatroveSignature signature = new(16, 64);
        ulong prime = (1UL << 61) - 1;
        ulong[] plain = new ulong[16], vectors = new ulong[16];
        int odd = 0;
        for (int slot = 0; slot < 16; slot++)
        {
            ulong a = signature.A[slot], inverse = a;
            if ((a & 1) == 0) continue;
            odd++;
            for (int n = 0; n < 6; n++) inverse *= 2 - a * inverse;
            foreach (ulong wanted in (ulong[])[0, prime - 1, prime, prime + 1, 7 * prime, 8 * prime - 1, 8 * prime, ulong.MaxValue])
            {
                ulong[] shingle = [unchecked((wanted - signature.B[slot]) * inverse)];
                signature.SignPlain(shingle, plain);
                signature.Sign(shingle, vectors);
                Assert.Equal(wanted % prime, plain[slot]);
                Assert.Equal(plain, vectors);
            }
        }
        Assert.True(odd > 0);
    }

    [Theory] // Vectors: the reference implementation's, seed 0.
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("message digest", 0x066ED728FCEEB3BE)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 0xAAA46907D3047814)]
    public void Xxh64_is_the_published_hash(string text, ulong hash) => Assert.Equal(hash, XxHash64.Of(Encoding.ASCII.GetBytes(text)));
}
