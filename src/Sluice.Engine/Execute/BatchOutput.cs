using Sluice.Engine.Store;
using Sluice.Storage.Compression;

namespace Sluice.Engine.Execute;

/// <summary>What one batch of one task came to, before it is committed in order. Owned by a worker and used again.</summary>
sealed class BatchOutput(int steps)
{
    readonly (FrameKind Kind, FieldWriter Writer)[] _frames =
        [.. new[] { FrameKind.Documents, FrameKind.Outcomes, FrameKind.Keys, FrameKind.IdHashes, FrameKind.Ids, FrameKind.Dropped, FrameKind.Quarantine }.Select(k => (k, new FieldWriter()))];

    readonly int[] _entries = new int[(int)FrameKind.Quarantine + 1];
    readonly List<PackedFrame> _packed = [];

    /// <summary>The counts of the batch.</summary>
    public StageCounts Counts { get; private set; } = new(steps);

    /// <summary>Rule and hash of each entry of <see cref="FrameKind.Dropped"/>.</summary>
    public List<(string Rule, ulong Hash)> DroppedKeys { get; } = [];

    /// <summary>Starts the next entry of a kind; rows are numbered per task at commit, so entries hold batch-relative rows.</summary>
    public FieldWriter Next(FrameKind kind)
    {
        _entries[(int)kind]++;
        return _frames[(int)kind - 1].Writer;
    }

    /// <summary>The frames, compressed on the worker. A frame is cut at about 8 MiB so that readers need little memory.</summary>
    public IReadOnlyList<PackedFrame> Packed => _packed;

    /// <summary>Compresses what has gathered.</summary>
    public void Pack(ZstdBlock zstd)
    {
        foreach ((FrameKind kind, FieldWriter writer) in _frames)
        {
            if (_entries[(int)kind] == 0) continue;
            _packed.Add(TaskFileWriter.Pack(zstd, kind, _entries[(int)kind], writer.Written));
            _entries[(int)kind] = 0;
            writer.Clear();
        }
    }

    /// <summary>Whether so much has gathered that it should be packed.</summary>
    public bool IsFull => _frames[(int)FrameKind.Documents - 1].Writer.Length > 4 << 20 || _frames[(int)FrameKind.Dropped - 1].Writer.Length > 8 << 20
        || _frames[(int)FrameKind.Keys - 1].Writer.Length > 8 << 20;

    /// <summary>Empties it for the next batch.</summary>
    public void Clear()
    {
        foreach ((FrameKind kind, FieldWriter writer) in _frames)
        {
            writer.Clear();
            _entries[(int)kind] = 0;
        }
        _packed.Clear();
        DroppedKeys.Clear();
        Counts = new(steps);
    }
}
