using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Ingest.Extract.Html;
using Sluice.Ingest.Extract.Metadata;

namespace Sluice.Ingest.Extract.Rights;

/// <summary>Gathers what a page says of the rights in it: licenses, robots' directives, reservations of text and data mining, paywalls, each with the place where it is said.</summary>
/// <remarks>It decides nothing: policies do. Written as one JSON array under <see cref="Key"/>; the same statement twice counts once, and each kind has room of its own, so that a thousand links push out no reservation.</remarks>
sealed class RightsSignals
{
    /// <summary>Key of the metadata.</summary>
    public const string Key = "rights-signals";

    const int PerKindMax = 12;
    const int ValueCharsMax = 300;

    readonly List<RightsSignal> _signals = [];
    readonly ArrayBufferWriter<byte> _json = new();

    public void Clear() => _signals.Clear();

    /// <summary>Takes what an element says; called for each element, in document order.</summary>
    public void Element(HtmlTree tree, int index)
    {
        HtmlNode element = tree.Nodes[index];
        if (element.Length == 0) return;
        if (element.Tag == HtmlTag.Meta)
        {
            Meta(tree, index, element);
            return;
        }
        if (element.Tag is HtmlTag.A or HtmlTag.Link or HtmlTag.Area) Link(tree, index, element);
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            switch (attribute.Name)
            {
                case HtmlAttributeName.ItemProp when PageMetadata.HasWord(tree.Value(attribute), "license"u8) && element.Tag is not (HtmlTag.A or HtmlTag.Link):
                    License(tree, index, element, LinkOrText(tree, index, element), "itemprop=license", isStated: true);
                    break;
                case HtmlAttributeName.ItemProp when PageMetadata.HasWord(tree.Value(attribute), "isAccessibleForFree"u8):
                    if (IsFalse(LinkOrText(tree, index, element))) Add(new(RightsKind.Paywall, "not-free", tree.NameOf(element), "itemprop=isAccessibleForFree", Snippet.Of(tree, element)) { IsOfPage = true });
                    break;
                case HtmlAttributeName.Class or HtmlAttributeName.Id when tree.Value(attribute).IndexOf("paywall"u8) >= 0 && Count(RightsKind.Paywall) < PerKindMax:
                    Add(new(RightsKind.Paywall, "marked", tree.NameOf(element), tree.NameOf(attribute), Snippet.Of(tree, element)) { Within = Around(tree, index) });
                    break;
            }
        }
    }

    void Link(HtmlTree tree, int index, in HtmlNode element)
    {
        ReadOnlySpan<byte> target = tree.Value(element, HtmlAttributeName.Href);
        bool isStated = PageMetadata.HasWord(tree.Value(element, HtmlAttributeName.Rel), "license"u8);
        bool isProperty = !isStated && (PageMetadata.HasWord(tree.Value(element, HtmlAttributeName.ItemProp), "license"u8)
            || PageMetadata.HasWord(tree.Value(element, HtmlAttributeName.Property), "cc:license"u8) || PageMetadata.HasWord(tree.Value(element, HtmlAttributeName.Rel), "cc:license"u8));
        if (!isStated && !isProperty && (target.Length < 20 || target.IndexOf("creativecommons.org/"u8) < 0)) return;
        string url = PageText.Value(tree, element, HtmlAttributeName.Href, ValueCharsMax);
        if (!isStated && !isProperty && !CreativeCommons.IsLicense(url)) return;
        License(tree, index, element, url, isStated ? "rel=license" : isProperty ? "property=license" : "href", isStated || isProperty);
    }

    void License(HtmlTree tree, int index, in HtmlNode element, string value, string attribute, bool isStated)
    {
        if (value.Length == 0 || Count(RightsKind.License) == PerKindMax) return;
        string? within = Around(tree, index);
        Add(new(RightsKind.License, value, tree.NameOf(element), attribute, Snippet.Of(tree, element))
        {
            Spdx = CreativeCommons.SpdxOf(value),
            Within = within,
            IsOfPage = isStated && within is not ("figure" or "aside" or "nav" or "blockquote" or "table"),
        });
    }

    void Meta(HtmlTree tree, int index, in HtmlNode element)
    {
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            if (attribute.Name is not (HtmlAttributeName.Name or HtmlAttributeName.Property or HtmlAttributeName.ItemProp or HtmlAttributeName.HttpEquiv)) continue;
            const int NameBytesMax = 48;
            if (tree.Value(attribute).Length is 0 or > NameBytesMax) continue;
            string name = PageText.Clean(Encoding.UTF8.GetString(tree.Value(attribute))).ToLowerInvariant();
            string said = $"{tree.NameOf(attribute)}={name}";
            if (RobotsMeta.IsForRobots(name is "x-robots-tag" ? "robots" : name, out string? agent))
            {
                foreach (string directive in RobotsMeta.Restricting(PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax)))
                    Add(tree, element, RightsKind.Robots, directive, said, agent);
                continue;
            }
            switch (name)
            {
                case "tdm-reservation" or "tdm-policy":
                    Add(tree, element, name, PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax), said);
                    break;
                case "article:content_tier" or "content_tier" or "content-tier":
                    string tier = PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax).ToLowerInvariant();
                    if (tier is "locked" or "metered" or "paid" or "premium") Add(tree, element, RightsKind.Paywall, tier, said);
                    break;
                case "isaccessibleforfree":
                    if (IsFalse(PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax))) Add(tree, element, RightsKind.Paywall, "not-free", said);
                    break;
                case "license" or "dcterms.license" or "dc.rights.license" or "dc.license" or "og:license" or "cc:license":
                    License(tree, index, element, PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax), said, isStated: true);
                    break;
                case "dc.rights" or "dcterms.rights" or "rights" or "copyright" or "dcterms.accessrights":
                    string statement = PageText.Value(tree, element, HtmlAttributeName.Content, ValueCharsMax);
                    if (CreativeCommons.IsLicense(statement)) License(tree, index, element, statement, said, isStated: true);
                    else Add(tree, element, RightsKind.Statement, statement, said);
                    break;
            }
        }
    }

    /// <summary>Takes what the things of a JSON-LD script say.</summary>
    /// <param name="data">The page's JSON-LD.</param>
    /// <param name="first">The first thing that was not taken yet.</param>
    public void Linked(LinkedData data, int first)
    {
        for (int i = first; i < data.Things.Count; i++)
        {
            LinkedThing thing = data.Things[i];
            bool isOfPage = thing.Role is null or "mainEntity" or "mainEntityOfPage" && thing.Distance < 3 && thing.Type is not ("ImageObject" or "VideoObject");
            if (thing.License is { Length: > 0 } license)
                AddLinked(RightsKind.License, PageText.Cut(PageText.Clean(license), ValueCharsMax), "license", license);
            if (thing.IsAccessibleForFree is { } free && IsFalse(free)) AddLinked(RightsKind.Paywall, "not-free", "isAccessibleForFree", free);

            void AddLinked(string kind, string value, string property, string raw) => Add(new(kind, value, "json-ld", property, PageText.Cut($"\"{property}\": \"{PageText.Clean(raw)}\"", ValueCharsMax))
            {
                Within = thing.Type is null ? null : PageText.Cut(PageText.Clean(thing.Type), 64),
                IsOfPage = isOfPage || (kind == RightsKind.Paywall && thing.Role is null or "hasPart"),
                Spdx = kind == RightsKind.License ? CreativeCommons.SpdxOf(value) : null,
            });
        }
    }

    /// <summary>Puts the signals into the metadata, if there are any.</summary>
    public void Write(Core.Metadata metadata)
    {
        if (_signals.Count == 0) return;
        _json.ResetWrittenCount();
        using (Utf8JsonWriter json = new(_json, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (string kind in RightsKind.All)
                foreach (RightsSignal signal in _signals)
                    if (signal.Kind == kind) Write(json, signal);
            json.WriteEndArray();
        }
        metadata.Set(Key, Encoding.UTF8.GetString(_json.WrittenSpan));
    }

    static void Write(Utf8JsonWriter json, RightsSignal signal)
    {
        json.WriteStartObject();
        json.WriteString("kind", signal.Kind);
        json.WriteString("value", signal.Value);
        if (signal.Spdx is not null) json.WriteString("spdx", signal.Spdx);
        if (signal.Agent is not null) json.WriteString("agent", signal.Agent);
        json.WriteBoolean("of-page", signal.IsOfPage);
        json.WriteString("element", signal.Element);
        json.WriteString("attribute", signal.Attribute);
        if (signal.Within is not null) json.WriteString("within", signal.Within);
        json.WriteString("snippet", signal.Snippet);
        json.WriteEndObject();
    }

    void Add(HtmlTree tree, in HtmlNode element, string kind, string value, string said, string? agent = null)
    {
        if (value.Length > 0 && Count(kind) < PerKindMax) Add(new(kind, value, "meta", said, Snippet.Of(tree, element)) { Agent = agent, IsOfPage = true });
    }

    void Add(RightsSignal signal)
    {
        int own = 0;
        foreach (RightsSignal other in _signals)
        {
            if (other.Kind != signal.Kind) continue;
            own++;
            if (other.Value == signal.Value && other.Agent == signal.Agent && other.Attribute == signal.Attribute && other.IsOfPage == signal.IsOfPage && other.Within == signal.Within) return;
        }
        if (own < PerKindMax) _signals.Add(signal);
    }

    int Count(string kind)
    {
        int count = 0;
        foreach (RightsSignal signal in _signals)
            if (signal.Kind == kind) count++;
        return count;
    }

    static string LinkOrText(HtmlTree tree, int index, in HtmlNode element)
    {
        foreach (HtmlAttributeName name in (ReadOnlySpan<HtmlAttributeName>)[HtmlAttributeName.Content, HtmlAttributeName.Href, HtmlAttributeName.Resource, HtmlAttributeName.Src])
            if (PageText.Value(tree, element, name, ValueCharsMax) is { Length: > 0 } value) return value;
        return PageText.Of(tree, index, ValueCharsMax);
    }

    static bool IsFalse(string value) => value.Trim().ToLowerInvariant() is "false" or "no" or "0" or "http://schema.org/false" or "https://schema.org/false";

    // The nearest element around that divides a page.
    static string? Around(HtmlTree tree, int index)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        const int StepsMax = 64;
        int steps = 0;
        for (int at = nodes[index].Parent; at >= 0 && steps < StepsMax; at = nodes[at].Parent, steps++)
        {
            if (nodes[at].Tag is HtmlTag.Footer or HtmlTag.Header or HtmlTag.Nav or HtmlTag.Aside or HtmlTag.Figure or HtmlTag.Article or HtmlTag.Main or HtmlTag.Section or HtmlTag.Blockquote or HtmlTag.Table
                or HtmlTag.Head or HtmlTag.Body) return HtmlTags.NameOf(nodes[at].Tag);
        }
        return null;
    }
}
