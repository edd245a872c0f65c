using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Sluice.Fixtures;
using Sluice.Storage.Parquet;

namespace Sluice.Publish.Tests.Release;

public sealed class CroissantTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Written(SmallRelease release)
    {
        release.Write(_folder.Path);
        return File.ReadAllText(Path.Combine(_folder.Path, "croissant.json"));
    }

    static readonly Lazy<string> s_good = new(() =>
    {
        using CroissantTests tests = new();
        return tests.Written(Some());
    });

    static SmallRelease Some() => new SmallRelease().Keep("a", "text").Keep("b", "more").Drop("c", "url-filter", "url-filter.domain").Quarantine("d", "gzip-broken");

    [Fact]
    public void Written_metadata_keeps_the_rules_of_croissant() => Assert.Empty(CroissantRules.Problems(Written(Some())));

    [Fact]
    public void Rules_hold_for_unknown_license_and_odd_names()
    {
        Assert.Empty(CroissantRules.Problems(Written(new SmallRelease { Name = "a \"b\"\n{}", License = "NOASSERTION", Description = "x\u0000y" }.Keep("a", "text", language: "en \" x"))));
        Assert.Empty(CroissantRules.Problems(Written(new SmallRelease { License = "https://example.org/license" })));
    }

    [Fact]
    public void Files_and_columns_are_those_of_the_release()
    {
        JsonNode root = JsonNode.Parse(Written(Some()))!;
        foreach (JsonNode? file in root["distribution"]!.AsArray().Where(file => file!["@type"]!.ToString() == "cr:FileObject"))
        {
            string path = Path.Combine(_folder.Path, file!["contentUrl"]!.ToString());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), file["sha256"]!.ToString());
            Assert.Equal($"{new FileInfo(path).Length} B", file["contentSize"]!.ToString());
        }
        Assert.Equal(Columns("data"), Fields(0));
        Assert.Equal(Columns("ledger"), Fields(1));

        List<string> Fields(int set) => [.. root["recordSet"]![set]!["field"]!.AsArray().Select(field =>
            $"{field!["source"]!["extract"]!["column"]} {(field["dataType"] is JsonArray types ? types[0] : field["dataType"])}{(field["isArray"] is null ? "" : "[]")}")];

        List<string> Columns(string folder)
        {
            using ParquetReader reader = ParquetReader.Open(Directory.GetFiles(Path.Combine(_folder.Path, folder))[0]);
            return [.. reader.Fields.Select(field => $"{field.Name} {field.Type switch { "VARCHAR" => "sc:Text", "BIGINT" => "sc:Integer", "DOUBLE" => "sc:Float", "BOOLEAN" => "sc:Boolean", "VARCHAR[]" => "sc:Text[]", var other => other }}")];
        }
    }

    [Fact]
    public void Duplicates_of_earlier_releases_are_no_reference_to_this_ledger()
    {
        Assert.Contains("\"references\": {", s_good.Value, StringComparison.Ordinal);
        string json = Written(new SmallRelease { Earlier = ["out/crawl-1"] }.Keep("a", "text"));
        Assert.DoesNotContain("\"references\": {", json, StringComparison.Ordinal);
        Assert.Empty(CroissantRules.Problems(json));
    }

    [Theory] // The rules can fail: each change of a good file is found.
    [InlineData("\"conformsTo\": \"http://mlcommons.org/croissant/1.1\"", "\"conformsTo\": \"http://mlcommons.org/croissant/1.0\"")]
    [InlineData("\"datePublished\"", "\"datePublishedd\"")]
    [InlineData("\"column\": \"cr:column\",", "")]
    [InlineData("\"@id\": \"documents/text\"", "\"@id\": \"documents/id\"")]
    [InlineData("\"includes\": \"data/*.parquet\"", "\"excludes\": \"data/*.parquet\"")]
    [InlineData("\"dataType\": \"sc:Float\"", "\"dataType\": \"sc:URL\"")]
    [InlineData("\"@id\": \"documents/id\"\n      },", "\"@id\": \"documents/nothing\"\n      },")]
    [InlineData("\"@id\": \"data-files\",", "\"@id\": \"files\",")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"x")]
    [InlineData("\"encodingFormat\"", "\"format\"")]
    public void Broken_metadata_is_found(string good, string bad)
    {
        string json = s_good.Value;
        Assert.Contains(good, json, StringComparison.Ordinal);
        Assert.NotEmpty(CroissantRules.Problems(json.Replace(good, bad, StringComparison.Ordinal)));
    }
}
