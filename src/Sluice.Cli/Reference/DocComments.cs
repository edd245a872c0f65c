using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Sluice.Core;

namespace Sluice.Cli.Reference;

/// <summary>Doc comments of the program's own types, from the XML files that lie beside it: help and reference pages are made of them.</summary>
static class DocComments
{
    static readonly ConcurrentDictionary<string, Dictionary<string, XElement>> s_members = new(StringComparer.Ordinal);

    /// <summary>The summary of a type; empty where it has none.</summary>
    public static string SummaryOf(Type type) => Text(Find(type.Assembly, "T:" + type.FullName), "summary");

    /// <summary>The remarks of a type; empty where it has none.</summary>
    public static string RemarksOf(Type type) => Text(Find(type.Assembly, "T:" + type.FullName), "remarks");

    /// <summary>The summary of a property or of an enum's member; empty where it has none.</summary>
    public static string SummaryOf(Type type, string member) =>
        Text(Find(type.Assembly, (type.IsEnum ? "F:" : "P:") + type.FullName + "." + member), "summary");

    static XElement? Find(Assembly assembly, string member) =>
        s_members.GetOrAdd(assembly.GetName().Name!, Load).GetValueOrDefault(member.Replace('+', '.'));

    static Dictionary<string, XElement> Load(string assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
        if (!File.Exists(path)) return [];
        using XmlReader reader = XmlReader.Create(path);
        Dictionary<string, XElement> members = new(StringComparer.Ordinal);
        foreach (XElement member in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("member")) members[(string)member.Attribute("name")!] = member;
        return members;
    }

    static string Text(XElement? member, string part)
    {
        if (member?.Element(part) is not { } element) return "";
        StringBuilder text = new();
        Append(text, element);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain) text.Append(plain.Value);
            else if (node is XElement { Name.LocalName: "c" } code) text.Append('`').Append(code.Value).Append('`');
            else if (node is XElement child && (child.Attribute("cref") ?? child.Attribute("name") ?? child.Attribute("langword") ?? child.Attribute("href")) is { } reference)
                text.Append(child.Value.Length > 0 ? child.Value : NameOf(reference.Value));
            else if (node is XElement other) Append(text, other);
        }
    }

    // A property is an option, so it is named as recipes name it.
    static string NameOf(string reference)
    {
        string name = reference.Split('(')[0];
        name = name.StartsWith("http", StringComparison.Ordinal) ? name : name[(name.LastIndexOf('.') + 1)..];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? $"`{KebabCase.From(name)}`" : name;
    }
}
