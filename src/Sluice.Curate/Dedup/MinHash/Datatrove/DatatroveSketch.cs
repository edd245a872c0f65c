using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash.Datatrove;

/// <summary>Datatrove's family: its shingles and its signature; compared by the low 32 bits of its shingles' hashes.</summary>
sealed class DatatroveSketch : DocumentSketch
{
    const int KeptShinglesMax = 1 << 20; // One giant document must not hold its memory for the rest of the run.

    readonly Banding _banding;
    readonly DatatroveShingles _shingles;
    readonly DatatroveSignature _signature;
    readonly ulong[] _slots;
    uint[] _low = [];
    uint[] _scratch = [];

    public DatatroveSketch(NearDuplicatesOptions options, DatatroveHash hash)
    {
        _banding = options.Banding;
        _shingles = new(hash, options.ShingleWords);
        _signature = new(_banding.Slots, hash == DatatroveHash.Sha1Bits32 ? 32 : 64);
        _slots = new ulong[_signature.PaddedSlots];
    }

    public override bool IsSignedByHeldShingles => false;

    public override IEnumerable<ulong> Signature => _slots.Take(_banding.Slots);

    public override ReadOnlySpan<uint> Take(TextAnalysis analysis)
    {
        ReadOnlySpan<ulong> all = _shingles.Of(analysis);
        _signature.Sign(all, _slots);
        if (_low.Length < all.Length || (_low.Length > KeptShinglesMax && all.Length <= KeptShinglesMax)) (_low, _scratch) = (new uint[all.Length * 5L / 4], new uint[all.Length * 5L / 4]);
        Span<uint> low = _low.AsSpan(0, all.Length);
        for (int at = 0; at < all.Length; at++) low[at] = (uint)all[at];
        RadixSort.Sort(low, _scratch.AsSpan(0, all.Length));
        Total = (uint)Shingles.Distinct(low);
        Only = Total == 1 ? all[0] : 0;
        return Held(low[..(int)Total]);
    }

    public override void Sign(ReadOnlySpan<uint> held) => throw new NotSupportedException("datatrove signs 64-bit shingles, and 32 bits of them are held");

    public override void HashBands(Span<ulong> bands)
    {
        for (int band = 0; band < bands.Length; band++) bands[band] = HashBand(band, MemoryMarshal.AsBytes(_slots.AsSpan(band * _banding.Rows, _banding.Rows)));
    }
}
