using System.Buffers.Binary;
using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Engine.Store;

namespace Sluice.Engine.Index;

/// <summary>Reads an index from its first document to its last. Each frame is checked before any of it is given; holds one frame.</summary>
/// <remarks>Whatever the file's bytes are, reading ends with the documents that were written or with a <see cref="SluiceException"/> that says what is wrong and how to mend it.</remarks>
public sealed class IndexReader : IDisposable
{
    readonly string _path;
    readonly FileStream _file;
    readonly CheckChain _checks = new();
    readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] _head = new byte[IndexFormat.HeadBytes + IndexFormat.CheckBytes];
    readonly byte[] _check = new byte[IndexFormat.CheckBytes];
    byte[] _payload = [];
    int _at;
    int _end;
    uint _left;
    long _frames;
    long _documents;
    long _entryBytes;
    (int Start, int Length) _id, _entry;

    /// <summary>Opens an index and reads its header.</summary>
    /// <exception cref="SluiceException">There is none, it is of another version, or damaged.</exception>
    public IndexReader(string path)
    {
        _path = path;
        _file = Open(path);
        try
        {
            Header = ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the index says of itself.</summary>
    public IndexHeader Header { get; }

    /// <summary>What the whole file came to; null until <see cref="Read"/> has found its end.</summary>
    public IndexSummary? Summary { get; private set; }

    /// <summary>Id of the document that was read last.</summary>
    public string Id => PackedId.Read(_payload.AsSpan(_id.Start, _id.Length));

    /// <summary>Its entry; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Entry => _payload.AsSpan(_entry.Start, _entry.Length);

    /// <summary>Reads the next document; false after the last, when the whole file is known to be good.</summary>
    /// <exception cref="SluiceException">The file is damaged or cut short.</exception>
    public bool Read()
    {
        while (_left == 0)
        {
            if (Summary is not null) return false;
            if (_at < _end) throw Damaged("holds bytes between its documents");
            NextRecord();
        }
        ReadOnlySpan<byte> rest = _payload.AsSpan(_at, _end - _at), before = rest;
        if (!PackedId.TryTake(ref rest, out ReadOnlySpan<byte> id) || !TryTakeLength(ref rest, out int length) || rest.Length < length) throw Damaged("holds no document where one should begin");
        _id = (_at, id.Length);
        _at += before.Length - rest.Length;
        _entry = (_at, length);
        _at += length;
        _left--;
        _documents++;
        _entryBytes += length;
        return true;
    }

    /// <summary>Reads a whole index and throws its documents away.</summary>
    /// <exception cref="SluiceException">It is damaged.</exception>
    public static IndexSummary Check(string path, CancellationToken cancellation = default)
    {
        using IndexReader reader = new(path);
        while (reader.Read()) cancellation.ThrowIfCancellationRequested();
        return reader.Summary!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _digest.Dispose();
    }

    /// <summary>Takes a length (LEB128) off the front; false where there is none that an index can hold.</summary>
    internal static bool TryTakeLength(ref ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        for (int at = 0; at < 4 && at < bytes.Length; at++)
        {
            length |= (bytes[at] & 0x7F) << (7 * at);
            if (bytes[at] >= 0x80) continue;
            bytes = bytes[(at + 1)..];
            return length <= IndexFormat.PayloadBytesMax;
        }
        return false;
    }

    static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SluiceException("there is no such index", path, IndexErrors.Rebuild(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException("the index can't be read: " + e.Message.TrimEnd('.'), path);
        }
    }

    IndexHeader ReadHeader()
    {
        Span<byte> start = stackalloc byte[IndexFormat.StartBytes];
        int read = _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> magic = IndexFormat.Magic;
        if (read < magic.Length ? !magic.StartsWith(start[..read]) || read == 0 : !start.StartsWith(magic)) throw IndexErrors.NoIndex(_path);
        if (read < start.Length) throw CutShort();
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(start[magic.Length..]);
        if (version != IndexFormat.Version) throw IndexErrors.OtherVersion(_path, version);
        _digest.AppendData(start);
        _ = _checks.Next(start);
        if (NextRecord() != IndexRecord.Header) throw Damaged("has no header");
        try
        {
            FieldReader fields = new(_payload.AsSpan(0, _end));
            IndexHeader header = new(fields.String() ?? "", fields.String() ?? "", fields.String() ?? "");
            if (!fields.IsAtEnd) throw Damaged("has a header with something behind it");
            _at = _end;
            return header;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw Damaged("has a header that can't be read");
        }
    }

    IndexRecord NextRecord()
    {
        ReadExactly(_head);
        if (!_checks.Next(_head.AsSpan(0, IndexFormat.HeadBytes)).SequenceEqual(_head.AsSpan(IndexFormat.HeadBytes))) throw BadChecksum();
        IndexRecord type = (IndexRecord)_head[0];
        uint entries = BinaryPrimitives.ReadUInt32LittleEndian(_head.AsSpan(1));
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(_head.AsSpan(5));
        if (length > IndexFormat.PayloadBytesMax) throw Damaged("has a frame that is too long");
        if (length > _file.Length - _file.Position) throw CutShort();
        if (_payload.Length < length) _payload = new byte[Math.Max(length, IndexFormat.FrameBytes)];
        (_at, _end) = (0, (int)length);
        ReadExactly(_payload.AsSpan(0, _end));
        ReadExactly(_check);
        if (!_checks.Next(_payload.AsSpan(0, _end)).SequenceEqual(_check)) throw BadChecksum();
        switch (type)
        {
            case IndexRecord.Frame:
                if (entries == 0 || Header is null) throw Damaged("has a frame without documents, or before its header");
                _left = entries;
                _frames++;
                break;
            case IndexRecord.Trailer:
                ReadTrailer();
                break;
            case IndexRecord.Header when Header is null:
                break;
            default:
                throw Damaged("has a record of a kind that version 1 does not know");
        }
        return type;
    }

    void ReadTrailer()
    {
        ReadOnlySpan<byte> trailer = _payload.AsSpan(0, _end);
        if (Header is null || trailer.Length != 3 * sizeof(ulong) || BinaryPrimitives.ReadInt64LittleEndian(trailer) != _frames
            || BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]) != _documents || BinaryPrimitives.ReadInt64LittleEndian(trailer[16..]) != _entryBytes)
            throw Damaged("does not hold what its end says");
        if (_file.Position != _file.Length) throw Damaged("has bytes behind its end");
        _at = _end;
        Summary = new(Header, _documents, _entryBytes, _file.Length, Convert.ToHexStringLower(_digest.GetHashAndReset()));
    }

    void ReadExactly(Span<byte> target)
    {
        try
        {
            if (_file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length) throw CutShort();
        }
        catch (IOException e)
        {
            throw new SluiceException("the index can't be read: " + e.Message.TrimEnd('.'), _path);
        }
        _digest.AppendData(target);
    }

    string Place => Header is null ? "its header" : FormattableString.Invariant($"frame {_frames + 1}, which ends before byte {_file.Position}");

    SluiceException BadChecksum() => Damaged($"does not match its checksum in {Place}: bits have changed");

    SluiceException CutShort() => Damaged(FormattableString.Invariant($"is cut short after {_file.Length} bytes, in {Place}"));

    SluiceException Damaged(string what) => new("the index " + what, _path, IndexErrors.Rebuild(_path));
}
