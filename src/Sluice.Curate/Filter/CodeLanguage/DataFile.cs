using System.Reflection;
using System.Text;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>The tables that are embedded in this library, made by eng/code-language.</summary>
static class DataFile
{
    /// <summary>Rows of a table, split at tabs.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using StreamReader lines = new(Open(name), Encoding.UTF8);
        while (lines.ReadLine() is { } line) yield return line.Split('\t');
    }

    /// <summary>The bytes of a table.</summary>
    public static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
}
