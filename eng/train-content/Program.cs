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

    static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["train", string data, string model]:
                using (FileStream file = File.Create(model)) Train(ReadPages(data)).Write(file);
                return 0;
            case ["validate", string data, .. string[] worst]:
                List<TrainingPage> pages = ReadPages(data);
                Validate(pages);
                if (worst.Length == 1) WorstPages.Write(pages, worst[0]);
                return 0;
            case ["kinds", string data]:
                KindFigures.Write(data);
                return 0;
            case ["show-kinds", string data, string list, string folder]:
                KindLabels.Show(data, list, folder);
                return 0;
            case ["label-kinds", string data, string ranges, string labels]:
                KindLabels.Write(data, ranges, labels);
                return 0;
            case ["write", string data, string folder, string favor]:
                foreach (string set in Sets) WriteOutputs(data, set, folder, Enum.Parse<ExtractFavor>(favor, ignoreCase: true));
                return 0;
            default:
                Console.Error.WriteLine("""
                    usage: dotnet run -c Release --project eng/train-content -- train DATA MODEL             learns from the pages of DATA (../shared/data)
                                                                                validate DATA [WORST.txt]    figures of pages whose sites were left out of the training
                                                                                write DATA FOLDER FAVOR      the step's texts, for score-extraction
                                                                                kinds DATA                       what the shipped model keeps of our own labels, by kind of page
                                                                                show-kinds DATA LIST FOLDER      blocks of the pages of LIST (archive, digest), numbered
                                                                                label-kinds DATA RANGES LABELS   labels of page-kinds.tsv from ranges of wanted numbers
                    """);
                return 2;
        }
    }

    static List<TrainingPage> ReadPages(string data)
    {
        List<TrainingPage> pages = [];
        foreach (string set in Sets) Read(data, set, pages);
        ReadKinds(data, pages);
        Console.Error.WriteLine($"{pages.Count} pages, {pages.Sum(p => p.Count)} blocks");
        foreach (TrainingPage page in pages)
        {
            page.Label();
            page.Fold = (int)(Fnv(page.Truth.Site) % Folds);
        }
        Console.WriteLine(Report.Line("first choice", pages, (page, i) => page.IsKept[i]));
        Console.WriteLine(Report.Line("best choice of blocks", pages, (page, i) => page.Labels[i] == 1));
        return pages;
    }

    // Names and first scores of the training pages come from pages of other sites, as they do for a page that was never seen.
    static ContentModel Train(List<TrainingPage> pages)
    {
        FillNames(pages);
        int[][] first = CrossScores(pages, s_first, s_near, 2, Trees);
        BlockForest one = new ForestTrainer(s_first, s_near, 2) { Trees = Trees }.Train([.. pages.Where(p => IsLearnedFrom(p)).Select(p => (p, p.Columns))], PageWeight);
        for (int p = 0; p < pages.Count; p++) pages[p].FillScores(first[p]);
        BlockForest two = new ForestTrainer(s_all, [.. s_near, BlockFeature.Score], 4) { Trees = Trees }.Train([.. pages.Where(p => IsLearnedFrom(p)).Select(p => (p, p.Columns))], PageWeight);
        return new(NameTrainer.Train([.. pages.Where(p => IsLearnedFrom(p))], PageWeight), one, two);
    }

    const int Folds = 5;
    const int Trees = 150;
    static readonly BlockFeature[] s_all = [.. Enum.GetValues<BlockFeature>().Where(f => f < BlockFeature.Count)];
    static readonly BlockFeature[] s_first = [.. s_all.Where(f => f < BlockFeature.Score)];
    static readonly BlockFeature[] s_near = [BlockFeature.Length, BlockFeature.LinkShare, BlockFeature.Stops, BlockFeature.Kind, BlockFeature.Prose, BlockFeature.Same, BlockFeature.SameProse, BlockFeature.LastCharacter, BlockFeature.Tag, BlockFeature.Depth];

    static double PageWeight(TrainingPage page) => page.Truth.Set switch { "trafilatura" => 0.6, "webmainbench" => 0.5, KindPage.Set => 0, _ => 1 };

    static bool IsLearnedFrom(TrainingPage page) => !page.IsHeldOut && PageWeight(page) > 0;

    static void FillNames(List<TrainingPage> pages)
    {
        for (int fold = 0; fold < Folds; fold++)
        {
            NameTable names = NameTrainer.Train([.. pages.Where(p => p.Fold != fold && IsLearnedFrom(p))], PageWeight);
            Console.Error.WriteLine($"{names.Weights.Count()} words of names");
            foreach (TrainingPage page in pages.Where(p => p.Fold == fold)) page.Fill(names);
        }
    }

    static void Validate(List<TrainingPage> pages)
    {
        FillNames(pages);
        int[][] first = CrossScores(pages, s_first, s_near, 2, Trees);
        Show("first round", pages, first);
        for (int p = 0; p < pages.Count; p++) pages[p].FillScores(first[p]);
        int[][] second = CrossScores(pages, s_all, [.. s_near, BlockFeature.Score], 4, Trees);
        Show("second round", pages, second);
    }

    static void Show(string name, List<TrainingPage> pages, int[][] scores)
    {
        for (int p = 0; p < pages.Count; p++) pages[p].Scores = scores[p];
        foreach (ExtractFavor favor in (ExtractFavor[])[ExtractFavor.Recall, ExtractFavor.Balanced, ExtractFavor.Precision])
        {
            foreach (TrainingPage page in pages)
            {
                TextBlock[] blocks = [.. page.Blocks]; // Whose marks are those of the first choice.
                ContentChooser.Keep(blocks, page.Scores.Select(ScoreFeatures.ToByte).ToArray(), favor);
                for (int i = 0; i < page.Count; i++) page.IsKept[i] = blocks[i].IsKept;
            }
            Console.WriteLine(Report.Line($"{name}, {favor}", pages, (page, i) => page.IsKept[i]));
            Console.WriteLine(Report.Kinds(pages, (page, i) => page.IsKept[i]));
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
            BlockForest forest = trainer.Train([.. pages.Where(p => p.Fold != fold && IsLearnedFrom(p)).Select(p => (p, p.Columns))], PageWeight);
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

    static void ReadKinds(string data, List<TrainingPage> pages)
    {
        Dictionary<string, KindPage> labelled = KindPage.Read(Path.Combine(AppContext.BaseDirectory, "page-kinds.tsv")).ToDictionary(p => p.Digest);
        PageReader reader = new([], pages);
        KindPage.ForEach(data, labelled.Values.Select(p => p.Archive).Distinct(StringComparer.Ordinal), (document, digest, _) =>
        {
            if (labelled.TryGetValue(digest, out KindPage? page)) reader.Add(document, Truth.Of(page));
        });
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
            Add(document, truth);
        }

        public void Add(Document document, Truth truth)
        {
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
