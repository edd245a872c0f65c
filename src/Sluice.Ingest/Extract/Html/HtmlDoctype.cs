namespace Sluice.Ingest.Extract.Html;

/// <summary>What a doctype says. An id that is absent is not an empty one.</summary>
struct HtmlDoctype
{
    public int NameLength, PublicLength, SystemLength;
    public bool HasName, HasPublic, HasSystem, ForcesQuirks;
}
