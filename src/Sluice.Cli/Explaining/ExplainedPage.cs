using Sluice.Core;
using Sluice.Ingest.Extract;

namespace Sluice.Cli.Explaining;

/// <summary>What extraction made of one page.</summary>
/// <param name="Id">The page's file or record.</param>
/// <param name="Url">Its address, where it is known.</param>
/// <param name="Verdict">Whether it has text, or which rule drops it.</param>
/// <param name="Text">The text.</param>
/// <param name="Metadata">What extraction found out besides.</param>
/// <param name="Blocks">Its blocks, kept or not, in page order.</param>
sealed record ExplainedPage(string Id, string? Url, Verdict Verdict, string Text, IReadOnlyList<KeyValuePair<string, MetadataValue>> Metadata, IReadOnlyList<PageBlock> Blocks)
{
    /// <summary>One line: how much was kept.</summary>
    public string Summary => Verdict.IsKept
        ? $"{Blocks.Count(b => b.IsKept)} of {Blocks.Count} blocks kept, {Blocks.Where(b => b.IsKept).Sum(b => (long)b.Text.Length)} of {Blocks.Sum(b => (long)b.Text.Length)} characters"
        : $"no text: {Verdict}";
}
