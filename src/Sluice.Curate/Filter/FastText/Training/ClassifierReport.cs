namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>What a model got right and wrong on labelled texts. A text's answer is its best label; it is right where the text has that label.</summary>
public sealed class ClassifierReport
{
    /// <summary>Scores at which answers and labels are counted: at the threshold or above.</summary>
    public static IReadOnlyList<double> Thresholds { get; } = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

    readonly FastTextModel _model;
    readonly FastTextPredictor _predictor;
    readonly List<LabelCounts> _labels = [];
    readonly Dictionary<string, LabelCounts> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<(LabelCounts True, LabelCounts? Answer), long> _confused = [];
    readonly long[] _answered = new long[Thresholds.Count];
    readonly long[] _rightAnswered = new long[Thresholds.Count];

    readonly bool _measuresScores;

    /// <param name="model">The model to judge.</param>
    /// <param name="measuresScores">Whether every label's score is asked for: without, <see cref="LabelCounts.AtThresholds"/> counts nothing.</param>
    public ClassifierReport(FastTextModel model, bool measuresScores = true)
    {
        (_model, _predictor, _measuresScores) = (model, new(model), measuresScores);
        foreach (string label in model.Labels) CountsOf(label);
    }

    /// <summary>Texts judged.</summary>
    public long Texts { get; private set; }

    /// <summary>Texts whose best label was right.</summary>
    public long Right { get; private set; }

    /// <summary>Share of texts whose best label was right; 0 where there are none.</summary>
    public double Accuracy => Ratio(Right, Texts);

    /// <summary>Every label of the model, then those that only the texts have.</summary>
    public IReadOnlyList<LabelCounts> Labels => _labels;

    /// <summary>Mean of the F1 of the labels that texts have: rare ones count as much as frequent ones.</summary>
    public double MacroF1 => _labels.Where(l => l.Texts > 0).Select(l => l.F1).DefaultIfEmpty().Average();

    /// <summary>For each of <see cref="Thresholds"/>: texts whose best label scored that much, and how many of them were right.</summary>
    public IEnumerable<(double Threshold, long Answered, long Right)> AtThresholds => Thresholds.Select((t, n) => (t, _answered[n], _rightAnswered[n]));

    /// <summary>Wrong answers by true and answered label, most frequent first; the answer is null where the model knew nothing of the text.</summary>
    public IEnumerable<(string True, string? Answer, long Texts)> Confused => _confused
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.True.Label, StringComparer.Ordinal).ThenBy(pair => pair.Key.Answer?.Label, StringComparer.Ordinal)
        .Select(pair => (pair.Key.True.Label, pair.Key.Answer?.Label, pair.Value));

    /// <summary>Asks the model for a text's label, and counts the answer.</summary>
    /// <param name="labels">The text's labels; without one it is passed over.</param>
    /// <param name="textUtf8">The text.</param>
    public void Add(IReadOnlyList<string> labels, ReadOnlySpan<byte> textUtf8)
    {
        if (labels.Count == 0) return;
        LabelScore best = _predictor.Read(textUtf8) ? _predictor.Best() : new(-1, 0);
        LabelCounts? answer = best.Label < 0 ? null : _labels[best.Label];
        bool isRight = answer is not null && labels.Contains(answer.Label);
        Texts++;
        if (isRight) Right++;
        if (answer is not null) answer.Answers++;
        foreach (string label in labels.Distinct())
        {
            LabelCounts counts = CountsOf(label);
            counts.Texts++;
            if (counts == answer) counts.Right++;
        }
        if (!isRight)
        {
            (LabelCounts, LabelCounts?) pair = (CountsOf(labels[0]), answer);
            _confused[pair] = _confused.GetValueOrDefault(pair) + 1;
        }
        for (int n = 0; n < Thresholds.Count && best.Score >= Thresholds[n]; n++)
        {
            _answered[n]++;
            if (isRight) _rightAnswered[n]++;
        }
        for (int label = 0; _measuresScores && label < _model.Labels.Count; label++) _labels[label].CountScore(_predictor.Score(label), labels);
    }

    LabelCounts CountsOf(string label)
    {
        if (_byName.TryGetValue(label, out LabelCounts? counts)) return counts;
        counts = new(label);
        _labels.Add(counts);
        _byName.Add(label, counts);
        return counts;
    }

    internal static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
