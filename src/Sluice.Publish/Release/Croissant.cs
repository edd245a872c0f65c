using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sluice.Core.Release;
using Sluice.Publish.Release.Attribution;
using Sluice.Storage.Sql;

namespace Sluice.Publish.Release;

/// <summary>Writes a release's <c>croissant.json</c>: MLCommons Croissant 1.1, JSON-LD.</summary>
/// <remarks>Source: Croissant Format Specification 1.1. What the specification requires and a run cannot know is filled from what it does know: the
/// address is the folder itself, the date that of the latest capture (a release holds no clock time), the creator whoever ran the recipe.</remarks>
static class Croissant
{
    const string Version = "http://mlcommons.org/croissant/1.1";
    const string ParquetFormat = "application/x-parquet";

    // For input without any date: required, and no clock may fill it.
    const string NoDate = "1970-01-01";

    // The specification's appendix 1; the namespace of schema.org as its example datasets and reference reader write it.
    static readonly (string Key, string Value)[] s_terms =
    [
        ("@language", "en"), ("@vocab", "https://schema.org/"), ("sc", "https://schema.org/"), ("cr", "http://mlcommons.org/croissant/"),
        ("rai", "http://mlcommons.org/croissant/RAI/"), ("dct", "http://purl.org/dc/terms/"), ("conformsTo", "dct:conformsTo"),
    ];

    static readonly string[] s_croissantTerms =
    [
        "annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract", "field", "fileProperty", "fileObject",
        "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "readLines", "recordSet", "references",
        "regex", "repeated", "replace", "samplingRate", "sdVersion", "separator", "source", "subField", "transform", "unArchive", "value",
    ];

