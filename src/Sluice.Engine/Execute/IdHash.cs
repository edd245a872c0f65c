using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sluice.Engine.Execute;

/// <summary>128-bit hash of a document's id (first half of SHA-256): finds repeated ids, and draws samples.</summary>
readonly record struct IdHash(ulong High, ulong Low) : IComparable<IdHash>
{
    public const int Bytes = 16;

    public static IdHash Of(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int length = Encoding.UTF8.GetMaxByteCount(id.Length);
        Span<byte> utf8 = length <= 512 ? stackalloc byte[length] : new byte[length];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(id, utf8)], hash);
        return Read(hash);
    }

    /// <summary>The id without the numbers that repeats get, <c>#2</c> for one: ids that can come out equal once they are numbered have the same base.</summary>
    public static string BaseOf(string id)
    {
        int end = id.Length;
        while (true)
        {
            int digit = end;
            while (digit > 0 && char.IsAsciiDigit(id[digit - 1])) digit--;
            if (digit == end || digit == 0 || id[digit - 1] != '#') return id[..end];
            end = digit - 1;
        }
    }

    public static IdHash Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>A draw that depends on the id and the seed alone, uniform over 64 bits.</summary>
    public ulong Draw(ulong seed)
    {
        ulong mixed = High ^ (seed * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int CompareTo(IdHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
