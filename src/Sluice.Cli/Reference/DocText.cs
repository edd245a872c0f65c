using System.Text;
using System.Xml.Linq;
using Sluice.Core;

namespace Sluice.Cli.Reference;

/// <summary>Doc comments as Markdown: code in backticks, paragraphs apart, references by the names that recipes use.</summary>
static class DocText
{
    /// <summary>The Markdown of an element's content.</summary>
    public static string Of(XElement element)
    {
        StringBuilder text = new();
        Append(text, element);
        IEnumerable<string> paragraphs = text.ToString().Split('\f')
            .Select(paragraph => string.Join(' ', paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(paragraph => paragraph.Length > 0);
        return string.Join("\n\n", paragraphs);
    }

    /// <summary>As <see cref="Of"/>, for a terminal: without backticks, on one line.</summary>
    public static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal).Replace("\n\n", " ", StringComparison.Ordinal);

    static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement { Name.LocalName: "c" or "code" } code) text.Append('`').Append(code.Value.Trim()).Append('`');
            else if (node is XElement child && (child.Attribute("cref") ?? child.Attribute("name") ?? child.Attribute("langword") ?? child.Attribute("href")) is { } reference)
                text.Append(child.Value.Length > 0 ? child.Value : NameOf(reference.Value));
            else if (node is XElement { Name.LocalName: "para" or "item" } paragraph)
            {
                text.Append('\f');
                Append(text, paragraph);
                text.Append('\f');
            }
            else if (node is XElement other) Append(text, other);
        }
    }

    // A property is an option, and a member of an enum one of its values: both are named as recipes name them.
    static string NameOf(string reference)
    {
        if (reference.StartsWith("http", StringComparison.Ordinal)) return reference;
        string name = reference.Split('(')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return reference[0] is 'P' or 'F' ? $"`{KebabCase.From(name)}`" : name;
    }
}
