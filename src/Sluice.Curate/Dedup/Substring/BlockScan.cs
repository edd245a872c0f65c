using System.Buffers;
using System.Numerics;

namespace Sluice.Curate.Dedup.Substring;

/// <summary>Divides all windows of a text among anchors, so that equal windows have equal anchors, wherever they stand: winnowing.</summary>
/// <remarks>The pieces of a window are its parts of half the length, one from each word. The piece with the least hash is the window's anchor: that is a property of the window's content alone.
/// Windows in a row that share an anchor make a block. So windows can only repeat where anchors do, and if all blocks of an anchor are equal, their windows need no look.
/// If a window has several pieces of the least hash, it stays with the anchor of the window before as long as that is one of them, and its block is tied: equal windows may then have other pieces as anchors, but anchors of the same hash.
/// Two anchors come for every half window of words, on average. Time O(words); holds O(words of a window).
/// Source: Schleimer, Wilkerson and Aiken 2003, "Winnowing: Local Algorithms for Document Fingerprinting".</remarks>
sealed class BlockScan
{
    /// <summary>White space of more bytes ends every window.</summary>
    public const int GapBytesMax = 256;

    readonly WindowLength _window, _piece;
    readonly PassageHashes _hashes;
    readonly Piece[] _queue; // Pieces of the window and later ones, hashes ascending: the first is the least.
    readonly int _mask;
    int _head, _tail;
    int _nextPiece, _nextWindow;
    Block _block;
    int _blockStart, _blockAnchor, _blockEnd;
    bool _hasBlock;

    public BlockScan(WindowLength window, ulong seed)
    {
        _window = window;
        _piece = window.Half;
        _hashes = new(window.BlockWordsMax, seed);
        _queue = new Piece[BitOperations.RoundUpToPowerOf2((uint)window.BlockWordsMax)];
        _mask = _queue.Length - 1;
    }

    /// <summary>Writes the blocks of a text, ascending by their start.</summary>
    public void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> target)
    {
        BlockWriter writer = new(target);
        PassageWords words = new(text, false);
        Restart();
        while (words.MoveNext())
        {
            if (words.Start - words.GapStart > GapBytesMax)
            {
                End(ref writer);
                Restart();
            }
            _hashes.Add(text, words);
            Advance(ref writer);
        }
        End(ref writer);
    }

    void Restart()
    {
        _hashes.Restart();
        _head = _tail = _nextPiece = _nextWindow = 0;
        _hasBlock = false;
    }

    void Advance(ref BlockWriter writer)
    {
        int count = _hashes.Count, end = _hashes.At(count - 1).End;
        for (; _nextPiece < count && _piece.Holds(_hashes.At(_nextPiece).Start, end, count - _nextPiece); _nextPiece++) Push(new() { Start = _nextPiece, Hash = _hashes.HashA(_nextPiece, count) });
        for (; _nextWindow < count && _window.Holds(_hashes.At(_nextWindow).Start, end, count - _nextWindow); _nextWindow++) TakeWindow(_nextWindow, count, ref writer);
    }

    void Push(Piece piece)
    {
        piece.EqualBefore = -1;
        for (; _head < _tail && _queue[_tail - 1 & _mask].Hash >= piece.Hash; _tail--)
            if (_queue[_tail - 1 & _mask].Hash == piece.Hash) piece.EqualBefore = _queue[_tail - 1 & _mask].Start;
        _queue[_tail++ & _mask] = piece;
    }

    // Of the pieces with the least hash, the queue has the last.
    void TakeWindow(int window, int end, ref BlockWriter writer)
    {
        while (_queue[_head & _mask].Start < window) _head++;
        Piece least = _queue[_head & _mask];
        if (!_hasBlock || _blockAnchor < window || _block.Anchor != least.Hash)
        {
            End(ref writer);
            _hasBlock = true;
            (_blockStart, _blockAnchor) = (window, least.Start);
            _block = new() { Anchor = least.Hash, Start = _hashes.At(window).Start, IsInsideRun = _hashes.At(window).IsInsideRun };
        }
        _block.IsTied |= least.EqualBefore >= window;
        _blockEnd = end;
    }

    void End(ref BlockWriter writer)
    {
        if (!_hasBlock) return;
        _hasBlock = false;
        _block.Length = _hashes.At(_blockEnd - 1).End - _block.Start;
        _block.Content = _hashes.HashB(_blockStart, _blockEnd);
        _block.MoreOfContent = (uint)_hashes.HashA(_blockStart, _blockEnd);
        writer.Write(_block);
    }

    struct Piece
    {
        public int Start;
        public int EqualBefore; // The last piece before that had the same hash, with none of a lesser hash between; -1 for none.
        public ulong Hash;
    }
}
