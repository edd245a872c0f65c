using System.CommandLine;
using System.Globalization;
using Sluice.Cli.Try;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Cli.Classify;

/// <summary><c>sluice classifier predict</c>: labels and scores of texts, a line each, in input order, while they are read.</summary>
sealed class PredictAction : Verb
{
    readonly Argument<string> _model = new("MODEL") { Description = "A model in fastText's format, .bin or .ftz" };
    readonly Argument<string[]> _inputs = new("INPUT") { Description = "Texts: JSON Lines (.jsonl, .ndjson), else one a line; - or nothing: standard input", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<int?> _top = new("--top") { Description = "Labels to print, best first [default: 1]", HelpName = "K" };
    readonly Option<double?> _minScore = new("--min-score") { Description = "Leave out labels that score below [default: 0]", HelpName = "SCORE" };
    readonly Option<string> _label = new("--label") { Description = "Print this label's score instead of the best", HelpName = "LABEL" };
    readonly TextFields _fields = new();
    FastTextModel _loaded = null!;
    FastTextPredictor _predictor = null!;
    LabelScore[] _scores = [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice classifier predict quality.ftz docs.jsonl --label hq",
        "echo 'a text of one line' | sluice classifier predict quality.ftz --top 3",
        "sluice classifier predict quality.ftz docs.jsonl --json | jq -c 'select(.score > 0.9)'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_model);
        command.Arguments.Add(_inputs);
        foreach (Option option in (Option[])[_top, _minScore, _label]) command.Options.Add(option);
        _fields.AddTo(command, withLabel: false);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        int top = call.Get(_top) ?? 1;
        if (top < 1) throw new SluiceException($"--top is {top}; use 1 or more");
        if (call.Get(_minScore) is { } score && !(score is >= 0 and <= 1)) throw new SluiceException(string.Create(CultureInfo.InvariantCulture, $"--min-score is {score}; use 0 to 1"));
        _loaded = FastTextModel.Load(call.Get(_model)!);
        _predictor = new(_loaded);
        int only = call.Get(_label) is { } label ? Find(label) : -1;
        LabelledInputs reader = _fields.Reader(call, needsLabels: false);
        JsonLine json = new(call.Output);
        double least = call.Get(_minScore) ?? 0;
        foreach (LabelledText text in reader.Read(call.Get(_inputs) is { Length: > 0 } given ? given : ["-"]))
        {
            LabelScore[] found = [.. Scores(text.Text, only, top).Where(s => s.Score >= least)];
            if (call.Json) WriteJson(json, text, found, top);
            else call.Print(string.Join(' ', found.Select(s => string.Create(CultureInfo.InvariantCulture, $"{_loaded.Labels[s.Label]} {s.Score:0.######}"))));
        }
        json.Flush();
        return reader.Unreadable == 0 ? ExitCode.Done : ExitCode.DoneWithQuarantine;
    }

    ArraySegment<LabelScore> Scores(byte[] text, int only, int top)
    {
        if (!_predictor.Read(text)) return [];
        if (_scores.Length == 0) _scores = new LabelScore[only >= 0 || top == 1 ? 1 : _loaded.Labels.Count];
        if (only >= 0) _scores[0] = new(only, Bounded(_predictor.Score(only)));
        else if (top == 1) _scores[0] = new(_predictor.Best().Label, Bounded(_predictor.Best().Score));
        else
        {
            for (int label = 0; label < _scores.Length; label++) _scores[label] = new(label, Bounded(_predictor.Score(label)));
            Array.Sort(_scores, static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Label.CompareTo(b.Label));
        }
        return new(_scores, 0, Math.Min(top, _scores.Length));
    }

    // The reference's scores may exceed 1 by a few hundred-thousandths.
    static double Bounded(double score) => Math.Min(score, 1);

    void WriteJson(JsonLine json, LabelledText text, LabelScore[] found, int top)
    {
        json.Begin();
        json.Add("id", text.Id ?? text.Where);
        json.Add("label", found.Length == 0 ? null : _loaded.Labels[found[0].Label]);
        json.Add("score", found.Length == 0 ? 0 : found[0].Score);
        if (top > 1)
        {
            json.Begin("labels", '[');
            foreach (LabelScore score in found)
            {
                json.Begin();
                json.Add("label", _loaded.Labels[score.Label]);
                json.Add("score", score.Score);
                json.End();
            }
            json.End(']');
        }
        json.EndLine();
    }

    int Find(string label)
    {
        const int LabelsShown = 10;
        for (int n = 0; n < _loaded.Labels.Count; n++)
            if (_loaded.Labels[n] == label) return n;
        string? nearest = NearestName.Find(label, _loaded.Labels);
        throw new SluiceException($"--label is '{label}', which the model doesn't have", null, nearest is null ? $"{(_loaded.Labels.Count > LabelsShown ? "some of its labels" : "its labels")}: {string.Join(", ", _loaded.Labels.Take(LabelsShown))}" : $"did you mean {nearest}?");
    }
}
