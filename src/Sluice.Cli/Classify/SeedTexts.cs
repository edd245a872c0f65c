using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Cli.Classify;

/// <summary>The texts of one training: those it learns from, those held out for the report, and, where options are chosen, those put aside to choose by.</summary>
/// <param name="hasAside">Whether options are chosen.</param>
sealed class SeedTexts(bool hasAside)
{
    /// <summary>Whether options are chosen.</summary>
    public bool HasAside => hasAside;

    /// <summary>What the model learns from: also what was put aside, once the options are chosen.</summary>
    public TrainingTexts Training { get; } = new();

    /// <summary>What the trials learn from.</summary>
    public TrainingTexts WithoutAside { get; } = new();

    /// <summary>What the trials are asked.</summary>
    public List<(IReadOnlyList<string> Labels, byte[] Text)> Aside { get; } = [];

    /// <summary>What the report asks.</summary>
    public List<(IReadOnlyList<string> Labels, byte[] Text)> HeldOut { get; } = [];

    /// <summary>Lines that could not be read.</summary>
    public long Unreadable { get; set; }

    /// <summary>Adds a text that is not held out.</summary>
    public void Add(LabelledText text, bool isAside)
    {
        Training.Add(text.Labels, text.Text);
        if (isAside) Aside.Add((text.Labels, text.Text));
        else if (hasAside) WithoutAside.Add(text.Labels, text.Text);
    }
}
