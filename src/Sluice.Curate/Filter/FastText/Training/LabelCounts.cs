namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>What a report counted for one label.</summary>
public sealed class LabelCounts
{
    readonly long[] _reached = new long[ClassifierReport.Thresholds.Count];
    readonly long[] _rightReached = new long[ClassifierReport.Thresholds.Count];

    internal LabelCounts(string label) => Label = label;

    /// <summary>The label, without prefix.</summary>
    public string Label { get; }

    /// <summary>Texts that have it.</summary>
    public long Texts { get; internal set; }

    /// <summary>Texts whose best label it was.</summary>
    public long Answers { get; internal set; }

    /// <summary>Texts of which both is true.</summary>
    public long Right { get; internal set; }

    /// <summary>Share of its answers that were right.</summary>
    public double Precision => ClassifierReport.Ratio(Right, Answers);

    /// <summary>Share of its texts that were found.</summary>
    public double Recall => ClassifierReport.Ratio(Right, Texts);

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => ClassifierReport.Ratio(2 * Right, Answers + Texts);

    /// <summary>For each of <see cref="ClassifierReport.Thresholds"/>: texts that scored that much for this label, and how many of them have it. What the step <c>classifier</c> would keep.</summary>
    public IEnumerable<(double Threshold, long Reached, long Right)> AtThresholds => ClassifierReport.Thresholds.Select((t, n) => (t, _reached[n], _rightReached[n]));

    internal void CountScore(double score, IReadOnlyList<string> labels)
    {
        if (score < ClassifierReport.Thresholds[0]) return;
        bool isRight = labels.Contains(Label);
        for (int n = 0; n < _reached.Length && score >= ClassifierReport.Thresholds[n]; n++)
        {
            _reached[n]++;
            if (isRight) _rightReached[n]++;
        }
    }
}
