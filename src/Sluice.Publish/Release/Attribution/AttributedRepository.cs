namespace Sluice.Publish.Release.Attribution;

/// <summary>A repository of which something is in the release, and what its people are owed: credit, license texts, notices.</summary>
sealed record AttributedRepository
{
    /// <summary>Its name, <c>owner/name</c> where a remote tells it.</summary>
    internal required string Name { get; init; }

    /// <summary>Where it can be had; null where unknown.</summary>
    internal string? Url { get; init; }

    /// <summary>The commit that was read; null for archives and packages.</summary>
    internal string? Commit { get; init; }

    /// <summary>The version of a package; null elsewhere.</summary>
    internal string? Version { get; init; }

    /// <summary>The repository that it is a fork of; null where unknown.</summary>
    internal string? ForkOf { get; init; }

    /// <summary>What was used, by license, in ordinal order of the expressions.</summary>
    internal required IReadOnlyList<AttributedLicense> Licenses { get; init; }
}

/// <summary>The files of a repository under one license that are in the release.</summary>
/// <param name="Expression">SPDX expression, or <c>NOASSERTION</c>.</param>
/// <param name="Files">Files.</param>
/// <param name="Bytes">Bytes of their text as released.</param>
/// <param name="Holders">Copyright holders with years as the files name them, without e-mail addresses, in ordinal order.</param>
/// <param name="Texts">License files that the finding rests on, and notices, by path.</param>
/// <param name="StatedBy">What states the license where none of the texts is that of a license: manifests of the repository, or none for the files themselves.</param>
sealed record AttributedLicense(string Expression, long Files, long Bytes, IReadOnlyList<string> Holders, IReadOnlyList<AttributedText> Texts, IReadOnlyList<string> StatedBy);

/// <summary>A license file or notice of a repository.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="IsNotice">Whether it is a notice that must go with the files (Apache's <c>NOTICE</c>, a list of authors), and no license.</param>
/// <param name="Content">Its bytes, as they are.</param>
/// <param name="Unread">Why they are not all of it; null where they are.</param>
sealed record AttributedText(string Path, bool IsNotice, ReadOnlyMemory<byte> Content, string? Unread = null);
