using System.Buffers.Binary;
using System.Text;

namespace Sluice.Storage.Files;

/// <summary>One file inside a zip container.</summary>
/// <param name="Name">Its path as the container names it; never to be used as a path on disk.</param>
/// <param name="DataOffset">Where its bytes begin in the container.</param>
/// <param name="StoredBytes">Bytes in the container.</param>
/// <param name="IsStored">Whether they are neither compressed nor encrypted.</param>
public readonly record struct ZipEntry(string Name, long DataOffset, long StoredBytes, bool IsStored);

/// <summary>The directory of a zip container: where each file's bytes lie, so that stored ones can be read in place. .NET's reader does not tell.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5 (zip64). Files that overlap, which only an attack has, make the directory broken.</remarks>
public static class ZipDirectory
{
    /// <summary>Most files of a container.</summary>
    public const int EntriesMax = 100_000;

    /// <summary>Largest directory.</summary>
    public const int DirectoryBytesMax = 64 << 20;

    const uint EndMagic = 0x06054b50, End64LocatorMagic = 0x07064b50, End64Magic = 0x06064b50, EntryMagic = 0x02014b50, LocalMagic = 0x04034b50;
    const int EndBytes = 22, CommentBytesMax = 0xFFFF, EntryHeadBytes = 46, LocalHeadBytes = 30;
    const ushort Zip64Field = 1;
    const uint In64 = 0xFFFFFFFF;

    /// <summary>Reads the directory.</summary>
    /// <param name="file">The container.</param>
    /// <param name="entries">Its files, in the directory's order; folders are left out.</param>
    /// <returns>False where the container is broken.</returns>
    public static bool TryRead(StoredFile file, out IReadOnlyList<ZipEntry> entries)
    {
        entries = [];
        if (!TryFindDirectory(file, out long offset, out long bytes) || bytes > DirectoryBytesMax || offset < 0 || bytes < 0 || offset > file.Length - bytes) return false;
        byte[] directory = new byte[bytes];
        if (file.Read(directory, offset) < bytes) return false;
        List<ZipEntry> found = [];
        ReadOnlySpan<byte> rest = directory;
        while (rest.Length >= EntryHeadBytes && BinaryPrimitives.ReadUInt32LittleEndian(rest) == EntryMagic)
        {
            if (found.Count == EntriesMax || !TryTakeEntry(file, ref rest, found)) return false;
        }
        entries = found;
        return !Overlap(found);
    }

    /// <summary>Finds where the directory lies, of zip64 too; false where there is none, as in a container that was cut short.</summary>
    /// <param name="file">The container.</param>
    /// <param name="offset">Offset of the directory, as the container says it: not checked.</param>
    /// <param name="bytes">Its bytes, not checked either.</param>
    public static bool TryFindDirectory(StoredFile file, out long offset, out long bytes)
    {
        offset = bytes = 0;
        byte[] tail = new byte[(int)Math.Min(file.Length, EndBytes + CommentBytesMax)];
        file.Read(tail, file.Length - tail.Length);
        for (int at = tail.Length - EndBytes; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndMagic) continue;
            bytes = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            bool is64 = offset == In64 || bytes == In64 || BinaryPrimitives.ReadUInt16LittleEndian(end[10..]) == 0xFFFF;
            return !is64 || TryFindDirectory64(file, file.Length - tail.Length + at, ref offset, ref bytes);
        }
        return false;
    }

    static bool TryFindDirectory64(StoredFile file, long endOffset, ref long offset, ref long bytes)
    {
        Span<byte> locator = stackalloc byte[20];
        if (endOffset < locator.Length) return false;
        file.Read(locator, endOffset - locator.Length);
        // Without a locator the values of the plain end hold.
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != End64LocatorMagic) return true;
        Span<byte> end = stackalloc byte[56];
        long at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (at < 0 || file.Read(end, at) < end.Length || BinaryPrimitives.ReadUInt32LittleEndian(end) != End64Magic) return false;
        bytes = BinaryPrimitives.ReadInt64LittleEndian(end[40..]);
        offset = BinaryPrimitives.ReadInt64LittleEndian(end[48..]);
        return true;
    }

    static bool TryTakeEntry(StoredFile file, ref ReadOnlySpan<byte> rest, List<ZipEntry> found)
    {
        const int IsEncrypted = 1;
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]);
        ushort method = BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]);
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]);
        long raw = BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]);
        int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        int extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        int commentBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]);
        if (rest.Length < EntryHeadBytes + nameBytes + extraBytes + commentBytes) return false;
        string name = Encoding.UTF8.GetString(rest.Slice(EntryHeadBytes, nameBytes));
        Take64(rest.Slice(EntryHeadBytes + nameBytes, extraBytes), ref raw, ref stored, ref local);
        rest = rest[(EntryHeadBytes + nameBytes + extraBytes + commentBytes)..];
        if (name.EndsWith('/')) return true;

        Span<byte> head = stackalloc byte[LocalHeadBytes];
        if (local < 0 || stored < 0 || file.Read(head, local) < head.Length || BinaryPrimitives.ReadUInt32LittleEndian(head) != LocalMagic) return false;
        long data = local + LocalHeadBytes + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        if (data > file.Length || stored > file.Length - data) return false;
        found.Add(new(name, data, stored, method == 0 && (flags & IsEncrypted) == 0));
        return true;
    }

    /// <summary>Takes sizes and offset from an entry's zip64 field, which holds, in this order, only those that do not fit into 32 bits.</summary>
    /// <param name="extra">The entry's extra fields.</param>
    /// <param name="raw">Bytes when decompressed.</param>
    /// <param name="stored">Bytes in the container.</param>
    /// <param name="local">Offset of the local header.</param>
    public static void Take64(ReadOnlySpan<byte> extra, ref long raw, ref long stored, ref long local)
    {
        while (extra.Length >= 4)
        {
            int bytes = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Zip64Field)
            {
                ReadOnlySpan<byte> values = extra.Slice(4, bytes);
                TakeValue(ref values, ref raw);
                TakeValue(ref values, ref stored);
                TakeValue(ref values, ref local);
                return;
            }
            extra = extra[(4 + bytes)..];
        }

        static void TakeValue(ref ReadOnlySpan<byte> values, ref long value)
        {
            if (value != In64 || values.Length < sizeof(long)) return;
            value = BinaryPrimitives.ReadInt64LittleEndian(values);
            values = values[sizeof(long)..];
        }
    }

    static bool Overlap(List<ZipEntry> entries)
    {
        long end = 0;
        foreach (ZipEntry entry in entries.OrderBy(entry => entry.DataOffset))
        {
            if (entry.DataOffset < end) return true;
            end = entry.DataOffset + entry.StoredBytes;
        }
        return false;
    }
}
