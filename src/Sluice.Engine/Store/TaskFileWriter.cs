using System.Buffers;
using System.Buffers.Binary;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Store;

/// <summary>Writes a task's output: zstd frames of several kinds in one file, then their index. One file a task, so that one fsync and one rename finish it.</summary>
/// <remarks>Layout: frames; index (29 bytes a frame: kind, offset, compressed bytes, raw bytes, entries, base, all little endian); frame count (8 bytes); the magic <c>SLUICET1</c>.</remarks>
public sealed class TaskFileWriter(string path) : IDisposable
{
    internal const int IndexEntryBytes = 1 + 8 + 4 + 4 + 4 + 8;

    readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    readonly List<Frame> _index = [];
    long _position;

    internal static ReadOnlySpan<byte> Magic => "SLUICET1"u8;

    /// <summary>Appends a frame that <see cref="Pack"/> compressed.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="entriesBase">See <see cref="Frame.Base"/>.</param>
    public void Append(in PackedFrame frame, long entriesBase)
    {
        if (frame.Entries == 0) return;
        _index.Add(new(frame.Kind, _position, frame.Bytes.Length, frame.RawBytes, frame.Entries, entriesBase));
        _file.Write(frame.Bytes.Span);
        _position += frame.Bytes.Length;
    }

    /// <summary>Compresses entries on the calling thread, for a later <see cref="Append"/> by the thread that owns the file.</summary>
    public static PackedFrame Pack(ZstdBlock zstd, FrameKind kind, int entries, ReadOnlySpan<byte> raw)
    {
        if (entries == 0) return default;
        if (Frame.IsStored(kind)) return new(kind, entries, raw.Length, raw.ToArray());
        byte[] rented = ArrayPool<byte>.Shared.Rent(ZstdBlock.BoundOf(raw.Length));
        try
        {
            int length = zstd.Compress(raw, rented);
            return new(kind, entries, raw.Length, rented.AsSpan(0, length).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes the index and forces everything to the disk.</summary>
    public void Finish()
    {
        Span<byte> entry = stackalloc byte[IndexEntryBytes];
        foreach (Frame frame in _index)
        {
            entry[0] = (byte)frame.Kind;
            BinaryPrimitives.WriteInt64LittleEndian(entry[1..], frame.Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[9..], frame.CompressedBytes);
            BinaryPrimitives.WriteInt32LittleEndian(entry[13..], frame.RawBytes);
            BinaryPrimitives.WriteInt32LittleEndian(entry[17..], frame.Entries);
            BinaryPrimitives.WriteInt64LittleEndian(entry[21..], frame.Base);
            _file.Write(entry);
        }
        BinaryPrimitives.WriteInt64LittleEndian(entry, _index.Count);
        _file.Write(entry[..8]);
        _file.Write(Magic);
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>A compressed frame that waits to be appended.</summary>
/// <param name="Kind">Kind of its entries.</param>
/// <param name="Entries">Entries in it; 0 for no frame at all.</param>
/// <param name="RawBytes">Length decompressed.</param>
/// <param name="Bytes">The compressed bytes.</param>
public readonly record struct PackedFrame(FrameKind Kind, int Entries, int RawBytes, ReadOnlyMemory<byte> Bytes);
