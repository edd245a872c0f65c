using System.Security.Cryptography;

namespace Sluice.Engine.Index;

/// <summary>The file format of a release's index. Nothing in it is compressed: entries are hashes, ids are packed (<see cref="PackedId"/>), and so the bytes depend on no library's version.</summary>
/// <remarks>
/// <para>Layout: the magic <c>SLUICEIX</c>; version (4 bytes); then records: one header, any number of frames, one trailer; nothing behind it.</para>
/// <para>A record is a head of 9 bytes (type; entries, 4 bytes; payload bytes, 4 bytes; little endian), the head's check, the payload, the payload's check. A check is the first
/// 16 bytes of SHA-256 over the check before it and the bytes checked, the first one counting from magic and version: so no bit can be changed, and no frame moved, left out or taken from another index.</para>
/// <para>A frame's payload is, for each document, the packed id, the length of the entry (LEB128) and the entry. Frames are cut by their documents alone: at 1 MiB, more only where one entry has more.</para>
/// </remarks>
static class IndexFormat
{
    /// <summary>The version that is written, and the only one that is read.</summary>
    public const uint Version = 1;

    /// <summary>Payload bytes after which a frame is cut.</summary>
    public const int FrameBytes = 1 << 20;

    /// <summary>Most bytes of an id and its entry, and so of any payload.</summary>
    public const int PayloadBytesMax = 128 << 20;

    /// <summary>Bytes of a record's type, entries and length.</summary>
    public const int HeadBytes = 1 + sizeof(uint) + sizeof(uint);

    /// <summary>Bytes of a check.</summary>
    public const int CheckBytes = 16;

    /// <summary>Bytes of magic and version.</summary>
    public const int StartBytes = 8 + sizeof(uint);

    /// <summary>First bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "SLUICEIX"u8;
}

/// <summary>Type of a record.</summary>
enum IndexRecord : byte
{
    /// <summary>Step, kind and release.</summary>
    Header = (byte)'H',

    /// <summary>Documents.</summary>
    Frame = (byte)'F',

    /// <summary>Frames, documents and entry bytes of the file.</summary>
    Trailer = (byte)'T',
}

/// <summary>The checks of an index, each of which covers all bytes before it.</summary>
sealed class CheckChain
{
    readonly byte[] _last = new byte[SHA256.HashSizeInBytes];
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The check of the next bytes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(_last.AsSpan(0, IndexFormat.CheckBytes));
        _hash.AppendData(bytes);
        _hash.GetHashAndReset(_last);
        return _last.AsSpan(0, IndexFormat.CheckBytes);
    }
}
