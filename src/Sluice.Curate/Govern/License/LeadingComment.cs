namespace Sluice.Curate.Govern.License;

/// <summary>Finds where the comments end that a source file begins with: what stands there speaks of the file, strings and code below don't.</summary>
/// <remarks>Without knowing the language: blank lines, lines that begin with a comment mark of any common language, block comments and documentation strings; and lines that come before a
/// header in many files (<c>#!</c>, <c>&lt;?php</c>, guards of C headers, <c>package</c>, <c>"use strict"</c>). The first other line ends it. Linear time.</remarks>
static class LeadingComment
{
    const int LineBytesMax = 1 << 10;

    static readonly byte[][] s_marks = Words("//", "--", "dnl ", "dnl\t", "REM ", "Rem ", "rem ", "@REM ", "@rem ", "::", ".\\\"", "'\\\"", "..", "C ", "C\t", "c ", "@c ", "\\ ", "<%#", "\\*");
    static readonly byte[][] s_before = Words("#", "<?", "<!", "?>", "<html", "<head", "package ", "module ", "namespace ", "@charset", "@echo off");
    static readonly byte[][] s_directives = Words("include", "define", "ifndef", "ifdef", "if ", "if(", "pragma", "endif", "else", "undef", "import", "region", "nullable", "error");

    /// <summary>Bytes from the beginning to the end of the comments; 0 where a file begins with code.</summary>
    public static int End(ReadOnlySpan<byte> text)
    {
        if (text.Length > HeaderRegions.HeadBytes) text = text[..HeaderRegions.HeadBytes];
        int at = text.StartsWith("\uFEFF"u8) ? 3 : 0, end = 0;
        while (at < text.Length)
        {
            int next = text[at..].IndexOf((byte)'\n');
            next = next < 0 ? text.Length : at + next + 1;
            ReadOnlySpan<byte> line = text[at..next].Trim(" \t\r\n\f"u8);
            if (line.IsEmpty)
            {
                at = next;
                continue;
            }
            int begin = at + text[at..next].IndexOf(line);
            if (BlockEnd(line) is { IsEmpty: false } close)
            {
                int open = Opening(line);
                int closed = text[(begin + open)..].IndexOf(close);
                if (closed < 0) return text.Length;
                at = end = begin + open + closed + close.Length;
                continue;
            }
            if (!IsComment(line) && !IsBefore(line)) return end;
            at = end = next;
        }
        return end;
    }

    /// <summary>Whether a line is a comment by the mark it begins with.</summary>
    /// <param name="line">Without white space around it.</param>
    public static bool IsComment(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return false;
        if (line[0] == (byte)'#') return !IsDirective(line);
        if (line[0] is (byte)';' or (byte)'%' or (byte)'!' or (byte)'*' or (byte)'|') return true;
        foreach (byte[] mark in s_marks)
            if (line.StartsWith(mark)) return true;
        // A string's quote, too: a comment only where it is alone on its line's left, as Vim and Visual Basic have it.
        return line.Length > 1 && line[0] is (byte)'"' or (byte)'\'' && line.Length <= LineBytesMax && line[1..].IndexOf(line[0]) < 0 && line[1] == (byte)' ';
    }

    static bool IsBefore(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("'use strict'"u8) || line.StartsWith("\"use strict\""u8)) return line.Length <= 13;
        if (line.IndexOfAny((byte)'"', (byte)'\'') >= 0 && !line.StartsWith("<?xml"u8) && !line.StartsWith("<!"u8)) return false;
        foreach (byte[] start in s_before)
            if (line.StartsWith(start)) return true;
        return false;
    }

    static bool IsDirective(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = line[1..].TrimStart(" \t"u8);
        // "# if you …" and "# Include …" are prose in a comment.
        foreach (byte[] name in s_directives)
            if (word.StartsWith(name) && (word.Length == line.Length - 1 || line.IndexOf("  "u8) == 1)) return true;
        return false;
    }

    static int Opening(ReadOnlySpan<byte> line) => line[0] switch
    {
        (byte)'r' or (byte)'u' or (byte)'R' or (byte)'U' => 4,
        (byte)'"' or (byte)'\'' => 3,
        _ => 2,
    };

    // What closes the block comment or documentation string that the line begins; empty where it begins none.
    static ReadOnlySpan<byte> BlockEnd(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("/*"u8)) return "*/"u8;
        if (line.StartsWith("<!--"u8)) return "-->"u8;
        if (line.StartsWith("<%--"u8)) return "--%>"u8;
        if (line.StartsWith("{-"u8)) return "-}"u8;
        if (line.StartsWith("{#"u8)) return "#}"u8;
        if (line.StartsWith("(*"u8)) return "*)"u8;
        if (line.StartsWith("<#"u8)) return "#>"u8;
        if (line.StartsWith("#|"u8)) return "|#"u8;
        if (line.StartsWith("#="u8) && !line.StartsWith("#=="u8)) return "=#"u8;
        if (line.StartsWith("/+"u8)) return "+/"u8;
        if (line.StartsWith("@*"u8)) return "*@"u8;
        if (line.StartsWith("--[["u8) || line.StartsWith("#[["u8)) return "]]"u8;
        if (line.StartsWith("=begin"u8)) return "=end"u8;
        if (line.StartsWith("=pod"u8) || line.StartsWith("=head"u8)) return "=cut"u8;
        ReadOnlySpan<byte> quote = line[0] is (byte)'r' or (byte)'u' or (byte)'R' or (byte)'U' ? line[1..] : line;
        if (quote.StartsWith("\"\"\""u8)) return "\"\"\""u8;
        return quote.StartsWith("'''"u8) ? "'''"u8 : default;
    }

    static byte[][] Words(params string[] words) => Array.ConvertAll(words, System.Text.Encoding.ASCII.GetBytes);
}
