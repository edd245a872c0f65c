using System.Buffers;
using System.Globalization;
using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Finds the body of a page that shows none before its scripts run: the longest string of markup in script data, or the <c>articleBody</c> of linked data.</summary>
/// <remarks>Frameworks such as Next.js send a page's text as strings of JSON, often strings within strings, so each string is read as data again, <see cref="LevelsMax"/> deep.
/// Nothing is run: only the escapes of JSON and JavaScript are undone. Linear in the scripts, which the parser bounds.</remarks>
sealed class ScriptBody
{
    // As many strings within strings as frameworks nest.
    const int LevelsMax = 3;

    // A shorter string is a label, a note or an advertisement.
    const int BodyBytesMin = 500;

    // One giant page must not hold its memory for the rest of the run.
    const int KeptBytesMax = 1 << 20;

    static readonly SearchValues<byte> s_quoteOrEscape = SearchValues.Create("\"\\"u8);

    readonly ArrayBufferWriter<byte>[] _levels = [new(), new(), new()];
    byte[] _body = [];
    int _length;
    int _weight;

    /// <summary>The markup, valid UTF-8 without CR; empty where the scripts hold none. Valid until the next call.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="shown">What the page shows. A body is longer than twice that: scripts also hold the texts of banners and forms.</param>
    public ReadOnlyMemory<byte> Find(HtmlTree tree, PageBlocks shown)
    {
        int shownLength = 0;
        foreach (ref readonly TextBlock block in shown.All) shownLength += block.Length - block.LinkLength;
        if (_body.Length > KeptBytesMax) _body = [];
        (_length, _weight) = (0, Math.Max(2 * shownLength, BodyBytesMin / 2));
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
            if (nodes[i].Tag == HtmlTag.Text && nodes[nodes[i].Parent].Tag == HtmlTag.Script) Read(tree.Text(nodes[i]), level: 0);
        for (int i = 0; i < _levels.Length; i++)
        {
            if (_levels[i].Capacity > KeptBytesMax) _levels[i] = new();
        }
        return _body.AsMemory(0, _length);
    }

    void Read(ReadOnlySpan<byte> data, int level)
    {
        bool isBody = false; // Whether the string before is the name of an article's text.
        while (data.IndexOf((byte)'"') is >= 0 and int quote)
        {
            data = data[(quote + 1)..];
            int end = EndOfString(data);
            if (end < 0) return;
            ReadOnlySpan<byte> literal = data[..end];
            data = data[Math.Min(end + 1, data.Length)..];
            if (literal.Length >= BodyBytesMin) Take(literal, isBody, level);
            isBody = literal.SequenceEqual("articleBody"u8);
        }
    }

    static int EndOfString(ReadOnlySpan<byte> data)
    {
        int at = 0;
        while (at < data.Length && data[at..].IndexOfAny(s_quoteOrEscape) is >= 0 and int found)
        {
            at += found;
            if (data[at] == '"') return at;
            at += 2;
        }
        return -1;
    }

    void Take(ReadOnlySpan<byte> literal, bool isBody, int level)
    {
        ArrayBufferWriter<byte> text = _levels[level];
        text.ResetWrittenCount();
        Unescape(literal, text);
        ReadOnlySpan<byte> plain = text.WrittenSpan;
        int breaks = plain.Count("</p>"u8) + plain.Count("<br"u8);
        if (isBody || breaks >= 2)
        {
            // Markup of many tags and little text, such as a menu, weighs less than it is long.
            int weight = TextLength(plain);
            if (weight > _weight) Keep(plain, weight, isMarkup: breaks > 0);
        }
        else if (level + 1 < LevelsMax && plain.Contains((byte)'"')) Read(plain, level + 1);
    }

    void Keep(ReadOnlySpan<byte> text, int weight, bool isMarkup)
    {
        // Plain text keeps its lines.
        int lines = isMarkup ? 0 : text.Count((byte)'\n');
        int length = text.Length + 3 * lines;
        if (_body.Length < length) _body = new byte[length];
        _length = 0;
        _weight = weight;
        foreach (byte b in text)
        {
            if (b == '\n' && !isMarkup)
            {
                "<br>"u8.CopyTo(_body.AsSpan(_length));
                _length += 4;
            }
            else _body[_length++] = b == '\r' ? (byte)' ' : b;
        }
    }

    static int TextLength(ReadOnlySpan<byte> markup)
    {
        int length = 0;
        while (!markup.IsEmpty)
        {
            int tag = markup.IndexOf((byte)'<');
            if (tag < 0) return length + markup.Length;
            length += tag;
            int end = markup[tag..].IndexOf((byte)'>');
            if (end < 0) return length;
            markup = markup[(tag + end + 1)..];
        }
        return length;
    }

    // Source: ECMA-404 (JSON) and ECMA-262 (\x of JavaScript's strings).
    static void Unescape(ReadOnlySpan<byte> literal, ArrayBufferWriter<byte> text)
    {
        Span<byte> room = stackalloc byte[4];
        while (!literal.IsEmpty)
        {
            int escape = literal.IndexOf((byte)'\\');
            if (escape < 0 || escape + 1 == literal.Length)
            {
                text.Write(escape < 0 ? literal : literal[..escape]);
                return;
            }
            text.Write(literal[..escape]);
            byte kind = literal[escape + 1];
            literal = literal[(escape + 2)..];
            if (kind is not ((byte)'u' or (byte)'x'))
            {
                room[0] = kind switch { (byte)'n' => (byte)'\n', (byte)'t' => (byte)'\t', (byte)'r' or (byte)'b' or (byte)'f' => (byte)' ', _ => kind };
                text.Write(room[..1]);
                continue;
            }
            int digits = kind == 'u' ? 4 : 2;
            int unit = Hex(literal, digits);
            if (unit < 0) continue;
            literal = literal[digits..];
            Rune rune = Rune.ReplacementChar;
            if (char.IsHighSurrogate((char)unit) && literal is [(byte)'\\', (byte)'u', ..] && Hex(literal[2..], 4) is >= 0 and int low && char.IsLowSurrogate((char)low))
            {
                rune = new((char)unit, (char)low);
                literal = literal[6..];
            }
            else if (Rune.TryCreate(unit, out Rune single)) rune = single;
            text.Write(room[..rune.EncodeToUtf8(room)]);
        }
    }

    // -1 where they are no digits.
    static int Hex(ReadOnlySpan<byte> digits, int count) =>
        digits.Length >= count && int.TryParse(digits[..count], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : -1;
}
