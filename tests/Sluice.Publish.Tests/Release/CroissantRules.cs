using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sluice.Publish.Tests.Release;

/// <summary>The rules of the Croissant Format Specification 1.1 that can be checked by a program, and those that its reference reader adds; written from their texts.</summary>
static partial class CroissantRules
{
    static readonly string[] s_required = ["@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished", "distribution"];

    // Terms of Croissant that must not be read as schema.org's (the context's @vocab).
    static readonly string[] s_terms =
        ["column", "extract", "field", "fileObject", "fileSet", "fileProperty", "includes", "isArray", "arrayShape", "key", "recordSet", "references", "source", "containedIn", "conformsTo", "data", "dataType", "examples"];

    static readonly string[] s_dataTypes =
        ["sc:Boolean", "sc:Date", "sc:Time", "sc:DateTime", "sc:Float", "sc:Integer", "sc:Text", "cr:Int8", "cr:Int16", "cr:Int32", "cr:Int64", "cr:UInt8", "cr:Float32", "cr:Float64"];

    /// <summary>Everything that is wrong with the document.</summary>
    public static List<string> Problems(string json)
    {
        List<string> problems = [];
        JsonObject root = (JsonObject)JsonNode.Parse(json)!;
        foreach (string key in s_required)
            if (root[key] is null) problems.Add($"{key} is missing");
        if (problems.Count > 0) return problems;

        JsonObject context = (JsonObject)root["@context"]!;
        CheckContext(context, problems);
        if (root["@type"]!.ToString() is not ("sc:Dataset" or "Dataset")) problems.Add("@type is no Dataset");
        if (!Values(root["conformsTo"]).Any(value => value.ToString() == "http://mlcommons.org/croissant/1.1")) problems.Add("conformsTo does not name Croissant 1.1");
        foreach (JsonNode license in Values(root["license"]))
            if (license is JsonValue && !Uri.TryCreate(license.ToString(), UriKind.Absolute, out _)) problems.Add($"license {license} is no URL");
        foreach (JsonNode creator in Values(root["creator"]))
            if (creator["@type"]?.ToString() is not ("sc:Organization" or "sc:Person" or "Organization" or "Person") || creator["name"] is null) problems.Add("a creator is no named Organization or Person");
        if (!DateTime.TryParse(root["datePublished"]!.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)) problems.Add("datePublished is no date");
        if (!Uri.TryCreate(root["url"]!.ToString(), UriKind.RelativeOrAbsolute, out _)) problems.Add("url is no URL");

        Dictionary<string, JsonObject> ids = new(StringComparer.Ordinal);
        CollectIds(root, ids, problems);
        CheckDistribution(root, problems);
        foreach (JsonNode set in Values(root["recordSet"])) CheckRecordSet((JsonObject)set, ids, problems);
        CheckReferences(root, ids, problems);
        CheckTerms(root, context, problems);
        return problems;
    }

    static void CheckContext(JsonObject context, List<string> problems)
    {
        if (context["@vocab"]?.ToString() is not ("http://schema.org/" or "https://schema.org/")) problems.Add("@vocab is not schema.org");
        if (context["cr"]?.ToString() != "http://mlcommons.org/croissant/") problems.Add("cr is not Croissant's namespace");
        if (context["dct"]?.ToString() != "http://purl.org/dc/terms/") problems.Add("dct is not Dublin Core");
        if (context["sc"]?.ToString() != context["@vocab"]?.ToString()) problems.Add("sc and @vocab differ");
        foreach (string term in s_terms)
        {
            string wanted = term == "conformsTo" ? "dct:conformsTo" : "cr:" + term;
            string? mapped = context[term] is JsonObject detailed ? detailed["@id"]?.ToString() : context[term]?.ToString();
            if (mapped != wanted) problems.Add($"the context maps {term} to {mapped ?? "nothing"}, not {wanted}");
        }
        foreach (string term in (string[])["data", "examples"])
            if (context[term]?["@type"]?.ToString() != "@json") problems.Add($"{term} is not of type @json");
        if (context["dataType"]?["@type"]?.ToString() != "@vocab") problems.Add("dataType is not of type @vocab");
    }

    static void CheckDistribution(JsonObject root, List<string> problems)
    {
        foreach (JsonNode resource in Values(root["distribution"]))
        {
            string id = resource["@id"]?.ToString() ?? "";
            foreach (string key in (string[])["@id", "name", "encodingFormat"])
                if (resource[key] is null) problems.Add($"distribution '{id}' has no {key}");
            switch (resource["@type"]?.ToString())
            {
                case "cr:FileObject":
                    if (resource["contentUrl"] is null) problems.Add($"{id} has no contentUrl");
                    if (resource["containedIn"] is null && !Sha256().IsMatch(resource["sha256"]?.ToString() ?? "")) problems.Add($"{id} has no SHA-256");
                    if (resource["contentSize"] is { } size && !Size().IsMatch(size.ToString())) problems.Add($"{id} has the size {size}");
                    break;
                case "cr:FileSet":
                    if (!Values(resource["includes"]).Any()) problems.Add($"{id} includes nothing");
                    break;
                default:
                    problems.Add($"distribution '{id}' is neither FileObject nor FileSet");
                    break;
            }
        }
    }

