using System.Numerics;
using System.Runtime.InteropServices;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Reads the shingles of documents where they lie among the keys, and compares them. Those of earlier documents are remembered: many are compared with the same ones. Of one thread.</summary>
sealed class SetReader
{
    const int SlotBytesAimed = 16 << 10;
    const int SlotsMin = 16;
    const int SlotsMax = 1 << 10;

    readonly IMergeKeys _keys;
    readonly Positions _positions;
    readonly DocumentPlaces _places;
    readonly Slot[] _slots;
    readonly int _slotShingles;
    uint[] _later = [];
    uint[] _large = [];
    long _laterPosition = -1;
    Place _laterPlace;

    /// <param name="keys">The keys.</param>
    /// <param name="positions">Their documents' order.</param>
    /// <param name="places">Where the shingles lie.</param>
    /// <param name="memoryBytes">What may be remembered.</param>
    public SetReader(IMergeKeys keys, Positions positions, DocumentPlaces places, long memoryBytes)
    {
        (_keys, _positions, _places) = (keys, positions, places);
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(memoryBytes / SlotBytesAimed, SlotsMin, SlotsMax))];
        for (int slot = 0; slot < _slots.Length; slot++) _slots[slot] = new() { Position = -1, Shingles = [] };
        _slotShingles = (int)Math.Min(memoryBytes / _slots.Length / sizeof(uint), DocumentSketch.ShinglesHeldMax);
    }

    /// <summary>The similarity of two documents; 0, or any other smaller number, where it is below a bound.</summary>
    public double Similarity(long later, long earlier, double atLeast)
    {
        ReadOnlySpan<uint> a = Later(later), b = Earlier(earlier, out Place place);
        // Of giant documents the smallest hashes are held: they are compared up to the least of the largest hashes held.
        uint limit = Math.Min(Limit(_laterPlace, a), Limit(place, b));
        return limit == uint.MaxValue ? Jaccard.Of(a, b, atLeast) : Jaccard.Of(UpTo(limit, a), UpTo(limit, b), atLeast);
    }

    ReadOnlySpan<uint> Later(long position)
    {
        if (_laterPosition != position)
        {
            _laterPlace = PlaceOf(position);
            Read(_laterPlace, ref _later);
            _laterPosition = position;
        }
        return _later.AsSpan(0, (int)_laterPlace.Held);
    }

    ReadOnlySpan<uint> Earlier(long position, out Place place)
    {
        ref Slot slot = ref _slots[(int)position & (_slots.Length - 1)];
        if (slot.Position != position)
        {
            place = PlaceOf(position);
            if (place.Held > _slotShingles)
            {
                Read(place, ref _large);
                return _large.AsSpan(0, (int)place.Held);
            }
            Read(place, ref slot.Shingles);
            (slot.Position, slot.Place) = (position, place);
        }
        place = slot.Place;
        return slot.Shingles.AsSpan(0, (int)place.Held);
    }

    void Read(Place place, ref uint[] target)
    {
        if (target.Length < place.Held) target = new uint[Math.Min(BitOperations.RoundUpToPowerOf2(Math.Max(place.Held, 64)), DocumentSketch.ShinglesHeldMax)];
        _keys.Read(place.At, MemoryMarshal.AsBytes(target.AsSpan(0, (int)place.Held)));
    }

    Place PlaceOf(long position)
    {
        Place place = default;
        _places.Read(_positions.DocumentAt(position), new Span<Place>(ref place));
        return place;
    }

    static uint Limit(Place place, ReadOnlySpan<uint> shingles) => place.Total > place.Held ? shingles[^1] : uint.MaxValue;

    static ReadOnlySpan<uint> UpTo(uint limit, ReadOnlySpan<uint> shingles)
    {
        int at = shingles.BinarySearch(limit);
        return shingles[..(at < 0 ? ~at : at + 1)];
    }

    struct Slot
    {
        public long Position;
        public Place Place;
        public uint[] Shingles;
    }
}
