namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Counts of a file's comments and string literals, by a small lexer for the family of its language.</summary>
/// <remarks>It knows marks, not grammar: a literal in quotes ends with its line, backticks and triple quotes where they close; heredocs, regular expressions and
/// raw strings are read as code, so a comment mark in one of them counts. Linear: a quote that does not close on its line is not tried again on that line.</remarks>
struct CommentStatistics
{
    const int LongWordBytes = 20, LongStringWords = 20;

    static readonly byte[][] s_todoMarks =
    [
        "TODO"u8.ToArray(), "todo"u8.ToArray(), "Todo"u8.ToArray(), "ToDo"u8.ToArray(), "FIXME"u8.ToArray(), "fixme"u8.ToArray(), "Fixme"u8.ToArray(), "FixMe"u8.ToArray(),
        "your code here"u8.ToArray(), "YOUR CODE HERE"u8.ToArray(), "Your code here"u8.ToArray(),
    ];

    /// <summary>Code points of comments, with their marks.</summary>
    public int CodePoints;

    /// <summary>Lines that are comment and nothing before it.</summary>
    public int Lines;

    /// <summary>Lines of comments that ask for work: TODO, FIXME, "your code here".</summary>
    public int TodoLines;

    /// <summary>Code points of string literals, without their quotes.</summary>
    public int StringCodePoints;

    /// <summary>Lines of string literals with more than 20 words.</summary>
    public int LongStringLines;

    /// <summary>Bytes of words of more than 20 bytes in string literals, web addresses left out.</summary>
    public int LongWordBytesSum;

    uint _todoMarks;

    /// <summary>Counts a file.</summary>
    public static CommentStatistics Of(ReadOnlySpan<byte> text, CodeSyntax syntax, byte lineEnd)
    {
        CommentStatistics counts = default;
        for (int mark = 0; mark < s_todoMarks.Length; mark++)
            if (text.IndexOf(s_todoMarks[mark]) >= 0) counts._todoMarks |= 1u << mark;
        Unclosed unclosed = default;
        int at = 0;
        // Blocks at a line's start are looked for with the line end before them; the first line has none.
        while (at < text.Length)
        {
            int found = text[at..].IndexOfAny(syntax.Starts);
            if (found < 0) break;
            at += found;
            if (CommentEnd(text, at, syntax, lineEnd) is var end and > 0) counts.AddComment(text, at, end, lineEnd);
            else end = counts.Literal(text, at, syntax, lineEnd, ref unclosed);
            at = end;
        }
        return counts;
    }

    static int CommentEnd(ReadOnlySpan<byte> text, int at, CodeSyntax syntax, byte lineEnd)
    {
        ReadOnlySpan<byte> rest = text[at..];
        foreach ((byte[] open, byte[] close) in syntax.Blocks)
            if (rest.StartsWith(open)) return BlockEnd(text, at + open.Length, open, close, syntax.Nests);
        foreach (byte[] mark in syntax.Line)
        {
            if (!rest.StartsWith(mark) || !IsPlaced(text, at, syntax.Place, lineEnd)) continue;
            int length = rest.IndexOf(lineEnd);
            return length < 0 ? text.Length : at + length;
        }
        return 0;
    }

    static int BlockEnd(ReadOnlySpan<byte> text, int at, byte[] open, byte[] close, bool nests)
    {
        if (!nests)
        {
            int found = text[at..].IndexOf(close);
            return found < 0 ? text.Length : at + found + close.Length;
        }
        for (int depth = 1; at < text.Length;)
        {
            int found = text[at..].IndexOfAny(open[0], close[0]);
            if (found < 0) break;
            at += found;
            if (text[at..].StartsWith(close))
            {
                at += close.Length;
                if (--depth == 0) return at;
            }
            else if (text[at..].StartsWith(open))
            {
                at += open.Length;
                depth++;
            }
            else at++;
        }
        return text.Length;
    }

    static bool IsPlaced(ReadOnlySpan<byte> text, int at, MarkPlace place, byte lineEnd)
    {
        if (at > 0 && text[at - 1] == '\\') return false;
        return place switch
        {
            MarkPlace.Anywhere => true,
            MarkPlace.BehindBlank => at == 0 || text[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)';',
            _ => IsFirstOnLine(text, at, lineEnd),
        };
    }

    static bool IsFirstOnLine(ReadOnlySpan<byte> text, int at, byte lineEnd)
    {
        while (at > 0 && text[at - 1] is (byte)' ' or (byte)'\t') at--;
        return at == 0 || text[at - 1] == lineEnd;
    }

