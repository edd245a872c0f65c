using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sluice.Publish.Inspect;

/// <summary>Texts of dropped documents, from a release's samples: 200 of a rule, or all, as the build was told.</summary>
static class DroppedTexts
{
    /// <summary>Up to this size, samples are looked through for what can be shown before documents are chosen.</summary>
    const long SmallBytes = 256L << 20;

    /// <summary>Ids of the documents whose texts are kept, where these are few enough to list; null where there are more (then most likely all are kept).</summary>
    internal static IReadOnlyList<string>? TryListIds(ReleaseFolder release, IEnumerable<string> rules, CancellationToken cancellation)
    {
        List<string> ids = [];
        long bytes = 0;
        foreach (string file in Files(release, rules))
        {
            bytes += new FileInfo(file).Length;
            if (bytes > SmallBytes) return null;
            foreach (string line in File.ReadLines(file))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Id(line) is { } id) ids.Add(id);
                if (ids.Count > 2_000) return null;
            }
        }
        return ids;
    }

    /// <summary>The texts of these documents, as far as they are kept.</summary>
    internal static IReadOnlyDictionary<string, string> Read(ReleaseFolder release, IEnumerable<string> rules, IReadOnlySet<string> wanted, CancellationToken cancellation)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string file in Files(release, rules))
        {
            foreach (string line in File.ReadLines(file))
            {
                cancellation.ThrowIfCancellationRequested();
                if (texts.Count == wanted.Count) return texts;
                if (Id(line) is { } id && wanted.Contains(id) && Text(line) is { } text) texts[id] = text;
            }
        }
        return texts;
    }

    // A rule is compared, never made into a path.
    static IEnumerable<string> Files(ReleaseFolder release, IEnumerable<string> rules)
    {
        HashSet<string> names = [.. rules];
        string folder = release.File("samples");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.jsonl").Where(file => names.Contains(Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal)
            : [];
    }

    // The id comes first in a line: the text need not be read to know whose it is. `sluice verify` reports lines that are none.
    static string? Id(string line)
    {
        const int Enough = 1 << 12;
        int length = Math.Min(line.Length, Enough);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(length));
        try
        {
            int written = Encoding.UTF8.GetBytes(line.AsSpan(0, length), bytes);
            Utf8JsonReader json = new(bytes.AsSpan(0, written), isFinalBlock: false, state: default);
            return json.Read() && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("id"u8) && json.Read() && json.TokenType == JsonTokenType.String
                ? json.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    static string? Text(string line)
    {
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return row.RootElement.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
