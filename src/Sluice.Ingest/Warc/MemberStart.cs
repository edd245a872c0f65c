using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Warc;

/// <summary>Finds gzip members that hold records, without reading what is before them.</summary>
sealed class MemberStart(StoredFile file) : IDisposable
{
    const int TrialInputBytes = 8 << 10;
    const int TrialOutputBytes = 4 << 10;

    readonly StoredWindow _window = new(file);
    readonly Inflater _inflater = new(InflateFormat.Gzip);
    readonly byte[] _input = new byte[TrialInputBytes];
    readonly byte[] _output = new byte[TrialOutputBytes];

    static ReadOnlySpan<byte> Magic => [0x1f, 0x8b, 8];

    /// <summary>Offset of the first member at or after <paramref name="from"/> that inflates to the beginning of a record; -1 where none begins before <paramref name="to"/>.</summary>
    public long Find(long from, long to)
    {
        _window.Seek(from);
        while (_window.Position < to && _window.Ensure(Magic.Length))
        {
            int candidate = _window.Available.IndexOf(Magic);
            if (candidate < 0)
            {
                _window.Advance(_window.Available.Length - Magic.Length + 1);
                continue;
            }
            _window.Advance(candidate);
            if (_window.Position >= to) break;
            if (BeginsRecord(_window.Position)) return _window.Position;
            _window.Advance(1);
        }
        return -1;
    }

    bool BeginsRecord(long offset)
    {
        Span<byte> input = _input.AsSpan(0, file.Read(_input, offset));
        // The upper flag bits are reserved; most chance finds end here.
        if (input.Length < 18 || (input[3] & 0xE0) != 0) return false;
        _inflater.Reset(InflateFormat.Gzip);
        if (_inflater.Inflate(input, _output, out _, out int written) == DecodeStatus.Broken && written == 0) return false;
        ReadOnlySpan<byte> text = _output.AsSpan(0, written).TrimStart("\r\n"u8);
        if (RecordStart.IsSurelyWarc(text)) return true;
        int lineEnd = text.IndexOf((byte)'\n');
        return lineEnd > 0 && ArcHead.TryParse(text[..lineEnd], out _);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _window.Dispose();
        _inflater.Dispose();
    }
}
