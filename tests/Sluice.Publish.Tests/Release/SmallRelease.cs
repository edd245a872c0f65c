using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Core.Release;
using Sluice.Publish.Release;

namespace Sluice.Publish.Tests.Release;

/// <summary>A small release as the engine leaves one: data, ledger, samples, quarantine, card, checksums.</summary>
sealed class SmallRelease
{
    public List<ReleasedDocument> Documents { get; } = [];
    public List<LedgerRow> Rows { get; } = [];
    public List<KeyValuePair<string, long>> Skipped { get; } = [new("request", 2), new("warcinfo", 1)];
    public List<KeyValuePair<string, double>> Figures { get; } = []; // Of the last step.
    public string[] Steps { get; init; } = ["url-filter", "gopher-quality", "near-duplicates"];
    public string Name { get; init; } = "small";
    public string License { get; init; } = "ODC-By-1.0";
    public string? Description { get; init; }
    public string[] Indexes { get; init; } = [];
    public string[] Earlier { get; init; } = [];
    public RecipeRelease? Shape { get; init; }
    public List<Repository> Repositories { get; } = []; // Some: a release of code.

    public SmallRelease Keep(string id, string text, string? url = null, string? language = "en", string license = "NOASSERTION")
    {
        Origin origin = Place();
        Documents.Add(new() { Id = id, Text = Encoding.UTF8.GetBytes(text), Origin = origin, Url = url, Language = language, LanguageScore = 0.9, License = license, Date = "2024-05-01T10:00:00Z" });
        Rows.Add(new() { Id = id, Origin = origin, Url = url, Outcome = Outcome.Kept, StepsPassed = Steps.Length, Language = language, TextBytes = Encoding.UTF8.GetByteCount(text) });
        return this;
    }

