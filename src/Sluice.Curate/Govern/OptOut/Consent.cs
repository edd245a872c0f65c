using System.Globalization;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>Drops files whose owners or authors don't want them used.</summary>
/// <remarks>
/// <para>Why: whoever wrote the code has a say in it. The lists name owners, repositories, paths, authors and Software Heritage identifiers of single files or revisions; what they name is dropped by
/// <c>consent.opted-out</c>, with the entry as evidence: its <c>id</c>, or file name and number, never a name or an address. The file then bears witness in the deduplication that follows: exact copies and
/// near-duplicates of it elsewhere are dropped by the same rule, whoever holds them. Without <c>near-duplicates</c> after this step only what the lists name goes.</para>
/// <para>A fork (<c>fork-of</c>) of a listed repository or owner is listed too. An address matches on its host alone, and where the host of a repository is unknown (bundles, archives) by owner and name. Owners and repositories compare without case, paths with case. Authors are looked for in lines that name authors
/// (copyright lines, <c>@author</c>, <c>author:</c>, maintainers) and in the metadata <c>copyright</c>: the address without case, or the whole name word by word.
/// <c>copyright</c> is there where <c>detect-license</c> comes before this step; it also names the holders that only the license file names.</para>
/// <para>Known problems: an author who signs no file is not found by <c>author</c>; two people of one name can't be told apart by it. Wrong entries stop the run before a byte is read, all reported together.</para>
/// <para>Example: <c>consent: { list: [opt-outs.yaml] }</c></para>
/// <para>Source: BigCode's opt-out process (bigcode-project/opt-out-v2), which lists owners and repositories; Software Heritage identifiers, ISO/IEC 18670:2025.</para>
/// </remarks>
public sealed class Consent : IStep, INotedStep
{
    /// <summary>The step's name, and the prefix of its rule.</summary>
    public const string Name = "consent";

    /// <summary>The rule, here and where copies are found.</summary>
    public const string Rule = Name + ".opted-out";

    /// <summary>Metadata key of the entry that a dropped file matched.</summary>
    public const string MetadataKey = "opted-out";

    readonly OptOutList[] _lists;
    readonly RepositoryConsent[] _repositories;
    readonly AuthorLines? _authors;

    /// <summary>Loads the lists.</summary>
    /// <exception cref="SluiceException">A list is missing, or has wrong entries.</exception>
    public Consent(ConsentOptions options, IStepResources resources)
    {
        _lists = [.. options.List.Select(name => resources.Load(resources.Find(name, "give the path of the opt-out list, as docs/how-to/honor-opt-outs.md describes it"), OptOutList.Load))];
        _repositories = [.. _lists.Select(list => new RepositoryConsent(list))];
        if (_lists.Any(list => list.HasAuthors)) _authors = new(_lists);
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<ConsentOptions>(Name, "BigCode's opt-out process (bigcode-project/opt-out-v2)", (options, resources) => new Consent(options, resources), takesFiles: true);

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _lists.Length == 0
        ? [$"{Name}: no opt-out list is given, so nothing is opted out"]
        : [string.Create(CultureInfo.InvariantCulture, $"{Name}: opted out: {_lists.Sum(list => list.Entries):#,0}; copies of what they name go in the near-duplicates step that follows, and stay where none follows")];

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        for (int at = 0; at < _lists.Length; at++)
        {
            int entry = _repositories[at].Find(document);
            if (entry >= 0) return Drop(document, _lists[at].EvidenceOf(entry));
        }
        return _authors is not null && _authors.Find(document, out OptOutList? list, out int author) ? Drop(document, list.EvidenceOf(author)) : Verdict.Keep;
    }

    static Verdict Drop(Document document, string evidence)
    {
        document.Metadata.Set(MetadataKey, evidence);
        return Verdict.Drop(Rule, evidence) with { IsWitness = true, WithholdsText = true };
    }
}
