using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Ingest.Files;

/// <summary>Files that are one document each, compressed with gzip or zstd or not: HTML pages (<c>- html: pages/</c>), texts (<c>- text-files: books/</c>).</summary>
/// <remarks>The id is the file's name as the source names it. Text that is no valid UTF-8 is repaired with U+FFFD, and <c>utf8-repaired</c> in the metadata counts the places.</remarks>
public sealed record WholeFileOptions : IStepOptions
{
    /// <summary>Largest file, once it is decompressed; a larger one goes to quarantine (<c>file-bytes-max</c>).</summary>
    public ByteSize FileBytesMax { get; init; } = new(32L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        const long Least = 1 << 10, Most = 1 << 30;
        if (FileBytesMax.Bytes < Least) yield return $"file-bytes-max is {FileBytesMax}; use {new ByteSize(Least)} or more";
        if (FileBytesMax.Bytes > Most) yield return $"file-bytes-max is {FileBytesMax}; use {new ByteSize(Most)} or less";
    }
}
