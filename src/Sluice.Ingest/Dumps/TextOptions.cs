using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Dumps;

/// <summary>Plain text, one document a line; plain, gzip or zstd. YAML: <c>- text: corpus/*.txt</c>.</summary>
/// <remarks>Empty lines are no documents. Text that is no valid UTF-8 is repaired with U+FFFD, and <c>utf8-repaired</c> in the metadata counts the places.</remarks>
public sealed record TextOptions : IStepOptions
{
    /// <summary>Longest line; a longer one goes to quarantine (<c>line-bytes-max</c>).</summary>
    public ByteSize LineBytesMax { get; init; } = new(32L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => LineLimit.Problems(LineBytesMax);
}

static class LineLimit
{
    const long Least = 1 << 10, Most = 1 << 30;

    public static IEnumerable<string> Problems(ByteSize bytesMax)
    {
        if (bytesMax.Bytes < Least) yield return $"line-bytes-max is {bytesMax}; use {new ByteSize(Least)} or more";
        if (bytesMax.Bytes > Most) yield return $"line-bytes-max is {bytesMax}; use {new ByteSize(Most)} or less";
    }
}
