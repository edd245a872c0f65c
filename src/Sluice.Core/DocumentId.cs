using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sluice.Core;

/// <summary>Ids of documents whose record has none.</summary>
public static class DocumentId
{
    /// <summary>First 128 bits, in hex, of SHA-256 over the file's digest and the record's offset.</summary>
    /// <param name="fileDigest">SHA-256 of the input file, 32 bytes.</param>
    /// <param name="offset">Offset of the record, as in <see cref="Origin.Offset"/>.</param>
    public static string Make(ReadOnlySpan<byte> fileDigest, long offset)
    {
        Span<byte> input = stackalloc byte[SHA256.HashSizeInBytes + sizeof(long)];
        fileDigest.CopyTo(input);
        BinaryPrimitives.WriteInt64LittleEndian(input[SHA256.HashSizeInBytes..], offset);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
