using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>The units of one text and the hashes by which they are compared. Buffers are reused from text to text.</summary>
sealed class UnitList
{
    /// <summary>Units that are looked at; what lies behind them in a longer text stays.</summary>
    public const int UnitsMax = 1 << 23;

    // One giant document must not hold its memory for the rest of the run.
    const int KeptUnitsMax = 1 << 18;

    readonly List<TextUnit> _units = [];
    readonly List<ulong> _hashes = [];

    /// <summary>The units, ascending, none inside another.</summary>
    public ReadOnlySpan<TextUnit> Units => CollectionsMarshal.AsSpan(_units);

    /// <summary>Hash n is that of the run that begins with unit n; 0 for one that is not compared.</summary>
    public ReadOnlySpan<ulong> Hashes => CollectionsMarshal.AsSpan(_hashes);

    public bool IsFull => _units.Count >= UnitsMax;

    public void Clear()
    {
        _units.Clear();
        _hashes.Clear();
        if (_units.Capacity > KeptUnitsMax) _units.Capacity = _hashes.Capacity = 0;
    }

    public void Add(int start, int end) => _units.Add(new(start, end - start));

    /// <summary>Lets the last unit end further on.</summary>
    public void ExtendLast(int end) => _units[^1] = new(_units[^1].Start, end - _units[^1].Start);

    public void AddHash(ulong hash) => _hashes.Add(hash);
}
