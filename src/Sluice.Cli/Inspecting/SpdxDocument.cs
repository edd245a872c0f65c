using System.Globalization;
using System.Text.Json;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>Who a release credits as an SPDX 2.3 document in JSON: a package for each repository, and each license text once.</summary>
/// <remarks>Source: SPDX 2.3, clauses 6, 7, 10 and 11, and its JSON schema. Nothing in it comes from a clock: <c>created</c> is the latest date of the data,
/// and the namespace is made of the table's digest. What the release found is <c>licenseConcluded</c>; what a repository declares of itself as a whole is not asserted.</remarks>
static class SpdxDocument
{
    const string NoAssertion = "NOASSERTION";
    const string DateOfNothing = "1970-01-01T00:00:00Z";

    /// <summary>Prints it.</summary>
    public static void Print(Call call, ReleaseFolder release, ReleaseAttribution attribution) => call.PrintJson(json =>
    {
        string name = release.Name;
        json.WriteString("spdxVersion", "SPDX-2.3");
        json.WriteString("dataLicense", "CC0-1.0");
        json.WriteString("SPDXID", "SPDXRef-DOCUMENT");
        json.WriteString("name", name);
        string only = attribution.Only is null ? "" : "-" + Uri.EscapeDataString(attribution.Only);
        json.WriteString("documentNamespace", $"https://spdx.org/spdxdocs/sluice-{Uri.EscapeDataString(name)}-{attribution.Digest(call.Cancellation)}{only}");
        json.WriteStartObject("creationInfo");
        json.WriteString("created", attribution.DateLatest()?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? DateOfNothing);
        json.WriteStartArray("creators");
        json.WriteStringValue("Tool: Sluice-" + CommandLine.Version);
        json.WriteEndArray();
        json.WriteString("comment", "created is the latest date of any document of the release: a release holds no clock time of its build.");
        json.WriteEndObject();

        SpdxReferences references = new();
        Dictionary<string, string> texts = attribution.Texts().ToDictionary(text => text.Sha256, text => TextName(text.Number), StringComparer.Ordinal);
        Dictionary<string, string> notices = NoticesOf(attribution);
        json.WriteStartArray("packages");
        for (int i = 0; i < attribution.Repositories.Count; i++)
        {
            WritePackage(json, attribution.Repositories[i], PackageName(i), references, texts, notices);
            json.Flush();
        }
        json.WriteEndArray();
        json.WriteStartArray("relationships");
        for (int i = 0; i < attribution.Repositories.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("spdxElementId", "SPDXRef-DOCUMENT");
            json.WriteString("relationshipType", "DESCRIBES");
            json.WriteString("relatedSpdxElement", PackageName(i));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteExtracted(json, attribution, references, texts);
    });

    static void WritePackage(Utf8JsonWriter json, CreditedRepository repository, string id, SpdxReferences references, Dictionary<string, string> texts, Dictionary<string, string> notices)
    {
        IReadOnlyList<string> licenses = [.. repository.Licenses.Select(references.Of).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<string> holders = [.. repository.Licenses.SelectMany(license => license.Holders).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IReadOnlyList<CreditedText> used = [.. repository.Licenses.SelectMany(license => license.Texts).Distinct()];
        json.WriteStartObject();
        json.WriteString("SPDXID", id);
        json.WriteString("name", repository.Name);
        if ((repository.Version ?? repository.Commit) is { } version) json.WriteString("versionInfo", version);
        json.WriteString("downloadLocation", Location(repository));
        json.WriteBoolean("filesAnalyzed", false);
        // NOASSERTION stands alone: if it holds for some of the files, nothing is asserted of all.
        json.WriteString("licenseConcluded", licenses.Contains(NoAssertion) ? NoAssertion
            : string.Join(" AND ", licenses.Select(license => licenses.Count > 1 && license.Contains(' ', StringComparison.Ordinal) ? $"({license})" : license)));
        json.WriteString("licenseDeclared", NoAssertion);
        json.WriteString("licenseComments", string.Join("; ", repository.Licenses.Select(license => Text($"{references.Of(license)}: {license.Files} files, {license.Bytes} bytes of text")))
            + (used.Count == 0 ? "" : ". License texts and notices, as the repository has them: " + string.Join(", ", used.Select(text => $"{texts.GetValueOrDefault(text.Sha256, NoAssertion)} ({text.Path})"))));
        json.WriteString("copyrightText", holders.Count == 0 ? NoAssertion : string.Join('\n', holders.Select(holder => "Copyright " + holder)));
        json.WriteStartArray("attributionTexts");
        foreach (string digest in used.Where(text => text.Kind == "notice").Select(text => text.Sha256).Distinct(StringComparer.Ordinal)) json.WriteStringValue(notices.GetValueOrDefault(digest, ""));
        json.WriteEndArray();
        if (repository.ForkOf is { } origin) json.WriteString("sourceInfo", "fork of " + origin);
        json.WriteString("primaryPackagePurpose", "SOURCE");
        json.WriteEndObject();
    }

    static void WriteExtracted(Utf8JsonWriter json, ReleaseAttribution attribution, SpdxReferences references, Dictionary<string, string> names)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        HashSet<string> wanted = [.. references.All.SelectMany(reference => reference.Texts)];
        json.WriteStartArray("hasExtractedLicensingInfos");
        foreach (RightsTextEntry text in attribution.Texts())
        {
            if (wanted.Contains(text.Sha256)) texts[text.Sha256] = text.Text;
            json.WriteStartObject();
            json.WriteString("licenseId", names[text.Sha256]);
            json.WriteString("extractedText", text.Text.Length > 0 ? text.Text : "(an empty file)");
            json.WriteString("comment", "as the repositories have it, SHA-256 " + text.Sha256);
            json.WriteEndObject();
            json.Flush();
        }
        foreach (SpdxReference reference in references.All)
        {
            string found = string.Join("\n\n", reference.Texts.Select(digest => texts.GetValueOrDefault(digest, "")));
            json.WriteStartObject();
            json.WriteString("licenseId", reference.Name);
            json.WriteString("extractedText", found.Trim().Length > 0 ? found : $"No file of the repository has the text of the license that is stated as: {reference.Stated}");
            json.WriteString("name", reference.Stated);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static Dictionary<string, string> NoticesOf(ReleaseAttribution attribution)
    {
        HashSet<string> wanted = [.. attribution.Repositories.SelectMany(repository => repository.Licenses).SelectMany(license => license.Texts).Where(text => text.Kind == "notice").Select(text => text.Sha256)];
        return attribution.Texts().Where(text => wanted.Contains(text.Sha256)).ToDictionary(text => text.Sha256, text => text.Text, StringComparer.Ordinal);
    }

    // Clause 7.7: an address, with the commit where there is one. Anything that is no web address is not asserted.
    static string Location(CreditedRepository repository)
    {
        if (!Uri.TryCreate(repository.Url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0) return NoAssertion;
        return repository.Commit is { Length: > 0 } commit && commit.All(char.IsAsciiHexDigit) ? $"git+{address.AbsoluteUri}@{commit}" : address.AbsoluteUri;
    }

    static string PackageName(int index) => Text($"SPDXRef-Package-{index + 1}");

    static string TextName(long number) => Text($"LicenseRef-sluice-text-{number}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
