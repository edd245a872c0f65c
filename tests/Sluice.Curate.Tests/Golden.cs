using System.IO.Compression;
using System.Text.Json;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests;

/// <summary>Rows of the shared JSON Lines files.</summary>
static class Golden
{
    public static IEnumerable<JsonElement> Rows(string relative)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Path(relative)), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }
}
