using System.Buffers.Binary;
using System.Text;
using Sluice.Core;
using Sluice.Ingest.Code.Git;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Code.Archives;

/// <summary>An entry of a zip and where its bytes lie.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Data">Offset of its bytes.</param>
/// <param name="Stored">Bytes in the file.</param>
/// <param name="IsDeflated">Whether they are deflated; else they are stored as they are.</param>
/// <param name="Crc">CRC-32 of the entry.</param>
readonly record struct ZipItem(ArchiveEntry Entry, long Data, long Stored, bool IsDeflated, uint Crc);

/// <summary>The entries of a zip by its directory, each compared with its local header; by local headers alone where there is no directory.</summary>
/// <remarks>Source: PKWARE APPNOTE 6.3.10, section 4. Entries that share bytes with an earlier one are troubles: only bombs have them (Fifield 2019, "A better zip bomb").
/// Entries with sizes that follow their bytes are found without a directory by nothing but inflating, so the walk ends there.</remarks>
sealed class ZipListing
{
    const uint EntryMagic = 0x02014b50, LocalMagic = 0x04034b50, EndMagic = 0x06054b50;
    const int EntryHeadBytes = 46, LocalHeadBytes = 30, EndBytes = 22, CommentBytesMax = 0xFFFF;
    const ushort IsEncrypted = 0x2041, HasSizesBehind = 8, Deflated = 8;
    const byte Unix = 3;

    readonly StoredFile _file;
    readonly GitOptions _options;

    ZipListing(StoredFile file, GitOptions options) => (_file, _options) = (file, options);

    /// <summary>The entries, folders left out.</summary>
    public List<ZipItem> Items { get; } = [];

    /// <summary>Why there are no more; null where all are there.</summary>
    public GitTrouble? Break { get; private set; }

    /// <summary>Commit that <c>git archive</c> notes in the comment.</summary>
    public string? Commit { get; private set; }

    /// <summary>Reads them.</summary>
    public static ZipListing Read(StoredFile file, GitOptions options)
    {
        ZipListing listing = new(file, options);
        listing.ReadComment();
        if (!ZipDirectory.TryFindDirectory(file, out long offset, out long bytes) || offset < 0 || bytes < 0 || bytes > ZipDirectory.DirectoryBytesMax || offset > file.Length - bytes)
            listing.WalkLocalHeaders();
        else listing.ReadDirectory(offset, (int)bytes);
        listing.MarkOverlaps();
        return listing;
    }

    void ReadComment()
    {
        byte[] tail = new byte[(int)Math.Min(_file.Length, EndBytes + CommentBytesMax)];
        ReadOnlySpan<byte> read = tail.AsSpan(0, _file.Read(tail, _file.Length - tail.Length));
        if (read.Length >= EndBytes + 40 && BinaryPrimitives.ReadUInt32LittleEndian(read[^(EndBytes + 40)..]) == EndMagic && Encoding.Latin1.GetString(read[^40..]) is var id && ObjectId.Is(id)) Commit = id;
    }

    void ReadDirectory(long offset, int bytes)
    {
        byte[] directory = new byte[bytes];
        ReadOnlySpan<byte> rest = directory.AsSpan(0, _file.Read(directory, offset));
        while (!rest.IsEmpty)
        {
            int length = rest.Length < EntryHeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(rest) != EntryMagic ? 0
                : EntryHeadBytes + U16(rest, 28) + U16(rest, 30) + U16(rest, 32);
            if (length == 0 || length > rest.Length)
            {
                Break = new("zip-directory", FormattableString.Invariant($"the directory is broken at byte {offset + bytes - rest.Length}"));
                return;
            }
            if (IsFull()) return;
            AddFromDirectory(rest[..length]);
            rest = rest[length..];
        }
    }

    bool IsFull()
    {
        if (Items.Count >= _options.FilesMax) Break = new("git-files-max", FormattableString.Invariant($"the archive has more than files-max, {_options.FilesMax}, files"));
        return Break is not null;
    }

    void AddFromDirectory(ReadOnlySpan<byte> head)
    {
        int nameBytes = U16(head, 28);
        ReadOnlySpan<byte> name = head.Slice(EntryHeadBytes, nameBytes);
        if (name.IsEmpty || name[^1] == '/') return;
        long stored = U32(head, 20), raw = U32(head, 24), local = U32(head, 42);
        ZipDirectory.Take64(head.Slice(EntryHeadBytes + nameBytes, U16(head, 30)), ref raw, ref stored, ref local);
        uint mode = head[5] == Unix ? U32(head, 38) >> 16 : 0;
        GitTrouble? trouble = Locate(name, U16(head, 8), U16(head, 10), local, stored, raw, out long data);
        Add(name, U16(head, 8), U16(head, 10), mode, raw, stored, data, U32(head, 16), trouble);
    }