    static void CheckRecordSet(JsonObject set, Dictionary<string, JsonObject> ids, List<string> problems)
    {
        string id = set["@id"]?.ToString() ?? "";
        if (set["@type"]?.ToString() != "cr:RecordSet" || id.Length == 0) problems.Add($"record set '{id}' has no type or id");
        List<JsonNode> fields = [.. Values(set["field"])];
        if (fields.Count == 0) problems.Add($"{id} has no fields");
        foreach (JsonNode key in Values(set["key"]))
            if (!fields.Any(field => field["@id"]?.ToString() == key["@id"]?.ToString())) problems.Add($"the key {key["@id"]} is no field of {id}");
        foreach (JsonNode field in fields)
        {
            string name = field["@id"]?.ToString() ?? "";
            if (field["@type"]?.ToString() != "cr:Field") problems.Add($"{name} is no Field");
            if (!name.StartsWith(id + "/", StringComparison.Ordinal)) problems.Add($"{name} does not begin with its record set's id");
            if (!Values(field["dataType"]).Any(type => s_dataTypes.Contains(type.ToString()))) problems.Add($"{name} has no atomic data type");
            if (field["arrayShape"] is not null && field["isArray"]?.GetValue<bool>() != true) problems.Add($"{name} has an array shape but is no array");
            JsonNode? source = field["source"];
            string? from = (source?["fileSet"] ?? source?["fileObject"])?["@id"]?.ToString();
            if (from is null || !ids.TryGetValue(from, out JsonObject? resource) || resource["@type"]?.ToString() is not ("cr:FileSet" or "cr:FileObject")) problems.Add($"{name} has no source in the distribution");
            if (source?["extract"]?["column"] is null) problems.Add($"{name} extracts no column");
        }
    }

    // An object with other properties than @id defines it; one with nothing else refers to it.
    static void CollectIds(JsonNode? node, Dictionary<string, JsonObject> ids, List<string> problems)
    {
        if (node is JsonObject one)
        {
            if (one.Count > 1 && one["@id"] is { } id && one["@type"] is { } type && type.ToString().StartsWith("cr:", StringComparison.Ordinal) && !ids.TryAdd(id.ToString(), one)) problems.Add($"{id} is defined twice");
            foreach ((string key, JsonNode? child) in one)
                if (key != "@context") CollectIds(child, ids, problems);
        }
        else if (node is JsonArray many)
        {
            foreach (JsonNode? child in many) CollectIds(child, ids, problems);
        }
    }

    static void CheckReferences(JsonNode? node, Dictionary<string, JsonObject> ids, List<string> problems)
    {
        if (node is JsonObject one)
        {
            if (one.Count == 1 && one["@id"] is { } id && !ids.ContainsKey(id.ToString())) problems.Add($"{id} is referred to but nowhere defined");
            foreach ((string key, JsonNode? child) in one)
                if (key != "@context") CheckReferences(child, ids, problems);
        }
        else if (node is JsonArray many)
        {
            foreach (JsonNode? child in many) CheckReferences(child, ids, problems);
        }
    }

    // Each key is JSON-LD's, the context's, or (by @vocab) a property of schema.org that Croissant lists.
    static void CheckTerms(JsonNode? node, JsonObject context, List<string> problems)
    {
        string[] schema = ["name", "description", "license", "url", "creator", "datePublished", "keywords", "publisher", "version", "dateCreated", "dateModified", "sameAs", "sdLicense", "inLanguage", "distribution",
            "contentUrl", "contentSize", "encodingFormat", "sha256"];
        if (node is JsonObject one)
        {
            foreach ((string key, JsonNode? child) in one)
            {
                if (key == "@context") continue;
                if (!key.StartsWith('@') && context[key] is null && !schema.Contains(key)) problems.Add($"{key} is a property of neither Croissant nor schema.org");
                CheckTerms(child, context, problems);
            }
        }
        else if (node is JsonArray many)
        {
            foreach (JsonNode? child in many) CheckTerms(child, context, problems);
        }
    }

    static IEnumerable<JsonNode> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray many => many.OfType<JsonNode>(),
        _ => [node],
    };

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    [GeneratedRegex("^[0-9]+ B$")]
    private static partial Regex Size();
}
