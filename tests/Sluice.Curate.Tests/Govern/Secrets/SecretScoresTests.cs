using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Secrets;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.Secrets;

/// <summary>What is reached on labelled data, which must not get worse.</summary>
public sealed partial class SecretScoresTests
{
    static readonly RedactSecretsOptions s_all = new() { Phones = true, Cards = true, Ibans = true, UsSocialSecurity = true };

    static IEnumerable<JsonElement> Rows(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Path(path)), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line) yield return JsonElement.Parse(line);
    }

    [GeneratedRegex(@"\[[^\]\s]{1,20}\]\{[\d,]+\}")]
    private static partial Regex Template();

    [Fact] // Strings that the authors of gitleaks's rules state as secrets or as none; patterns in place of values are left out, as score-pii does.
    public void Secrets_are_found_and_look_alikes_are_not()
    {
        RedactSecrets step = new(new());
        int secrets = 0, found = 0, others = 0, flagged = 0;
        foreach (JsonElement row in Rows("data/consent/gitleaks-cases.jsonl.gz"))
        {
            string text = row.GetProperty("text").GetString()!;
            bool isSecret = row.GetProperty("label").GetString() == "secret";
            if (Template().IsMatch(text) || (isSecret && text.Contains("%s", StringComparison.Ordinal))) continue;
            bool isFlagged = Apply.Result(step, text) != text;
            if (isSecret) (secrets, found) = (secrets + 1, found + (isFlagged ? 1 : 0));
            else (others, flagged) = (others + 1, flagged + (isFlagged ? 1 : 0));
        }
        Assert.True(found >= 0.88 * secrets, $"{found} of {secrets} secrets found");
        Assert.True(flagged <= 0.04 * others, $"{flagged} of {others} look-alikes flagged");
    }

    [Fact]
    public void Personal_data_of_the_six_kinds_is_found_and_nothing_else()
    {
        RedactSecrets step = new(s_all);
        string[] kinds = ["EMAIL_ADDRESS", "IP_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "PHONE_NUMBER"];
        int spans = 0, left = 0, untouched = 0, touched = 0;
        foreach (string file in (string[])["presidio-synth_dataset_v2", "presidio-generated_large"])
        {
            foreach (JsonElement row in Rows($"data/consent/{file}.jsonl.gz"))
            {
                string text = row.GetProperty("full_text").GetString()!, result = Apply.Result(step, text);
                JsonElement[] labels = [.. row.GetProperty("spans").EnumerateArray()];
                foreach (JsonElement label in labels.Where(label => kinds.Contains(label.GetProperty("entity_type").GetString())))
                {
                    spans++;
                    if (result.Contains(label.GetProperty("entity_value").GetString()!, StringComparison.Ordinal)) left++;
                }
                if (labels.Length > 0) continue;
                untouched++;
                if (result != text) touched++;
            }
        }
        Assert.True(left <= 0.02 * spans, $"{left} of {spans} are still there");
        Assert.Equal(0, touched);
        Assert.True(untouched > 100);
    }

    [Fact] // Looked at one by one: telephones all, no date, year, number of a table among them. See docs/explanation/secrets-and-personal-data.md.
    public void A_thousand_real_pages_have_as_many_finds_as_were_looked_at()
    {
        RedactSecrets step = new(s_all);
        Dictionary<string, double> counts = [];
        foreach (JsonElement row in Rows("data/golden-datatrove/docs.jsonl.gz").Take(1000))
        {
            Document document = Apply.Text(row.GetProperty("text").GetString()!);
            step.Apply(document, Measurements.None);
            foreach ((string key, MetadataValue value) in document.Metadata.Entries) counts[key] = counts.GetValueOrDefault(key) + (value.Text is null ? value.Number : 1);
        }
        Assert.Equal("pii-card 0, pii-email 401, pii-iban 3, pii-ipv4 3, pii-phone 85, pii-us-social-security 0, secrets 0", Describe(counts));
    }

    static string Describe(Dictionary<string, double> counts)
    {
        StringBuilder text = new();
        foreach (string key in (string[])["pii-card", "pii-email", "pii-iban", "pii-ipv4", "pii-phone", "pii-us-social-security", "secrets"])
            text.Append(text.Length > 0 ? ", " : "").Append(System.Globalization.CultureInfo.InvariantCulture, $"{key} {counts.GetValueOrDefault(key)}");
        return text.ToString();
    }
}
