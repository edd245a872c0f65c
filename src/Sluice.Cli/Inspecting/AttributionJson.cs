using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>Who a release credits, as one JSON object: repositories by license, and the texts that they name by digest.</summary>
static class AttributionJson
{
    /// <summary>Prints it.</summary>
    public static void Print(Call call, ReleaseAttribution attribution) => call.PrintJson(json =>
    {
        json.WriteStartArray("repositories");
        foreach (CreditedRepository repository in attribution.Repositories)
        {
            json.WriteStartObject();
            json.WriteString("repository", repository.Name);
            json.WriteString("url", repository.Url);
            json.WriteString("commit", repository.Commit);
            json.WriteString("version", repository.Version);
            json.WriteString("fork-of", repository.ForkOf);
            json.WriteNumber("files", repository.Licenses.Sum(license => license.Files));
            json.WriteNumber("bytes", repository.Licenses.Sum(license => license.Bytes));
            json.WriteStartArray("licenses");
            foreach (CreditedLicense license in repository.Licenses)
            {
                json.WriteStartObject();
                json.WriteString("license", license.Expression);
                json.WriteNumber("files", license.Files);
                json.WriteNumber("bytes", license.Bytes);
                json.WriteStartArray("holders");
                foreach (string holder in license.Holders) json.WriteStringValue(holder);
                json.WriteEndArray();
                json.WriteStartArray("texts");
                foreach (CreditedText text in license.Texts)
                {
                    json.WriteStartObject();
                    json.WriteString("path", text.Path);
                    json.WriteString("kind", text.Kind);
                    json.WriteString("sha256", text.Sha256);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("texts");
        foreach (RightsTextEntry text in attribution.Texts())
        {
            json.WriteStartObject();
            json.WriteNumber("number", text.Number);
            json.WriteString("sha256", text.Sha256);
            json.WriteNumber("bytes", text.Bytes);
            json.WriteString("text", text.Text);
            json.WriteEndObject();
            json.Flush();
        }
        json.WriteEndArray();
    });
}
