using System.Globalization;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>Finds texts of benchmarks in documents, and drops the documents or cuts the texts out.</summary>
/// <remarks>
/// <para>Why: a model that has seen a test answers from memory, and its scores say nothing any more. The benchmarks' files are read, never released; each find is noted
/// in the document's metadata (<c>contamination</c>: benchmark, item, field, score, place), so the ledger has it for dropped documents and the data for those that
/// stay; <c>sluice contamination RELEASE</c> shows the texts side by side.</para>
/// <para><c>overlap</c> (AI2's decon): the share of an item's 5-grams of words in one place of the document, some in a row may be missing, weighted by rarity among the
/// benchmarks; all of them for texts of 15 words or fewer, 80 % from 38 words on. Case, punctuation, line breaks, diacritics and what numbers are do not matter.
/// <c>gpt3</c>: one n-gram in common, of 8 to 13 words by the 5th percentile of the benchmark's lengths; cut takes 200 characters on each side too. <c>stack</c>: an item's text as exact
/// substring, but for case.</para>
/// <para>Known problems: texts below <c>words-min</c> words (<c>bytes-min</c> bytes) are not looked for, a warning says how many; translations and paraphrases are not found;
/// exam questions that quote public texts are found in those. Recall and false alarms of each rule: docs/explanation/decontamination.md.</para>
/// <para>Example: <c>decontaminate: { benchmarks: [gsm8k-test, humaneval, "bench/own.jsonl question=prompt answer=solution"], folder: bench }</c></para>
/// <para>Source: AI2's decon (github.com/allenai/decon); Brown et al. 2020 (GPT-3), arXiv:2005.14165, appendix C; Kocetkov et al. 2022 (The Stack), arXiv:2211.15533.</para>
/// </remarks>
public sealed class Decontaminate : IStep, INotedStep
{
    const int ItemsOfTextMax = 8;

    readonly DecontaminateOptions _options;
    readonly ContaminationIndex _index;
    readonly WordSearch? _words;
    readonly StackSearch? _strings;
    readonly ContaminationCut _cut = new();
    readonly string _rule;

    /// <summary>Reads the benchmarks, or takes them from another worker's instance.</summary>
    /// <exception cref="SluiceException">A file is missing or wrong.</exception>
    public Decontaminate(DecontaminateOptions options, IStepResources resources)
    {
        _options = options;
        _index = ContaminationIndex.Load(options, resources);
        if (_index.Strings is { } strings) _strings = new(strings);
        else _words = options.Rule == ContaminationRule.Gpt3 ? new Gpt3Search(_index.Items!) : new OverlapSearch(_index.Items!, options);
        _rule = options.Rule switch
        {
            ContaminationRule.Gpt3 => "decontaminate.gpt3",
            ContaminationRule.Stack => "decontaminate.stack",
            _ => "decontaminate.overlap",
        };
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<DecontaminateOptions>("decontaminate",
        "AI2's decon; GPT-3 (Brown et al. 2020, arXiv:2005.14165); The Stack (Kocetkov et al. 2022, arXiv:2211.15533)", (options, resources) => new Decontaminate(options, resources));

    /// <summary>Memory that the benchmarks take, all workers together.</summary>
    public long IndexBytes => _index.Bytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes
    {
        get
        {
            List<string> notes = [];
            string benchmarks = string.Create(CultureInfo.InvariantCulture, $"{_index.Owners.Benchmarks.Count} benchmarks, {_index.Owners.Benchmarks.Sum(b => (long)b.Items):N0} items, {_index.Owners.Count:N0} different texts");
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"decontaminate: {benchmarks}; {_index.TextsLeftOut:N0} of them are too short to be looked for by themselves; {_index.Bytes / (1 << 20)} MiB"));
            if (_index.Missing.Count > 0) notes.Add($"decontaminate: no file of {string.Join(", ", _index.Missing)}");
            return notes;
        }
    }

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        _words?.Find(document.Text);
        _strings?.Find(document.Text);
        List<ContaminationMatch> matches = _words?.Matches ?? _strings!.Matches;
        if (_words is not null) measurements.Add("score", _words.BestScore);
        measurements.Add("matches", matches.Count);
        if (matches.Count == 0) return Verdict.Keep;
        ContaminationMatch best = matches.MaxBy(match => (match.Score - match.Threshold, match.Score, -match.Start, -match.Text));
        ContaminationFind.Write(document.Metadata, FindsOf(matches));
        Verdict drop = Verdict.Drop(_rule, best.Score, best.Threshold) with { Evidence = _index.Owners.NameOf(_index.Owners.ItemsOf(best.Text)[0]) };
        if (_options.Action == ContaminationAction.Mark) return Verdict.Keep;
        // Where the search ended early, more may be in the document than was cut.
        bool isExhausted = _words?.IsExhausted ?? _strings!.IsExhausted;
        return _options.Action == ContaminationAction.Drop || isExhausted ? drop : Cut(document, matches, drop.Evidence);
    }

    Verdict Cut(Document document, List<ContaminationMatch> matches, string? evidence)
    {
        if (_options.Rule == ContaminationRule.Gpt3)
        {
            _cut.CutWindows(document, matches, _options.Window, _options.LengthMin);
            if (_cut.Pieces > _options.PiecesMax) return Verdict.Drop("decontaminate.pieces", _cut.Pieces, _options.PiecesMax) with { Evidence = evidence };
        }
        else
        {
            _cut.CutSentences(document, matches);
        }
        int left = document.Analysis.CodePointCount;
        return left < _options.LengthMin || left == 0 ? Verdict.Drop("decontaminate.too-short", left, _options.LengthMin) with { Evidence = evidence } : Verdict.Keep;
    }

    // Best first; one for each item that has the text.
    List<ContaminationFind> FindsOf(List<ContaminationMatch> matches)
    {
        List<ContaminationFind> finds = [];
        foreach (ContaminationMatch match in matches.OrderByDescending(match => match.Score).ThenBy(match => match.Start).ThenBy(match => match.Text))
        {
            ReadOnlySpan<uint> items = _index.Owners.ItemsOf(match.Text);
            string field = _index.Owners.FieldOf(match.Text).ToString().ToLowerInvariant();
            foreach (uint item in items[..Math.Min(items.Length, ItemsOfTextMax)])
            {
                IndexedBenchmark benchmark = _index.Owners.BenchmarkOf(item);
                finds.Add(new(benchmark.Name, (int)(item - benchmark.FirstItem), field, match.Score, match.Start, match.End));
            }
        }
        return finds;
    }
}
