namespace Sluice.Curate.Dedup.Substring;

/// <summary>A place in the corpus: number of the document, and byte of its text. Ascends in the order of occurrence.</summary>
static class Place
{
    public static ulong Of(long document, int offset) => (ulong)document << 32 | (uint)offset;

    public static long DocumentOf(ulong place) => (long)(place >> 32);

    public static int OffsetOf(ulong place) => (int)(uint)place;
}
