using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;

namespace Sluice.Ingest.Http;

/// <summary>Undoes the transfer and content codings of a response's body. Owned by one worker; what it returns is valid until its next call.</summary>
sealed class BodyDecoder : IDisposable
{
    // "gzip, gzip, gzip, …" is an attack, not a page.
    const int CodingsMax = 4;
    const int FirstBytes = 128 << 10;

    readonly Inflater _inflater = new(InflateFormat.GzipOrZlib);
    byte[] _body = [];
    byte[] _next = [];
    int _length;

    /// <summary>Decodes a body.</summary>
    /// <param name="body">The body as stored.</param>
    /// <param name="transferEncoding">The Transfer-Encoding header.</param>
    /// <param name="contentEncoding">The Content-Encoding header.</param>
    /// <param name="bytesMax">Most bytes that any coding may unpack to.</param>
    public DecodedBody Decode(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> transferEncoding, ReadOnlySpan<byte> contentEncoding, int bytesMax)
    {
        DecodedBody result = new() { Body = body };
        if (!transferEncoding.IsEmpty) result = Undo(result, transferEncoding, bytesMax);
        if (!contentEncoding.IsEmpty && result.Failure is null) result = Undo(result, contentEncoding, bytesMax);
        return result;
    }

    DecodedBody Undo(DecodedBody body, ReadOnlySpan<byte> codings, int bytesMax)
    {
        // Codings are listed in the order they were applied.
        for (int count = 0; !codings.IsEmpty && body.Failure is null; count++)
        {
            if (count == CodingsMax) return body.Fail("content-encoding", $"more than {CodingsMax} codings are stacked");
            int comma = codings.LastIndexOf((byte)',');
            DecodedBody undone = UndoOne(body, codings[(comma + 1)..].Trim(" \t"u8), bytesMax);
            body = undone with { Damage = undone.Damage ?? body.Damage };
            codings = comma < 0 ? default : codings[..comma];
        }
        return body;
    }

    DecodedBody UndoOne(DecodedBody body, ReadOnlySpan<byte> coding, int bytesMax)
    {
        if (body.Body.IsEmpty) return body;
        if (Ascii.EqualsIgnoreCase(coding, "chunked"u8)) return Unchunk(body);
        if (Ascii.EqualsIgnoreCase(coding, "gzip"u8) || Ascii.EqualsIgnoreCase(coding, "x-gzip"u8)) return Inflate(body, true, bytesMax);
        if (Ascii.EqualsIgnoreCase(coding, "deflate"u8)) return Inflate(body, false, bytesMax);
        if (Ascii.EqualsIgnoreCase(coding, "br"u8)) return Unbrotli(body, bytesMax);
        if (coding.IsEmpty || Ascii.EqualsIgnoreCase(coding, "identity"u8) || Ascii.EqualsIgnoreCase(coding, "none"u8)) return body;
        // Crawlers store what they decoded and keep the header; and charsets are written here by mistake.
        if (HtmlSniff.IsHtml(body.Body.Span)) return body;
        return body.Fail("content-encoding", "the content coding is none of gzip, deflate, br");
    }

    /// <summary>Chunked transfer. A body that is not chunked, though its header says so, is common in archives and stays as it is.</summary>
    DecodedBody Unchunk(DecodedBody body)
    {
        ReadOnlySpan<byte> rest = body.Body.Span;
        if (!TryTakeChunkSize(ref rest, out long size)) return body;
        Start(body.Body.Length);
        while (size > 0)
        {
            int take = (int)Math.Min(size, rest.Length);
            rest[..take].CopyTo(_next.AsSpan(_length));
            _length += take;
            if (take < size) return Finish("chunked-truncated");
            rest = rest[take..];
            if (rest.StartsWith("\r\n"u8)) rest = rest[2..];
            else if (rest.StartsWith("\n"u8)) rest = rest[1..];
            if (rest.IsEmpty) return Finish("chunked-truncated");
            if (!TryTakeChunkSize(ref rest, out size)) return Finish("chunked-broken");
        }
        return Finish(null);
    }

    static bool TryTakeChunkSize(ref ReadOnlySpan<byte> rest, out long size)
    {
        size = 0;
        int lineEnd = rest.IndexOf((byte)'\n');
        if (lineEnd is < 0 or > 1024) return false;
        ReadOnlySpan<byte> line = rest[..lineEnd].TrimEnd("\r"u8);
        int extension = line.IndexOf((byte)';');
        if (extension >= 0) line = line[..extension];
        line = line.Trim(" \t"u8);
        if (line.Length > 15 || !Utf8Parser.TryParse(line, out size, out int used, 'x') || used != line.Length || size < 0) return false;
        rest = rest[(lineEnd + 1)..];
        return true;
    }

