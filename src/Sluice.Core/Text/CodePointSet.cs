namespace Sluice.Core.Text;

/// <summary>A set of code points given as ranges, with a bit for every one of the basic plane.</summary>
sealed class CodePointSet
{
    readonly ulong[] _basic = new ulong[0x10000 / 64];
    readonly (int First, int Last)[] _above;

    /// <summary>Makes the set of some ranges, both ends in it; above U+FFFF they are in order.</summary>
    public CodePointSet(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        List<(int, int)> above = [];
        foreach ((int first, int last) in ranges)
        {
            if (first > 0xFFFF) above.Add((first, last));
            for (int c = first; c <= Math.Min(last, 0xFFFF); c++) _basic[c >> 6] |= 1UL << c;
        }
        _above = [.. above];
    }

    public bool Contains(int codePoint)
    {
        if (codePoint <= 0xFFFF) return (_basic[codePoint >> 6] >> codePoint & 1) != 0;
        foreach ((int first, int last) in _above)
            if (codePoint <= last) return codePoint >= first;
        return false;
    }
}
