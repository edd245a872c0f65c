using System.Runtime.InteropServices;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>A document's position with a number of shingles and the class of its facts, in eight bytes. In the order of positions, but witnesses come before all others: whoever goes by it has heard them before it meets what they tell of.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct FilePosition : IComparable<FilePosition>
{
    /// <summary>Positions are below it.</summary>
    public const long PositionsMax = 1L << PositionBits;

    /// <summary>This number of shingles or more.</summary>
    public const uint SizeMax = (1u << SizeBits) - 1;

    const int PositionBits = 39;
    const int SizeBits = 20;
    const int ClassBits = 4;

    readonly ulong _packed;

    FilePosition(ulong packed) => _packed = packed;

    /// <summary>No document; comes last.</summary>
    public static FilePosition None => new(ulong.MaxValue);

    /// <summary>Whether it is <see cref="None"/>.</summary>
    public bool IsNone => _packed == ulong.MaxValue;

    /// <summary>Whether the document was dropped by a step before.</summary>
    public bool IsWitness => _packed >> 63 == 0;

    /// <summary>The position.</summary>
    public long Position => (long)(_packed >> (SizeBits + ClassBits)) & PositionsMax - 1;

    /// <summary>Distinct shingles; <see cref="SizeMax"/> for that many or more.</summary>
    public uint Size => (uint)(_packed >> ClassBits) & SizeMax;

    /// <summary><see cref="FileFacts.Class"/>.</summary>
    public int Class => (int)_packed & 15;

    /// <summary>Packs them.</summary>
    public static FilePosition Of(long position, in Place place) =>
        new((place.IsWitness ? 0 : 1UL << 63) | (ulong)position << (SizeBits + ClassBits) | (ulong)Math.Min(place.Total, SizeMax) << ClassBits | (uint)place.Class);

    /// <inheritdoc/>
    public int CompareTo(FilePosition other) => _packed.CompareTo(other._packed);
}
