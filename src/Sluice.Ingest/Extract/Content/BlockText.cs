using System.Numerics;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What becomes of white space.</summary>
enum WhiteSpace
{
    /// <summary>A run is one space.</summary>
    Collapsed,

    /// <summary>A run is one space, but no-break spaces stay: code in elements that are no <c>pre</c> is indented with them.</summary>
    KeptWhereNoBreak,

    /// <summary>It stays as it is.</summary>
    Kept,
}

/// <summary>One reusable buffer of UTF-8 that all blocks of a page share: white space runs are one space, but in preformatted text; what shows nothing is gone.</summary>
/// <remarks>Gone are control characters, byte order marks, soft hyphens, zero-width spaces and noncharacters. The joiners (U+200C, U+200D) and marks of direction stay: they change how letters look.</remarks>
sealed class BlockText
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptBytesMax = 4 << 20;

    const byte Plain = 0, Space = 1, Gone = 2, Lead = 3;

    static readonly byte[] s_classes = MakeClasses();

    byte[] _bytes = new byte[1 << 16];
    int _lineStart; // Where the block that is being written begins.
    bool _isSpacePending;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>A part of it.</summary>
    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Empties it for the next page.</summary>
    public void Clear()
    {
        if (_bytes.Length > KeptBytesMax) _bytes = new byte[1 << 16];
        Length = _lineStart = 0;
        _isSpacePending = false;
    }

    /// <summary>From here on a new block is written.</summary>
    public void BeginLine()
    {
        _lineStart = Length;
        _isSpacePending = false;
    }

    /// <summary>Appends text of the tree, in which white space may be collapsed already.</summary>
    /// <returns>Where it was appended; <see cref="Length"/> where nothing was.</returns>
    public int Append(ReadOnlySpan<byte> text, WhiteSpace space = WhiteSpace.Collapsed)
    {
        Reserve(text.Length + 1);
        byte[] bytes = _bytes;
        int to = Length;
        bool isSpacePending = _isSpacePending && to > _lineStart;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            byte kind = s_classes[b];
            int skipped = 0;
            if (kind == Lead) (kind, skipped) = ClassOf(text[i..]);
            if (kind == Plain)
            {
                if (isSpacePending)
                {
                    bytes[to++] = (byte)' ';
                    isSpacePending = false;
                }
                bytes[to++] = b;
                continue;
            }
            i += skipped;
            if (kind == Gone) continue;
            if (space == WhiteSpace.Kept) bytes[to++] = b is (byte)'\n' or (byte)'\t' ? b : (byte)' ';
            else if (space == WhiteSpace.KeptWhereNoBreak && b == 0xC2) bytes[to++] = (byte)' ';
            else isSpacePending = to > _lineStart && bytes[to - 1] != '\n';
        }
        int start = Length;
        Length = to;
        _isSpacePending = isSpacePending;
        return start;
    }

    /// <summary>Asks for a space before what is written next, if anything was written before it.</summary>
    public void Gap() => _isSpacePending = true;

    /// <summary>Whether what is written next follows white space, or begins the line.</summary>
    public bool IsAfterSpace => _isSpacePending || IsLineEmpty || _bytes[Length - 1] is (byte)' ' or (byte)'\n' or (byte)'\t';

    /// <summary>What was written since <see cref="BeginLine"/>.</summary>
    public ReadOnlySpan<byte> Line => _bytes.AsSpan(_lineStart, Length - _lineStart);

    /// <summary>Ends a line within preformatted text.</summary>
    /// <param name="always">Also where the line is empty.</param>
    public void BreakLine(bool always)
    {
        if (IsLineEmpty || (!always && _bytes[Length - 1] == '\n')) return;
        Reserve(1);
        _bytes[Length++] = (byte)'\n';
        _isSpacePending = false;
    }

    /// <summary>Whether nothing, or only white space, was written since <see cref="BeginLine"/>.</summary>
    public bool IsLineEmpty => Length == _lineStart;

    /// <summary>Ends the block: trims its text.</summary>
    /// <returns>Where its text begins; it ends at <see cref="Length"/>.</returns>
    public int EndLine(bool preformatted)
    {
        _isSpacePending = false;
        if (!preformatted) return _lineStart; // Spaces are written only before something else.
        Length = _lineStart + _bytes.AsSpan(_lineStart, Length - _lineStart).TrimEnd(" \n\t"u8).Length;
        while (_lineStart < Length && _bytes[_lineStart] == '\n') _lineStart++;
        return _lineStart;
    }

    void Reserve(int bytes)
    {
        if (_bytes.Length - Length < bytes) Array.Resize(ref _bytes, (int)BitOperations.RoundUpToPowerOf2((uint)(Length + bytes)));
    }

    // What a character that begins with one of the lead bytes is, and how many bytes follow the first.
    static (byte Kind, int Skipped) ClassOf(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2) return (Plain, 0);
        byte second = text[1];
        if (text[0] == 0xC2) return second == 0xA0 ? (Space, 1) : second is < 0xA0 or 0xAD ? (Gone, 1) : (Plain, 0); // U+0080 to U+00AD
        if (text.Length < 3) return (Plain, 0);
        return (text[0] << 16 | second << 8 | text[2]) switch
        {
            >= 0xE28080 and <= 0xE2808A => (Space, 2), // U+2000 to U+200A
            0xE2808B => (Gone, 2), // U+200B
            0xE280A8 or 0xE280A9 or 0xE280AF or 0xE2819F or 0xE19A80 or 0xE38080 => (Space, 2), // U+2028, U+2029, U+202F, U+205F, U+1680, U+3000
            0xEFBBBF or 0xEFBFBE or 0xEFBFBF => (Gone, 2), // U+FEFF, U+FFFE, U+FFFF
            _ => (Plain, 0),
        };
    }

    static byte[] MakeClasses()
    {
        byte[] classes = new byte[256];
        for (int b = 0; b < 0x20; b++) classes[b] = Gone;
        foreach (byte b in " \t\n\v\f\r"u8) classes[b] = Space;
        classes[0x7F] = Gone;
        foreach (byte b in (ReadOnlySpan<byte>)[0xC2, 0xE1, 0xE2, 0xE3, 0xEF]) classes[b] = Lead;
        return classes;
    }
}
