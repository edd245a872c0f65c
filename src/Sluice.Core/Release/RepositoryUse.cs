using Sluice.Core.Records;

namespace Sluice.Core.Release;

/// <summary>A repository that was read, and its files that are in the release.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Kept">The ledger's rows of the kept files, in input order, read as they are asked for; one instance is used for all. Their metadata tell license, license files and holders.</param>
public sealed record RepositoryUse(Repository Repository, IEnumerable<LedgerRow> Kept);