    DecodedBody Inflate(DecodedBody body, bool isGzip, int bytesMax)
    {
        ReadOnlySpan<byte> input = body.Body.Span;
        bool hasGzipMagic = input.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        // Crawlers decode and keep the header.
        if (isGzip && !hasGzipMagic) return body;
        bool hasZlibMagic = input.Length >= 2 && (input[0] & 0x0f) == 8 && ((input[0] << 8) | input[1]) % 31 == 0;
        if (!isGzip && !hasGzipMagic && !hasZlibMagic && HtmlSniff.IsHtml(input)) return body;
        InflateFormat format = hasGzipMagic || hasZlibMagic ? InflateFormat.GzipOrZlib : InflateFormat.Raw;
        Start((int)Math.Min(bytesMax, Math.Max(FirstBytes, (long)input.Length * 4)));
        _inflater.Reset(format);
        while (true)
        {
            if (_length == _next.Length && !Grow(bytesMax)) return TooLarge(body, bytesMax);
            DecodeStatus status = _inflater.Inflate(input, _next.AsSpan(_length), out int consumed, out int written);
            _length += written;
            input = input[consumed..];
            if (status == DecodeStatus.End)
            {
                if (_length > bytesMax) return TooLarge(body, bytesMax);
                if (!input.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) return Finish(null);
                _inflater.Reset(InflateFormat.Gzip);
            }
            else if (status == DecodeStatus.Broken) return FinishBroken(body, "content-encoding-broken", "the compressed body is broken");
            else if (consumed == 0 && written == 0 && _length < _next.Length) return FinishBroken(body, "content-encoding-truncated", "the compressed body ends early");
        }
    }

    DecodedBody Unbrotli(DecodedBody body, int bytesMax)
    {
        ReadOnlySpan<byte> input = body.Body.Span;
        Start((int)Math.Min(bytesMax, Math.Max(FirstBytes, (long)input.Length * 4)));
        BrotliDecoder decoder = new();
        try
        {
            while (true)
            {
                if (_length == _next.Length && !Grow(bytesMax)) return TooLarge(body, bytesMax);
                OperationStatus status = decoder.Decompress(input, _next.AsSpan(_length), out int consumed, out int written);
                _length += written;
                input = input[consumed..];
                if (status == OperationStatus.Done) return _length > bytesMax ? TooLarge(body, bytesMax) : Finish(null);
                if (status == OperationStatus.NeedMoreData) return FinishBroken(body, "content-encoding-truncated", "the compressed body ends early");
                if (status == OperationStatus.InvalidData)
                    return _length == 0 && HtmlSniff.IsHtml(body.Body.Span) ? body : FinishBroken(body, "content-encoding-broken", "the compressed body is broken");
            }
        }
        finally
        {
            decoder.Dispose();
        }
    }

    // A page cut short still has its beginning; only where nothing came out is it lost.
    DecodedBody FinishBroken(DecodedBody body, string damage, string detail) => _length == 0 ? body.Fail("content-encoding", detail) : Finish(damage);

    static DecodedBody TooLarge(DecodedBody body, int bytesMax) => body.Fail("decoded-bytes-max", $"the body unpacks to more than {new Core.ByteSize(bytesMax)}");

    void Start(int bytes)
    {
        if (_next.Length < bytes || _next.Length > Math.Max(bytes, PooledBytes.BytesMax))
        {
            PooledBytes.Return(_next);
            _next = PooledBytes.Rent(Math.Max(bytes, FirstBytes));
        }
        _length = 0;
    }

    // One byte more than allowed tells a body that is too large from one that is not.
    bool Grow(int bytesMax)
    {
        if (_next.Length > bytesMax) return false;
        byte[] larger = PooledBytes.Rent((int)Math.Min(bytesMax + 1L, _next.Length * 2L));
        _next.AsSpan(0, _length).CopyTo(larger);
        PooledBytes.Return(_next);
        _next = larger;
        return true;
    }

    DecodedBody Finish(string? damage)
    {
        (_body, _next) = (_next, _body);
        return new() { Body = _body.AsMemory(0, _length), Damage = damage };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        PooledBytes.Return(_body);
        PooledBytes.Return(_next);
        _body = _next = [];
        _inflater.Dispose();
    }
}

/// <summary>What undoing the codings gave.</summary>
readonly record struct DecodedBody
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What is wrong with them, in kebab case: they end early (<c>chunked-truncated</c>, …); null for a whole body.</summary>
    public string? Damage { get; init; }

    /// <summary>Reason for quarantine; null where there is a body.</summary>
    public string? Failure { get; init; }

    /// <summary>The reason for a person.</summary>
    public string? Detail { get; init; }

    /// <summary>The same, failed.</summary>
    public DecodedBody Fail(string reason, string detail) => this with { Failure = reason, Detail = detail };
}
