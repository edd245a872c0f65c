using System.Security.Cryptography;
using System.Text.Json;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Agreement;

/// <summary>Datatrove's decisions on real documents and corner cases (<c>../shared/data/golden-datatrove</c>).</summary>
static class GoldenRows
{
    static readonly Lazy<JsonElement[]> s_documents = new(() => [.. Read("docs")]);

    /// <summary>The 2,015 real documents.</summary>
    public static JsonElement[] Documents
    {
        get
        {
            SharedData.Path("data/golden-datatrove/docs.jsonl.gz");
            return s_documents.Value;
        }
    }

    /// <summary>The rows of another file.</summary>
    public static IEnumerable<JsonElement> Read(string name) => Golden.Rows($"data/golden-datatrove/{name}.jsonl.gz");

    /// <summary>A text; null where the row has none.</summary>
    public static string? Text(this JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>First 16 hex digits of the text's SHA-256.</summary>
    public static string Sha(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text))[..16];
}
