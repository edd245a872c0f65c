using System.Text;
using System.Xml;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Rows of an XML file: every element of one name, whose child elements are the fields (ASDiv's form). No DTD is read.</summary>
static class XmlRows
{
    public static IEnumerable<BenchmarkItem> Read(string path, RowTexts texts)
    {
        if (texts.Rows is not { } element) throw new SluiceException("of an XML file, the element that is a row must be named", path, "add rows=ELEMENT");
        using MemoryStream whole = new(BenchmarkFile.ReadWhole(path));
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using XmlReader reader = XmlReader.Create(whole, settings);
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        int row = 0;
        while (Try(reader, path, () => reader.ReadToFollowing(element)))
        {
            Try(reader, path, () => Fill(reader.ReadSubtree(), fields));
            if (row == 0) texts.Offer(fields.Keys);
            yield return texts.Item(row++, fields.GetValueOrDefault);
        }
    }

    static bool Fill(XmlReader row, Dictionary<string, string> fields)
    {
        fields.Clear();
        StringBuilder text = new();
        string? name = null;
        using (row)
        {
            while (row.Read())
            {
                if (row.NodeType == XmlNodeType.Element && row.Depth == 1)
                {
                    (name, _) = (row.LocalName, text.Clear());
                    if (row.IsEmptyElement) fields[name] = "";
                }
                else if (row.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    text.Append(row.Value);
                }
                else if (row.NodeType == XmlNodeType.EndElement && row.Depth == 1 && name is not null)
                {
                    fields[name] = text.ToString();
                }
            }
        }
        return true;
    }

    static bool Try(XmlReader reader, string path, Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            int line = e.LineNumber > 0 ? e.LineNumber : (reader as IXmlLineInfo)?.LineNumber ?? 1;
            throw new SluiceException($"the benchmark file is no XML here: {e.Message.Split(". ")[0].TrimEnd('.')}", $"{path}:{line}");
        }
    }
}
