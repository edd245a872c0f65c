using System.Text.Json;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Govern.License.Manifests;

/// <summary>Manifests in JSON.</summary>
static class JsonManifests
{
    static readonly JsonDocumentOptions s_options = new()
    {
        MaxDepth = 64,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>package.json: <c>license</c>, or <c>licenses</c> of old, which npm's documentation rewrites as a choice.</summary>
    public static LicenseExpression? Npm(string text) => Read(text, root =>
        root.TryGetProperty("license", out JsonElement license) ? FromNpm(license) : root.TryGetProperty("licenses", out license) ? FromNpm(license) : null);

    static LicenseExpression? FromNpm(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array) return LicenseNames.Choice([.. value.EnumerateArray().Take(20).Select(Name)]);
        string name = Name(value);
        return name.StartsWith("SEE LICENSE", StringComparison.OrdinalIgnoreCase) ? null : LicenseNames.Parse(name);
    }

    /// <summary>composer.json: a list is a choice, by Composer's schema.</summary>
    public static LicenseExpression? Composer(string text) => Read(text, root =>
        !root.TryGetProperty("license", out JsonElement license) ? null
        : license.ValueKind == JsonValueKind.Array ? LicenseNames.Choice([.. license.EnumerateArray().Take(20).Select(Name)])
        : LicenseNames.Parse(Name(license)));

    /// <summary>META.json of CPAN: a list, by its specification a choice.</summary>
    public static LicenseExpression? Perl(string text) => Read(text, root =>
        !root.TryGetProperty("license", out JsonElement license) ? null
        : license.ValueKind == JsonValueKind.Array ? LicenseNames.Choice([.. license.EnumerateArray().Take(20).Select(Name)])
        : LicenseNames.Parse(Name(license)));

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