    internal static string Write(ReleaseSummary summary)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteContext(json);
            WriteDataset(json, summary);
            json.WriteStartArray("distribution");
            foreach (ReleaseFile file in summary.Files) WriteFile(json, file);
            WriteFileSet(json, "data-files", "data/*.parquet", "The documents.");
            WriteFileSet(json, "ledger-files", "ledger/*.parquet", "What became of every record.");
            if (summary.OfRepositories)
            {
                WriteFileSet(json, "attribution", AttributionColumns.File, "Who is to be credited: repositories, holders and license texts by license.");
                WriteFileSet(json, "license-texts", AttributionColumns.TextsFile, "The license texts and notices of the repositories, each once.");
            }
            json.WriteEndArray();
            json.WriteStartArray("recordSet");
            WriteRecordSet(json, "documents", "One record a released document.", "data-files", ReleaseColumns.DataOf(summary.OfRepositories), summary.Earlier.Count == 0);
            WriteRecordSet(json, "ledger", "What became of each record of the input that can be a document.", "ledger-files", ReleaseColumns.Ledger, summary.Earlier.Count == 0);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    static void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        foreach ((string key, string value) in s_terms) json.WriteString(key, value);
        foreach (string term in s_croissantTerms) json.WriteString(term, "cr:" + term);
        foreach ((string term, string type) in (ReadOnlySpan<(string, string)>)[("data", "@json"), ("examples", "@json"), ("dataType", "@vocab")])
        {
            json.WriteStartObject(term);
            json.WriteString("@id", "cr:" + term);
            json.WriteString("@type", type);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    static void WriteDataset(Utf8JsonWriter json, ReleaseSummary summary)
    {
        json.WriteString("@type", "sc:Dataset");
        json.WriteString("conformsTo", Version);
        json.WriteString("name", summary.Name);
        json.WriteString("description", string.IsNullOrWhiteSpace(summary.Description)
            ? FormattableString.Invariant($"A text dataset of {summary.Kept} documents, made from {summary.Records} records by Sluice {summary.ToolVersion}.")
            : summary.Description.Trim());
        json.WriteString("license", LicenseAddress(summary.License));
        json.WriteString("url", "./");
        json.WriteStartObject("creator");
        json.WriteString("@type", "sc:Organization");
        json.WriteString("name", $"Whoever ran the recipe of {summary.Name}");
        json.WriteEndObject();
        json.WriteString("datePublished", summary.DateLatest ?? NoDate);
        json.WriteStartArray("keywords");
        json.WriteStringValue(summary.OfRepositories ? "code" : "text");
        json.WriteStringValue("pretraining");
        json.WriteEndArray();
        IReadOnlyList<string> languages = HuggingFaceTerms.Languages(summary.Languages);
        if (languages.Count == 0) return;
        json.WriteStartArray("inLanguage");
        foreach (string language in languages) json.WriteStringValue(language);
        json.WriteEndArray();
    }

    static void WriteFile(Utf8JsonWriter json, ReleaseFile file)
    {
        json.WriteStartObject();
        json.WriteString("@type", "cr:FileObject");
        json.WriteString("@id", file.Name);
        json.WriteString("name", Path.GetFileName(file.Name));
        json.WriteString("contentUrl", file.Name);
        json.WriteString("contentSize", string.Create(CultureInfo.InvariantCulture, $"{file.Bytes} B"));
        json.WriteString("encodingFormat", ParquetFormat);
        json.WriteString("sha256", file.Sha256);
        json.WriteEndObject();
    }

    // A set that is contained in nothing is looked up from the folder of croissant.json.
    static void WriteFileSet(Utf8JsonWriter json, string id, string includes, string description)
    {
        json.WriteStartObject();
        json.WriteString("@type", "cr:FileSet");
        json.WriteString("@id", id);
        json.WriteString("name", id);
        json.WriteString("description", description);
        json.WriteString("encodingFormat", ParquetFormat);
        json.WriteString("includes", includes);
        json.WriteEndObject();
    }

    static void WriteRecordSet(Utf8JsonWriter json, string id, string description, string fileSet, IReadOnlyList<ReleaseColumn> columns, bool isComplete)
    {
        json.WriteStartObject();
        json.WriteString("@type", "cr:RecordSet");
        json.WriteString("@id", id);
        json.WriteString("name", id);
        json.WriteString("description", description);
        WriteReference(json, "key", $"{id}/id");
        json.WriteStartArray("field");
        foreach (ReleaseColumn column in columns)
        {
            json.WriteStartObject();
            json.WriteString("@type", "cr:Field");
            json.WriteString("@id", $"{id}/{column.Name}");
            json.WriteString("name", column.Name);
            json.WriteString("description", column.Description + ".");
            WriteDataType(json, column);
            if (column.IsList)
            {
                json.WriteBoolean("isArray", true);
                json.WriteString("arrayShape", "-1");
            }
            json.WriteStartObject("source");
            WriteReference(json, "fileSet", fileSet);
            json.WriteStartObject("extract");
            json.WriteString("column", column.Name);
            json.WriteEndObject();
            json.WriteEndObject();
            // Of any record: the document that stays in a duplicate's place may be dropped by a later step, or be in an earlier release.
            if (isComplete && column.Name is "duplicate_of" or "cluster_id") WriteReference(json, "references", "ledger/id");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteDataType(Utf8JsonWriter json, ReleaseColumn column)
    {
        string type = column.IsList ? "sc:Text" : column.Type switch
        {
            SqlColumnType.Text => "sc:Text",
            SqlColumnType.Int64 => "sc:Integer",
            SqlColumnType.Double => "sc:Float",
            _ => "sc:Boolean",
        };
        if (column.Meaning is null)
        {
            json.WriteString("dataType", type);
            return;
        }
        json.WriteStartArray("dataType");
        json.WriteStringValue(type);
        json.WriteStringValue(column.Meaning);
        json.WriteEndArray();
    }

    static void WriteReference(Utf8JsonWriter json, string property, string id)
    {
        json.WriteStartObject(property);
        json.WriteString("@id", id);
        json.WriteEndObject();
    }

    static string LicenseAddress(string license) => license switch
    {
        "NOASSERTION" => "http://spdx.org/rdf/terms#noassertion",
        _ when Uri.TryCreate(license, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" => license,
        _ => $"https://spdx.org/licenses/{Uri.EscapeDataString(license)}",
    };
}
