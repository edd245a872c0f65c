using System.Globalization;
using System.Text;
using System.Text.Json;
using Sluice.Core;

namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Rows of JSON files: one object a line, or an array of objects.</summary>
static class JsonRows
{
    const int DepthMax = 64;
    static readonly JsonDocumentOptions s_options = new() { MaxDepth = DepthMax, CommentHandling = JsonCommentHandling.Disallow };

    public static IEnumerable<BenchmarkItem> Lines(string path, RowTexts texts)
    {
        using StreamReader reader = BenchmarkFile.OpenText(path);
        int row = 0;
        for (int number = 1; ReadLine(reader, path, number) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using JsonDocument document = Parse(Encoding.UTF8.GetBytes(line), path, number);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SluiceException("this line of the benchmark file is no JSON object", $"{path}:{number}", document.RootElement.ValueKind == JsonValueKind.Array ? "a file that is one array is named .json" : null);
            yield return Item(document.RootElement, row++, texts);
        }
    }

    public static IEnumerable<BenchmarkItem> Whole(string path, RowTexts texts)
    {
        using JsonDocument document = Parse(BenchmarkFile.ReadWhole(path), path, 0);
        int row = 0;
        foreach (JsonElement element in RowsOf(document.RootElement, texts).EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object) throw new SluiceException($"row {row} (from 0) of the benchmark file is no JSON object", path);
            yield return Item(element, row++, texts);
        }
    }

    static JsonElement RowsOf(JsonElement root, RowTexts texts)
    {
        JsonElement rows = root;
        foreach (string name in texts.Rows?.Split('.') ?? [])
        {
            if (rows.ValueKind == JsonValueKind.Object && rows.TryGetProperty(name, out JsonElement inner)) rows = inner;
            else throw NoRows(root, $"the benchmark file has no field '{texts.Rows}'", texts);
        }
        if (rows.ValueKind == JsonValueKind.Array) return rows;
        throw NoRows(root, texts.Rows is null ? "the benchmark file is no array of rows" : $"the field '{texts.Rows}' is no array of rows", texts);
    }

    static SluiceException NoRows(JsonElement root, string what, RowTexts texts)
    {
        string[] arrays = root.ValueKind != JsonValueKind.Object ? [] : [.. root.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).Select(p => p.Name).Take(8)];
        return new(what, texts.File, arrays.Length == 0 ? null : $"it has arrays named {string.Join(", ", arrays)}: name one with rows=");
    }

    static BenchmarkItem Item(JsonElement row, int index, RowTexts texts)
    {
        if (index == 0) texts.Offer(Names(row, "", 0));
        return texts.Item(index, field => TextOf(row, field));
    }

    static IEnumerable<string> Names(JsonElement element, string before, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0) element = element[0];
        if (element.ValueKind != JsonValueKind.Object || depth > 3) yield break;
        foreach (JsonProperty property in element.EnumerateObject())
        {
            yield return before + property.Name;
            foreach (string inner in Names(property.Value, $"{before}{property.Name}.", depth + 1)) yield return inner;
        }
    }

    // Null: the row has no such field. Of arrays, each element's text, joined.
    static string? TextOf(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            string?[] parts = [.. element.EnumerateArray().Select(item => TextOf(item, path)).Where(part => part is not null)];
            return parts.Length == 0 && element.GetArrayLength() > 0 ? null : string.Join('\n', parts);
        }
        if (path.Length == 0)
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => StringOf(element),
                JsonValueKind.Null => "",
                _ => element.GetRawText(),
            };
        }
        if (element.ValueKind == JsonValueKind.Null) return "";
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (element.TryGetProperty(path, out JsonElement whole)) return TextOf(whole, "");
        int dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && element.TryGetProperty(path[..dot], out JsonElement inner) ? TextOf(inner, path[(dot + 1)..]) : null;
    }

    static string StringOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return WithoutLoneSurrogates(element.GetRawText());
        }
    }

    // Half of a surrogate pair, written as an escape, becomes the replacement character, as in documents.
    static string WithoutLoneSurrogates(string raw)
    {
        StringBuilder mended = new(raw);
        for (int at = 0; at < mended.Length; at++)
        {
            if (mended[at] != '\\') continue;
            int code = EscapeAt(mended, at);
            if (char.IsHighSurrogate((char)code) && char.IsLowSurrogate((char)EscapeAt(mended, at + 6))) at += 6;
            else if (char.IsSurrogate((char)code)) mended.Remove(at + 2, 4).Insert(at + 2, "FFFD");
            at++; // What is escaped is no backslash of its own.
        }
        using JsonDocument document = JsonDocument.Parse(mended.ToString());
        return document.RootElement.GetString()!;
    }

    // The code unit of \uXXXX; 0 where there is no such escape.
    static int EscapeAt(StringBuilder raw, int at) =>
        at + 6 <= raw.Length && raw[at] == '\\' && raw[at + 1] == 'u' && int.TryParse(raw.ToString(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) ? code : 0;

    static JsonDocument Parse(ReadOnlyMemory<byte> json, string path, int line)
    {
        try
        {
            return JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, s_options);
        }
        catch (JsonException e)
        {
            long number = line > 0 ? line : (e.LineNumber ?? 0) + 1;
            throw new SluiceException($"the benchmark file is no JSON{(line > 0 ? " Lines" : "")} here: {e.Message.Split(". ")[0].TrimEnd('.')}", $"{path}:{number}");
        }
    }

    static string? ReadLine(StreamReader reader, string path, int number)
    {
        StringBuilder? long_ = null;
        char[] buffer = System.Buffers.ArrayPool<char>.Shared.Rent(1 << 16);
        try
        {
            int length = 0;
            for (int c; (c = reader.Read()) >= 0;)
            {
                if (c == '\n') return Finish(length);
                if (length == buffer.Length)
                {
                    long_ = (long_ ?? new()).Append(buffer, 0, length);
                    if (long_.Length > BenchmarkFile.RowCharactersMax)
                        throw new SluiceException($"this line of the benchmark file is longer than {BenchmarkFile.RowCharactersMax} characters", $"{path}:{number}");
                    length = 0;
                }
                buffer[length++] = (char)c;
            }
            return length == 0 && long_ is null ? null : Finish(length);
        }
        finally
        {
            System.Buffers.ArrayPool<char>.Shared.Return(buffer);
        }

        string Finish(int length) => long_ is null ? new string(buffer, 0, length) : long_.Append(buffer, 0, length).ToString();
    }
}
