using System.Net;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Gathers what a page says of itself (title, authors, dates, site, description, language, address) and puts it into a document's metadata.</summary>
/// <remarks>Sources, the most trusted first: meta elements of vocabularies, JSON-LD, microdata, <c>time</c>, names of classes, the URL's path, text that looks like a date. Every value is bounded, on one line, without control characters.</remarks>
sealed class PageMetadata
{
    const int TitleCharsMax = 500;
    const int DescriptionCharsMax = 2_000;
    const int ValueCharsMax = 200;
    const int UrlCharsMax = 2_000;
    const int DateTextBytesMax = 120;
    const int HeadingsMax = 8;

    // Ranks: see MetaNames for those of meta elements.
    const int LinkedRank = 1;
    const int MicrodataRank = 2;
    const int TimeRank = 6;
    const int TimeBeforeHeadingRank = 8;
    const int RelAuthorRank = 4;

    readonly PageFacts _facts = new();
    readonly AuthorNames _authors = new();
    readonly List<string> _headings = [];
    int _baseElement;
    int _authorScope;
    string? _publisher;

    public void Clear()
    {
        _facts.Clear();
        _authors.Clear();
        _headings.Clear();
        _publisher = null;
        _baseElement = _authorScope = -1;
    }

    /// <summary>Takes what an element says; called for each element, in document order.</summary>
    public void Element(HtmlTree tree, int index)
    {
        HtmlNode element = tree.Nodes[index];
        switch (element.Tag)
        {
            case HtmlTag.Meta:
                Meta(tree, element);
                break;
            case HtmlTag.Link when _facts.Wants(PageFact.CanonicalUrl, 0) && HasWord(tree.Value(element, HtmlAttributeName.Rel), "canonical"u8):
                _facts.Offer(PageFact.CanonicalUrl, 0, PageText.Value(tree, element, HtmlAttributeName.Href, UrlCharsMax));
                break;
            case HtmlTag.Base when _baseElement < 0:
                _baseElement = index;
                break;
            case HtmlTag.Title:
                _facts.Offer(PageFact.TitleElement, 0, PageText.Of(tree, index, TitleCharsMax));
                break;
            case HtmlTag.H1 when _headings.Count < HeadingsMax:
                if (PageText.Of(tree, index, TitleCharsMax) is { Length: > 0 } heading) _headings.Add(heading);
                break;
            case HtmlTag.Html or HtmlTag.Body:
                _facts.Offer(PageFact.Language, element.Tag == HtmlTag.Html ? 0 : 1, PageText.Value(tree, element, HtmlAttributeName.Lang, ValueCharsMax));
                _facts.Offer(PageFact.Language, 1, PageText.Value(tree, element, HtmlAttributeName.XmlLang, ValueCharsMax));
                break;
            case HtmlTag.Time:
                Time(tree, index);
                break;
            case HtmlTag.A when _authors.Wants(RelAuthorRank) && HasWord(tree.Value(element, HtmlAttributeName.Rel), "author"u8):
                _authors.Offer(RelAuthorRank, PageText.Of(tree, index, ValueCharsMax));
                break;
        }
        if (element.Tag != HtmlTag.Meta && element.Length > 0 && tree.Value(element, HtmlAttributeName.ItemProp) is { IsEmpty: false } property) Microdata(tree, index, property);
    }

