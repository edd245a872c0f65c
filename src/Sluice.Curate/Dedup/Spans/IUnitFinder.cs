using Sluice.Core;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Cuts a text into units and hashes what of them is compared. One for each worker.</summary>
interface IUnitFinder
{
    /// <summary>Units of what is compared: 1, or the sentences of a span.</summary>
    int RunUnits { get; }

    /// <summary>Finds the units of the document's text; the same text gives the same units.</summary>
    void Find(Document document, UnitList found);
}
