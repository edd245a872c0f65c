using System.Buffers.Binary;
using Sluice.Core;
using Sluice.Engine.Store;

namespace Sluice.Engine.Index;

/// <summary>Writes an index: its header, then documents in input order, then <see cref="Finish"/>. The bytes follow from header and documents alone.</summary>
/// <remarks>The format: <see cref="IndexFormat"/>. Holds one frame, about 1 MiB.</remarks>
public sealed class IndexWriter
{
    readonly Stream _target;
    readonly CheckChain _checks = new();
    readonly FieldWriter _frame = new();
    readonly FieldWriter _document = new();
    uint _entries;
    ulong _frames;
    long _entryBytes;

    /// <summary>Writes the header.</summary>
    /// <param name="target">Takes the file's bytes.</param>
    /// <param name="header">What the index is of.</param>
    public IndexWriter(Stream target, IndexHeader header)
    {
        _target = target;
        Span<byte> start = stackalloc byte[IndexFormat.StartBytes];
        IndexFormat.Magic.CopyTo(start);
        BinaryPrimitives.WriteUInt32LittleEndian(start[IndexFormat.Magic.Length..], IndexFormat.Version);
        target.Write(start);
        _ = _checks.Next(start);
        foreach (string text in (string[])[header.Step, header.Kind, header.Release]) _frame.String(text);
        WriteRecord(IndexRecord.Header, 0, _frame.Written);
        _frame.Clear();
    }

    /// <summary>Documents written.</summary>
    public long Documents { get; private set; }

    /// <summary>Adds the next document.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="entry">What the step keeps of it; may be empty.</param>
    /// <exception cref="SluiceException">The entry is larger than an index can hold (128 MiB).</exception>
    public void Add(string id, ReadOnlySpan<byte> entry)
    {
        _document.Clear();
        PackedId.Write(_document, id);
        if (_document.Length + (long)entry.Length > IndexFormat.PayloadBytesMax - 16)
            throw new SluiceException($"the document {id} is too large for an index", null, "give the recipe a smaller limits: { text-bytes-max }, or build without an index") { ExitCode = 1 };
        _document.Bytes(entry);
        if (_entries > 0 && _frame.Length + _document.Length > IndexFormat.FrameBytes) Flush();
        _frame.Raw(_document.Written);
        _entries++;
        Documents++;
        _entryBytes += entry.Length;
    }

    /// <summary>Writes what is left and the trailer.</summary>
    public void Finish()
    {
        Flush();
        Span<byte> trailer = stackalloc byte[3 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(trailer, _frames);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[8..], Documents);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[16..], _entryBytes);
        WriteRecord(IndexRecord.Trailer, 0, trailer);
    }

    void Flush()
    {
        if (_entries == 0) return;
        WriteRecord(IndexRecord.Frame, _entries, _frame.Written);
        _frame.Clear();
        _entries = 0;
        _frames++;
    }

    void WriteRecord(IndexRecord type, uint entries, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[IndexFormat.HeadBytes];
        head[0] = (byte)type;
        BinaryPrimitives.WriteUInt32LittleEndian(head[1..], entries);
        BinaryPrimitives.WriteInt32LittleEndian(head[5..], payload.Length);
        _target.Write(head);
        _target.Write(_checks.Next(head));
        _target.Write(payload);
        _target.Write(_checks.Next(payload));
    }
}
