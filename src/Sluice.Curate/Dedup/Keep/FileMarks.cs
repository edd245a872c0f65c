using Sluice.Core;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>What is known of a file that makes it a copy of another, or no one's work.</summary>
static class FileMarks
{
    /// <summary>Whether its repository is a fork.</summary>
    public static bool IsOfFork(Document document) => (document.Repository?.ForkOf ?? (document.Metadata.TryGet("fork-of", out MetadataValue value) ? value.Text : null)) is not null;

    /// <summary>Whether it is marked as vendored or generated.</summary>
    public static bool IsVendoredOrGenerated(Document document)
    {
        if (!document.Metadata.TryGet("marks", out MetadataValue value) || value.Text is not { } marks) return false;
        foreach (Range range in marks.AsSpan().Split(' '))
            if (marks.AsSpan()[range] is "vendored" or "generated") return true;
        return false;
    }

    /// <summary>Either of the two.</summary>
    public static bool IsCopy(Document document) => IsOfFork(document) || IsVendoredOrGenerated(document);
}
