using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Sluice.Bench;

/// <summary>Texts to measure with: real pages where <c>../shared</c> lies beside the checkout, else made ones.</summary>
public static class BenchTexts
{
    const long BytesMax = 4_000_000;

    /// <summary>What benchmarks take as parameter.</summary>
    public static IEnumerable<string> Names => GoldenFile is null ? ["made"] : ["english", "mixed"];

    static string? Root { get; } = FindRoot();

    static string? GoldenFile { get; } = FindGoldenFile();

    /// <summary>Up to 4 MB of texts.</summary>
    public static byte[][] Load(string name)
    {
        List<byte[]> texts = [];
        long bytes = 0;
        foreach (byte[] text in name == "code" ? Code() : name == "made" ? Made() : Golden(englishOnly: name == "english"))
        {
            if ((bytes += text.Length) > BytesMax) break;
            texts.Add(text);
        }
        return [.. texts];
    }

    // This repository's own sources: there is code wherever it is built.
    static IEnumerable<byte[]> Code() => Root is null ? [] : Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    static IEnumerable<byte[]> Golden(bool englishOnly)
    {
        using GZipStream stream = new(File.OpenRead(GoldenFile!), CompressionMode.Decompress);
        using StreamReader lines = new(stream);
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            if (englishOnly && row.RootElement.GetProperty("lid").GetProperty("top")[0][0].GetString() != "en") continue;
            yield return Encoding.UTF8.GetBytes(row.RootElement.GetProperty("text").GetString()!);
        }
    }

    static IEnumerable<byte[]> Made()
    {
        string[] sentences =
        [
            "The lock at the old mill was rebuilt in 1894, and it hasn't leaked since.", "“Who opened it?” asked Mrs. Lund; nobody knew.", "See https://example.org/locks?id=7 (or the map).",
            "Water falls 3.5 m here – enough for a wheel, a saw and two state-of-the-art turbines.", "Dr. Ek's notes, e.g. those of 5 p.m., cost $12.50 :)", "Der Schleusenwärter grüßte früh.",
        ];
        Random random = new(20261122);
        while (true)
            yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(5, 200)).Select(_ => sentences[random.Next(sentences.Length)] + (random.Next(4) == 0 ? "\n" : " "))));
    }

    static string? FindGoldenFile()
    {
        if (Root is null) return null;
        string file = Path.Combine(Environment.GetEnvironmentVariable("SLUICE_SHARED") ?? Path.Combine(Root, "..", "shared"), "data/golden-datatrove/docs.jsonl.gz");
        return File.Exists(file) ? file : null;
    }

    static string? FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Sluice.slnx"))) return folder.FullName;
        return null;
    }
}
