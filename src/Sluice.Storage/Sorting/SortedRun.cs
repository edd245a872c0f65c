using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Storage.Sorting;

/// <summary>Sorted records in a file of its own: blocks of a fixed number of records, each followed by its checksum (CRC-32C of place and bytes).</summary>
/// <remarks>Disks and file systems fail silently now and then; a run that is not what was written is an <see cref="IOException"/>, before a record of the broken block is used.</remarks>
sealed class SortedRun<T>(string path, int blockRecords) : IDisposable where T : unmanaged
{
    const int ChecksumBytes = sizeof(uint);

    SafeFileHandle? _file;

    /// <summary>Records written.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes { get; private set; }

    /// <summary>Appends a block: as many records as a block has, fewer only as the last.</summary>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public void Write(ReadOnlySpan<T> block)
    {
        _file ??= File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(block);
        uint checksum = Checksum(Count, bytes);
        RandomAccess.Write(_file, bytes, Bytes);
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(ref checksum)), Bytes + bytes.Length);
        Bytes += bytes.Length + ChecksumBytes;
        Count += block.Length;
    }

    /// <summary>Ends writing, or reading: no file stays open.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Reads the block that begins with a record.</summary>
    /// <param name="from">The record's index; a multiple of the block's records.</param>
    /// <param name="target">As long as a block.</param>
    /// <returns>Records read; 0 at the end.</returns>
    /// <exception cref="IOException">The disk failed: the file is shorter than what was written, or its checksum differs.</exception>
    public int Read(long from, Span<T> target)
    {
        int count = (int)Math.Min(blockRecords, Count - from);
        if (count <= 0) return 0;
        _file ??= File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        Span<byte> bytes = MemoryMarshal.AsBytes(target[..count]);
        long at = from / blockRecords * ((long)blockRecords * Unsafe.SizeOf<T>() + ChecksumBytes);
        uint checksum = 0;
        Read(at, bytes);
        Read(at + bytes.Length, MemoryMarshal.AsBytes(new Span<uint>(ref checksum)));
        if (checksum != Checksum(from, bytes)) throw Damaged("the checksum of its block at byte " + at.ToString(System.Globalization.CultureInfo.InvariantCulture) + " differs");
        return count;
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose()
    {
        Close();
        if (File.Exists(path)) File.Delete(path);
    }

    void Read(long at, Span<byte> target)
    {
        while (target.Length > 0)
        {
            int count = RandomAccess.Read(_file!, target, at);
            if (count == 0) throw Damaged("it is shorter than what was written");
            at += count;
            target = target[count..];
        }
    }

    IOException Damaged(string what) => new($"{path}, written a moment ago, reads back damaged: {what}; look after the disk");

    static uint Checksum(long place, ReadOnlySpan<byte> bytes)
    {
        uint checksum = BitOperations.Crc32C(uint.MaxValue, (ulong)place);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) checksum = BitOperations.Crc32C(checksum, word);
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..]) checksum = BitOperations.Crc32C(checksum, rest);
        return checksum;
    }
}
