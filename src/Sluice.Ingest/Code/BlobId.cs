using System.Security.Cryptography;
using System.Text;

namespace Sluice.Ingest.Code;

/// <summary>Ids of files as git gives them to blobs, so that a file is the same thing in a repository and in a package.</summary>
static class BlobId
{
    /// <summary>SHA-1 over <c>blob</c>, a space, the length in decimal, a NUL and the bytes; 40 hex digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {bytes.Length}\0")));
        hash.AppendData(bytes);
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}
