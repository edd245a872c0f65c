using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Sluice.Ingest.Extract.Html;

/// <summary>Parses a page into an <see cref="HtmlTree"/>: AngleSharp's tokenizer, and <see cref="HtmlTreeBuilder"/> for the nesting.</summary>
/// <remarks>The tokenizer is the standard's and linear in the page; AngleSharp's own tree costs three times as much and can't be bounded while it grows.</remarks>
sealed class HtmlPageParser(HtmlTree tree, int nodesMax, int depthMax)
{
    // A class list of real pages is shorter; a longer one is cut.
    const int AttributeCharsMax = 2000;

    // Links and what meta elements say (descriptions, data for scripts) may be longer.
    const int ContentCharsMax = 1 << 16;

    // Attributes that somebody reads, per element; the rest are skipped.
    const int AttributesMax = 32;

    readonly HtmlTreeBuilder _builder = new(tree, depthMax);
    readonly ShouldEmitAttribute _isWanted = IsWanted;

    /// <summary>Parses one page.</summary>
    /// <returns>False where it has more than the greatest number of nodes; the tree then holds those before.</returns>
    public bool Parse(ReadOnlyMemory<char> page)
    {
        using TextSource source = new(new ReadOnlyMemoryTextSource(page));
        using HtmlTokenizer tokenizer = new(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            SkipScriptText = false,
            SkipRawText = true,
            SkipProcessingInstructions = true,
            ShouldEmitAttribute = _isWanted,
        };
        _builder.Begin();
        bool isWhole = true;
        while (isWhole)
        {
            ref StructHtmlToken token = ref tokenizer.GetStructToken();
            if (token.Type == HtmlTokenType.EndOfFile) break;
            switch (token.Type)
            {
                case HtmlTokenType.StartTag:
                    Start(ref token, tokenizer);
                    break;
                case HtmlTokenType.EndTag:
                    ReadOnlySpan<char> name = token.Name.Memory.Span;
                    _builder.EndTag(HtmlTags.Find(name), name);
                    break;
                case HtmlTokenType.Character:
                    _builder.Text(token.Data.Memory.Span);
                    break;
            }
            isWhole = tree.NodeCount <= nodesMax;
        }
        _builder.End();
        return isWhole;
    }

    void Start(ref StructHtmlToken token, HtmlTokenizer tokenizer)
    {
        ReadOnlySpan<char> name = token.Name.Memory.Span;
        HtmlTag tag = HtmlTags.Find(name);
        bool isEmpty = token.IsSelfClosing && _builder.IsInForeignContent;
        if (isEmpty) tokenizer.State = HtmlParseMode.PCData;
        else if (tag.Has(HtmlTagTraits.RawText)) tokenizer.State = tag == HtmlTag.Script ? HtmlParseMode.Script : HtmlParseMode.Rawtext;
        else if (tag is HtmlTag.Title or HtmlTag.Textarea) tokenizer.State = HtmlParseMode.RCData;
        else if (tag is HtmlTag.Plaintext) tokenizer.State = HtmlParseMode.Plaintext;
        _builder.StartTag(tag, name, token.IsSelfClosing);
        if (!_builder.TakesAttributes) return;
        StructAttributes attributes = token.Attributes;
        for (int i = 0; i < attributes.Count; i++)
        {
            ReadOnlySpan<char> value = attributes[i].Value.Memory.Span;
            HtmlAttributeName attribute = HtmlAttributeNames.Find(attributes[i].Name.Memory.Span);
            int charsMax = attribute is HtmlAttributeName.Content or HtmlAttributeName.Href or HtmlAttributeName.AltText ? ContentCharsMax : AttributeCharsMax;
            int start = tree.ByteCount;
            CleanText.Append(tree, value.Length > charsMax ? value[..charsMax] : value, preformatted: false, afterSpace: true);
            tree.AddAttribute(attribute, start);
        }
    }

    static bool IsWanted(ref StructHtmlToken token, ReadOnlyMemory<char> name) => HtmlAttributeNames.Find(name.Span) != HtmlAttributeName.None && token.Attributes.Count < AttributesMax;
}