    void Meta(HtmlTree tree, in HtmlNode element)
    {
        if (tree.Value(element, HtmlAttributeName.Content).IsEmpty) return;
        Span<char> name = stackalloc char[MetaNames.NameCharsMax];
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            if (attribute.Name is not (HtmlAttributeName.Name or HtmlAttributeName.Property or HtmlAttributeName.ItemProp or HtmlAttributeName.HttpEquiv)) continue;
            ReadOnlySpan<byte> value = tree.Value(attribute).Trim((byte)' ');
            if (value.Contains((byte)' ') && attribute.Name == HtmlAttributeName.Property) value = value[(value.LastIndexOf((byte)' ') + 1)..]; // Several vocabularies, one thing.
            if (value.Length > name.Length || value.IsEmpty || System.Text.Ascii.ToLower(value, name, out int length) != System.Buffers.OperationStatus.Done) continue;
            Span<char> known = name[..length];
            if (known.StartsWith("dc:") || known.StartsWith("dcterm:") || known.StartsWith("dcterms:")) known.Replace(':', '.');
            if (attribute.Name == HtmlAttributeName.HttpEquiv && !known.SequenceEqual("content-language") && !known.SequenceEqual("last-modified")) continue;
            if (MetaNames.TryFind(known, out PageFact fact, out int rank))
            {
                if (_facts.Wants(fact, rank)) Offer(fact, rank, PageText.Value(tree, element, HtmlAttributeName.Content, CharsMax(fact)));
            }
            else if (MetaNames.IsAuthor(known, out int authorRank) && _authors.Wants(authorRank))
            {
                _authors.Offer(authorRank, PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax), isOne: authorRank == 0);
            }
        }
    }

    void Offer(PageFact fact, int rank, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        value = WebUtility.HtmlDecode(value); // Systems escape twice, and in JSON too.
        if (fact is PageFact.Published or PageFact.Modified) value = DateText.Find(value, isValue: true)?.ToString();
        _facts.Offer(fact, rank, value is null ? null : PageText.Cut(PageText.Clean(value), CharsMax(fact)));
    }

    void Microdata(HtmlTree tree, int index, ReadOnlySpan<byte> property)
    {
        PageFact? fact = HasWord(property, "datePublished"u8) ? PageFact.Published : HasWord(property, "dateModified"u8) ? PageFact.Modified
            : HasWord(property, "headline"u8) ? PageFact.MetaTitle : null;
        if (fact is { } known)
        {
            if (_facts.Wants(known, MicrodataRank)) Offer(known, MicrodataRank, ValueOf(tree, index, CharsMax(known)));
        }
        else if (HasWord(property, "author"u8) && _authors.Wants(MicrodataRank))
        {
            int scope = ScopeOf(tree, index, out bool isOfPart);
            if (isOfPart || (_authorScope >= 0 && scope != _authorScope)) return; // Of an image or a comment; of another article on the page.
            _authorScope = scope;
            // The name inside, where it is marked; else the whole text, if short.
            ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
            for (int i = index + 1; i < Math.Min(nodes[index].End, index + PageText.NodesMax); i++)
            {
                if (nodes[i].Tag == HtmlTag.Text || !HasWord(tree.Value(nodes[i], HtmlAttributeName.ItemProp), "name"u8)) continue;
                _authors.Offer(MicrodataRank, ValueOf(tree, i, ValueCharsMax));
                return;
            }
            _authors.Offer(MicrodataRank, ValueOf(tree, index, ValueCharsMax));
        }
    }

    // The element whose property it is: the nearest around it with itemscope; 0 where there is none near.
    static int ScopeOf(HtmlTree tree, int index, out bool isOfPart)
    {
        const int StepsMax = 24;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        isOfPart = false;
        int at = nodes[index].Parent;
        for (int steps = 0; at > 0 && steps < StepsMax; at = nodes[at].Parent, steps++)
        {
            isOfPart |= nodes[at].Tag is HtmlTag.Figure or HtmlTag.Aside;
            foreach (HtmlAttribute attribute in tree.Attributes(nodes[at]))
            {
                if (attribute.Name != HtmlAttributeName.ItemScope) continue;
                ReadOnlySpan<byte> type = tree.Value(nodes[at], HtmlAttributeName.ItemType);
                isOfPart |= type.EndsWith("Object"u8) || type.EndsWith("Comment"u8) || type.EndsWith("Review"u8);
                return at;
            }
        }
        return 0;
    }

    static string ValueOf(HtmlTree tree, int index, int charsMax)
    {
        HtmlNode element = tree.Nodes[index];
        string value = PageText.Value(tree, element, HtmlAttributeName.Content, charsMax);
        if (value.Length == 0) value = PageText.Value(tree, element, HtmlAttributeName.DateTime, charsMax);
        return value.Length > 0 ? value : PageText.Of(tree, index, charsMax);
    }

    void Time(HtmlTree tree, int index)
    {
        HtmlNode element = tree.Nodes[index];
        bool isPublished = false;
        foreach (HtmlAttribute attribute in tree.Attributes(element)) isPublished |= attribute.Name == HtmlAttributeName.PubDate;
        ReadOnlySpan<byte> classes = tree.Value(element, HtmlAttributeName.Class);
        bool isModified = classes.IndexOf("updated"u8) >= 0 || classes.IndexOf("modified"u8) >= 0;
        isPublished |= classes.IndexOf("publish"u8) >= 0;
        PageFact fact = isModified && !isPublished ? PageFact.Modified : PageFact.Published;
        int rank = isPublished ? TimeRank - 1 : _headings.Count > 0 ? TimeRank : TimeBeforeHeadingRank; // Before the heading stand teasers of other pages.
        if (!_facts.Wants(fact, rank)) return;
        string value = PageText.Value(tree, element, HtmlAttributeName.DateTime, ValueCharsMax);
        if (value.Length == 0) value = PageText.Of(tree, index, DateTextBytesMax);
        Offer(fact, rank, value);
    }

    /// <summary>Takes what the page's JSON-LD says, after its elements.</summary>
    public void Linked(LinkedData data)
    {
        foreach (LinkedThing thing in data.Things)
        {
            if (thing.Role is not (null or "mainEntity" or "mainEntityOfPage" or "about"))
            {
                continue; // Comments, parts, teasers of other pages.
            }
            int distance = thing.Distance;
            if (distance == 3)
            {
                if (thing.Type is "WebSite" && thing.Role is null) _facts.Offer(PageFact.SiteName, 1, PageText.Cut(PageText.Clean(thing.Name ?? ""), ValueCharsMax));
                continue;
            }
            int rank = LinkedRank + (distance * 3);
            Offer(PageFact.LinkedHeadline, distance, distance == 2 ? null : thing.Headline ?? thing.Name);
            Offer(PageFact.Published, rank, thing.Published ?? (distance < 2 ? thing.Created : null));
            Offer(PageFact.Modified, rank, thing.Modified);
            Offer(PageFact.Description, rank + 2, thing.Description);
            Offer(PageFact.Language, 4, thing.Language);
            if (distance < 2 && thing.Publisher is { } publisher)
            {
                _publisher ??= publisher.IsId ? data.NameOf(publisher.Value) : publisher.Value;
                Offer(PageFact.SiteName, 3, _publisher);
            }
            foreach ((string author, bool isId) in thing.Authors)
                if ((isId ? data.NameOf(author) : author) is { } name && _authors.Wants(rank)) _authors.Offer(rank, WebUtility.HtmlDecode(PageText.Cut(name, ValueCharsMax)));
        }
    }

    /// <summary>Puts what was gathered into the metadata.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="url">Its address; null where unknown.</param>
    /// <param name="metadata">Takes the values.</param>
    public void Write(HtmlTree tree, string? url, Core.Metadata metadata)
    {
        if (_facts[PageFact.SiteName] is { } site) _authors.Distrust(site);
        if (_publisher is not null) _authors.Distrust(_publisher);
        PageGuesses.Add(tree, url, _facts, _authors);
        Set("title", PageHeadline.Choose(_facts, _headings));
        Set("authors", _authors.Joined);
        Set("date-published", _facts[PageFact.Published]);
        Set("date-modified", _facts[PageFact.Modified]);
        Set("site-name", _facts[PageFact.SiteName]);
        Set("description", _facts[PageFact.Description]);
        Set("page-language", LanguageTag(_facts[PageFact.Language]));
        Set("canonical-url", PageUrl.Absolute(_facts[PageFact.CanonicalUrl], _baseElement < 0 ? null : PageText.Value(tree, tree.Nodes[_baseElement], HtmlAttributeName.Href, UrlCharsMax), url));

        void Set(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) metadata.Set(key, value);
        }
    }

    // BCP 47's letters, digits and hyphens; og:locale has low lines.
    static string? LanguageTag(string? tag)
    {
        const int TagCharsMax = 35;
        if (tag is null) return null;
        tag = tag.Split(',', ' ', ';')[0].Replace('_', '-');
        return tag.Length is >= 2 and <= TagCharsMax && char.IsAsciiLetter(tag[0]) && tag.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? tag : null;
    }

    static int CharsMax(PageFact fact) => fact switch
    {
        PageFact.Description => DescriptionCharsMax,
        PageFact.CanonicalUrl => UrlCharsMax,
        PageFact.OpenGraphTitle or PageFact.LinkedHeadline or PageFact.MetaTitle or PageFact.TitleElement => TitleCharsMax,
        _ => ValueCharsMax,
    };

    /// <summary>Whether a list of words, with spaces between, has a word; capitals count as small letters.</summary>
    public static bool HasWord(ReadOnlySpan<byte> words, ReadOnlySpan<byte> word)
    {
        if (words.Length < word.Length) return false;
        foreach (Range part in words.Split((byte)' '))
            if (System.Text.Ascii.EqualsIgnoreCase(words[part], word)) return true;
        return false;
    }
}
