using System.Buffers.Binary;
using System.Numerics;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>Which runs of a document's units are cut, as a decision carries it: the index of the first (4 bytes, little-endian), then a bit a unit from there to the last that begins one, least bit first.</summary>
/// <remarks>Never more than an eighth of a byte a unit, however the cuts lie.</remarks>
sealed class UnitChange
{
    byte[] _bytes = new byte[64];
    int _length;
    int _first = -1;

    /// <summary>The change; valid until the next <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public void Clear()
    {
        _first = -1;
        _length = 0;
    }

    /// <summary>Cuts a run; none may come before the first that was added.</summary>
    public void Add(int unit)
    {
        if (_first < 0)
        {
            _first = unit;
            BinaryPrimitives.WriteInt32LittleEndian(_bytes, unit);
            _length = sizeof(int);
        }
        int at = sizeof(int) + (unit - _first) / 8;
        if (at >= _bytes.Length) Array.Resize(ref _bytes, (int)BitOperations.RoundUpToPowerOf2((uint)at + 1));
        for (; _length <= at; _length++) _bytes[_length] = 0;
        _bytes[at] |= (byte)(1 << (unit - _first) % 8);
    }

    /// <summary>Whether a change cuts the run that begins with a unit.</summary>
    public static bool Cuts(ReadOnlySpan<byte> change, int unit)
    {
        int bit = unit - BinaryPrimitives.ReadInt32LittleEndian(change);
        int at = sizeof(int) + bit / 8;
        return bit >= 0 && at < change.Length && (change[at] >> bit % 8 & 1) != 0;
    }
}
