using System.Buffers;
using Sluice.Core.Steps;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Reads blocks again and hashes their windows, each alone. One a thread.</summary>
sealed class WindowScan(WindowLength window, ulong seed)
{
    readonly PassageHashes _hashes = new(window.BlockWordsMax, seed);

    /// <summary>The windows found since the last <see cref="Clear"/>.</summary>
    public List<Window> Windows { get; } = [];

    /// <summary>Most windows of a block: those of one anchor.</summary>
    public static int WindowsMax(WindowLength window) => window.Least + 2;

    /// <summary>Adds the windows of a block.</summary>
    /// <param name="keys">Where the document's text is read.</param>
    /// <param name="document">Where it lies.</param>
    /// <param name="block">The block.</param>
    public void Read(IMergeKeys keys, in StoredText document, in OpenBlock block)
    {
        int offset = Place.OffsetOf(block.Place);
        int length = Math.Min(block.Length + PassageWords.LookAheadBytes, document.Length - offset);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> text = rented.AsSpan(0, length);
            keys.Read(document.At + offset, text);
            Hash(text, block);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Forgets the windows.</summary>
    public void Clear() => Windows.Clear();

    // In bytes, windows of the anchor after it may end where the block ends: they are added as well, and do no harm.
    void Hash(ReadOnlySpan<byte> text, in OpenBlock block)
    {
        PassageWords words = new(text, block.IsInsideRun);
        _hashes.Restart();
        int next = 0;
        while (words.MoveNext() && words.End <= block.Length)
        {
            _hashes.Add(text, words);
            int count = _hashes.Count;
            for (; next < count && window.Holds(_hashes.At(next).Start, words.End, count - next); next++)
                Windows.Add(new(_hashes.HashA(next, count), (uint)_hashes.HashB(next, count), block.Place + (uint)_hashes.At(next).Start, words.End - _hashes.At(next).Start));
        }
    }
}
