using System.Buffers;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Writes text into markdown so that it stays text: a backslash before what CommonMark or GitHub's tables and strikethrough would read as structure, and no more.</summary>
/// <remarks>Source: CommonMark 0.31.2, 2.4 (escapes), 4 (blocks), 6 (inlines); GitHub Flavored Markdown 0.29. A dollar sign is no structure to either and stays, so prices stay readable.</remarks>
static class MarkdownText
{
    static readonly SearchValues<byte> s_special = SearchValues.Create("\\`*_[]<&~|#>+-=.)$"u8);

    /// <summary>Writes a part of a block's text.</summary>
    /// <param name="text">The part.</param>
    /// <param name="before">The byte before it in the block; 0 at the block's beginning.</param>
    /// <param name="after">The byte after it; 0 at the block's end.</param>
    /// <param name="isCell">Whether it stands in a pipe table.</param>
    /// <param name="output">Takes the markdown.</param>
    public static void Write(ReadOnlySpan<byte> text, byte before, byte after, bool isCell, IBufferWriter<byte> output)
    {
        int from = 0;
        int marker = before == 0 ? MarkerAt(text) : -1;
        int at = 0;
        while (text[at..].IndexOfAny(s_special) is >= 0 and int next)
        {
            at += next;
            byte left = at > 0 ? text[at - 1] : before, right = at + 1 < text.Length ? text[at + 1] : after;
            if (text[at] is (byte)'\\' or (byte)'$' && FormulaLength(text[at..]) is > 0 and int formula)
            {
                at += formula; // As the page writes it: MathJax reads it there.
                continue;
            }
            if (at == marker || IsStructure(text[at], left, right, isCell) || (text[at] == '&' && IsReference(text[(at + 1)..])) || (right == ':' && text[at] == ']' && before == 0 && text[0] == '['))
            {
                output.Write(text[from..at]);
                output.Write("\\"u8);
                from = at;
            }
            at++;
        }
        output.Write(text[from..]);
    }

    static bool IsStructure(byte b, byte left, byte right, bool isCell) => b switch
    {
        (byte)'\\' => right is > (byte)' ' and < 0x7F && !char.IsAsciiLetterOrDigit((char)right),
        (byte)'`' => true,
        (byte)'*' => !(IsSpace(left) && IsSpace(right)),
        (byte)'_' => !(IsSpace(left) && IsSpace(right)) && !(IsWord(left) && IsWord(right)),
        (byte)']' => right == (byte)'(',
        (byte)'[' => right == (byte)'^',
        (byte)'<' => char.IsAsciiLetter((char)right) || right is (byte)'/' or (byte)'!' or (byte)'?',
        (byte)'~' => left == (byte)'~' || right == (byte)'~',
        (byte)'|' => isCell,
        _ => false,
    };

    // A character reference, without its ampersand.
    static bool IsReference(ReadOnlySpan<byte> text)
    {
        const int NameBytesMax = 32; // The longest has 31: CounterClockwiseContourIntegral.
        int length = 0;
        while (length < Math.Min(text.Length, NameBytesMax) && (char.IsAsciiLetterOrDigit((char)text[length]) || text[length] == '#')) length++;
        return length > 0 && length < text.Length && text[length] == ';';
    }

    // What would make a heading, a quote, a list item, a rule or a fence of a line; -1 where nothing would.
    static int MarkerAt(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return -1;
        switch (text[0])
        {
            case (byte)'>':
                return 0;
            case (byte)'#':
                int marks = text.IndexOfAnyExcept((byte)'#');
                return marks < 0 || (marks <= 6 && IsSpace(text[marks])) ? 0 : -1;
            case (byte)'-' or (byte)'+' or (byte)'*' or (byte)'_' or (byte)'=':
                return text.Length == 1 || IsSpace(text[1]) || text[1] == text[0] ? 0 : -1;
        }
        int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is > 0 and <= 9 && text[digits] is (byte)'.' or (byte)')' && (digits + 1 == text.Length || IsSpace(text[digits + 1])) ? digits : -1;
    }

    // TeX that the page left to MathJax: \( … \), \[ … \], $$ … $$.
    static int FormulaLength(ReadOnlySpan<byte> text)
    {
        const int FormulaBytesMax = 2000;
        if (text.Length < 5) return 0;
        ReadOnlySpan<byte> end = text[1] switch
        {
            (byte)'(' when text[0] == '\\' => "\\)"u8,
            (byte)'[' when text[0] == '\\' => "\\]"u8,
            (byte)'$' when text[0] == '$' => "$$"u8,
            _ => default,
        };
        if (end.IsEmpty) return 0;
        ReadOnlySpan<byte> rest = text[2..Math.Min(text.Length, FormulaBytesMax)];
        int length = rest.IndexOf(end);
        return length > 0 ? length + 4 : 0;
    }

    static bool IsSpace(byte b) => b is 0 or (byte)' ' or (byte)'\n' or (byte)'\t';

    static bool IsWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);
}
