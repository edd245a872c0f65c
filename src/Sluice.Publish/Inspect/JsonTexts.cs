using System.Text.Json;

namespace Sluice.Publish.Inspect;

/// <summary>Lists of texts come out of queries as JSON: the one form that any text survives.</summary>
static class JsonTexts
{
    internal static IReadOnlyList<string> Read(string? json)
    {
        if (json is null or "null") return [];
        using JsonDocument list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(text => text.GetString() ?? "")];
    }
}
