using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Removes documents whose text is equal to an earlier one's.</summary>
/// <remarks>Texts are compared by the first 128 bits of their SHA-256: no one can make two that are taken for equal, and none are by chance.
/// A text without words is compared by its bytes, also where texts are normalized.</remarks>
public sealed class DeduplicateExact : IMergeStep
{
    /// <summary>The step's name, and the prefix of its rule.</summary>
    public const string Name = "deduplicate-exact";

    /// <summary>Bytes of a key.</summary>
    internal const int KeyBytes = 16;

    readonly DeduplicateExactOptions _options;

    DeduplicateExact(DeduplicateExactOptions options) => _options = options;

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Merge<DeduplicateExactOptions>(Name, "Sluice", (options, _) => new DeduplicateExact(options));

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        ReadOnlySpan<ulong> words = _options.By == ExactBy.NormalizedText ? document.Analysis.SimplifiedWordHashes : [];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(words.Length > 0 ? MemoryMarshal.AsBytes(words) : document.Text, hash);
        key.Write(hash[..KeyBytes]);
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context) => new DeduplicateExactMerge(context.MemoryBytes);
}
