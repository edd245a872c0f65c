using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Tests.Extract.Html;

/// <summary>The spelling of names in SVG and MathML, which the tree keeps in lower case: HTML Living Standard, 13.2.6.1.</summary>
static class ForeignNames
{
    static readonly Dictionary<string, string> s_svgElements = ByLowerCase("""
        altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
        feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
        feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath
        """);

    static readonly Dictionary<string, string> s_svgAttributes = ByLowerCase("""
        attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits
        kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves
        pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount
        repeatDur requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
        tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan
        """);

    static readonly HashSet<string> s_prefixed =
        ["xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns:xlink"];

    public static string OfElement(string name, HtmlNamespace space) => space == HtmlNamespace.Svg ? s_svgElements.GetValueOrDefault(name, name) : name;

    public static string OfAttribute(string name, HtmlNamespace space)
    {
        if (space == HtmlNamespace.Html) return name;
        if (s_prefixed.Contains(name)) return name.Replace(':', ' ');
        if (name == "xmlns") return "xmlns xmlns";
        if (space == HtmlNamespace.MathMl) return name == "definitionurl" ? "definitionURL" : name;
        return s_svgAttributes.GetValueOrDefault(name, name);
    }

    static Dictionary<string, string> ByLowerCase(string names) => names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToDictionary(n => n.ToLowerInvariant(), StringComparer.Ordinal);
}
