using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;
using Sluice.Ingest.Extract.Content;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Warc;

namespace Sluice.TrainContent;

static class Program
{
    public static readonly string[] Sets = ["article-extraction-benchmark", "trafilatura", "fundus", "readability", "webmainbench"];

    static void Main(string[] args)
    {
        string data = args.Length > 1 ? args[1] : Path.Combine("..", "shared", "data");
        if (args[0] == "write")
        {
            foreach (string set in Sets) WriteOutputs(data, set, args[2], Enum.Parse<ExtractFavor>(args[3], ignoreCase: true));
            return;
        }
        List<TrainingPage> pages = [];
        foreach (string set in Sets) Read(data, set, pages);
        Console.Error.WriteLine($"{pages.Count} pages, {pages.Sum(p => p.Count)} blocks");
        foreach (TrainingPage page in pages) page.Label();
        Console.WriteLine(Report.Line("now", pages, (page, i) => page.IsKept[i]));
        Console.WriteLine(Report.Line("oracle", pages, (page, i) => page.Labels[i] == 1));
        foreach (TrainingPage page in pages) page.Fold = (int)(Fnv(page.Truth.Site) % Folds);
        if (args[0] == "validate") Validate(pages);
        else
        {
            using FileStream file = File.Create(args[2]);
            Train(pages).Write(file);
        }
    }

    // Names and first scores of the training pages come from pages of other sites, as they do for a page that was never seen.
    static ContentModel Train(List<TrainingPage> pages)
    {
        FillNames(pages);
        int[][] first = CrossScores(pages, s_first, s_near, 2, Trees);
        BlockForest one = new ForestTrainer(s_first, s_near, 2) { Trees = Trees }.Train([.. pages.Select(p => (p, p.Columns))], PageWeight);
        for (int p = 0; p < pages.Count; p++) pages[p].FillScores(first[p]);
        BlockForest two = new ForestTrainer(s_all, [.. s_near, BlockFeature.Score], 4) { Trees = Trees }.Train([.. pages.Select(p => (p, p.Columns))], PageWeight);
        return new(NameTrainer.Train(pages, PageWeight), one, two);
    }

    const int Folds = 5;
    const int Trees = 150;
    static readonly BlockFeature[] s_all = [.. Enum.GetValues<BlockFeature>().Where(f => f < BlockFeature.Count)];
    static readonly BlockFeature[] s_first = [.. s_all.Where(f => f < BlockFeature.Score)];
    static readonly BlockFeature[] s_near = [BlockFeature.Length, BlockFeature.LinkShare, BlockFeature.Stops, BlockFeature.Kind, BlockFeature.Prose, BlockFeature.Same, BlockFeature.SameProse, BlockFeature.LastCharacter, BlockFeature.Tag, BlockFeature.Depth];

    static double PageWeight(TrainingPage page) => page.Truth.Set switch { "trafilatura" => 0.6, "webmainbench" => 0.5, _ => 1 };

    static void FillNames(List<TrainingPage> pages)
    {
        for (int fold = 0; fold < Folds; fold++)
        {
            NameTable names = NameTrainer.Train([.. pages.Where(p => p.Fold != fold)], PageWeight);
            Console.Error.WriteLine($"{names.Weights.Count()} names");
            foreach (TrainingPage page in pages.Where(p => p.Fold == fold)) page.Fill(names);
        }
    }

