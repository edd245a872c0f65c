namespace Sluice.Ingest.Extract.Html;

// Content that is text: scripts, style sheets, titles, plain text and CDATA sections.
sealed partial class HtmlTokenizer
{
    const int RawNameBytesMax = 64;

    readonly byte[] _rawName = new byte[RawNameBytesMax];
    int _rawNameLength;
    ScriptNesting _scriptNesting;

    // Where a script stands towards comments inside it: the standard's "escaped" and "double escaped".
    enum ScriptNesting : byte
    {
        None, Comment, ScriptInComment,
    }

    HtmlTokenKind NextRaw()
    {
        if (_at >= _end)
        {
            _mode = HtmlTokenizerMode.Data;
            return HtmlTokenKind.End;
        }
        if (_page[_at] == 0)
        {
            _at++;
            if (_mode == HtmlTokenizerMode.CData) return HtmlTokenKind.Null;
            _scratchCount = 0;
            Append("\uFFFD"u8);
            (_text, _textStart, _textLength) = (_scratch, 0, _scratchCount);
            return HtmlTokenKind.Text;
        }
        ReadOnlySpan<byte> rest = _page.AsSpan(_at, _end - _at);
        switch (_mode)
        {
            case HtmlTokenizerMode.CData:
                return CData(rest);
            case HtmlTokenizerMode.Plaintext:
                int nul = rest.IndexOf((byte)0);
                return TextOf(nul < 0 ? rest.Length : nul);
        }
        if (rest[0] == '&' && _mode == HtmlTokenizerMode.TextWithReferences)
        {
            _scratchCount = 0;
            int used = DecodeReference(_at, _end, inAttribute: false);
            if (used > 0)
            {
                _at += used;
                (_text, _textStart, _textLength) = (_scratch, 0, _scratchCount);
                return HtmlTokenKind.Text;
            }
        }
        int length = _mode == HtmlTokenizerMode.Script ? ScriptLength(rest) : RawLength(rest);
        if (length > 0) return TextOf(length);
        _mode = HtmlTokenizerMode.Data;
        return ReadTag(_at + 2, isEnd: true);
    }

    HtmlTokenKind CData(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("]]>"u8))
        {
            _at += 3;
            _mode = HtmlTokenizerMode.Data;
            return HtmlTokenKind.End;
        }
        // Byte by byte of those that may matter: to look for either one over the whole page would cost each section a look at all that follows it.
        int at = 0;
        while (true)
        {
            int stop = rest[at..].IndexOfAny((byte)']', (byte)0);
            if (stop < 0) return TextOf(rest.Length);
            at += stop;
            if (rest[at] == 0 || rest[at..].StartsWith("]]>"u8)) return TextOf(at);
            at++;
        }
    }

    // The bytes of text up to the end tag, a NUL, or a character reference; 0 at the end tag.
    int RawLength(ReadOnlySpan<byte> rest)
    {
        bool hasReferences = _mode == HtmlTokenizerMode.TextWithReferences;
        int at = rest[0] == '&' ? 1 : 0;
        while (true)
        {
            int stop = hasReferences ? rest[at..].IndexOfAny((byte)'<', (byte)'&', (byte)0) : rest[at..].IndexOfAny((byte)'<', (byte)0);
            if (stop < 0) return rest.Length;
            at += stop;
            if (rest[at] != '<' || IsItsEndTag(rest[at..])) return at;
            at++;
        }
    }

    // The same of a script: an end tag counts unless it is that of a script inside a comment.
    int ScriptLength(ReadOnlySpan<byte> rest)
    {
        int at = 0;
        while (true)
        {
            int stop = _scriptNesting == ScriptNesting.None ? rest[at..].IndexOfAny((byte)'<', (byte)0) : rest[at..].IndexOfAny((byte)'<', (byte)'-', (byte)0);
            if (stop < 0) return rest.Length;
            at += stop;
            switch (rest[at])
            {
                case 0:
                    return at;
                case (byte)'-':
                    int dashes = rest[at..].IndexOfAnyExcept((byte)'-');
                    if (dashes < 0) return rest.Length;
                    at += dashes;
                    if (dashes >= 2 && rest[at] == '>') _scriptNesting = ScriptNesting.None;
                    break;
                default:
                    if (_scriptNesting != ScriptNesting.ScriptInComment && IsItsEndTag(rest[at..])) return at;
                    at++;
                    if (_scriptNesting == ScriptNesting.None)
                    {
                        if (!rest[at..].StartsWith("!--"u8)) break;
                        _scriptNesting = ScriptNesting.Comment;
                        at++; // Its dashes count as those before a > do.
                    }
                    else if (_scriptNesting == ScriptNesting.Comment)
                    {
                        if (IsName(rest[at..], "script"u8)) _scriptNesting = ScriptNesting.ScriptInComment;
                    }
                    else if (at < rest.Length && rest[at] == '/' && IsName(rest[(at + 1)..], "script"u8)) _scriptNesting = ScriptNesting.Comment;
                    break;
            }
        }
    }

    bool IsItsEndTag(ReadOnlySpan<byte> text) => text.Length > 1 && text[1] == '/' && IsName(text[2..], _rawName.AsSpan(0, _rawNameLength));

    // The name, in any case, and what ends a name.
    static bool IsName(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        !name.IsEmpty && text.Length > name.Length && (text[name.Length] is (byte)'>' or (byte)'/' || IsSpace(text[name.Length]))
        && System.Text.Ascii.EqualsIgnoreCase(text[..name.Length], name);
}
