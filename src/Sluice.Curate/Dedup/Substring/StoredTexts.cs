using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Where the text of a document lies among the keys.</summary>
readonly record struct StoredText(long At, int Length);

/// <summary>The places of all texts, by number of document: written in order, then read in order as often as is needed. In a file, but for a block.</summary>
sealed class StoredTexts(string path) : IDisposable
{
    const int BlockDocuments = 4096;

    readonly StoredText[] _block = new StoredText[BlockDocuments];
    SafeFileHandle? _file;
    long _count;
    long _blockFirst; // Number of the block's first document; of those in the file, or of the last ones, which are not there yet.

    /// <summary>Bytes that it holds.</summary>
    public static int MemoryBytes => BlockDocuments * Unsafe.SizeOf<StoredText>();

    /// <summary>Bytes written.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>Takes the next document's.</summary>
    public void Add(StoredText text)
    {
        if (_count - _blockFirst == BlockDocuments) Flush();
        _block[_count++ - _blockFirst] = text;
    }

    /// <summary>The place of a document's text. Fast where documents are asked for in ascending order. No more can be added after the first call.</summary>
    public StoredText this[long document]
    {
        get
        {
            if (document - _blockFirst is < 0 or >= BlockDocuments) ReadBlock(document / BlockDocuments * BlockDocuments);
            return _block[document - _blockFirst];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    void Flush()
    {
        _file ??= File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, options: FileOptions.DeleteOnClose);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(_block.AsSpan(0, (int)(_count - _blockFirst)));
        RandomAccess.Write(_file, bytes, _blockFirst * Unsafe.SizeOf<StoredText>());
        SpilledBytes += bytes.Length;
        _blockFirst = _count;
    }

    void ReadBlock(long first)
    {
        if (_count > _blockFirst && SpilledBytes < _count * Unsafe.SizeOf<StoredText>()) Flush();
        Span<byte> bytes = MemoryMarshal.AsBytes(_block.AsSpan(0, (int)Math.Min(BlockDocuments, _count - first)));
        for (long at = first * Unsafe.SizeOf<StoredText>(); bytes.Length > 0;)
        {
            int read = RandomAccess.Read(_file!, bytes, at);
            if (read == 0) throw new IOException($"{path}, written a moment ago, is shorter than what was written; look after the disk");
            bytes = bytes[read..];
            at += read;
        }
        _blockFirst = first;
    }
}
