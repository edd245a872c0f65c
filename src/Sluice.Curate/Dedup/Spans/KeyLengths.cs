using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>The lengths of a document's units, read once more from its key, a few at a time.</summary>
readonly struct KeyLengths
{
    const int BufferBytes = 4096;

    readonly IMergeKeys _keys;
    readonly long _start, _end;

    /// <param name="keys">The keys.</param>
    /// <param name="at">Where the document's lies; it is not empty.</param>
    public KeyLengths(IMergeKeys keys, long at)
    {
        Span<byte> header = stackalloc byte[UnitKey.HeaderBytes];
        keys.Read(at, header);
        (Units, Runs, int lengthsBytes) = UnitKey.ReadHeader(header);
        _keys = keys;
        _start = at + UnitKey.HeaderBytes + Runs * (long)sizeof(ulong);
        _end = _start + lengthsBytes;
    }

    /// <summary>Units of the document.</summary>
    public int Units { get; }

    /// <summary>Runs of units that have a hash.</summary>
    public int Runs { get; }

    /// <summary>Bytes of the units that a change cuts.</summary>
    public long SumOf(ReadOnlySpan<byte> change, int runUnits)
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        long sum = 0;
        int unit = 0, cutUntil = 0, length = 0, shift = 0;
        for (long at = _start; at < _end; at += buffer.Length)
        {
            if (_end - at < buffer.Length) buffer = buffer[..(int)(_end - at)];
            _keys.Read(at, buffer);
            foreach (byte b in buffer)
            {
                length |= (b & 0x7F) << shift;
                shift += 7;
                if (b >= 0x80) continue;
                if (UnitChange.Cuts(change, unit)) cutUntil = unit + runUnits;
                if (unit < cutUntil) sum += length;
                unit++;
                length = shift = 0;
            }
        }
        return sum;
    }
}
