namespace Sluice.Curate.Filter.FastText;

/// <summary>A label by its index and the score that the model gives it, as the reference computes it: it may exceed 1 by a few hundred-thousandths.</summary>
/// <param name="Label">Index in <see cref="FastTextModel.Labels"/>; -1 where the text has nothing that the model knows.</param>
/// <param name="Score">About a probability.</param>
public readonly record struct LabelScore(int Label, double Score);
