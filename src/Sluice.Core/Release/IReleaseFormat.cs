using Sluice.Core.Recipes;

namespace Sluice.Core.Release;

/// <summary>How a release is written: the engine says what and when, the format knows Parquet and cards. Every path is a temporary name that the engine renames.</summary>
public interface IReleaseFormat
{
    /// <summary>How the files of a repository stand in the data; null where each document is a row, in input order.</summary>
    /// <param name="release">What the recipe says of the release.</param>
    IRepositoryLayout? LayoutOf(RecipeRelease release) => null;

    /// <summary>Writes one data file, rows in the order given; the same rows give the same bytes.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="documents">The rows.</param>
    /// <param name="ofRepositories">Whether the recipe reads repositories: then there are the columns of code. The same for all data files of a release.</param>
    /// <param name="cancellation">Stops it.</param>
    void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation);

    /// <summary>Writes one ledger file, rows in the order given; the same rows give the same bytes.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="stepNames">Names of the recipe's steps, for the column <c>passed</c>.</param>
    /// <param name="sums">The sums of the whole run, the same in every ledger file: kept in the file's metadata, so that a release tells its funnel by itself.</param>
    /// <param name="cancellation">Stops it.</param>
    void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation);

    /// <summary>Writes who is to be named for the finished data files: <c>ATTRIBUTION.parquet</c>, <c>LICENSE-TEXTS.parquet</c> and <c>NOTICE.txt</c>. Only called for releases of repositories.</summary>
    /// <param name="folder">The release, data files finished.</param>
    /// <param name="repositories">Every repository that was read, in input order, read as they are asked for; those of which nothing was kept too.</param>
    /// <param name="summary">The run's sums and files.</param>
    /// <param name="cancellation">Stops it.</param>
    void WriteAttribution(string folder, IEnumerable<RepositoryUse> repositories, ReleaseSummary summary, CancellationToken cancellation);

    /// <summary>Writes <c>README.md</c> (dataset card) and <c>croissant.json</c> into the folder of the finished data files.</summary>
    void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation);
}

/// <summary>What became of a run's records, counted. Everything in it follows from recipe and input alone.</summary>
public record ReleaseSums
{
    /// <summary>Records that can be documents.</summary>
    public required long Records { get; init; }

    /// <summary>Of these, in the release.</summary>
    public required long Kept { get; init; }

    /// <summary>Of these, dropped by a rule.</summary>
    public required long Dropped { get; init; }

    /// <summary>Of these, unreadable.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Records that are no documents, by kind, kinds in ordinal order.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Skipped { get; init; }

    /// <summary>The funnel: <c>read</c> first, then the recipe's steps in order.</summary>
    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    /// <summary>Kept documents by language, largest first, ties by name; <c>und</c> where unknown.</summary>
    public required IReadOnlyList<LanguageSum> Languages { get; init; }
}

/// <summary>The sums of a run and what the dataset card says beside them.</summary>
public sealed record ReleaseSummary : ReleaseSums
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>License of the release as a whole.</summary>
    public required string License { get; init; }

    /// <summary>First words of the card; null for a sentence made from the recipe.</summary>
    public string? Description { get; init; }

    /// <summary>Version of Sluice.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Digest of the plan (recipe, inputs, models), hex.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>Names and patterns of the sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Latest capture date of any document, ISO 8601; null where no record has one. A release holds no clock time of its build.</summary>
    public string? DateLatest { get; init; }

    /// <summary>Data files, names relative to the release, in order.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>Whether the recipe reads repositories: the data files have the columns of code, and attribution is written.</summary>
    public bool OfRepositories { get; init; }

    /// <summary>Indexes for later builds, names relative to the release, in ordinal order.</summary>
    public IReadOnlyList<string> Indexes { get; init; } = [];

    /// <summary>Earlier releases that it was deduplicated against, as the recipe names them: <c>duplicate_of</c> and <c>cluster_id</c> may be ids of theirs.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];
}

/// <summary>One step of the funnel.</summary>
/// <param name="Name">Step name.</param>
/// <param name="In">Documents that reached it.</param>
/// <param name="Kept">Documents that it passed on.</param>
/// <param name="Rules">Documents dropped by rule, rules in ordinal order.</param>
public sealed record FunnelStep(string Name, long In, long Kept, IReadOnlyList<KeyValuePair<string, long>> Rules)
{
    /// <summary>Documents that it dropped.</summary>
    public long Dropped => In - Kept;

    /// <summary>What a merge counted of its own, by kebab-case name (near-duplicates: <c>candidate-pairs</c>); empty elsewhere.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Figures { get; init; } = [];
}

/// <summary>Kept documents of one language.</summary>
public sealed record LanguageSum(string Language, long Documents, long TextBytes, long Words);

/// <summary>One file of the release.</summary>
public sealed record ReleaseFile(string Name, long Rows, long TextBytes, long Bytes, string Sha256);
