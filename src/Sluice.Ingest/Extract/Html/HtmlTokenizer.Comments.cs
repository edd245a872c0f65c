namespace Sluice.Ingest.Extract.Html;

// Comments and doctypes.
sealed partial class HtmlTokenizer
{
    /// <summary>Leaves comments and the ids of doctypes out of what <see cref="Text"/> gives.</summary>
    public bool SkipsComments { get; set; }

    /// <summary>What the doctype says; <see cref="Text"/> holds its name and ids, one after another.</summary>
    public HtmlDoctype Doctype { get; private set; }

    // At <!--.
    HtmlTokenKind Comment()
    {
        int start = _at + 4;
        ReadOnlySpan<byte> rest = _page.AsSpan(start, _end - start);
        if (rest.StartsWith(">"u8)) return CommentOf(start, 0, start + 1);
        if (rest.StartsWith("->"u8)) return CommentOf(start, 0, start + 2);
        for (int at = 0; ; at++)
        {
            int dashes = rest[at..].IndexOf("--"u8);
            if (dashes < 0) break;
            at += dashes;
            ReadOnlySpan<byte> after = rest[(at + 2)..];
            if (after.StartsWith(">"u8)) return CommentOf(start, at, start + at + 3);
            if (after.StartsWith("!>"u8)) return CommentOf(start, at, start + at + 4);
        }
        ReadOnlySpan<byte> cut = rest.EndsWith("--!"u8) ? rest[..^3] : rest.EndsWith("--"u8) ? rest[..^2] : rest.EndsWith("-"u8) ? rest[..^1] : rest;
        return CommentOf(start, cut.Length, _end);
    }

    HtmlTokenKind BogusComment(int start)
    {
        int length = _page.AsSpan(start, _end - start).IndexOf((byte)'>');
        return length < 0 ? CommentOf(start, _end - start, _end) : CommentOf(start, length, start + length + 1);
    }

    HtmlTokenKind CommentOf(int start, int length, int next)
    {
        _at = next;
        if (SkipsComments) length = 0;
        _scratchCount = 0;
        AppendReplacingNul(_page.AsSpan(start, length));
        (_text, _textStart, _textLength) = (_scratch, 0, _scratchCount);
        return HtmlTokenKind.Comment;
    }

    // At <!doctype.
    HtmlTokenKind ReadDoctype()
    {
        int at = _at + 9;
        ReadOnlySpan<byte> page = _page.AsSpan(0, _end);
        HtmlDoctype doctype = default;
        _scratchCount = 0;
        SkipSpace(page, ref at);
        if (at == _end || page[at] == '>') doctype.ForcesQuirks = true;
        else
        {
            int start = at;
            while (at < _end && page[at] != '>' && !IsSpace(page[at])) at++;
            AppendReplacingNul(page[start..at]);
            LowerScratch();
            (doctype.HasName, doctype.NameLength) = (true, _scratchCount);
            SkipSpace(page, ref at);
            if (at == _end) doctype.ForcesQuirks = true;
            else if (page[at] != '>') ReadIds(page, ref at, ref doctype);
        }
        // Whatever else is there is skipped.
        int close = page[at..].IndexOf((byte)'>');
        _at = close < 0 ? _end : at + close + 1;
        Doctype = doctype;
        (_text, _textStart, _textLength) = (_scratch, 0, _scratchCount);
        return HtmlTokenKind.Doctype;
    }

    void ReadIds(ReadOnlySpan<byte> page, ref int at, ref HtmlDoctype doctype)
    {
        ReadOnlySpan<byte> rest = page[at..];
        bool isPublic = rest.Length >= 6 && System.Text.Ascii.EqualsIgnoreCase(rest[..6], "public"u8);
        if (!isPublic && !(rest.Length >= 6 && System.Text.Ascii.EqualsIgnoreCase(rest[..6], "system"u8)))
        {
            doctype.ForcesQuirks = true;
            return;
        }
        at += 6;
        SkipSpace(page, ref at);
        if (isPublic)
        {
            if (!ReadId(page, ref at, out doctype.HasPublic, out doctype.PublicLength))
            {
                doctype.ForcesQuirks = true;
                return;
            }
            SkipSpace(page, ref at);
            if (at < _end && page[at] == '>') return;
        }
        if (!ReadId(page, ref at, out doctype.HasSystem, out doctype.SystemLength))
        {
            doctype.ForcesQuirks = true;
            return;
        }
        SkipSpace(page, ref at);
        if (at == _end) doctype.ForcesQuirks = true;
    }

    // A quoted id; false where there is none, or no end of it.
    bool ReadId(ReadOnlySpan<byte> page, ref int at, out bool has, out int length)
    {
        (has, length) = (false, 0);
        if (at == _end || page[at] is not ((byte)'"' or (byte)'\'')) return false;
        byte quote = page[at++];
        int end = page[at..].IndexOfAny(quote, (byte)'>');
        int before = _scratchCount;
        AppendReplacingNul(end < 0 ? page[at..] : page.Slice(at, end));
        (has, length) = (true, _scratchCount - before);
        at = end < 0 ? _end : at + end;
        if (end < 0 || page[at] == '>') return false;
        at++;
        return true;
    }

    static void SkipSpace(ReadOnlySpan<byte> page, ref int at)
    {
        while (at < page.Length && IsSpace(page[at])) at++;
    }

    void LowerScratch()
    {
        foreach (ref byte b in _scratch.AsSpan(0, _scratchCount))
            if (b is >= (byte)'A' and <= (byte)'Z') b |= 0x20;
    }

    void AppendReplacingNul(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int nul = text.IndexOf((byte)0);
            if (nul < 0)
            {
                Append(text);
                return;
            }
            Append(text[..nul]);
            Append("\uFFFD"u8);
            text = text[(nul + 1)..];
        }
    }
}
