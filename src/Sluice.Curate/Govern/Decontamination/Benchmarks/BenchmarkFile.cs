using System.IO.Compression;
using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>The texts of one item.</summary>
/// <param name="Row">Index of its row in the file, from 0.</param>
/// <param name="Question">Its question; empty where it has none.</param>
/// <param name="Answer">Its answer; empty where it has none.</param>
/// <param name="Passage">The text it asks about; empty where it has none.</param>
public sealed record BenchmarkItem(int Row, string Question, string Answer, string Passage)
{
    /// <summary>One of its texts.</summary>
    public string Of(ItemField field) => field switch
    {
        ItemField.Question => Question,
        ItemField.Answer => Answer,
        _ => Passage,
    };
}

/// <summary>Reads benchmark files: JSON Lines, JSON, CSV, Parquet, XML, gzip or not. The extension says which; bytes say whether it is gzip.</summary>
/// <remarks>Files have limits, since a file that is no benchmark must not fill the memory: <see cref="BytesMax"/>, <see cref="RowCharactersMax"/>.</remarks>
public static class BenchmarkFile
{
    /// <summary>Most bytes of a file that is read whole (JSON arrays, XML), decompressed.</summary>
    public const int BytesMax = 256 << 20;

    /// <summary>Most characters of one row.</summary>
    public const int RowCharactersMax = 16 << 20;

    /// <summary>Most rows of one file.</summary>
    public const int RowsMax = 16_000_000;

    const string HowToMend = "use .jsonl, .json, .csv, .tsv, .parquet or .xml (each but .parquet may be .gz)";

    /// <summary>The items of a file, in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">Where its texts stand.</param>
    /// <exception cref="SluiceException">It can't be read, is not what its name says, or has no such field; says the line where there is one.</exception>
    public static IEnumerable<BenchmarkItem> Read(string path, BenchmarkFields fields)
    {
        RowTexts texts = new(path, fields);
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        IEnumerable<BenchmarkItem> items = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".jsonl" or ".ndjson" => JsonRows.Lines(path, texts),
            ".json" => JsonRows.Whole(path, texts),
            ".csv" => CsvRows.Read(path, ',', texts),
            ".tsv" => CsvRows.Read(path, '\t', texts),
            ".parquet" => ParquetRows.Read(path, texts),
            ".xml" => XmlRows.Read(path, texts),
            _ => throw new SluiceException("the extension of this benchmark file says no known format", path, HowToMend),
        };
        int rows = 0;
        using IEnumerator<BenchmarkItem> all = items.GetEnumerator();
        while (Next(all, path))
        {
            if (++rows > RowsMax) throw new SluiceException($"the benchmark file has more than {RowsMax} rows", path);
            yield return all.Current;
        }
        texts.CheckAllFound(rows);
    }

    static bool Next(IEnumerator<BenchmarkItem> items, string path)
    {
        try
        {
            return items.MoveNext();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SluiceException("the benchmark file can't be read: " + e.Message.TrimEnd('.'), path);
        }
    }

    internal static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    internal static StreamReader OpenText(string path) => new(Open(path), new UTF8Encoding(false, throwOnInvalidBytes: false));

    internal static byte[] ReadWhole(string path)
    {
        using Stream stream = Open(path);
        using MemoryStream whole = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; whole.Write(buffer, 0, read))
            if (whole.Length + read > BytesMax) throw new SluiceException($"the benchmark file is larger than {new ByteSize(BytesMax)}", path, "write it as JSON Lines (.jsonl), which is read row by row");
        return whole.ToArray();
    }
}
