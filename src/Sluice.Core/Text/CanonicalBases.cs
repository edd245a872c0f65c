using System.Globalization;
using System.Text;

namespace Sluice.Core.Text;

/// <summary>Characters without their diacritics: canonical decomposition (NFD) with combining marks (Mn) left out.</summary>
/// <remarks>From a table of its own, not from the system's ICU: what decides which documents are near-duplicates must not change with the machine. Letters that stand
/// in lower case only, as text is lower-cased before. Marks of category Mc keep the order they come in.</remarks>
static partial class CanonicalBases
{
    const int HangulFirst = 0xAC00, HangulCount = 11172, LeadFirst = 0x1100, VowelFirst = 0x1161, TrailFirst = 0x11A7, TrailCount = 28, VowelTrailCount = 21 * 28;

    static readonly Dictionary<int, int[]> s_bases = Make();

    // For each block of 64 characters below U+10000 whether any of them has an entry: most text asks of blocks that have none.
    static readonly bool[] s_blocks = MakeBlocks();

    /// <summary>What is left of a character; one or more code points, none where it is a combining mark.</summary>
    /// <param name="codePoint">A character in lower case.</param>
    /// <param name="bases">Takes up to three code points.</param>
    /// <returns>How many.</returns>
    public static int Of(int codePoint, Span<int> bases)
    {
        bases[0] = codePoint;
        if (codePoint < 0xC0) return 1;
        if (CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.NonSpacingMark) return 0;
        if (codePoint is >= HangulFirst and < HangulFirst + HangulCount) return OfHangul(codePoint - HangulFirst, bases);
        if (codePoint <= 0xFFFF && !s_blocks[codePoint >> 6]) return 1;
        if (!s_bases.TryGetValue(codePoint, out int[]? found)) return 1;
        found.CopyTo(bases);
        return found.Length;
    }

    static int OfHangul(int index, Span<int> bases)
    {
        bases[0] = LeadFirst + index / VowelTrailCount;
        bases[1] = VowelFirst + index % VowelTrailCount / TrailCount;
        bases[2] = TrailFirst + index % TrailCount;
        return bases[2] == TrailFirst ? 2 : 3;
    }

    static Dictionary<int, int[]> Make()
    {
        Dictionary<int, int[]> all = [];
        foreach (string entry in Composed.Split(' '))
        {
            int equals = entry.IndexOf('=', 1);
            int[] bases = [.. entry[..equals].EnumerateRunes().Select(r => r.Value)];
            foreach (Rune composed in entry[(equals + 1)..].EnumerateRunes()) all.Add(composed.Value, bases);
        }
        foreach (string run in Ideographs.Split(' '))
        {
            int colon = run.IndexOf(':', StringComparison.Ordinal);
            int c = int.Parse(run[..colon], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach (Rune stands in run[(colon + 1)..].EnumerateRunes()) all.Add(c++, [stands.Value]);
        }
        return all;
    }

    static bool[] MakeBlocks()
    {
        bool[] blocks = new bool[0x10000 >> 6];
        foreach (int c in s_bases.Keys)
            if (c <= 0xFFFF) blocks[c >> 6] = true;
        return blocks;
    }
}
