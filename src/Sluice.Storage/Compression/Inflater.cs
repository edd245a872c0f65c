using System.Runtime.InteropServices;

namespace Sluice.Storage.Compression;

/// <summary>How deflate data is wrapped. The values are zlib's window bits.</summary>
public enum InflateFormat
{
    /// <summary>Deflate without a wrapper.</summary>
    Raw = -15,

    /// <summary>One gzip member; its checksum is verified.</summary>
    Gzip = 31,

    /// <summary>A gzip member or a zlib stream, whichever the first bytes say; the checksum is verified.</summary>
    GzipOrZlib = 47,
}

/// <summary>How far a call to a decoder came.</summary>
public enum DecodeStatus
{
    /// <summary>It needs more input or more room for output.</summary>
    More,

    /// <summary>The member, stream or frame ended, and its checksum is right. Input after it is untouched.</summary>
    End,

    /// <summary>The data is broken.</summary>
    Broken,
}

/// <summary>Inflates one member at a time and says exactly where it ended, which .NET's streams do not: they read ahead, past the end of a member.</summary>
/// <remarks>Calls the zlib-ng that the runtime ships for its own streams, so nothing has to be installed, and no stream object stands between the file's buffer and the record's.
/// Measured on 48.6 MB of gzip members of HTML: 0.21 s of CPU against 0.24 s for <c>GZipStream</c> with reads of 64 KB. Not safe for use by several threads at once.</remarks>
public sealed unsafe partial class Inflater : IDisposable
{
    const string Library = "libSystem.IO.Compression.Native";
    const int Ok = 0, StreamEnd = 1, BufferError = -5;

    ZStream _stream;
    bool _isDisposed;

    /// <summary>An inflater, ready for the first byte of <paramref name="format"/>.</summary>
    public Inflater(InflateFormat format)
    {
        fixed (ZStream* stream = &_stream)
            if (InflateInit2(stream, (int)format) != Ok) throw new InvalidOperationException("zlib could not start: no memory");
    }

    /// <summary>Forgets the stream before, and is ready for the first byte of another.</summary>
    public void Reset(InflateFormat format)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        fixed (ZStream* stream = &_stream)
            if (InflateReset2(stream, (int)format) != Ok) throw new InvalidOperationException("zlib could not be reset");
    }

    /// <summary>Inflates as much as input and output allow.</summary>
    public DecodeStatus Inflate(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        // An empty span pins to null, which zlib takes for an error.
        byte none = 0;
        fixed (ZStream* stream = &_stream)
        fixed (byte* inputStart = input)
        fixed (byte* outputStart = output)
        {
            stream->NextIn = input.IsEmpty ? &none : inputStart;
            stream->AvailableIn = (uint)input.Length;
            stream->NextOut = output.IsEmpty ? &none : outputStart;
            stream->AvailableOut = (uint)output.Length;
            int code = Inflate(stream, 0);
            consumed = input.Length - (int)stream->AvailableIn;
            written = output.Length - (int)stream->AvailableOut;
            stream->NextIn = stream->NextOut = null;
            return code switch
            {
                StreamEnd => DecodeStatus.End,
                Ok or BufferError => DecodeStatus.More,
                _ => DecodeStatus.Broken,
            };
        }
    }

    /// <summary>CRC-32 as gzip and zip have it.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return start is null ? 0 : Crc32(0, start, bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what zlib holds where nobody disposed the inflater.</summary>
    ~Inflater() => End();

    void End()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        fixed (ZStream* stream = &_stream) _ = InflateEnd(stream);
    }

    // The layout is the runtime's own (PAL_ZStream), the same on every platform since .NET Core 1.0.
    [StructLayout(LayoutKind.Sequential)]
    struct ZStream
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* State;
        public uint AvailableIn;
        public uint AvailableOut;
    }

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    private static partial int InflateInit2(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    private static partial int Inflate(ZStream* stream, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateReset2_")]
    private static partial int InflateReset2(ZStream* stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Crc32")]
    private static partial uint Crc32(uint crc, byte* bytes, int count);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    private static partial int InflateEnd(ZStream* stream);
}
