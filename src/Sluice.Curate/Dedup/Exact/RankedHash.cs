using System.Runtime.InteropServices;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Documents in the order of <see cref="KeepKey"/>, those of earlier releases before them.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct RankedHash(NumberedHash hash, bool isLater, KeepKey keep) : IExactRecord<RankedHash>
{
    readonly NumberedHash _hash = hash;
    readonly long _isLater = isLater ? 1 : 0;
    readonly KeepKey _keep = keep;

    public long Document => _hash.Document;

    public static RankedHash Of(ReadOnlySpan<byte> key, long document, bool isEarlier) =>
        new(NumberedHash.Of(key, document, isEarlier), !isEarlier, isEarlier ? default : KeepKey.Read(key[ExactIndex.EntryBytes..]));

    public bool HasHashOf(in RankedHash other) => _hash.HasHashOf(other._hash);

    public int CompareTo(RankedHash other)
    {
        if (!_hash.HasHashOf(other._hash)) return _hash.CompareTo(other._hash);
        if (_isLater != other._isLater) return _isLater.CompareTo(other._isLater);
        return _keep.CompareTo(other._keep) is not 0 and var byKeep ? byKeep : Document.CompareTo(other.Document);
    }
}
