using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>The default family: 32-bit keyed shingles of words, characters or tokens of code, and 32-bit permutations of them.</summary>
sealed class OwnSketch : DocumentSketch
{
    const int CodeTokensMin = 10; // The Stack's: shorter files say too little to be compared.

    readonly Banding _banding;
    readonly int _length;
    readonly ShingleUnits _units;
    readonly CodeTokens? _tokens;
    readonly Shingles _shingles;
    readonly MinHashSignature _signature;
    readonly uint[] _slots;

    public OwnSketch(NearDuplicatesOptions options, ulong seed)
    {
        _banding = options.Banding;
        _length = options.ShingleWords;
        _units = new(options.ShingleOf);
        if (options.ShingleOf == ShingleUnit.CodeTokens) _tokens = new(seed);
        _shingles = new(seed);
        _signature = new(_banding.Slots);
        _slots = new uint[_signature.PaddedSlots];
    }

    public override bool IsSignedByHeldShingles => true;

    public override IEnumerable<ulong> Signature => _slots.Take(_banding.Slots).Select(slot => (ulong)slot);

    public override ReadOnlySpan<uint> Take(TextAnalysis analysis)
    {
        ReadOnlySpan<uint> all = _tokens is null ? _shingles.Of(_units.Of(analysis), _length) : OfCode(_tokens, analysis.Text), held = Held(all);
        Total = (uint)all.Length;
        Only = Total == 1 ? _shingles.Last : 0;
        Sign(held);
        return held;
    }

    ReadOnlySpan<uint> OfCode(CodeTokens tokens, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<ulong> all = tokens.Of(text);
        return all.Length >= Math.Max(CodeTokensMin, _length) ? _shingles.Of(all, _length) : _shingles.OfWhole(text);
    }

    public override void Sign(ReadOnlySpan<uint> held) => _signature.Sign(held, _slots);

    public override void HashBands(Span<ulong> bands)
    {
        for (int band = 0; band < bands.Length; band++) bands[band] = HashBand(band, MemoryMarshal.AsBytes(_slots.AsSpan(band * _banding.Rows, _banding.Rows)));
    }
}
