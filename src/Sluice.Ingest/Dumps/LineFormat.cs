using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Dumps;

/// <summary>One record a line.</summary>
/// <param name="shard">The file.</param>
/// <param name="lineBytesMax">Longest line.</param>
/// <param name="createReader">What understands a line.</param>
sealed class LineFormat(Shard shard, ByteSize lineBytesMax, Func<Shard, IRecordReader> createReader) : RecordFormat(shard)
{
    /// <inheritdoc/>
    public override IFramer CreateFramer(ByteWindow window) => new LineFramer(window, lineBytesMax);

    /// <inheritdoc/>
    public override IRecordReader CreateReader() => createReader(Shard);

    /// <inheritdoc/>
    public override bool FindStart(ByteWindow window, long from)
    {
        // A line begins after a line end; the one right before the place counts.
        if (!window.TrySeek(from - 1)) return false;
        while (true)
        {
            int end = window.Span.IndexOf((byte)'\n');
            window.Advance(end < 0 ? window.Span.Length : end + 1);
            if (end >= 0) return true;
            if (!window.Ensure(1)) return false;
        }
    }
}
