using Sluice.Core.Recipes;
using Sluice.Core.Release;

namespace Sluice.Publish.Layout;

/// <summary>The release's <c>order</c> and <c>join</c>: files of a repository in the order of their imports, and joined to one row.</summary>
/// <remarks>Memory: the texts of one repository, at most <see cref="BytesMax"/> and <see cref="FilesMax"/>; a larger one stays in input order, and is joined as it comes.</remarks>
sealed class RepositoryLayout(RecipeRelease release) : IRepositoryLayout
{
    /// <summary>Text of a repository that is ordered.</summary>
    internal const long BytesMax = 64 << 20;

    /// <summary>Files of a repository that are ordered.</summary>
    internal const int FilesMax = 200_000;

    /// <summary>The layout that a recipe asks for; null where its files come as they are.</summary>
    internal static RepositoryLayout? Of(RecipeRelease release) => release.Order == FileOrder.Imports || release.Join == RowUnit.Repository ? new(release) : null;

    /// <inheritdoc/>
    public IEnumerable<ReleasedDocument> Arrange(IEnumerable<ReleasedDocument> files, CancellationToken cancellation)
    {
        IEnumerable<ReleasedDocument> ordered = release.Order == FileOrder.Imports ? Ordered(files, cancellation) : files;
        return release.Join == RowUnit.Repository ? RepositoryJoin.Of(ordered, release.JoinSize.Bytes) : ordered;
    }

    static IEnumerable<ReleasedDocument> Ordered(IEnumerable<ReleasedDocument> files, CancellationToken cancellation)
    {
        List<ReleasedDocument> held = [];
        long bytes = 0;
        using IEnumerator<ReleasedDocument> rest = files.GetEnumerator();
        bool isWhole = true;
        while (isWhole && rest.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            ReleasedDocument file = Copy(rest.Current);
            held.Add(file);
            bytes += file.Text.Length;
            isWhole = file.Repository is not null && file.Path is not null && bytes <= BytesMax && held.Count <= FilesMax;
        }
        foreach (int index in isWhole ? ImportOrder.Of(held) : [.. Enumerable.Range(0, held.Count)]) yield return held[index];
        held.Clear();
        while (rest.MoveNext()) yield return rest.Current;
    }

    static ReleasedDocument Copy(ReleasedDocument row) => new()
    {
        Id = row.Id,
        Text = row.Text.ToArray(),
        Origin = row.Origin,
        Url = row.Url,
        Date = row.Date,
        Mime = row.Mime,
        PayloadDigest = row.PayloadDigest,
        License = row.License,
        Repository = row.Repository,
        Commit = row.Commit,
        Path = row.Path,
        Swhid = row.Swhid,
        CodeLanguage = row.CodeLanguage,
        Language = row.Language,
        LanguageScore = row.LanguageScore,
        ClusterId = row.ClusterId,
        ClusterSize = row.ClusterSize,
        MetadataJson = row.MetadataJson,
    };
}
