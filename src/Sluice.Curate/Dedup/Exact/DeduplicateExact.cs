using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Removes documents that are equal to one that stays: in their text, in their words, or in their address.</summary>
/// <remarks>They are compared by the first 128 bits of a SHA-256: no one can make two that are taken for equal, and none are by chance.
/// A text without words is compared by its bytes, also where texts are normalized. What stays depends on the documents alone, and except for <c>keep: first</c> not on their order.
/// With <c>bloom-items</c> a Bloom filter takes the place of sorting: one pass, in input order, in a memory that is known before.</remarks>
public sealed class DeduplicateExact : IMergeStep
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "deduplicate-exact";

    readonly DeduplicateExactOptions _options;
    readonly KeepRule _keep;
    readonly CanonicalUrl _url = new();

    DeduplicateExact(DeduplicateExactOptions options)
    {
        _options = options;
        _keep = options.KeepRule;
        Index = new ExactIndex(options);
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Merge<DeduplicateExactOptions>(Name, "Sluice; RFC 3986 for addresses; Bloom 1970", (options, _) => new DeduplicateExact(options));

    /// <inheritdoc/>
    public IMergeIndex Index { get; }

    /// <inheritdoc/>
    public void WriteKey(Document document, IBufferWriter<byte> key)
    {
        if (_options.By == ExactBy.Url && string.IsNullOrWhiteSpace(document.Url)) return;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Compared(document), hash);
        key.Write(hash[..ExactIndex.EntryBytes]);
        _keep.WriteKey(document, key);
    }

    /// <inheritdoc/>
    public IMerge StartMerge(MergeContext context)
    {
        Verdict drop = Verdict.Drop($"{Name}.{KebabCase.From(_options.By.ToString())}");
        return _options.BloomItems is { } items ? new BloomMerge(context, items, _options.BloomRate, drop)
            : _keep.HasKeys ? new ExactMerge<RankedHash>(context, drop) : new ExactMerge<NumberedHash>(context, drop);
    }

    ReadOnlySpan<byte> Compared(Document document)
    {
        if (_options.By == ExactBy.Url) return _url.Of(document.Url!);
        ReadOnlySpan<ulong> words = _options.By == ExactBy.NormalizedText ? document.Analysis.SimplifiedWordHashes : [];
        return words.Length > 0 ? MemoryMarshal.AsBytes(words) : document.Text;
    }
}
