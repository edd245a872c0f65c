using Sluice.Ingest.Code.Git;
using Sluice.Storage.Compression;
using Sluice.Storage.Files;

namespace Sluice.Ingest.Code.Archives;

/// <summary>Goes through a zip, in the order of its directory. Each entry's checksum is verified.</summary>
sealed class ZipReading : ArchiveReading
{
    readonly StoredFile _file;
    readonly StoredWindow _window;
    readonly Inflater _inflater = new(InflateFormat.Raw);
    readonly ZipListing _listing;
    readonly ArchiveLimits _limits;
    int _next;
    long _rawBytes, _storedBytes;

    /// <summary>Takes over the file.</summary>
    public ZipReading(StoredFile file, GitOptions options)
    {
        (_file, _window, _limits) = (file, new(file), new(options));
        _listing = ZipListing.Read(file, options);
        Commit = _listing.Commit;
    }

    /// <inheritdoc/>
    public override bool Next(out ArchiveEntry entry)
    {
        entry = default;
        if (Break is not null) return false;
        if (_next == _listing.Items.Count)
        {
            Break = _listing.Break;
            return false;
        }
        entry = _listing.Items[_next++].Entry;
        return true;
    }

    /// <inheritdoc/>
    public override GitTrouble? TryRead(Span<byte> bytes)
    {
        ZipItem item = _listing.Items[_next - 1];
        _rawBytes += bytes.Length;
        _storedBytes += item.Stored;
        if (_limits.Check(_rawBytes, _rawBytes, _storedBytes) is { } bomb) return Break = bomb;
        bool isWhole = item.IsDeflated ? TryInflate(item, bytes) : _file.Read(bytes, item.Data) == bytes.Length;
        if (!isWhole) return new("zip-broken", FormattableString.Invariant($"the bytes of the entry, from {item.Data}, don't give the {bytes.Length} that it states"));
        return Inflater.Crc32(bytes) == item.Crc ? null : new("zip-crc", FormattableString.Invariant($"the checksum of the entry, from byte {item.Data}, is wrong"));
    }

    bool TryInflate(in ZipItem item, Span<byte> bytes)
    {
        _inflater.Reset(InflateFormat.Raw);
        _window.Seek(item.Data);
        Span<byte> beyond = stackalloc byte[1];
        long left = item.Stored;
        int total = 0;
        while (true)
        {
            if (_window.Available.IsEmpty) _window.Ensure(1);
            ReadOnlySpan<byte> input = _window.Available;
            if (input.Length > left) input = input[..(int)left];
            bool isFull = total == bytes.Length;
            DecodeStatus status = _inflater.Inflate(input, isFull ? beyond : bytes[total..], out int consumed, out int written);
            if (isFull && written > 0) return false; // More than it states.
            total += written;
            left -= consumed;
            _window.Advance(consumed);
            if (status == DecodeStatus.End) return total == bytes.Length;
            if (status == DecodeStatus.Broken || (consumed == 0 && written == 0)) return false;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _inflater.Dispose();
        _window.Dispose();
        _file.Dispose();
    }
}
