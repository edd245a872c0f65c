using System.Collections.Concurrent;
using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace Sluice.Cli.Reference;

/// <summary>Doc comments of the program's own types, from the XML files that lie beside it: help and reference pages are made of them.</summary>
static class DocComments
{
    static readonly ConcurrentDictionary<string, Dictionary<string, XElement>> s_members = new(StringComparer.Ordinal);

    /// <summary>The summary of a type, as Markdown; empty where it has none.</summary>
    public static string SummaryOf(Type type) => Text(type.Assembly, "T:" + type.FullName, "summary");

    /// <summary>The remarks of a type, as Markdown; empty where it has none.</summary>
    public static string RemarksOf(Type type) => Text(type.Assembly, "T:" + type.FullName, "remarks");

    /// <summary>The summary of a property or of an enum's member, as Markdown; empty where it has none.</summary>
    public static string SummaryOf(Type type, string member) => Text(type.Assembly, (type.IsEnum ? "F:" : "P:") + type.FullName + "." + member, "summary");

    static string Text(Assembly assembly, string member, string part) =>
        s_members.GetOrAdd(assembly.GetName().Name!, Load).GetValueOrDefault(member.Replace('+', '.'))?.Element(part) is { } element ? DocText.Of(element) : "";

    static Dictionary<string, XElement> Load(string assembly)
    {
        string path = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
        if (!File.Exists(path)) return [];
        using XmlReader reader = XmlReader.Create(path);
        Dictionary<string, XElement> members = new(StringComparer.Ordinal);
        foreach (XElement member in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("member")) members[(string)member.Attribute("name")!] = member;
        return members;
    }
}
