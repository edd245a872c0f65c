using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sluice.Core.Text;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Keep;

/// <summary>A document's place among others: its rank, then its id by bytes. Documents whose ids are equal are told apart by their numbers, by who sorts them.</summary>
/// <remarks>Of the id its first 48 bytes (a WARC-Record-ID has 47), then a hash of all: of longer ids the order is as good as any, and the same for any order of input.</remarks>
[StructLayout(LayoutKind.Sequential)]
readonly struct KeepKey : IComparable<KeepKey>, ILeadingKey
{
    /// <summary>Bytes in a key blob.</summary>
    public const int Bytes = (IdWords + 2) * sizeof(ulong);

    const int IdWords = 6;

    readonly ulong _rank;
    readonly IdStart _id;
    readonly ulong _idHash;

    KeepKey(ulong rank, IdStart id, ulong idHash) => (_rank, _id, _idHash) = (rank, id, idHash);

    /// <param name="rank">Lower ones are taken first.</param>
    /// <param name="idUtf8">The document's id.</param>
    public static KeepKey Of(ulong rank, ReadOnlySpan<byte> idUtf8)
    {
        Span<byte> start = stackalloc byte[IdWords * sizeof(ulong)];
        start.Clear();
        idUtf8[..Math.Min(idUtf8.Length, start.Length)].CopyTo(start);
        IdStart id = default;
        for (int word = 0; word < IdWords; word++) id[word] = BinaryPrimitives.ReadUInt64BigEndian(start[(word * sizeof(ulong))..]);
        return new(rank, id, TextHash.Of(idUtf8));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static KeepKey Read(ReadOnlySpan<byte> key)
    {
        IdStart id = default;
        for (int word = 0; word < IdWords; word++) id[word] = BinaryPrimitives.ReadUInt64LittleEndian(key[((word + 1) * sizeof(ulong))..]);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(key), id, BinaryPrimitives.ReadUInt64LittleEndian(key[((IdWords + 1) * sizeof(ulong))..]));
    }

    /// <summary>Writes <see cref="Bytes"/> bytes, the same on every machine.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, _rank);
        for (int word = 0; word < IdWords; word++) BinaryPrimitives.WriteUInt64LittleEndian(to[((word + 1) * sizeof(ulong))..], _id[word]);
        BinaryPrimitives.WriteUInt64LittleEndian(to[((IdWords + 1) * sizeof(ulong))..], _idHash);
    }

    public int CompareTo(KeepKey other)
    {
        if (_rank != other._rank) return _rank < other._rank ? -1 : 1;
        for (int word = 0; word < IdWords; word++)
            if (_id[word] != other._id[word]) return _id[word] < other._id[word] ? -1 : 1;
        return _idHash.CompareTo(other._idHash);
    }

    [InlineArray(IdWords)]
    struct IdStart
    {
        ulong _first;
    }
}
