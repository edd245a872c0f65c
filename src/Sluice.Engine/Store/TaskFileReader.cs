using System.Buffers.Binary;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Store;

/// <summary>Reads a task's output file. Frames may be read by several threads at once, each with its own <see cref="ZstdBlock"/>.</summary>
public sealed class TaskFileReader : IDisposable
{
    readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;

    /// <summary>Opens a file and reads its index.</summary>
    /// <exception cref="InvalidDataException">The file is not whole.</exception>
    public TaskFileReader(string path)
    {
        _file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(_file);
        Span<byte> tail = stackalloc byte[16];
        if (length < tail.Length || RandomAccess.Read(_file, tail, length - tail.Length) != tail.Length || !tail[8..].SequenceEqual(TaskFileWriter.Magic))
            throw new InvalidDataException($"{path}: not a whole task file");
        long frames = BinaryPrimitives.ReadInt64LittleEndian(tail);
        byte[] index = new byte[checked((int)(frames * TaskFileWriter.IndexEntryBytes))];
        ReadExactly(index, length - tail.Length - index.Length);
        Frames = new Frame[frames];
        for (int i = 0; i < frames; i++)
        {
            ReadOnlySpan<byte> entry = index.AsSpan(i * TaskFileWriter.IndexEntryBytes);
            Frames[i] = new((FrameKind)entry[0], BinaryPrimitives.ReadInt64LittleEndian(entry[1..]), BinaryPrimitives.ReadInt32LittleEndian(entry[9..]),
                BinaryPrimitives.ReadInt32LittleEndian(entry[13..]), BinaryPrimitives.ReadInt32LittleEndian(entry[17..]),
                BinaryPrimitives.ReadInt64LittleEndian(entry[21..]));
        }
    }

    /// <summary>All frames, in the order written.</summary>
    public Frame[] Frames { get; }

    /// <summary>The frames of one kind, in order.</summary>
    public IEnumerable<Frame> Of(FrameKind kind) => Frames.Where(f => f.Kind == kind);

    /// <summary>Entries of one kind in the whole file.</summary>
    public long EntriesOf(FrameKind kind) => Of(kind).Sum(f => (long)f.Entries);

    /// <summary>Reads and decompresses a frame.</summary>
    /// <param name="zstd">The calling thread's decompressor.</param>
    /// <param name="frame">One of <see cref="Frames"/>.</param>
    /// <param name="buffer">Reused between calls; grown as needed.</param>
    /// <returns>The entries' bytes, in <paramref name="buffer"/>.</returns>
    /// <exception cref="InvalidDataException">The frame is damaged.</exception>
    public ReadOnlySpan<byte> Read(ZstdBlock zstd, in Frame frame, ref byte[] buffer)
    {
        if (Frame.IsStored(frame.Kind))
        {
            if (buffer.Length < frame.RawBytes) buffer = new byte[Math.Max(frame.RawBytes, 1 << 16)];
            ReadExactly(buffer.AsSpan(0, frame.RawBytes), frame.Offset);
            return buffer.AsSpan(0, frame.RawBytes);
        }
        byte[] compressed = System.Buffers.ArrayPool<byte>.Shared.Rent(frame.CompressedBytes);
        try
        {
            ReadExactly(compressed.AsSpan(0, frame.CompressedBytes), frame.Offset);
            if (buffer.Length < frame.RawBytes) buffer = new byte[Math.Max(frame.RawBytes, 1 << 16)];
            int length = zstd.Decompress(compressed.AsSpan(0, frame.CompressedBytes), buffer);
            return length == frame.RawBytes ? buffer.AsSpan(0, length) : throw new InvalidDataException("a frame has another length than its index says");
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(compressed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    void ReadExactly(Span<byte> target, long offset) => StoredKeys.ReadExactly(_file, target, offset);
}
