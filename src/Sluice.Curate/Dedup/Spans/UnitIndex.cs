using System.Buffers;
using System.Runtime.InteropServices;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Spans;

/// <summary>How hashes of units are kept in a release's index: 8 bytes each, those that are compared only.</summary>
sealed class UnitIndex(UnitRules rules, string kind, bool isKept, IReadOnlyList<string> against) : IMergeIndex
{
    const int HashBytes = sizeof(ulong);

    public string Kind => kind;

    public bool IsKept => isKept;

    public IReadOnlyList<string> Against => against;

    public void WriteEntry(ReadOnlySpan<byte> key, IBufferWriter<byte> entry) => WriteEntry(key, [], entry);

    // Where the first occurrence stays, it is another document's. Where none stays, all count.
    public void WriteEntry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> change, IBufferWriter<byte> entry)
    {
        ReadOnlySpan<ulong> hashes = UnitKey.Hashes(key);
        bool leavesOut = rules.Keep == KeepOccurrences.First && !change.IsEmpty;
        for (int run = 0; run < hashes.Length; run++)
        {
            if (hashes[run] == 0 || (leavesOut && UnitChange.Cuts(change, run))) continue;
            MemoryMarshal.Write(entry.GetSpan(HashBytes), hashes[run]);
            entry.Advance(HashBytes);
        }
    }

    public void ReadEntry(ReadOnlySpan<byte> entry, IBufferWriter<byte> key)
    {
        if (entry.Length % HashBytes != 0) throw new InvalidDataException($"an index entry of {entry.Length} bytes is not a number of hashes");
        if (!entry.IsEmpty) UnitKey.WriteHashes(0, MemoryMarshal.Cast<byte, ulong>(entry), 0, key);
    }
}
