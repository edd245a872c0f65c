using System.Buffers;
using System.Runtime.InteropServices;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>How hashes of units are kept in a release's index: 8 bytes each, those that are compared only.</summary>
sealed class UnitIndex(string kind, bool isKept, IReadOnlyList<string> against) : IMergeIndex
{
    const int HashBytes = sizeof(ulong);

    public string Kind => kind;

    public bool IsKept => isKept;

    public IReadOnlyList<string> Against => against;

    public void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry)
    {
        foreach (ulong hash in UnitKey.Hashes(key))
        {
            if (hash == 0) continue;
            MemoryMarshal.Write(entry.GetSpan(HashBytes), hash);
            entry.Advance(HashBytes);
        }
    }

    public void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key)
    {
        if (entry.Length % HashBytes != 0) throw new InvalidDataException($"an index entry of {entry.Length} bytes is not a number of hashes");
        if (!entry.IsEmpty) UnitKey.WriteHashes(0, MemoryMarshal.Cast<byte, ulong>(entry), 0, key);
    }
}
