using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Sluice.Fixtures;

namespace Sluice.Ingest.Tests.Extract.Html;

/// <summary>The files of html5lib-tests, the conformance tests that browsers share. Skips where they are absent.</summary>
static class Html5LibArchive
{
    /// <summary>Each file of a folder, sub-folders included, with its bytes.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(string folder, string extension)
    {
        using FileStream file = File.OpenRead(SharedData.Path("data/html5lib-tests/html5lib-tests.tar.gz"));
        using GZipStream gzip = new(file, CompressionMode.Decompress);
        using TarReader tar = new(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (entry.DataStream is null || !name.StartsWith(folder + "/", StringComparison.Ordinal) || !name.EndsWith(extension, StringComparison.Ordinal)) continue;
            using MemoryStream content = new();
            entry.DataStream.CopyTo(content);
            yield return (name[(folder.Length + 1)..], content.ToArray());
        }
    }

    /// <summary>Text as UTF-8; a lone surrogate, which UTF-8 can't say, is U+FFFD on both sides of every comparison.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
