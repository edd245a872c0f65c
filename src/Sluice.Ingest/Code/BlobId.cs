using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sluice.Ingest.Code;

/// <summary>Git's id of a file's bytes, which Software Heritage's identifier of contents is made of.</summary>
/// <remarks>SHA-1 over <c>blob</c>, the size, a zero byte, and the bytes. Source: git's documentation, <c>gitformat-pack</c> and "Git Objects"; SWHID specification 1.2, section 5.</remarks>
static class BlobId
{
    /// <summary>The id, 40 hex digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}\0")));
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
