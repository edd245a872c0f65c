using System.Buffers;
using System.Buffers.Binary;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;
using Sluice.Storage.Sorting;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Finds the windows that repeat: blocks by anchor and content first; the windows of those that this leaves open one by one.</summary>
/// <remarks>Of equal blocks all but the first are repeated whole. If an anchor has blocks of one content only, and they are not tied, that is all: a window can only equal one at the same place of an equal block.
/// Otherwise the windows of the first block of each content are hashed and compared: the first occurrence of a window always lies in such a block.
/// Everything is sorted out of core: 32 bytes for a block, of which there is about one for a quarter of a window; 16 for one that is open, 24 for each window of that, 24 for a part that is cut.</remarks>
sealed class DeduplicateSubstringsMerge : IMerge
{
    const int LeftReadMax = 64 << 10;

    readonly DeduplicateSubstringsOptions _options;
    readonly WindowLength _window;
    readonly ulong _seed;
    readonly MergeContext _context;
    readonly StoredTexts _texts;
    readonly ExternalSorter<PlacedBlock> _blocks;
    readonly ExternalSorter<OpenBlock> _openBlocks;
    readonly ExternalSorter<RepeatedPart> _parts;
    readonly long _memoryBytes;
    long _windowsSpilled;
    long _textBytes, _bytesCut, _passagesCut, _documentsChanged, _documentsDropped;

    public DeduplicateSubstringsMerge(DeduplicateSubstringsOptions options, ulong seed, MergeContext context)
    {
        (_options, _window, _seed, _context) = (options, options.Window, seed, context);
        _memoryBytes = context.MemoryBytes - StoredTexts.MemoryBytes - context.Workers * PassageHashes.BytesFor(_window.BlockWordsMax);
        _texts = new(Path.Combine(context.ScratchFolder, "texts"));
        // The windows come where the blocks were.
        _blocks = new(context.ScratchFolder, "blocks", _memoryBytes / 2, context.Workers, context.Cancellation);
        _openBlocks = new(context.ScratchFolder, "open-blocks", _memoryBytes / 8, context.Workers, context.Cancellation);
        _parts = new(context.ScratchFolder, "parts", _memoryBytes / 4, context.Workers, context.Cancellation);
    }

    public IReadOnlyList<KeyValuePair<string, double>> Figures =>
    [
        new("text-bytes", _textBytes),
        new("bytes-cut", _bytesCut),
        new("passages-cut", _passagesCut),
        new("documents-changed", _documentsChanged),
        new("documents-dropped", _documentsDropped),
    ];

    public long SpilledBytes => _texts.SpilledBytes + _blocks.SpilledBytes + _openBlocks.SpilledBytes + _windowsSpilled + _parts.SpilledBytes;

    public void Add(long document, ReadOnlySpan<byte> key, long at)
    {
        if (document > uint.MaxValue) throw new SluiceException($"{DeduplicateSubstrings.Name} takes up to {uint.MaxValue} documents", null, "divide the input into several builds") { ExitCode = 1 };
        int length = BinaryPrimitives.ReadInt32LittleEndian(key[^sizeof(int)..]);
        _textBytes += length;
        _texts.Add(new(at, length));
        BlockReader blocks = new(key[length..^sizeof(int)]);
        while (blocks.TryRead(out Block block)) _blocks.Add(new(document, block));
    }

    public IEnumerable<MergeDecision> Decide()
    {
        CompareBlocks();
        _blocks.Dispose();
        CompareWindows();
        ArrayBufferWriter<byte> change = new();
        SortedRecords<RepeatedPart> parts = _parts.Sort();
        for (bool isMore = parts.TryRead(out RepeatedPart part); isMore;)
        {
            long document = Place.DocumentOf(part.Place);
            change.ResetWrittenCount();
            Passage longest = Unite(parts, ref part, ref isMore, change, out int bytesCut);
            if (document >= _context.EarlierDocuments) yield return Decide(document, change.WrittenMemory, longest, bytesCut);
        }
    }

    public void Dispose()
    {
        _texts.Dispose();
        _blocks.Dispose();
        _openBlocks.Dispose();
        _parts.Dispose();
    }

    void CompareBlocks()
    {
        SortedRecords<PlacedBlock> blocks = _blocks.Sort();
        if (!blocks.TryRead(out PlacedBlock first)) return;
        bool isOpen = first.IsTied;
        if (isOpen) _openBlocks.Add(new(first));
        while (blocks.TryRead(out PlacedBlock block))
        {
            if (block.EqualsContent(first))
            {
                _parts.Add(new(block.Place, first.Place, block.Length));
                continue;
            }
            bool isSameAnchor = block.Anchor == first.Anchor;
            if (isSameAnchor && !isOpen) _openBlocks.Add(new(first));
            isOpen = isSameAnchor || block.IsTied;
            if (isOpen) _openBlocks.Add(new(block));
            first = block;
        }
    }

