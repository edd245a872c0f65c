using System.Buffers;
using System.Security.Cryptography;
using Sluice.Core;

namespace Sluice.Storage.Files;

/// <summary>Digests of whole files.</summary>
public static class FileDigest
{
    /// <summary>SHA-256 of a file's bytes, 32 bytes.</summary>
    /// <exception cref="SluiceException">The file is missing, or may not be read.</exception>
    public static byte[] Sha256(string path, CancellationToken cancellation = default)
    {
        using StoredFile file = StoredFile.Open(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            for (long offset = 0; ;)
            {
                cancellation.ThrowIfCancellationRequested();
                int read = file.Read(buffer, offset);
                if (read == 0) return hash.GetHashAndReset();
                hash.AppendData(buffer, 0, read);
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
