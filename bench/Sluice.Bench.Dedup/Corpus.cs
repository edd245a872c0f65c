using System.Globalization;
using System.Text;
using Sluice.Storage.Compression;

namespace Sluice.Bench.Dedup;

/// <summary>Writes a corpus with known duplicates: files of JSON Lines (<c>id</c>, <c>url</c>, <c>text</c>), and beside them the truth (<c>id</c>, <c>parent</c>, <c>edit</c>, <c>jaccard</c>).</summary>
sealed class Corpus(WordPool pool, CorpusPlan plan, ulong seed)
{
    const long ShardBytes = 256_000_000;
    const int FlushBytes = 1 << 20;

    readonly float[] _jaccardToParent = new float[plan.Documents];
    long _textBytes, _storedBytes;

    public CorpusPlan Plan => plan;

    /// <summary>Bytes of text, as UTF-8 without JSON's escapes.</summary>
    public long TextBytes => _textBytes;

    /// <summary>Bytes of its files.</summary>
    public long StoredBytes => _storedBytes;

    /// <summary>The true Jaccard of a document and its parent; 1 for a copy, 0 for an original.</summary>
    public float JaccardToParent(int document) => _jaccardToParent[document];

    public DocumentMaker Maker() => new(pool, plan, seed);

    /// <summary>The true Jaccard of two documents of one cluster, by making both again.</summary>
    public double Jaccard(int cluster, int a, int b, DocumentMaker maker, Shingles ofA, Shingles ofB)
    {
        maker.Make(cluster, a);
        ofA.Take(maker.Words, pool);
        maker.Make(cluster, b);
        ofB.Take(maker.Words, pool);
        return ofA.Jaccard(ofB);
    }

    public void Write(string folder, bool isCompressed, int workers)
    {
        Directory.CreateDirectory(folder);
        List<(int From, int To)> shards = [];
        double bytes = 0;
        for (int i = 0, from = 0; i < plan.Documents; i++)
        {
            bytes += plan.WordsOf(plan.ClusterOf(plan.Order[i])) * pool.BytesPerWord;
            if (bytes < ShardBytes && i < plan.Documents - 1) continue;
            shards.Add((from, i + 1));
            (from, bytes) = (i + 1, 0);
        }
        Parallel.For(0, shards.Count, new() { MaxDegreeOfParallelism = workers }, shard => WriteShard(folder, shard, shards[shard].From, shards[shard].To, isCompressed));
    }

    void WriteShard(string folder, int shard, int from, int to, bool isCompressed)
    {
        DocumentMaker maker = Maker();
        Shingles ofParent = new(), own = new();
        string name = string.Create(CultureInfo.InvariantCulture, $"part-{shard:00000}.jsonl{(isCompressed ? ".zst" : "")}");
        using FileStream file = new(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        using StreamWriter truth = new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"truth-{shard:00000}.tsv")), append: false, new UTF8Encoding(false), 1 << 16);
        truth.Write("id\tparent\tedit\tjaccard\n");
        using ZstdBlock? zstd = isCompressed ? new(level: 1) : null;
        byte[] packed = isCompressed ? new byte[ZstdBlock.BoundOf(FlushBytes * 2)] : [];
        Lines lines = new();
        long text = 0;
        for (int i = from; i < to; i++)
        {
            int document = plan.Order[i], cluster = plan.ClusterOf(document), member = plan.MemberOf(document);
            Edit edit = maker.Make(cluster, member);
            text += lines.Add(cluster, member, maker.Words, pool);
            if (edit != Edit.Original)
            {
                int parent = maker.ParentOf(cluster, member);
                double jaccard = edit == Edit.Copy ? 1 : Compare(cluster, parent);
                _jaccardToParent[document] = (float)jaccard;
                truth.Write(string.Create(CultureInfo.InvariantCulture, $"c{cluster}-{member}\tc{cluster}-{parent}\t{edit.ToString().ToLowerInvariant()}\t{jaccard:0.000000}\n"));
            }
            if (lines.Length >= FlushBytes || i == to - 1) Flush();
        }
        Interlocked.Add(ref _textBytes, text);
        Interlocked.Add(ref _storedBytes, file.Length);

        double Compare(int cluster, int parent)
        {
            own.Take(maker.Words, pool);
            maker.Make(cluster, parent);
            ofParent.Take(maker.Words, pool);
            return own.Jaccard(ofParent);
        }

        void Flush()
        {
            if (zstd is not null && packed.Length < ZstdBlock.BoundOf(lines.Length)) packed = new byte[ZstdBlock.BoundOf(lines.Length)];
            file.Write(zstd is null ? lines.Written : packed.AsSpan(0, zstd.Compress(lines.Written, packed)));
            lines.Clear();
        }
    }

    // The lines of a file, as they grow.
    sealed class Lines
    {
        byte[] _bytes = new byte[FlushBytes * 2];

        public int Length { get; private set; }

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

        public void Clear() => Length = 0;

        // Returns the bytes of text.
        public int Add(int cluster, int member, ReadOnlySpan<int> words, WordPool pool)
        {
            Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"c{cluster}-{member}\",\"url\":\"https://site{cluster % 9973}.example/{cluster}/{member}\",\"text\":\"")));
            int start = Length, escapes = 0;
            for (int i = 0; i < words.Length;)
            {
                int run = 1;
                while (i + run < words.Length && words[i + run] == words[i] + run) run++;
                ReadOnlySpan<byte> bytes = pool.Bytes(words[i], run);
                escapes += bytes.Count((byte)'\\');
                Append(bytes);
                i += run;
            }
            int text = Length - start - escapes;
            Append("\"}\n"u8);
            return text;
        }

        void Append(ReadOnlySpan<byte> bytes)
        {
            if (Length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }
    }
}
