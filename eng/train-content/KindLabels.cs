using System.Globalization;
using System.Text;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;

namespace Sluice.TrainContent;

/// <summary>Making of <c>page-kinds.tsv</c>: pages are shown with numbered blocks, people write ranges of wanted numbers, hashes go to the file.</summary>
static class KindLabels
{
    // Of a giant page the beginning is labelled.
    const int BlocksMax = 500;

    /// <summary>Writes a file a page: number, kept or not by precision and balanced, kind, score and the beginning of each block.</summary>
    public static void Show(string data, string list, string folder)
    {
        Dictionary<string, string> wanted = File.ReadLines(list).Select(l => l.Split('\t')).ToDictionary(c => c[1], c => c[0]);
        ContentChooser chooser = new();
        KindPage.ForEach(data, wanted.Values.Distinct(StringComparer.Ordinal), (document, digest, _) =>
        {
            if (!wanted.ContainsKey(digest)) return;
            (HtmlTree tree, PageBlocks page) = Scan(document);
            byte[] title = PageTitle.Find(tree, new()).ToArray();
            chooser.Choose(tree, page, title, ExtractFavor.Precision);
            bool[] precise = [.. page.All.ToArray().Select(b => b.IsKept)];
            chooser.Choose(tree, page, title, ExtractFavor.Balanced);
            using StreamWriter file = new(Path.Combine(folder, digest + ".txt"), false, new UTF8Encoding(false, false));
            file.WriteLine($"title: {Encoding.UTF8.GetString(title)}");
            for (int i = 0; i < page.All.Length; i++)
            {
                ref TextBlock block = ref page.All[i];
                string text = Encoding.UTF8.GetString(page.Text(block));
                string mark = precise[i] ? "K" : block.IsKept ? "b" : ".";
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i} {mark} {block.Kind.ToString()[..2]}{(block.IsLinks ? "l" : "")} {block.Score:0.0} {text.Length} {new string([.. text.Where(c => !char.IsSurrogate(c) && c != '\n').Take(100)])}"));
            }
        });
    }

    /// <summary>Turns lines of archive, digest, kind and ranges of wanted numbers (<c>3-20,25,30-</c>) into labels; numbers behind a ? are not labelled.</summary>
    public static void Write(string data, string ranges, string to)
    {
        Dictionary<string, string[]> byDigest = File.ReadLines(ranges).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToDictionary(c => c[1]);
        SortedDictionary<string, string> lines = new(StringComparer.Ordinal);
        KindPage.ForEach(data, byDigest.Values.Select(c => c[0]).Distinct(StringComparer.Ordinal), (document, digest, _) =>
        {
            if (!byDigest.TryGetValue(digest, out string[]? cells)) return;
            (HtmlTree _, PageBlocks page) = Scan(document);
            int count = Math.Min(page.All.Length, BlocksMax);
            Dictionary<ulong, int> labels = []; // 1 wanted, 0 not, -1 not labelled: no opinion, or two places that differ.
            int[] numbers = [.. Enumerable.Range(0, count).Select(i => 0)];
            foreach (string part in cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                string[] ends = part.TrimStart('?').Split('-');
                int first = int.Parse(ends[0], CultureInfo.InvariantCulture);
                int last = ends.Length == 1 ? first : ends[1].Length == 0 ? count - 1 : int.Parse(ends[1], CultureInfo.InvariantCulture);
                for (int i = first; i <= last && i < count; i++) numbers[i] = part[0] == '?' ? -1 : 1;
            }
            for (int i = 0; i < count; i++)
            {
                ulong hash = KindPage.Hash(Encoding.UTF8.GetString(page.Text(page.All[i])));
                labels[hash] = labels.TryGetValue(hash, out int before) && before != numbers[i] ? -1 : numbers[i];
            }
            string hashes = string.Join(' ', labels.Where(l => l.Value >= 0).Select(l => string.Create(CultureInfo.InvariantCulture, $"{(l.Value == 1 ? '+' : '-')}{l.Key:x16}")));
            if (hashes.Length > 0) lines[digest] = $"{cells[0]}\t{digest}\t{cells[2]}\t{Truth.SiteOf(document.Url ?? "", digest)}\t{hashes}";
        });
        File.WriteAllText(to, "# archive, SHA-256 of the page's body (its beginning), kind, site, hashes of its blocks: + main content, - not\n" + string.Concat(lines.Values.Select(l => l + "\n")));
        foreach (string missing in byDigest.Keys.Where(d => !lines.ContainsKey(d))) Console.Error.WriteLine($"not found: {missing}");
    }

    /// <summary>The blocks of a page.</summary>
    public static (HtmlTree, PageBlocks) Scan(Sluice.Core.Document document)
    {
        HtmlTree tree = new();
        PageBlocks page = new();
        new HtmlPageParser(tree, new()).Parse(new PageDecoder().Decode(document.Body.ToArray(), document.HeaderCharset));
        new BlockScanner().Scan(tree, page);
        return (tree, page);
    }
}