    static void Validate(List<TrainingPage> pages)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        FillNames(pages);
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        int[][] first = CrossScores(pages, s_first, s_near, 2, Trees);
        Show("first", pages, first);
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        for (int p = 0; p < pages.Count; p++) pages[p].FillScores(first[p]);
        int[][] second = CrossScores(pages, s_all, [.. s_near, BlockFeature.Score], 4, Trees);
        Show("second", pages, second);
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s");
        Worst(pages);
    }

    static void Worst(List<TrainingPage> pages)
    {
        using StreamWriter file = new("/tmp/content-worst.txt", false, new UTF8Encoding(false, false));
        foreach (string set in Sets)
        {
            foreach ((TrainingPage page, double f1, (double A, double B, double C) s) in pages.Where(p => p.Truth.Set == set && p.HasTruth).Select(p => (p, p.Score(i => p.Scores[i] > 0)))
                .Select(x => (x.p, x.p.Truth.Text is null ? (x.Item2.B + x.Item2.C == 0 ? 1 : 2 * x.Item2.A / (2 * x.Item2.A + x.Item2.B + x.Item2.C)) : x.Item2.C, x.Item2)).OrderBy(x => x.Item2).Take(60))
            {
                if (f1 > 0.97) continue;
                file.WriteLine($"=== {set} F1 {f1:0.000} ({s.A:0.000} {s.B:0.000} {s.C:0.000}) {page.Truth.Hash[..12]} {page.Truth.Url}");
                for (int i = 0; i < page.Count; i++)
                {
                    bool kept = page.Scores[i] > 0;
                    if (page.Labels[i] < 0 ? !kept : !kept && page.Labels[i] == 0) continue;
                    string mark = page.Labels[i] < 0 ? "  ?" : kept ? page.Labels[i] == 1 ? "  ok" : "FP" : "  FN";
                    file.WriteLine($"{i,4} {mark,-5} {page.Scores[i] / 1024.0,5:0.0} {page.Weights[i]:0.000} {new string(page.Texts[i].Where(c => !char.IsSurrogate(c)).Take(110).ToArray())}");
                }
            }
        }
    }

    static void Show(string name, List<TrainingPage> pages, int[][] scores)
    {
        for (int p = 0; p < pages.Count; p++) pages[p].Scores = scores[p];
        foreach (double threshold in (double[])[-0.5, 0, 0.5])
            Console.WriteLine(Report.Line($"{name} {threshold}", pages, (page, i) => page.Scores[i] > threshold * BlockForest.Unit));
        foreach (int shift in (int[])[-8, -4, 0, 4, 8])
        {
            foreach (TrainingPage page in pages)
            {
                byte[] bytes = [.. page.Scores.Select(ScoreFeatures.ToByte)];
                int threshold = KeepThreshold.Of(bytes, page.Blocks, 128 + shift);
                for (int i = 0; i < page.Count; i++) page.IsKept[i] = bytes[i] >= threshold;
            }
            Console.WriteLine(Report.Line($"{name} best F1 {shift}", pages, (page, i) => page.IsKept[i]));
        }
    }

    // Each page by a forest of the pages of other sites.
    static int[][] CrossScores(List<TrainingPage> pages, BlockFeature[] features, BlockFeature[] near, int reach, int trees)
    {
        int[][] scores = new int[pages.Count][];
        Dictionary<(byte, sbyte), double> gains = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            ForestTrainer trainer = new(features, near, reach) { Trees = trees };
            BlockForest forest = trainer.Train([.. pages.Where(p => p.Fold != fold).Select(p => (p, p.Columns))], PageWeight);
            for (int p = 0; p < pages.Count; p++)
            {
                if (pages[p].Fold != fold) continue;
                scores[p] = new int[pages[p].Count];
                forest.Score(pages[p].Columns, scores[p]);
            }
            foreach (((byte, sbyte) key, double gain) in trainer.Gains) gains[key] = gains.GetValueOrDefault(key) + gain;
        }
        Console.Error.WriteLine("gains: " + string.Join(' ', gains.OrderByDescending(g => g.Value).Take(40).Select(g => string.Create(CultureInfo.InvariantCulture, $"{(BlockFeature)g.Key.Item1}{g.Key.Item2:+0;-0;#}:{g.Value:0}"))));
        return scores;
    }

    static uint Fnv(string text) => text.Aggregate(2166136261, (hash, c) => (hash ^ c) * 16777619);

    // The step's own texts, a line a page, as score-extraction takes them.
    static void WriteOutputs(string data, string set, string folder, ExtractFavor favor)
    {
        ExtractHtmlStep step = new(new() { Favor = favor });
        using StreamWriter lines = new(Path.Combine(folder, set + ".jsonl"));
        ForEachPage(data, set, new DocumentSink(document =>
        {
            step.Apply(document, Measurements.None);
            string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document.Body.Span));
            lines.WriteLine(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["id"] = hash, ["text"] = Encoding.UTF8.GetString(document.Text) }));
        }));
    }

    static void ForEachPage(string data, string set, IRecordSink sink)
    {
        string path = Path.Combine(data, "warc", "pages", $"web-pages-{set}.warc.gz");
        using IShardReader reader = WarcSource.Definition.Open(new(path, path, new FileInfo(path).Length, new byte[32]), new WarcOptions());
        Document document = new();
        while (reader.NextBatch() is { } batch)
        {
            batch.Read(sink, document, null);
            batch.Dispose();
        }
    }

    static void Read(string data, string set, List<TrainingPage> pages)
    {
        Dictionary<string, Truth> truths = Truth.Read(data, set).ToDictionary(t => t.Hash);
        ForEachPage(data, set, new DocumentSink(new PageReader(truths, pages).Read));
    }

    sealed class PageReader(Dictionary<string, Truth> truths, List<TrainingPage> pages)
    {
        readonly BlockScanner _scanner = new();

        public void Read(Document document)
        {
            string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document.Body.Span));
            if (!truths.Remove(hash, out Truth? truth)) return;
            truth.ChooseVersion(Encoding.UTF8.GetString(document.Body.Span));
            HtmlTree tree = new();
            PageBlocks page = new();
            new HtmlPageParser(tree, new()).Parse(new PageDecoder().Decode(document.Body.ToArray(), document.HeaderCharset)); // Pages stay: each has buffers of its own.
            _scanner.Scan(tree, page);
            TextBlock[] blocks = page.All.ToArray();
            string[] texts = [.. blocks.Select(b => Encoding.UTF8.GetString(page.Text(b)))];
            byte[] title = PageTitle.Find(tree, new()).ToArray();
            FirstChoice chooser = new();
            chooser.Choose(tree, page, title, ExtractFavor.Precision);
            page.All.CopyTo(blocks);
            BlockColumns columns = new();
            BlockFeatures features = null!;
            pages.Add(new()
            {
                Truth = truth,
                Texts = texts,
                IsKept = [.. blocks.Select(b => b.IsKept)],
                Columns = columns,
                Blocks = blocks,
                NameWords = NameTrainer.WordsOf(tree, blocks),
                Fill = names =>
                {
                    features = new(names);
                    features.Prepare(tree, page, title);
                    columns.Reset(blocks.Length);
                    features.Fill(tree, blocks, chooser, 0, columns);
                },
                FillScores = scores =>
                {
                    byte[] bytes = [.. scores.Select(ScoreFeatures.ToByte)];
                    ScoreFeatures around = new();
                    around.Prepare(features, blocks, bytes);
                    around.Fill(tree, features, blocks, bytes, 0, columns);
                },
            });
        }

    }

    sealed class DocumentSink(Action<Document> use) : IRecordSink
    {
        public void Document(Document document) => use(document);

        public void Skip(string kind)
        {
        }

        public void Quarantine(in QuarantinedRecord record) => throw new InvalidDataException(record.ToString());

        public void Progress(long storedBytes, long rawBytes)
        {
        }
    }
}
