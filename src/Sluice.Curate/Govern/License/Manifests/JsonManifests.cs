using System.Text.Json;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests in JSON.</summary>
static class JsonManifests
{
    const int PropertiesMax = 100;

    static readonly JsonDocumentOptions s_options = new()
    {
        MaxDepth = 64,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>package.json: <c>license</c>, or <c>licenses</c> of old, which npm's documentation rewrites as a choice.</summary>
    public static LicenseExpression? Npm(string text) => Read(text, root =>
        LicenseNames.AllOf([.. root.EnumerateObject().Where(property => property.Name is "license" or "licenses").Take(PropertiesMax).Select(property => FromNpm(property.Value))]));

    static LicenseExpression? FromNpm(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array) return LicenseNames.Choice([.. value.EnumerateArray().Take(20).Select(Name)]);
        string name = Name(value);
        return name.StartsWith("SEE LICENSE", StringComparison.OrdinalIgnoreCase) ? null : LicenseNames.Parse(name);
    }

    /// <summary>composer.json: a list is a choice, by Composer's schema.</summary>
    public static LicenseExpression? Composer(string text) => Read(text, OfList);

    // A key stated twice holds twice.
    static LicenseExpression? OfList(JsonElement root) =>
        LicenseNames.AllOf([.. root.EnumerateObject().Where(property => property.Name == "license").Take(PropertiesMax).Select(property => property.Value.ValueKind == JsonValueKind.Array
            ? LicenseNames.Choice([.. property.Value.EnumerateArray().Take(20).Select(Name)])
            : LicenseNames.Parse(Name(property.Value)))]);

    /// <summary>META.json of CPAN: a list, by its specification a choice.</summary>
    public static LicenseExpression? Perl(string text) => Read(text, OfList);

    static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Object when value.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String => type.GetString() ?? "",
        _ => "",
    };

    static LicenseExpression? Read(string text, Func<JsonElement, LicenseExpression?> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair.
            return null;
        }
    }
}
