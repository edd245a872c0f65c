using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Whether a reader sees a gap between two texts of one line that the page's bytes write without one.</summary>
/// <remarks>Without style sheets nobody knows for sure. Formatting (<c>b</c>, <c>i</c>, <c>code</c>, <c>sub</c>) may split words, so it never makes a gap. Two links beside each other
/// that lead to different places, and a picture or control between two words, always do. Other neighbors (<c>span</c>, <c>time</c>, custom elements) do where the
/// letters say so: a small letter or mark, then a capital.</remarks>
struct InlineBorder
{
    bool _isReplaced, _hasEnd, _hasStart;
    int _endedLink, _startedLink;

    /// <summary>Forgets what lay between: a text follows, or a new line.</summary>
    public void Clear() => this = default;

    /// <summary>An element began.</summary>
    public void Start(HtmlTag tag, int element)
    {
        if (tag == HtmlTag.A) _startedLink = element;
        if (IsOwnBox(tag)) _hasStart = true;
        if (tag is HtmlTag.Img or HtmlTag.Picture) _isReplaced = true;
    }

    /// <summary>An element ended.</summary>
    public void End(HtmlTag tag, int element)
    {
        if (tag == HtmlTag.A) _endedLink = element;
        if (IsOwnBox(tag)) _hasEnd = true;
    }

    /// <summary>An element was left out whole.</summary>
    public void LeftOut(HtmlTag tag) => _isReplaced |= tag is HtmlTag.Button or HtmlTag.Select or HtmlTag.Input or HtmlTag.Textarea or HtmlTag.Video or HtmlTag.Audio or HtmlTag.Iframe or HtmlTag.Object or HtmlTag.Canvas;

    /// <summary>Whether there is a gap.</summary>
    public readonly bool IsGap(HtmlTree tree, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before.IsEmpty || after.IsEmpty || (!_isReplaced && !(_hasEnd && _hasStart))) return false;
        Rune.DecodeLastFromUtf8(before, out Rune left, out _);
        Rune.DecodeFromUtf8(after, out Rune right, out _);
        bool endsWord = Rune.IsLetterOrDigit(left), beginsWord = Rune.IsLetterOrDigit(right);
        bool endsPart = left.Value is '.' or '!' or '?' or ')' or ':' or ';' or ',' or '…' or '”' or '»';
        if (!(endsWord || endsPart) || !beginsWord || IsWide(left) || IsWide(right)) return false;
        if (_isReplaced) return true;
        if (_endedLink > 0 && _startedLink > 0) return !tree.Value(tree.Nodes[_endedLink], HtmlAttributeName.Href).SequenceEqual(tree.Value(tree.Nodes[_startedLink], HtmlAttributeName.Href));
        return Rune.IsUpper(right) && (Rune.IsLower(left) || Rune.IsDigit(left) || endsPart);
    }

    static bool IsOwnBox(HtmlTag tag) => tag is HtmlTag.A or HtmlTag.Span or HtmlTag.Time or HtmlTag.Small or HtmlTag.Cite or HtmlTag.Data or HtmlTag.Output or HtmlTag.Other;

    // Scripts without spaces between words.
    static bool IsWide(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0xD7FF) or >= 0x20000;
}
