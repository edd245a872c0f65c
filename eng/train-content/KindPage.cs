using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Warc;

namespace Sluice.TrainContent;

/// <summary>Which blocks of one page are its main content, as a reader of such a page says: our own labels, kept as hashes of the blocks' text.</summary>
/// <param name="Archive">The archive that holds the page, below <c>data/warc</c>.</param>
/// <param name="Digest">The first 12 hexadecimal digits of the SHA-256 of its body.</param>
/// <param name="Kind">What kind of page it is: <c>article</c>, <c>listing</c>, <c>home</c>, ...</param>
/// <param name="Site">The part of its host that one owner has.</param>
/// <param name="Blocks">Hash of a block's text: whether it is wanted. What is not in it is not labelled.</param>
sealed record KindPage(string Archive, string Digest, string Kind, string Site, Dictionary<ulong, bool> Blocks)
{
    /// <summary>The name of the set.</summary>
    public const string Set = "page-kinds";

    /// <summary>Pages of the third of sites that is never trained on; tests measure on them.</summary>
    public bool IsHeldOut => Site.Aggregate(2166136261, (hash, c) => (hash ^ c) * 16777619) % 3 == 0;

    /// <summary>Reads <c>page-kinds.tsv</c>: a line a page, with archive, digest, kind, site and a hash a block behind + (wanted) or -.</summary>
    public static List<KindPage> Read(string path)
    {
        List<KindPage> pages = [];
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] cells = line.Split('\t');
            pages.Add(new(cells[0], cells[1], cells[2], cells[3], cells[4].Split(' ').ToDictionary(
                h => ulong.Parse(h.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), h => h[0] == '+')));
        }
        return pages;
    }

    /// <summary>FNV-1a, 64 bits, over the letters and digits of a block's text as UTF-8: no change of spaces or marks changes it.</summary>
    public static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes([.. text.Normalize(NormalizationForm.FormC).Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c))]))
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    /// <summary>The share of wanted letters that is kept, and the share of kept letters that is unwanted; blocks without a label count nowhere.</summary>
    public (double Kept, double Unwanted) Measure(PageBlocks page)
    {
        double wanted = 0, hits = 0, misses = 0;
        foreach (ref readonly TextBlock block in page.All)
        {
            string text = Encoding.UTF8.GetString(page.Text(block));
            if (!Blocks.TryGetValue(Hash(text), out bool isWanted)) continue;
            if (isWanted) wanted += text.Length;
            if (isWanted && block.IsKept) hits += text.Length;
            if (!isWanted && block.IsKept) misses += text.Length;
        }
        return (wanted == 0 ? 1 : hits / wanted, hits + misses == 0 ? 0 : misses / (hits + misses));
    }

    /// <summary>Hands each page of the archives to <paramref name="use"/>, once, with the digest that names it here.</summary>
    public static void ForEach(string data, IEnumerable<string> archives, Action<Document, string, string> use)
    {
        HashSet<string> seen = [];
        foreach (string archive in archives)
        {
            string path = Path.Combine(data, "warc", archive);
            using IShardReader reader = WarcSource.Definition.Open(new(path, path, new FileInfo(path).Length, new byte[32]), new WarcOptions());
            Document document = new();
            while (reader.NextBatch() is { } batch)
            {
                batch.Read(new Sink(page =>
                {
                    string digest = Convert.ToHexStringLower(SHA256.HashData(page.Body.Span))[..12];
                    if (seen.Add(digest)) use(page, digest, archive);
                }), document, null);
                batch.Dispose();
            }
        }
    }

    sealed class Sink(Action<Document> use) : IRecordSink
    {
        public void Document(Document document) => use(document);

        public void Skip(string kind)
        {
        }

        // Archives of the wild hold broken records; they hold no labelled page.
        public void Quarantine(in QuarantinedRecord record)
        {
        }

        public void Progress(long storedBytes, long rawBytes)
        {
        }
    }
}