    void CompareWindows()
    {
        using ExternalSorter<Window> windows = new(_context.ScratchFolder, "windows", _memoryBytes / 2 - BatchBytes, _context.Workers, _context.Cancellation);
        HashWindows(windows);
        SortedRecords<Window> sorted = windows.Sort();
        if (sorted.TryRead(out Window first))
        {
            while (sorted.TryRead(out Window window))
            {
                if (!window.EqualsContent(first)) first = window;
                else if (window.Place != first.Place) _parts.Add(new(window.Place, first.Place, window.Length));
            }
        }
        _windowsSpilled = windows.SpilledBytes;
    }

    // At most a quarter of the memory for the windows of one batch, but at least a block for each worker.
    long BatchBytes => Math.Max(_memoryBytes / 16, _context.Workers * BlockBytes);

    long BlockBytes => WindowScan.WindowsMax(_window) * 24L;

    void HashWindows(ExternalSorter<Window> windows)
    {
        int batchBlocks = (int)Math.Clamp(BatchBytes / BlockBytes, _context.Workers, 1 << 14);
        WindowScan[] scans = [.. Enumerable.Range(0, _context.Workers).Select(_ => new WindowScan(_window, _seed))];
        List<(OpenBlock Block, StoredText Text)> batch = new(batchBlocks);
        SortedRecords<OpenBlock> open = _openBlocks.Sort();
        for (bool isMore = true; isMore;)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            batch.Clear();
            while (batch.Count < batchBlocks && (isMore = open.TryRead(out OpenBlock block))) batch.Add((block, _texts[Place.DocumentOf(block.Place)]));
            Parallel.For(0, scans.Length, new ParallelOptions { MaxDegreeOfParallelism = scans.Length }, n =>
            {
                scans[n].Clear();
                int end = (int)((long)batch.Count * (n + 1) / scans.Length);
                for (int at = (int)((long)batch.Count * n / scans.Length); at < end; at++) scans[n].Read(_context.Keys, batch[at].Text, batch[at].Block);
            });
            foreach (WindowScan scan in scans)
                foreach (Window window in scan.Windows) windows.Add(window);
        }
    }

    // The passages of one document, from its first part to behind its last: parts that touch or overlap are one.
    static Passage Unite(SortedRecords<RepeatedPart> parts, ref RepeatedPart part, ref bool isMore, IBufferWriter<byte> change, out int bytesCut)
    {
        long document = Place.DocumentOf(part.Place);
        Passage longest = default;
        bytesCut = 0;
        int written = 0;
        while (isMore && Place.DocumentOf(part.Place) == document)
        {
            int start = Place.OffsetOf(part.Place);
            Passage passage = new(start, start + part.Length, part.FirstPlace);
            while ((isMore = parts.TryRead(out part)) && Place.DocumentOf(part.Place) == document && Place.OffsetOf(part.Place) <= passage.End)
                passage = passage with { End = Math.Max(passage.End, Place.OffsetOf(part.Place) + part.Length) };
            PassageChange.Write(change, passage.Start - written, passage.Length);
            written = passage.End;
            bytesCut += passage.Length;
            if (passage.Length > longest.Length) longest = passage;
        }
        return longest;
    }

    MergeDecision Decide(long document, ReadOnlyMemory<byte> change, Passage longest, int bytesCut)
    {
        StoredText text = _texts[document];
        _bytesCut += bytesCut;
        for (ReadOnlySpan<byte> rest = change.Span; !rest.IsEmpty; _passagesCut++)
        {
            VariableInt.Read(ref rest);
            VariableInt.Read(ref rest);
        }
        int left = BytesLeft(text, change.Span, text.Length - bytesCut);
        if (left >= _options.TextLeftMin)
        {
            _documentsChanged++;
            return new(document, Verdict.Keep, -1, 0, -1, 1) { Change = change };
        }
        _documentsDropped++;
        long holder = Place.DocumentOf(longest.FirstPlace);
        return new(document, Verdict.Drop(DeduplicateSubstrings.Rule, left, _options.TextLeftMin), holder == document ? -1 : holder, (double)bytesCut / text.Length, -1, 1);
    }

    // Bytes that are left, white space not counted: only of documents that might have too few.
    int BytesLeft(StoredText text, ReadOnlySpan<byte> change, int bytesLeft)
    {
        if (bytesLeft > _options.TextLeftMin + (long)LeftReadMax) return bytesLeft;
        byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(bytesLeft, 1));
        try
        {
            int left = 0, at = 0, start = 0;
            while (PassageChange.TryRead(ref change, ref start, out int end))
            {
                left += Read(at, start);
                at = start = end;
            }
            return left + Read(at, text.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        int Read(int from, int to)
        {
            _context.Keys.Read(text.At + from, rented.AsSpan(0, to - from));
            return WhiteSpace.CountOthers(rented.AsSpan(0, to - from));
        }
    }

    readonly record struct Passage(int Start, int End, ulong FirstPlace)
    {
        public int Length => End - Start;
    }
}
