using System.Xml;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests in XML. A document type ends the reading: entities are never resolved.</summary>
static class XmlManifests
{
    const int DepthMax = 64;

    static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = Manifest.BytesMax,
    };

    /// <summary>pom.xml: names of <c>project/licenses/license</c>; of several the user may choose, by Maven's model.</summary>
    public static LicenseExpression? Maven(string text)
    {
        List<string> names = [];
        Walk(text, (path, value) =>
        {
            if (path is ["project", "licenses", "license", "name"]) names.Add(value);
        });
        return LicenseNames.Choice(names);
    }

    /// <summary>A .nuspec's <c>license type="expression"</c>, or a project's <c>PackageLicenseExpression</c>.</summary>
    public static LicenseExpression? NuGet(string text)
    {
        // Which of several holds is known only when conditions are, so all do.
        List<string> found = [];
        Walk(text, (path, value) =>
        {
            if (path is ["package", "metadata", "license"] or ["Project", "PropertyGroup", "PackageLicenseExpression"]) found.Add(value.Trim());
        });
        return LicenseNames.AllOf([.. found.Distinct(StringComparer.Ordinal).Take(100).Select(LicenseNames.Parse)]);
    }

    static void Walk(string text, Action<List<string>, string> take)
    {
        List<string> path = [];
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(text), s_settings);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement)
                {
                    if (path.Count == DepthMax) return;
                    path.Add(reader.LocalName);
                }
                else if (reader.NodeType == XmlNodeType.EndElement) path.RemoveAt(path.Count - 1);
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) take(path, reader.Value);
            }
        }
        catch (XmlException)
        {
            // What was read before the break stands.
        }
    }
}
