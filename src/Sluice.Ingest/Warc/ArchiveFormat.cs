using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Warc;

/// <summary>WARC and ARC records.</summary>
/// <param name="shard">The file.</param>
/// <param name="options">Limits, and what is dropped.</param>
/// <param name="isArc">Whether the file begins with an ARC record.</param>
sealed class ArchiveFormat(Shard shard, WarcOptions options, bool isArc) : RecordFormat(shard)
{
    /// <summary>Limits, and what is dropped.</summary>
    public WarcOptions Options => options;

    /// <inheritdoc/>
    public override ArchiveFramer CreateFramer(ByteWindow window) => new(window, options, isArc);

    /// <inheritdoc/>
    public override IRecordReader CreateReader() => new WarcRecordReader(Shard, options);

    /// <inheritdoc/>
    public override bool FindStart(ByteWindow window, long from) => window.TrySeek(from) && RecordStart.Find(window, 0, isArc);
}