    GitTrouble? Locate(ReadOnlySpan<byte> name, ushort flags, ushort method, long local, long stored, long raw, out long data)
    {
        data = 0;
        byte[] head = new byte[LocalHeadBytes + name.Length];
        if (local < 0 || stored < 0 || raw < 0 || _file.Read(head, local) < head.Length) return new("truncated", FormattableString.Invariant($"the zip ends before the entry's header at byte {local}"));
        if (U32(head, 0) != LocalMagic || U16(head, 8) != method || ((U16(head, 6) ^ flags) & IsEncrypted) != 0 || U16(head, 26) != name.Length || !head.AsSpan(LocalHeadBytes).SequenceEqual(name))
            return new("zip-local-header", FormattableString.Invariant($"directory and local header at byte {local} don't say the same"));
        data = local + LocalHeadBytes + name.Length + U16(head, 28);
        return data > _file.Length || stored > _file.Length - data ? new("truncated", FormattableString.Invariant($"the zip ends inside the entry at byte {local}")) : null;
    }

    void Add(ReadOnlySpan<byte> name, ushort flags, ushort method, uint mode, long raw, long stored, long data, uint crc, GitTrouble? trouble)
    {
        const uint TypeBits = 0xF000, Link = 0xA000, RegularFile = 0x8000;
        Verdict verdict = (mode & TypeBits) == Link ? Verdict.Drop("read.symlink")
            : (mode & TypeBits) is not (0 or RegularFile) ? Verdict.Drop("read.device")
            : (flags & IsEncrypted) != 0 ? Verdict.Drop("read.encrypted")
            : method is not (0 or Deflated) ? Verdict.Drop("read.compression", FormattableString.Invariant($"method {method}"))
            : Verdict.Keep;
        if (verdict.IsKept && method == 0 && raw != stored) trouble ??= new("zip-local-header", "a stored entry has two sizes");
        TreeEntryKind kind = (mode & TypeBits) == Link ? TreeEntryKind.Symlink : TreeEntryKind.File;
        Items.Add(new(ArchiveEntry.Of(kind, (mode & 0b001_001_001) != 0, Math.Max(0, raw), name, verdict, trouble), data, stored, method == Deflated, crc));
    }

    // A zip that was cut short has no directory: it stands at the end.
    void WalkLocalHeaders()
    {
        byte[] head = new byte[LocalHeadBytes];
        long at = 0;
        while (Break is null && _file.Read(head, at) == LocalHeadBytes && U32(head, 0) == LocalMagic && !IsFull())
        {
            byte[] names = new byte[U16(head, 26) + U16(head, 28)];
            if (_file.Read(names, at + LocalHeadBytes) < names.Length) break;
            ReadOnlySpan<byte> name = names.AsSpan(0, U16(head, 26));
            long stored = U32(head, 18), raw = U32(head, 22), none = 0;
            ZipDirectory.Take64(names.AsSpan(name.Length), ref raw, ref stored, ref none);
            long data = at + LocalHeadBytes + names.Length;
            if ((U16(head, 6) & HasSizesBehind) != 0 || stored < 0 || raw < 0 || stored > _file.Length - data) break;
            if (!name.IsEmpty && name[^1] != '/') Add(name, U16(head, 6), U16(head, 8), 0, raw, stored, data, U32(head, 14), null);
            at = data + stored;
        }
        Break ??= new("zip-directory", FormattableString.Invariant($"the zip has no directory: it is cut short; entries were read up to byte {at}"));
    }

    void MarkOverlaps()
    {
        long end = 0;
        foreach (int i in Enumerable.Range(0, Items.Count).Where(i => Items[i].Entry.Trouble is null).OrderBy(i => Items[i].Data).ThenBy(i => i).ToArray())
        {
            ZipItem item = Items[i];
            if (item.Data < end) Items[i] = item with { Entry = item.Entry with { Trouble = new("zip-overlap", FormattableString.Invariant($"the entry's bytes, from {item.Data}, are another's too")) } };
            end = Math.Max(end, item.Data + item.Stored);
        }
    }

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
