namespace Sluice.Ingest.Extract.Html;

// SVG and MathML.
sealed partial class HtmlTreeBuilder
{
    bool IsForeignStart(in HtmlOpenElement current)
    {
        if (current.Namespace == HtmlNamespace.Html || current.Has(HtmlTagTraits.HtmlContent)) return false;
        if (current.Has(HtmlTagTraits.MathText)) return tokenizer.Tag is HtmlTag.Mglyph or HtmlTag.Malignmark;
        bool isAnnotation = current.Namespace == HtmlNamespace.MathMl && current.Name == (int)HtmlTag.AnnotationXml;
        return !(isAnnotation && tokenizer.Tag == HtmlTag.Svg);
    }

    static bool IsForeignText(in HtmlOpenElement current) =>
        current.Namespace != HtmlNamespace.Html && !current.Has(HtmlTagTraits.HtmlContent | HtmlTagTraits.MathText);

    // Whether the tag is to be taken by the rules of HTML.
    bool StartInForeign()
    {
        HtmlTag tag = tokenizer.Tag;
        if (tag.Has(HtmlTagTraits.EndsForeign) || (tag == HtmlTag.Font && tokenizer.HasAny(HtmlAttributeName.Color, HtmlAttributeName.Face, HtmlAttributeName.Size)))
        {
            LeaveForeign();
            return true;
        }
        Open(AdjustedCurrent.Namespace);
        if (tokenizer.IsSelfClosing) _open.Pop();
        return false;
    }

    bool EndInForeign()
    {
        if (tokenizer.Tag is HtmlTag.Br or HtmlTag.P)
        {
            LeaveForeign();
            return true;
        }
        for (int i = _open.Count - 1; i > 0; i--)
        {
            if (_open[i].Name == tokenizer.Name)
            {
                _open.PopTo(i);
                return false;
            }
            if (_open[i - 1].Namespace == HtmlNamespace.Html) return true;
        }
        return false;
    }

    void LeaveForeign()
    {
        while (_open.Count > 1 && _open.Current.Namespace != HtmlNamespace.Html && !_open.Current.Has(HtmlTagTraits.HtmlContent | HtmlTagTraits.MathText)) _open.Pop();
    }

    void OpenForeign(HtmlNamespace space)
    {
        Reconstruct();
        Open(space);
        if (tokenizer.IsSelfClosing) _open.Pop();
    }
}
