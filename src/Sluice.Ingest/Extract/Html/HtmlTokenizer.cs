using System.Runtime.CompilerServices;

namespace Sluice.Ingest.Extract.Html;

/// <summary>Cuts a page into tokens as the HTML Living Standard, 13.2.5 has it. No error is reported: broken markup has a meaning too.</summary>
/// <remarks>The page is valid UTF-8 without CR. Every byte is looked at once, most of them by vectorized searches; texts and values without character
/// references are not copied. Nothing is allocated once the buffers have grown.</remarks>
sealed partial class HtmlTokenizer(HtmlNames names, HtmlLimits limits)
{
    byte[] _page = [];
    int _at;
    int _end;
    HtmlTokenizerMode _mode;

    byte[] _text = [];
    int _textStart;
    int _textLength;

    /// <summary>Whether a CDATA section may stand here: the builder says so, inside SVG and MathML.</summary>
    public bool IsInForeignContent { get; set; }

    /// <summary>The characters of a text or comment, or a doctype's name and ids.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(_textStart, _textLength);

    /// <summary>Begins a page.</summary>
    public void Begin(byte[] page, int start, int length)
    {
        (_page, _at, _end) = (page, start, start + length);
        _mode = HtmlTokenizerMode.Data;
        IsInForeignContent = false;
        _scratchCount = _attributeCount = 0;
        _scriptNesting = ScriptNesting.None;
        if (_scratch.Length > KeptScratchMax) _scratch = new byte[1 << 12];
    }

    /// <summary>Sets how to read on; <paramref name="name"/> is the element whose end tag ends it.</summary>
    public void Switch(HtmlTokenizerMode mode, ReadOnlySpan<byte> name)
    {
        _mode = mode;
        _scriptNesting = ScriptNesting.None;
        name.CopyTo(_rawName);
        _rawNameLength = name.Length;
    }

    /// <summary>The next token.</summary>
    public HtmlTokenKind Next()
    {
        while (true)
        {
            HtmlTokenKind kind = _mode == HtmlTokenizerMode.Data ? NextData() : NextRaw();
            if (kind != HtmlTokenKind.End || _at >= _end) return kind;
        }
    }

    // End without the page's end means, here and below: nothing came of it, go on.
    HtmlTokenKind NextData()
    {
        if (_at >= _end) return HtmlTokenKind.End;
        switch (_page[_at])
        {
            case (byte)'<':
                return Markup();
            case (byte)'&':
                return Reference();
            case 0:
                _at++;
                return HtmlTokenKind.Null;
            default:
                int length = _page.AsSpan(_at, _end - _at).IndexOfAny((byte)'<', (byte)'&', (byte)0);
                return TextOf(length < 0 ? _end - _at : length);
        }
    }

    // The next bytes of the page are text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    HtmlTokenKind TextOf(int length)
    {
        (_text, _textStart, _textLength) = (_page, _at, length);
        _at += length;
        return HtmlTokenKind.Text;
    }

    // At a character reference: its characters; where it is none, the text from & to the next mark.
    HtmlTokenKind Reference()
    {
        _scratchCount = 0;
        int used = DecodeReference(_at, _end, inAttribute: false);
        if (used == 0)
        {
            int length = _page.AsSpan(_at + 1, _end - _at - 1).IndexOfAny((byte)'<', (byte)'&', (byte)0);
            return TextOf(length < 0 ? _end - _at : length + 1);
        }
        _at += used;
        (_text, _textStart, _textLength) = (_scratch, 0, _scratchCount);
        return HtmlTokenKind.Text;
    }

    // At <.
    HtmlTokenKind Markup()
    {
        if (_at + 1 == _end) return TextOf(1);
        byte next = _page[_at + 1];
        if (IsLetter(next)) return ReadTag(_at + 1, isEnd: false);
        switch (next)
        {
            case (byte)'/':
                if (_at + 2 == _end) return TextOf(2);
                byte third = _page[_at + 2];
                if (IsLetter(third)) return ReadTag(_at + 2, isEnd: true);
                if (third != '>') return BogusComment(_at + 2);
                _at += 3;
                return HtmlTokenKind.End;
            case (byte)'!':
                ReadOnlySpan<byte> rest = _page.AsSpan(_at + 2, _end - _at - 2);
                if (rest.StartsWith("--"u8)) return Comment();
                if (rest.Length >= 7 && System.Text.Ascii.EqualsIgnoreCase(rest[..7], "doctype"u8)) return ReadDoctype();
                if (!IsInForeignContent || !rest.StartsWith("[CDATA["u8)) return BogusComment(_at + 2);
                _at += 9;
                _mode = HtmlTokenizerMode.CData;
                return HtmlTokenKind.End;
            case (byte)'?':
                return BogusComment(_at + 1);
            default:
                return TextOf(1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') < 26;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsSpace(byte b) => b <= ' ' && b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\f';
}
