using Sluice.Storage.Files;

namespace Sluice.Ingest.Framing;

/// <summary>What a stored file is by its first bytes; its name says nothing.</summary>
enum StoredKind
{
    /// <summary>None of the others.</summary>
    Plain,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip,

    /// <summary>zstd, RFC 8878.</summary>
    Zstd,

    /// <summary>A zip container.</summary>
    Zip,

    /// <summary>A format that Sluice does not read here; <see cref="StoredKinds.Of"/> names it.</summary>
    Foreign,
}

static class StoredKinds
{
    /// <summary>The kind of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What a <see cref="StoredKind.Foreign"/> file is, and how it can be made readable.</param>
    public static StoredKind Of(StoredFile file, out string name)
    {
        Span<byte> buffer = stackalloc byte[8];
        ReadOnlySpan<byte> head = buffer[..file.Read(buffer, 0)];
        name = "";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return StoredKind.Gzip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])) return StoredKind.Zstd;
        // A skippable frame: a dictionary comes first.
        if (head.Length >= 4 && (head[0] & 0xF0) == 0x50 && head[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18])) return StoredKind.Zstd;
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8)) return StoredKind.Zip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18])) name = "LZ4; unpack it with lz4 -d, or store it as gzip or zstd";
        else if (head.StartsWith("BZh"u8)) name = "bzip2; unpack it with bunzip2, or store it as gzip or zstd";
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'])) name = "xz; unpack it with unxz, or store it as gzip or zstd";
        else if (head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF])) name = "a 7-Zip archive; unpack it";
        else if (head.StartsWith("PAR1"u8)) name = "Parquet; read it with the source parquet";
        else if (head.StartsWith("%PDF"u8)) name = "PDF";
        else return StoredKind.Plain;
        return StoredKind.Foreign;
    }
}
