using System.Text.Json;
using Sluice.Core;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>The file with SPDX's license texts: <c>spdx-full.json</c> of the npm package <c>spdx-license-list</c>, which <c>eng/fetch-native</c> puts into <c>.build/models</c>.</summary>
public static class SpdxListFile
{
    /// <summary>Version of the package.</summary>
    public const string PackageVersion = "6.12.0";

    /// <summary>The file's name among the models.</summary>
    public const string FileName = "spdx-license-list-" + PackageVersion + ".json";

    /// <summary>What the error advises where the file is missing.</summary>
    public const string HowToGet = "eng/fetch-native of a checkout fetches it; or take spdx-full.json of the npm package spdx-license-list@" + PackageVersion
        + ", name it " + FileName + ", put it into a folder and name that with --models DIR or SLUICE_MODELS";

    const int BytesMax = 64 * 1024 * 1024;

    /// <summary>Reads ids, names, addresses and texts, in ordinal order of ids.</summary>
    /// <exception cref="SluiceException">It is not such a file.</exception>
    internal static List<SpdxLicense> Read(string path)
    {
        if (new FileInfo(path).Length > BytesMax) throw new SluiceException($"the file is larger than {BytesMax / 1024 / 1024} MiB; it should be spdx-full.json of spdx-license-list", path, hint: HowToGet);
        var licenses = new List<SpdxLicense>();
        try
        {
            var json = new Utf8JsonReader(File.ReadAllBytes(path));
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName) licenses.Add(ReadLicense(ref json));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SluiceException("the file is not spdx-full.json of spdx-license-list", path, hint: HowToGet);
        }
        licenses.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return licenses;
    }

    static SpdxLicense ReadLicense(ref Utf8JsonReader json)
    {
        string id = json.GetString()!, name = "", url = "";
        byte[] text = [];
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = json.ValueTextEquals("name"u8), isUrl = json.ValueTextEquals("url"u8), isText = json.ValueTextEquals("licenseText"u8);
            json.Read();
            if (isName) name = json.GetString()!;
            else if (isUrl) url = json.GetString()!;
            else if (isText) text = Unescape(ref json);
            else json.Skip();
        }
        return new(id, name, url, text);
    }

    static byte[] Unescape(ref Utf8JsonReader json)
    {
        byte[] text = new byte[json.ValueSpan.Length];
        Array.Resize(ref text, json.CopyString(text));
        return text;
    }
}

/// <summary>One license of SPDX's list.</summary>
/// <param name="Id">Its SPDX id.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Url">One address of its text; can be empty.</param>
/// <param name="TextUtf8">Its text.</param>
sealed record SpdxLicense(string Id, string Name, string Url, byte[] TextUtf8);
