namespace Sluice.Cli.Classify;

/// <summary>One text of a labelled file.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Id">Its id, where the row states one.</param>
/// <param name="Labels">Its labels, without fastText's prefix.</param>
/// <param name="Text">The text, UTF-8, without the labels.</param>
sealed record LabelledText(string Where, string? Id, IReadOnlyList<string> Labels, byte[] Text);
