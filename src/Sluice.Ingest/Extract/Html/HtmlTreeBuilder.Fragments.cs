using System.Text;

namespace Sluice.Ingest.Extract.Html;

// The content of an element without the page around it: HTML Living Standard, 13.4.
sealed partial class HtmlTreeBuilder
{
    /// <summary>After <see cref="Begin"/>: what follows is the content of an element.</summary>
    public void BeginInside(string name, HtmlNamespace space)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        HtmlTag tag = Enum.GetValues<HtmlTag>().FirstOrDefault(t => HtmlTags.NameOf(t) == name, HtmlTag.Other);
        HtmlTag own = space == HtmlNamespace.Html ? tag : HtmlTag.Other;
        HtmlTagTraits foreign = (space, tag) switch
        {
            (HtmlNamespace.Svg, HtmlTag.ForeignObject or HtmlTag.Desc or HtmlTag.Title) => HtmlTagTraits.HtmlContent,
            (HtmlNamespace.MathMl, HtmlTag.Mi or HtmlTag.Mo or HtmlTag.Mn or HtmlTag.Ms or HtmlTag.Mtext) => HtmlTagTraits.MathText,
            _ => HtmlTagTraits.None,
        };
        _context = new(HtmlTree.None, tag == HtmlTag.Other ? tree.Names.NumberOf(utf8) : (int)tag, own, space, space == HtmlNamespace.Html ? own.Traits() : foreign);
        _hasContext = true;
        HtmlTokenizerMode? mode = own switch
        {
            HtmlTag.Title or HtmlTag.Textarea => HtmlTokenizerMode.TextWithReferences,
            HtmlTag.Style or HtmlTag.Xmp or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes => HtmlTokenizerMode.RawText,
            HtmlTag.Script => HtmlTokenizerMode.Script,
            HtmlTag.Noscript when _isScripting => HtmlTokenizerMode.RawText,
            HtmlTag.Plaintext => HtmlTokenizerMode.Plaintext,
            _ => null,
        };
        if (mode is { } found) tokenizer.Switch(found, default);
        BeginHtml();
        if (own == HtmlTag.Template) _templateModes.Add(HtmlInsertionMode.InTemplate);
        ResetMode();
        tokenizer.IsInForeignContent = space != HtmlNamespace.Html;
    }
}
