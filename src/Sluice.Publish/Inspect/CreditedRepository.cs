namespace Sluice.Publish.Inspect;

/// <summary>A repository of which files are in a release.</summary>
/// <param name="Name">Its name, <c>owner/name</c> where a remote tells it.</param>
/// <param name="Url">Where it can be had; null where unknown.</param>
/// <param name="Commit">The commit that was read; null for archives and packages.</param>
/// <param name="Version">The version of a package; null elsewhere.</param>
/// <param name="ForkOf">The repository that it is a fork of; null where unknown.</param>
/// <param name="Licenses">What is in the release, by license.</param>
public sealed record CreditedRepository(string Name, string? Url, string? Commit, string? Version, string? ForkOf, IReadOnlyList<CreditedLicense> Licenses);

/// <summary>Files of a repository under one license.</summary>
/// <param name="Expression">SPDX expression, or <c>NOASSERTION</c>.</param>
/// <param name="Files">Files.</param>
/// <param name="Bytes">Bytes of their text.</param>
/// <param name="Holders">Copyright holders with years.</param>
/// <param name="Texts">License texts and notices that go with them.</param>
public sealed record CreditedLicense(string Expression, long Files, long Bytes, IReadOnlyList<string> Holders, IReadOnlyList<CreditedText> Texts);

/// <summary>A license text or notice where a repository has it.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Kind"><c>license</c> or <c>notice</c>.</param>
/// <param name="Sha256">Digest of its bytes, hex: which of <see cref="RightsTextEntry"/> it is.</param>
public sealed record CreditedText(string Path, string Kind, string Sha256);

/// <summary>A license text or notice of a release, once however many repositories have it.</summary>
/// <param name="Number">Its number in the release's <c>NOTICE.txt</c>.</param>
/// <param name="Sha256">Digest of its bytes as the repositories have them, hex.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="Text">The text.</param>
public sealed record RightsTextEntry(long Number, string Sha256, long Bytes, string Text);
