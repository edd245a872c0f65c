using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sluice.Core.Text;
using Sluice.Fixtures;

namespace Sluice.Core.Tests.Text;

/// <summary>Reads what datatrove answers for real documents (<c>../shared/data/golden-datatrove</c>).</summary>
static class Golden
{
    public static IEnumerable<JsonElement> Rows(string name)
    {
        using GZipStream stream = new(File.OpenRead(SharedData.Path($"data/golden-datatrove/{name}.jsonl.gz")), CompressionMode.Decompress);
        using StreamReader lines = new(stream);
        while (lines.ReadLine() is { } line) yield return JsonSerializer.Deserialize<JsonElement>(line);
    }

    public static byte[] Text(this JsonElement row, string key = "text") => Encoding.UTF8.GetBytes(row.GetProperty(key).GetString()!);

    public static string[] Strings(this JsonElement row, string key) => [.. row.GetProperty(key).EnumerateArray().Select(e => e.GetString()!)];

    public static string[] Words(this TextAnalysis analysis, string language)
    {
        List<string> words = [];
        foreach (Word word in analysis.WordsIn(language)) words.Add(Encoding.UTF8.GetString(word.In(analysis.Text)));
        return [.. words];
    }

    public static string[] Strings(this TextAnalysis analysis, ReadOnlySpan<TextSpan> spans)
    {
        List<string> pieces = [];
        foreach (TextSpan span in spans) pieces.Add(Encoding.UTF8.GetString(span.In(analysis.Text)));
        return [.. pieces];
    }

    /// <summary>First 16 hex digits of SHA-256 over pieces and a separator between them.</summary>
    public static string Sha(IEnumerable<string> pieces, char separator) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(separator, pieces))))[..16];

    public static TextAnalysis Analyze(string text) => Analyze(Encoding.UTF8.GetBytes(text));

    public static TextAnalysis Analyze(byte[] text, string? language = null)
    {
        TextAnalysis analysis = new();
        analysis.Reset(text, language);
        return analysis;
    }
}
