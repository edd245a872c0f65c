namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The words and signs of a file as the classifier knows them: 32-bit hashes, one after the other.</summary>
/// <remarks>A token is a word (letters, digits and <c>_</c>, not starting with a digit), a run of signs (three at most), or either of them at the start of a line, which is another token.
/// Numbers are none. Each byte is looked at once; no memory.</remarks>
ref struct CodeTokens(ReadOnlySpan<byte> textUtf8)
{
    const int WordBytesMax = 24;
    const int SignsMax = 3;
    const uint WordSeed = 0x811C9DC5, SignSeed = 0x2545F491, StartSeed = 0x9E3779B9;

    readonly ReadOnlySpan<byte> _text = textUtf8;
    int _at;
    bool _isLineStart = true;
    uint _pending; // The token that a line's first one is too.

    /// <summary>The token.</summary>
    public uint Current { get; private set; }

    /// <summary>Goes on to the next; false at the end.</summary>
    public bool MoveNext()
    {
        if (_pending != 0)
        {
            (Current, _pending) = (_pending, 0);
            return true;
        }
        while (_at < _text.Length)
        {
            byte b = _text[_at];
            switch (s_kinds[b])
            {
                case Kind.Line:
                    _isLineStart = true;
                    _at++;
                    break;
                case Kind.Space:
                    _at++;
                    break;
                case Kind.Digit:
                    while (++_at < _text.Length && s_kinds[_text[_at]] is Kind.Digit or Kind.Letter)
                    {
                    }
                    _isLineStart = false;
                    break;
                case Kind.Letter:
                    if (ReadWord()) return true;
                    break;
                default:
                    ReadSigns();
                    return true;
            }
        }
        return false;
    }

    bool ReadWord()
    {
        int start = _at;
        uint hash = WordSeed;
        do hash = (hash ^ _text[_at]) * 16777619;
        while (++_at < _text.Length && s_kinds[_text[_at]] is Kind.Digit or Kind.Letter);
        if (_at - start > WordBytesMax)
        {
            _isLineStart = false;
            return false;
        }
        Give(hash);
        return true;
    }

    void ReadSigns()
    {
        uint hash = SignSeed;
        int end = Math.Min(_at + SignsMax, _text.Length);
        do hash = (hash ^ _text[_at]) * 16777619;
        while (++_at < end && s_kinds[_text[_at]] == Kind.Sign);
        Give(hash);
    }

    void Give(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 13;
        Current = hash;
        if (_isLineStart) _pending = (hash ^ StartSeed) * 0x297A2D39 | 1;
        _isLineStart = false;
    }

    enum Kind : byte
    {
        Sign,
        Letter,
        Digit,
        Space,
        Line,
    }

    static readonly Kind[] s_kinds = [.. Enumerable.Range(0, 256).Select(b => b switch
    {
        '\n' => Kind.Line,
        <= ' ' => Kind.Space,
        >= '0' and <= '9' => Kind.Digit,
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or >= 0x80 => Kind.Letter,
        _ => Kind.Sign,
    })];
}
