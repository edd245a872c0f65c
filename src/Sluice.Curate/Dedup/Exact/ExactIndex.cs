using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Exact;

/// <summary>Exact duplicates' index: 16 bytes of hash a document, none for one without a key.</summary>
sealed class ExactIndex(DeduplicateExactOptions options) : IMergeIndex
{
    /// <summary>Bytes of an entry, and of the key's hash that it is.</summary>
    public const int EntryBytes = 16;

    // The second number is that of the rules: it changes with what makes an address or normalized words.
    public string Kind => $"{DeduplicateExact.Name}, by {KebabCase.From(options.By.ToString())}, rules 1";

    public bool IsKept => options.Index;

    public IReadOnlyList<string> Against => options.Against;

    public void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry) => entry.Write(key[..Math.Min(key.Length, EntryBytes)]);

    public void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key)
    {
        if (entry.Length is not (0 or EntryBytes)) throw new InvalidDataException($"an entry of {DeduplicateExact.Name} has {entry.Length} bytes, not {EntryBytes}");
        key.Write(entry);
    }
}
