using System.Buffers;
using System.Buffers.Binary;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>The windows of one anchor, as a document's key has them.</summary>
struct Block
{
    /// <summary>Hash of the anchor: equal windows have equal ones.</summary>
    public ulong Anchor;

    /// <summary>Hash of all words of the block and what lies between them.</summary>
    public ulong Content;

    /// <summary>More bits of it.</summary>
    public uint MoreOfContent;

    /// <summary>First byte.</summary>
    public int Start;

    /// <summary>Bytes.</summary>
    public int Length;

    /// <summary>Whether windows of the block may repeat inside of it.</summary>
    public bool IsTied;

    /// <summary>Whether it starts inside of a run that is too long for a word.</summary>
    public bool IsInsideRun;
}

/// <summary>Writes blocks: 20 bytes of hashes and two numbers each.</summary>
ref struct BlockWriter(IBufferWriter<byte> target)
{
    internal const int HashBytes = 20;
    int _start;

    public void Write(in Block block)
    {
        Span<byte> to = target.GetSpan(HashBytes + 2 * VariableInt.BytesMax);
        BinaryPrimitives.WriteUInt64LittleEndian(to, block.Anchor);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], block.Content);
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], block.MoreOfContent);
        int length = HashBytes;
        length += VariableInt.Write(to[length..], (uint)(block.Start - _start));
        length += VariableInt.Write(to[length..], (uint)block.Length << 2 | (block.IsTied ? 2u : 0) | (block.IsInsideRun ? 1u : 0));
        _start = block.Start;
        target.Advance(length);
    }
}

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
ref struct BlockReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _bytes = bytes;
    int _start;

    public bool TryRead(out Block block)
    {
        block = default;
        if (_bytes.IsEmpty) return false;
        block.Anchor = BinaryPrimitives.ReadUInt64LittleEndian(_bytes);
        block.Content = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[8..]);
        block.MoreOfContent = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
        _bytes = _bytes[BlockWriter.HashBytes..];
        block.Start = _start += (int)VariableInt.Read(ref _bytes);
        uint rest = VariableInt.Read(ref _bytes);
        (block.Length, block.IsTied, block.IsInsideRun) = ((int)(rest >> 2), (rest & 2) != 0, (rest & 1) != 0);
        return true;
    }
}
