namespace Sluice.Ingest.Extract.Html;

/// <summary>One attribute of a start tag; its value lies in the page, or decoded in the tokenizer's own bytes.</summary>
readonly record struct HtmlTokenAttribute(HtmlAttributeName Name, int Start, int Length, bool IsDecoded);
