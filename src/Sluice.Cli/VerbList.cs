using Sluice.Cli.Verbs;

namespace Sluice.Cli;

/// <summary>A verb as the list of verbs knows it: cheap to hold, made only when asked for.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Summary">One line of help.</param>
/// <param name="Create">Makes it.</param>
sealed record VerbEntry(string Name, string Summary, Func<Verb> Create)
{
    /// <summary>Left out of help and completion.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>Every verb, in the order of the help page.</summary>
static class VerbList
{
    /// <summary>The verbs.</summary>
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        new("quickstart", "Build a real release from the sample crawl that ships with Sluice", static () => new QuickstartVerb()),
        new("build", "Run a recipe to a release; resumes by itself", static () => new BuildVerb()),
        new("plan", "Stages, tasks and bytes: what a run would do", static () => new PlanVerb()),
        new("status", "Progress of a run, also from another terminal", static () => new StatusVerb()),
        new("why", "The life of one record: every verdict on it", static () => new WhyVerb()),
        new("look", "Read documents of a release, kept or dropped", static () => new LookVerb()),
        new("contamination", "Texts of benchmarks that documents of a release held, side by side", static () => new ContaminationVerb()),
        new("stats", "Funnel, languages, domains, licenses and sizes of a release", static () => new StatsVerb()),
        new("attribution", "Who a release of code credits: repositories, holders, license texts; as text, SPDX or JSON", static () => new AttributionVerb()),
        new("duplicates", "Clusters of duplicates: which document stays, which went, and how they differ", static () => new DuplicatesVerb()),
        new("diff", "What a changed recipe changed between two releases", static () => new DiffVerb()),
        new("verify", "Check a release: checksums, and the sums of its ledger", static () => new VerifyVerb()),
        new("index", "Indexes of a release: what they hold; take documents out", static () => new IndexVerb()),
        new("try", "Run one step, on its own, on any documents", static () => new TryVerb()),
        new("extract", "The text of one page, and why each part was kept or left out", static () => new ExtractVerb()),
        new("classifier", "Train, test and ask text classifiers: quality filters and the like", static () => new ClassifierVerb()),
        new("steps", "Every step, its options, defaults and source", static () => new StepsVerb()),
        new("presets", "Built-in recipes; prints one as YAML", static () => new PresetsVerb()),
        new("completion", "Shell completion for bash, zsh or fish", static () => new CompletionVerb()),
        new("reference", "Write the reference pages of the docs", static () => new ReferenceVerb()) { IsHidden = true },
    ];
}