    public SmallRelease Read(string repository, params (string Path, string Text)[] rightsFiles)
    {
        Repositories.Add(new()
        {
            Name = repository,
            Url = "https://example.org/" + repository,
            Commit = new string('c', 40),
            RightsFiles = [.. rightsFiles.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => new RepositoryFile(file.Path, "", Encoding.UTF8.GetBytes(file.Text)))],
        });
        return this;
    }

    public SmallRelease KeepFile(string repository, string path, string text, string license = "NOASSERTION", string? codeLanguage = null, string? licenseFiles = null, string? holders = null)
    {
        Keep($"{repository}/{path}", text, language: null, license: license);
        (string Key, string? Value)[] metadata = [("repository", repository), ("path", path), ("license", license == "NOASSERTION" ? null : license), ("code-language", codeLanguage), ("license-files", licenseFiles), ("copyright", holders)];
        string json = JsonSerializer.Serialize(metadata.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value));
        Rows[^1].MetadataJson = Documents[^1].MetadataJson = json;
        (Documents[^1].Repository, Documents[^1].Commit, Documents[^1].Path, Documents[^1].Swhid, Documents[^1].CodeLanguage) = (repository, new string('c', 40), path, "swh:1:cnt:" + new string('b', 40), codeLanguage);
        return this;
    }

    public SmallRelease Drop(string id, string step, string rule, double? value = null, double? threshold = null, string? evidence = null, string? url = null, string? duplicateOf = null)
    {
        Rows.Add(new()
        {
            Id = id,
            Origin = Place(),
            Url = url,
            Outcome = Outcome.Dropped,
            Step = step,
            Rule = rule,
            Value = value,
            Threshold = threshold,
            Evidence = evidence,
            DuplicateOf = duplicateOf,
            Similarity = duplicateOf is null ? null : 0.875,
            StepsPassed = Math.Max(0, Array.IndexOf(Steps, step)),
            Language = "en",
            TextBytes = 10,
        });
        return this;
    }

    public SmallRelease Quarantine(string id, string reason)
    {
        Rows.Add(new() { Id = id, Origin = Place(), Outcome = Outcome.Quarantined, Step = "read", Rule = reason });
        return this;
    }

    Origin Place() => new() { File = "crawl/a.warc.gz", Offset = 100 * Rows.Count, Length = 100 };

    public ReleaseSums Sums() => Summary([]);

    ReleaseSummary Summary(IReadOnlyList<ReleaseFile> files)
    {
        List<FunnelStep> funnel = [];
        long left = Rows.Count(row => row.Outcome != Outcome.Quarantined);
        foreach (string step in (string[])["read", .. Steps])
        {
            List<KeyValuePair<string, long>> rules = [.. Rows.Where(row => row.Outcome == Outcome.Dropped && row.Step == step).GroupBy(row => row.Rule!).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, (long)group.Count()))];
            long kept = left - rules.Sum(rule => rule.Value);
            funnel.Add(new(step, left, kept, rules) { Figures = step == Steps[^1] ? Figures : [] });
            left = kept;
        }
        return new()
        {
            Name = Name,
            License = License,
            Description = Description,
            ToolVersion = "0.1.0",
            PlanDigest = new string('a', 64),
            Sources = ["warc: crawl/*.warc.gz"],
            DateLatest = "2024-05-01T10:00:00Z",
            Records = Rows.Count,
            Kept = Documents.Count,
            Dropped = Rows.Count(row => row.Outcome == Outcome.Dropped),
            Quarantined = Rows.Count(row => row.Outcome == Outcome.Quarantined),
            Skipped = Skipped,
            Steps = funnel,
            Languages = [.. Documents.GroupBy(document => document.Language ?? "und").Select(group => new LanguageSum(group.Key, group.Count(), group.Sum(document => document.Text.Length), 7 * group.Count()))
                .OrderByDescending(sum => sum.Documents).ThenBy(sum => sum.Language, StringComparer.Ordinal)],
            Files = files,
            Indexes = Indexes,
            Earlier = Earlier,
            OfRepositories = Repositories.Count > 0,
        };
    }

    public void Write(string folder)
    {
        ParquetRelease format = new();
        foreach (string name in (string[])["data", "ledger", "samples", "quarantine"]) Directory.CreateDirectory(Path.Combine(folder, name));
        List<ReleaseFile> files = [];
        int half = (Documents.Count + 1) / 2;
        for (int i = 0; i < 2; i++)
        {
            List<ReleasedDocument> part = [.. Documents.Skip(i * half).Take(half)];
            string name = string.Create(CultureInfo.InvariantCulture, $"data/train-{i:D5}-of-00002.parquet");
            string path = Path.Combine(folder, name);
            format.WriteDocuments(path, Shape is null ? part : format.LayoutOf(Shape)!.Arrange(part, default), Repositories.Count > 0, default);
            files.Add(new(name, part.Count, part.Sum(document => document.Text.Length), new FileInfo(path).Length, Digest(path)));
        }
        format.WriteLedger(Path.Combine(folder, "ledger/ledger-00000-of-00001.parquet"), Rows, Steps, Sums(), default);
        foreach (IGrouping<string, LedgerRow> rule in Rows.Where(row => row.Outcome == Outcome.Dropped).GroupBy(row => row.Rule!))
            File.WriteAllLines(Path.Combine(folder, "samples", rule.Key + ".jsonl"), rule.Select(row => JsonSerializer.Serialize(new
            {
                id = row.Id,
                url = row.Url,
                file = row.Origin.File,
                offset = row.Origin.Offset,
                rule = row.Rule,
                value = row.Value,
                threshold = row.Threshold,
                evidence = row.Evidence,
                text = $"dropped text of {row.Id} \u001b[31m",
            })));
        File.WriteAllLines(Path.Combine(folder, "quarantine/quarantine.jsonl"), Rows.Where(row => row.Outcome == Outcome.Quarantined)
            .Select(row => $$"""{"id":"{{row.Id}}","file":"{{row.Origin.File}}","offset":{{row.Origin.Offset}},"length":0,"decompressed-offset":false,"reason":"{{row.Rule}}","detail":"broken","url":null}"""));
        if (Repositories.Count > 0) format.WriteAttribution(folder, Repositories.Select(one => new RepositoryUse(one, Rows.Where(row => row.Outcome == Outcome.Kept && row.Id.StartsWith(one.Name + "/", StringComparison.Ordinal)))), Summary(files), default);
        format.Describe(folder, Summary(files), default);
        File.WriteAllText(Path.Combine(folder, "recipe.lock.yaml"), "name: small\n");
        File.WriteAllLines(Path.Combine(folder, "checksums.txt"), Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Where(name => name != "checksums.txt").Order(StringComparer.Ordinal).Select(name => $"{Digest(Path.Combine(folder, name))}  {name}"));
    }

    static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
