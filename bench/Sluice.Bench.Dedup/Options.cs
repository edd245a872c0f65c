using System.Globalization;
using Sluice.Core;

namespace Sluice.Bench.Dedup;

/// <summary>What the command line asks for.</summary>
sealed class Options
{
    public const string Usage = """
        usage: bench/dedup [--size 1GB | --sizes 1GB,4GB,16GB] [--memory 1GiB] [--workers N] [--steps near-duplicates|exact|STEP,STEP…] [--keep ORDER] [--similarity 0.75]
                           [--recall-from 0.8] [--seed N] [--zstd] [--folder DIR] [--corpus-only DIR] [--text FILE.jsonl.gz]… [--json]
        """;

    public List<long> Sizes { get; private set; } = [1_000_000_000];
    public string Memory { get; private set; } = "1GiB";
    public int Workers { get; private set; } = Environment.ProcessorCount;
    public List<string> Steps { get; private set; } = ["near-duplicates"];
    public string? Keep { get; private set; }
    public double Similarity { get; private set; } = 0.75;

    double? _recallFrom;
    public ulong Seed { get; private set; } = 1;
    public bool IsCompressed { get; private set; }
    public bool Json { get; private set; }

    /// <summary>Where corpora and releases lie while they are needed.</summary>
    public string Folder { get; private set; } = Path.GetTempPath();

    /// <summary>Where a corpus is written to stay; null to measure.</summary>
    public string? CorpusOnly { get; private set; }

    /// <summary>Real texts that documents are made of.</summary>
    public List<string> Texts { get; } = [];

    /// <exception cref="FormatException">A word is wrong.</exception>
    public static Options Of(string[] words, string root)
    {
        Options options = new();
        for (int i = 0; i < words.Length; i++)
        {
            string name = words[i];
            switch (name)
            {
                case "--zstd": options.IsCompressed = true; continue;
                case "--json": options.Json = true; continue;
            }
            string value = i + 1 < words.Length ? words[++i] : throw new FormatException($"{name} needs a value");
            switch (name)
            {
                case "--size" or "--sizes": options.Sizes = [.. value.Split(',').Select(size => ByteSize.TryParse(size, null, out ByteSize bytes) ? bytes.Bytes : throw new FormatException($"{size} is no size"))]; break;
                case "--memory": options.Memory = value; break;
                case "--workers": options.Workers = int.Parse(value, CultureInfo.InvariantCulture); break;
                case "--steps": options.Steps = [.. value.Split(',').Select(step => step == "exact" ? "deduplicate-exact" : step)]; break;
                case "--keep": options.Keep = value; break;
                case "--similarity": options.Similarity = double.Parse(value, CultureInfo.InvariantCulture); break;
                case "--recall-from": options._recallFrom = double.Parse(value, CultureInfo.InvariantCulture); break;
                case "--seed": options.Seed = ulong.Parse(value, CultureInfo.InvariantCulture); break;
                case "--folder": options.Folder = value; break;
                case "--corpus-only": options.CorpusOnly = value; break;
                case "--text": options.Texts.Add(value); break;
                default: throw new FormatException($"there is no option {name}");
            }
        }
        if (options.Texts.Count == 0) options.Texts.Add(Path.Combine(root, "..", "shared", "data", "golden-datatrove", "docs.jsonl.gz"));
        return options;
    }

    /// <summary>Whether documents are to go that are similar only.</summary>
    public bool FindsSimilar => Steps.Contains("near-duplicates");

    /// <summary>Least true Jaccard of pairs that should be found.</summary>
    public double RecallFrom => _recallFrom ?? (FindsSimilar ? Math.Max(0.8, Similarity) : 1);

    /// <summary>Least true Jaccard of a document and the one that stays in its place.</summary>
    public double Threshold => FindsSimilar ? Similarity : 1;

    /// <summary>The recipe of a build.</summary>
    public string Recipe(string corpus)
    {
        IEnumerable<string> steps = Steps.Select(step => step switch
        {
            "near-duplicates" => string.Create(CultureInfo.InvariantCulture, $"  - near-duplicates: {{ similarity: {Similarity}{(Keep is null ? "" : $", keep: {Keep}")} }}"),
            _ => $"  - {step}",
        });
        return $"name: bench-dedup\nsources:\n  - jsonl: {corpus}/*.jsonl{(IsCompressed ? ".zst" : "")}\nsteps:\n{string.Join('\n', steps)}\n";
    }
}
