namespace Sluice.Ingest.Extract;

/// <summary>One block of a page that <see cref="ExtractHtmlStep"/> has read, for people who want to see what was kept and why.</summary>
/// <param name="IsKept">Whether it is part of the text.</param>
/// <param name="Kind">What it is: <c>paragraph</c>, <c>heading</c>, <c>list-item</c>, <c>cell</c>, <c>preformatted</c>, <c>caption</c>, <c>footnote</c>, <c>math</c> or <c>other</c>.</param>
/// <param name="Level">Of a heading its level, of a list item the depth of its list; else 0.</param>
/// <param name="Score">What the choice was made by.</param>
/// <param name="Reason">Why it was kept or left out: <c>main-text</c>, <c>links</c>, <c>furniture-name</c>, …</param>
/// <param name="Path">The elements around it, outermost first: <c>body&gt;div.main&gt;p</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record PageBlock(bool IsKept, string Kind, int Level, float Score, string Reason, string Path, string Text);