    void AddComment(ReadOnlySpan<byte> text, int start, int end, byte lineEnd)
    {
        ReadOnlySpan<byte> comment = text[start..end];
        CodePoints += Sluice.Core.Text.CodePoints.Count(comment);
        Lines += comment.Count(lineEnd) + (comment[0] == lineEnd ? 0 : IsFirstOnLine(text, start, lineEnd) ? 1 : 0);
        if (_todoMarks == 0) return;
        for (int at = 0; at < comment.Length;)
        {
            ReadOnlySpan<byte> line = LineStatistics.Next(comment, lineEnd, ref at);
            for (int mark = 0; mark < s_todoMarks.Length; mark++)
            {
                if ((_todoMarks & (1u << mark)) == 0 || line.IndexOf(s_todoMarks[mark]) < 0) continue;
                TodoLines++;
                break;
            }
        }
    }

    // Where to go on behind a quote: behind the literal, or behind the quote where none starts.
    int Literal(ReadOnlySpan<byte> text, int at, CodeSyntax syntax, byte lineEnd, ref Unclosed unclosed)
    {
        byte quote = text[at];
        ReadOnlySpan<byte> rest = text[at..];
        Literals literals = syntax.Literals;
        if ((literals & Literals.Triple) != 0 && (rest.StartsWith("\"\"\""u8) || rest.StartsWith("'''"u8))) return Triple(text, at, literals, lineEnd, ref unclosed);
        switch (quote)
        {
            case (byte)'"' when (literals & Literals.Double) != 0: return Line(text, at, lineEnd, ref unclosed.Double);
            case (byte)'\'' when (literals & Literals.Single) != 0: return Line(text, at, lineEnd, ref unclosed.Single);
            case (byte)'`' when (literals & Literals.Backtick) != 0 && !unclosed.Backtick:
                int end = StringEnd(text, at + 1, quote, null);
                unclosed.Backtick = end < 0;
                if (end < 0) return at + 1;
                AddString(text[(at + 1)..end]);
                return end + 1;
            default: return at + 1;
        }
    }

    int Line(ReadOnlySpan<byte> text, int at, byte lineEnd, ref int unclosedUntil)
    {
        if (at < unclosedUntil) return at + 1;
        int end = StringEnd(text, at + 1, text[at], lineEnd);
        if (end >= 0)
        {
            AddString(text[(at + 1)..end]);
            return end + 1;
        }
        unclosedUntil = ~end;
        return at + 1;
    }

    // Offset of the closing quote; the complement of where the search ended, where there is none.
    static int StringEnd(ReadOnlySpan<byte> text, int at, byte quote, byte? lineEnd)
    {
        while (at < text.Length)
        {
            int found = lineEnd is { } e ? text[at..].IndexOfAny(quote, (byte)'\\', e) : text[at..].IndexOfAny(quote, (byte)'\\');
            if (found < 0) return ~text.Length;
            at += found;
            if (text[at] == quote) return at;
            if (text[at] != '\\') return ~at;
            at += 2;
        }
        return ~text.Length;
    }

    int Triple(ReadOnlySpan<byte> text, int at, Literals literals, byte lineEnd, ref Unclosed unclosed)
    {
        bool isDouble = text[at] == '"';
        if (isDouble ? unclosed.TripleDouble : unclosed.TripleSingle) return at + 3;
        int length = text[(at + 3)..].IndexOf(isDouble ? "\"\"\""u8 : "'''"u8);
        if (length < 0)
        {
            if (isDouble) unclosed.TripleDouble = true;
            else unclosed.TripleSingle = true;
            return at + 3;
        }
        int end = at + 3 + length + 3;
        if ((literals & Literals.TripleIsComment) != 0 && IsFirstOnLine(text, at, lineEnd)) AddComment(text, at, end, lineEnd);
        else AddString(text.Slice(at + 3, length));
        return end;
    }

    void AddString(ReadOnlySpan<byte> literal)
    {
        StringCodePoints += Sluice.Core.Text.CodePoints.Count(literal);
        if (literal.Length <= LongWordBytes) return;
        int words = 0;
        for (int at = 0; at < literal.Length;)
        {
            int length = literal[at..].IndexOfAny((byte)' ', (byte)'\n', (byte)'\t');
            if (length < 0) length = literal.Length - at;
            ReadOnlySpan<byte> word = literal.Slice(at, length);
            if (length > LongWordBytes && word.IndexOf("://"u8) < 0) LongWordBytesSum += length;
            if (length > 0) words++;
            at += length + 1;
            if (at <= literal.Length && literal[at - 1] != '\n') continue;
            if (words > LongStringWords) LongStringLines++;
            words = 0;
        }
        if (words > LongStringWords) LongStringLines++;
    }

    // Literals that were seen not to close: until which offset, or at all.
    struct Unclosed
    {
        public int Double, Single;
        public bool Backtick, TripleDouble, TripleSingle;
    }
}
