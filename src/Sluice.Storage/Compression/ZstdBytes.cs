using System.Buffers;
using System.Buffers.Binary;
using Sluice.Storage.Files;

namespace Sluice.Storage.Compression;

/// <summary>The decompressed bytes of all zstd frames of a file, one after the other. A dictionary in a leading skippable frame (as <c>.warc.zst</c> files have it) is used.</summary>
/// <remarks>Window and dictionary are bounded, whatever the file asks for: <see cref="WindowLogMax"/>, <see cref="DictionaryBytesMax"/>.</remarks>
public sealed unsafe class ZstdBytes : ByteReader
{
    /// <summary>Largest window that a frame may ask for, as a power of two: 128 MiB, zstd's own default.</summary>
    public const int WindowLogMax = 27;

    /// <summary>Largest dictionary.</summary>
    public const int DictionaryBytesMax = 16 << 20;

    const uint DictionaryFrameMagic = 0x184D2A5D;
    const uint FrameMagic = 0xFD2FB528;

    readonly StoredFile _file;
    readonly StoredWindow _window;
    readonly LibZstd.Context _context;
    bool _isAtEnd;
    bool _isInsideFrame;

    /// <summary>A reader of <paramref name="file"/>, which stays its owner's.</summary>
    /// <exception cref="Core.SluiceException">libzstd is not installed.</exception>
    public ZstdBytes(StoredFile file)
    {
        LibZstd.Require();
        _context = LibZstd.CreateDCtx();
        if (_context.IsInvalid) throw new InvalidOperationException("zstd could not start: no memory");
        (_file, _window) = (file, new StoredWindow(file));
        LoadDictionary();
    }

    /// <inheritdoc/>
    public override long StoredPosition => _window.Position;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        int total = 0;
        while (!_isAtEnd && total < buffer.Length)
        {
            bool hasInput = _window.Available.Length > 0 || _window.Ensure(1);
            if (!hasInput && !_isInsideFrame)
            {
                _isAtEnd = true;
                break;
            }
            ReadOnlySpan<byte> input = _window.Available;
            nuint left = Decompress(input, buffer[total..], out int consumed, out int written);
            _window.Advance(consumed);
            total += written;
            if (LibZstd.IsError(left) != 0) End("zstd-broken", $"the compressed data is broken near offset {_window.Position}: {LibZstd.ErrorName(left)}");
            else if (consumed == 0 && written == 0 && input.IsEmpty) End("truncated", "the file ends inside a zstd frame");
            else _isInsideFrame = left != 0;
        }
        Position += total;
        return total;
    }

    nuint Decompress(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        fixed (byte* inputStart = input)
        fixed (byte* outputStart = output)
        {
            LibZstd.Buffer source = new() { Start = (nint)inputStart, Size = (nuint)input.Length };
            LibZstd.Buffer target = new() { Start = (nint)outputStart, Size = (nuint)output.Length };
            nuint left = LibZstd.DecompressStream(_context, ref target, ref source);
            consumed = (int)source.Position;
            written = (int)target.Position;
            return left;
        }
    }

    void End(string reason, string detail)
    {
        _isAtEnd = true;
        Break = new(reason, detail);
    }

    void LoadDictionary()
    {
        Span<byte> head = stackalloc byte[8];
        if (_file.Read(head, 0) < head.Length || BinaryPrimitives.ReadUInt32LittleEndian(head) != DictionaryFrameMagic) return;
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        if (bytes is < 8 or > DictionaryBytesMax) return;
        byte[] dictionary = new byte[bytes];
        if (_file.Read(dictionary, head.Length) < dictionary.Length) return;
        if (BinaryPrimitives.ReadUInt32LittleEndian(dictionary) == FrameMagic) dictionary = Unpack(dictionary);
        fixed (byte* start = dictionary) LibZstd.LoadDictionary(_context, (nint)start, (nuint)dictionary.Length);
    }

    byte[] Unpack(byte[] packed)
    {
        byte[] unpacked = ArrayPool<byte>.Shared.Rent(DictionaryBytesMax);
        try
        {
            Decompress(packed, unpacked, out _, out int written);
            LibZstd.Reset(_context, LibZstd.ResetSession);
            return unpacked.AsSpan(0, written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unpacked);
        }
    }

    private protected override void Restart()
    {
        LibZstd.Reset(_context, LibZstd.ResetSession); // The dictionary stays.
        _window.Seek(0);
        _isAtEnd = _isInsideFrame = false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _context.Dispose();
        _window.Dispose();
    }
}
