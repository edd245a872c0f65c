using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Writes MathML as TeX: fractions, roots, scripts, accents and tables as commands, symbols as the characters they are but for those that mean something to TeX.</summary>
/// <remarks>Source of the elements: MathML Core, and MathML 3 for <c>mfenced</c>. It is a rendering, not the author's TeX; where the page has that, it is not used.</remarks>
sealed class MathMlTex
{
    // Deeper nesting is written flat: real formulas have less than 30.
    const int DepthMax = 100;
    const int BytesMax = 1 << 14;

    byte[] _tex = new byte[1 << 10];
    int _length;

    /// <summary>The TeX of a <c>math</c> element, valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(HtmlTree tree, int math)
    {
        _length = 0;
        Children(tree, math, 0);
        return _tex.AsSpan(0, _length);
    }

    void Node(HtmlTree tree, int node, int depth)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        if (_length > BytesMax || depth > DepthMax) return;
        switch (nodes[node].Tag)
        {
            case HtmlTag.Text:
                Token(tree.Text(nodes[node]).Trim(" \n\t\r"u8));
                break;
            case HtmlTag.Mi or HtmlTag.Mn or HtmlTag.Mo or HtmlTag.Ms or HtmlTag.Mtext:
                Leaf(tree, node);
                break;
            case HtmlTag.Mfrac:
                Command("\\frac"u8, tree, node, depth, 2);
                break;
            case HtmlTag.Msqrt:
                Put("\\sqrt{"u8);
                Children(tree, node, depth);
                Put("}"u8);
                break;
            case HtmlTag.Mroot:
                (int radicand, int index, _) = Three(nodes, node);
                Put("\\sqrt["u8);
                if (index > 0) Node(tree, index, depth + 1);
                Put("]"u8);
                Group(tree, radicand, depth);
                break;
            case HtmlTag.Msup:
                Scripts(tree, node, depth, []);
                break;
            case HtmlTag.Msub or HtmlTag.Munder:
                Scripts(tree, node, depth, "_"u8);
                break;
            case HtmlTag.Msubsup or HtmlTag.Munderover:
                Scripts(tree, node, depth, "_^"u8);
                break;
            case HtmlTag.Mover:
                Over(tree, node, depth);
                break;
            case HtmlTag.Mtable:
                Put("\\begin{matrix} "u8);
                Rows(tree, node, depth);
                Put(" \\end{matrix}"u8);
                break;
            case HtmlTag.Mfenced:
                Put("("u8);
                Children(tree, node, depth);
                Put(")"u8);
                break;
            case HtmlTag.Semantics:
                int first = Three(nodes, node).First;
                if (first > 0) Node(tree, first, depth + 1);
                break;
            case HtmlTag.Annotation or HtmlTag.AnnotationXml or HtmlTag.Mphantom or HtmlTag.Mspace or HtmlTag.Script or HtmlTag.Style:
                break;
            default:
                Children(tree, node, depth);
                break;
        }
    }

    void Children(HtmlTree tree, int parent, int depth)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int c = parent + 1; c < nodes[parent].End; c = nodes[c].End) Node(tree, c, depth + 1);
    }

    // The first three children that are elements; 0 for one that is not there.
    static (int First, int Second, int Third) Three(ReadOnlySpan<HtmlNode> nodes, int parent)
    {
        Span<int> found = [0, 0, 0];
        int count = 0;
        for (int c = parent + 1; c < nodes[parent].End && count < 3; c = nodes[c].End)
            if (nodes[c].Tag != HtmlTag.Text) found[count++] = c;
        return (found[0], found[1], found[2]);
    }

    void Leaf(HtmlTree tree, int node)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        HtmlTag tag = nodes[node].Tag;
        for (int c = node + 1; c < nodes[node].End; c++)
        {
            if (nodes[c].Tag != HtmlTag.Text) continue;
            ReadOnlySpan<byte> text = tree.Text(nodes[c]).Trim(" \n\t\r"u8);
            if (text.IsEmpty) continue;
            if (tag is HtmlTag.Mtext or HtmlTag.Ms) Wrapped("\\text{"u8, text);
            else if (tag == HtmlTag.Mi && text.Length > 1 && !text.ContainsAnyExceptInRange((byte)'A', (byte)'z')) Name(text);
            else Token(text);
        }
    }

    // Names of functions that TeX has commands for; others upright.
    void Name(ReadOnlySpan<byte> name)
    {
        if (" sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp lim max min sup inf det dim ker deg gcd arg Pr hom "u8.IndexOf([(byte)' ', .. name, (byte)' ']) < 0)
        {
            Wrapped("\\mathrm{"u8, name);
            return;
        }
        Put("\\"u8);
        Put(name);
    }

    void Wrapped(ReadOnlySpan<byte> command, ReadOnlySpan<byte> text)
    {
        Put(command);
        Escaped(text);
        Put("}"u8);
    }

    void Token(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text is [0xE2, 0x81, >= 0xA1 and <= 0xA4]) return; // U+2061 to U+2064: invisible operators.
        bool isOperator = text is [(byte)'=' or (byte)'+' or (byte)'<' or (byte)'>' or (byte)'-'] or [0xC2, 0xB1 or 0xB7] or [0xC3, 0x97 or 0xB7]
            || text is [0xE2, 0x86 or 0x87 or 0x88 or 0x89 or 0x8A, _] && !text.SequenceEqual("∑"u8) && !text.SequenceEqual("∏"u8) && !text.SequenceEqual("∂"u8) && !text.SequenceEqual("∞"u8);
        bool isInfix = isOperator && _length > 0 && _tex[_length - 1] is not ((byte)' ' or (byte)'{' or (byte)'(' or (byte)'[');
        bool isLetter = text[0] is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
        if (isInfix || (isLetter && EndsInCommand())) Put(" "u8);
        if (text.SequenceEqual("\u2212"u8)) Put("-"u8);
        else Escaped(text);
        if (isInfix || text is [(byte)',' or (byte)';']) Put(" "u8);
    }

    bool EndsInCommand()
    {
        int i = _length - 1;
        while (i >= 0 && (_tex[i] | 0x20) is >= (byte)'a' and <= (byte)'z') i--;
        return i >= 0 && i < _length - 1 && _tex[i] == '\\';
    }

    void Command(ReadOnlySpan<byte> command, HtmlTree tree, int node, int depth, int arguments)
    {
        (int first, int second, _) = Three(tree.Nodes, node);
        Put(command);
        Group(tree, first, depth);
        if (arguments > 1) Group(tree, second, depth);
    }

    void Group(HtmlTree tree, int node, int depth)
    {
        Put("{"u8);
        if (node > 0) Node(tree, node, depth + 1);
        if (_length > 0 && _tex[_length - 1] == ' ') _length--;
        Put("}"u8);
    }

    void Scripts(HtmlTree tree, int node, int depth, ReadOnlySpan<byte> marks)
    {
        (int nucleus, int second, int third) = Three(tree.Nodes, node);
        Base(tree, nucleus, depth);
        Put(marks.IsEmpty ? "^"u8 : marks[..1]);
        Group(tree, second, depth);
        if (marks.Length < 2) return;
        Put(marks[1..]);
        Group(tree, third, depth);
    }

    // What carries scripts: in braces, unless it is one token.
    void Base(HtmlTree tree, int node, int depth)
    {
        if (node <= 0) Put("{}"u8);
        else if (tree.Nodes[node].Tag is HtmlTag.Mi or HtmlTag.Mn or HtmlTag.Mo) TrimmedNode(tree, node, depth);
        else Group(tree, node, depth);
    }

    void TrimmedNode(HtmlTree tree, int node, int depth)
    {
        Node(tree, node, depth + 1);
        if (_length > 0 && _tex[_length - 1] == ' ') _length--;
    }

    void Over(HtmlTree tree, int node, int depth)
    {
        (int nucleus, int mark, _) = Three(tree.Nodes, node);
        ReadOnlySpan<byte> accent = AccentOf(tree, mark);
        if (accent.IsEmpty)
        {
            Scripts(tree, node, depth, []);
            return;
        }
        Put(accent);
        Group(tree, nucleus, depth);
    }

    static ReadOnlySpan<byte> AccentOf(HtmlTree tree, int mark)
    {
        if (mark <= 0 || tree.Nodes[mark].Tag != HtmlTag.Mo || mark + 1 >= tree.Nodes[mark].End || tree.Nodes[mark + 1].Tag != HtmlTag.Text) return default;
        ReadOnlySpan<byte> text = tree.Text(tree.Nodes[mark + 1]).Trim(" \n\t\r"u8);
        return Rune.DecodeFromUtf8(text, out Rune rune, out int length) != System.Buffers.OperationStatus.Done || length != text.Length ? default : rune.Value switch
        {
            0x5E or 0x2C6 or 0x302 => "\\hat"u8,
            0xAF or 0x2C9 or 0x203E or 0x305 or 0x5F => "\\overline"u8,
            0x2192 or 0x20D7 => "\\vec"u8,
            0x2D9 or 0x307 or 0x2E => "\\dot"u8,
            0xA8 or 0x308 => "\\ddot"u8,
            0x7E or 0x2DC or 0x303 => "\\tilde"u8,
            0x23DE => "\\overbrace"u8,
            _ => default,
        };
    }

    void Rows(HtmlTree tree, int table, int depth)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        bool isFirstRow = true;
        for (int row = table + 1; row < nodes[table].End; row = nodes[row].End)
        {
            if (nodes[row].Tag != HtmlTag.Mtr) continue;
            if (!isFirstRow) Put(" \\\\ "u8);
            isFirstRow = false;
            bool isFirstCell = true;
            for (int cell = row + 1; cell < nodes[row].End; cell = nodes[cell].End)
            {
                if (nodes[cell].Tag != HtmlTag.Mtd) continue;
                if (!isFirstCell) Put(" & "u8);
                isFirstCell = false;
                Children(tree, cell, depth + 1);
                if (_length > 0 && _tex[_length - 1] == ' ') _length--;
            }
        }
    }

    void Escaped(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is (byte)'{' or (byte)'}' or (byte)'$' or (byte)'%' or (byte)'&' or (byte)'#' or (byte)'_') Put("\\"u8);
            if (b == '\\') Put("\\backslash "u8);
            else Put([b]);
        }
    }

    void Put(ReadOnlySpan<byte> tex)
    {
        if (_tex.Length - _length < tex.Length) Array.Resize(ref _tex, Math.Max(_tex.Length * 2, _length + tex.Length));
        tex.CopyTo(_tex.AsSpan(_length));
        _length += tex.Length;
    }
}
