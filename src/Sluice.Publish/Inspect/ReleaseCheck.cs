using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Release;
using Sluice.Storage.Files;

namespace Sluice.Publish.Inspect;

/// <summary>One thing that was checked.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="What">What holds, or should.</param>
/// <param name="Problems">What differs; none where it holds.</param>
public sealed record CheckResult(string Name, string What, IReadOnlyList<string> Problems);

/// <summary>Checks a release against itself: every file against its checksum, every sum against the rows, and data, ledger and quarantine against
/// each other.</summary>
public sealed class ReleaseCheck
{
    /// <summary>Problems told of each check; the rest is counted.</summary>
    const int ProblemsShown = 20;

    readonly ReleaseFolder _release;
    readonly ReleaseQueries _queries;
    readonly CancellationToken _cancellation;
    readonly List<CheckResult> _results = [];

    ReleaseCheck(ReleaseFolder release, ReleaseQueries queries, CancellationToken cancellation) =>
        (_release, _queries, _cancellation) = (release, queries, cancellation);

    /// <summary>Runs every check; one that cannot run says so as its problem.</summary>
    public static IReadOnlyList<CheckResult> Run(ReleaseFolder release, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, release);
        ReleaseCheck check = new(release, queries, cancellation);
        check.Add("checksums", "every file is as checksums.txt has it, and is listed there", check.Checksums);
        check.Add("sums", "records = kept + dropped + quarantined, in the sums and in the rows of the ledger", check.Sums);
        check.Add("funnel", "each step's figures follow from the step before and from the rows of the ledger", check.Funnel);
        check.Add("ids", "no id is twice in the ledger or in the data", check.Ids);
        check.Add("data", "the data holds the kept records of the ledger, each once, and nothing else", check.Data);
        check.Add("quarantine", "quarantine.jsonl has the quarantined records of the ledger, each once", check.Quarantine);
        return check._results;
    }

    void Add(string name, string what, Func<IEnumerable<string>> problems)
    {
        List<string> found = [];
        try
        {
            foreach (string problem in problems()) found.Add(problem);
        }
        catch (SluiceException e)
        {
            found.AddRange(e.Errors.Select(error => error.What));
        }
        catch (IOException e)
        {
            found.Add(e.Message);
        }
        if (found.Count > ProblemsShown) found = [.. found.Take(ProblemsShown), Text($"and {found.Count - ProblemsShown} more")];
        _results.Add(new(name, what, found));
    }

    IEnumerable<string> Checksums()
    {
        string list = _release.File("checksums.txt");
        if (!File.Exists(list))
        {
            yield return "checksums.txt is missing";
            yield break;
        }
        HashSet<string> listed = new(StringComparer.Ordinal) { "checksums.txt" };
        int number = 0;
        foreach (string line in File.ReadLines(list))
        {
            number++;
            const int DigestLength = 64, NameStart = DigestLength + 2;
            if (line.Length <= NameStart || !line[..DigestLength].All(char.IsAsciiHexDigitLower) || line[DigestLength..NameStart] is not ("  " or " *"))
            {
                yield return $"checksums.txt:{number} is no line of a checksum";
                continue;
            }
            string name = line[NameStart..];
            string path = Path.GetFullPath(Path.Combine(_release.Path, name));
            if (!path.StartsWith(_release.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                yield return $"checksums.txt:{number} names a file outside of the release: {name}";
                continue;
            }
            listed.Add(Path.GetRelativePath(_release.Path, path));
            if (!File.Exists(path)) yield return $"{name} is missing";
            else if (Convert.ToHexStringLower(FileDigest.Sha256(path, _cancellation)) != line[..DigestLength]) yield return $"{name} has changed";
        }
        foreach (string path in Directory.EnumerateFiles(_release.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(_release.Path, path);
            bool isRunState = name.StartsWith(".run" + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (!isRunState && !listed.Contains(name)) yield return $"{name} is not in checksums.txt";
        }
    }

    IEnumerable<string> Sums()
    {
        ReleaseSums sums = _release.ReadSums();
        if (sums.Kept + sums.Dropped + sums.Quarantined != sums.Records)
            yield return Text($"the sums do not add up: {sums.Records} records, {sums.Kept} kept + {sums.Dropped} dropped + {sums.Quarantined} quarantined");
        Dictionary<string, long> rows = _queries
            .All($"SELECT coalesce(outcome, 'null'), count(*) FROM {_release.Ledger} GROUP BY outcome", row => KeyValuePair.Create(row.Text(0)!, row.Int64(1)))
            .ToDictionary(StringComparer.Ordinal);
        foreach ((string outcome, long count) in new[] { ("kept", sums.Kept), ("dropped", sums.Dropped), ("quarantined", sums.Quarantined) })
        {
            rows.Remove(outcome, out long there);
            if (there != count) yield return Text($"the ledger has {there} rows {outcome}, the sums say {count}");
        }
        foreach ((string outcome, long count) in rows.OrderBy(row => row.Key, StringComparer.Ordinal))
            yield return Text($"the ledger has {count} rows with the outcome '{outcome}'");
    }

    IEnumerable<string> Funnel()
    {
        ReleaseSums sums = _release.ReadSums();
        long expected = sums.Records - sums.Quarantined;
        foreach (FunnelStep step in sums.Steps)
        {
            if (step.In != expected) yield return Text($"{step.Name} took in {step.In}, but {expected} came to it");
            long byRules = step.Rules.Sum(rule => rule.Value);
            if (byRules != step.Dropped) yield return Text($"{step.Name} dropped {step.Dropped}, but its rules {byRules}");
            expected = step.Kept;
        }
        if (expected != sums.Kept) yield return Text($"{expected} came through the last step, but {sums.Kept} were kept");
        Dictionary<(string Step, string Rule), long> rows = _queries
            .All($"SELECT coalesce(step, ''), coalesce(rule, ''), count(*) FROM {_release.Ledger} WHERE outcome = 'dropped' GROUP BY ALL",
                row => KeyValuePair.Create((row.Text(0)!, row.Text(1)!), row.Int64(2)))
            .ToDictionary();
        // A recipe may have a step twice: the ledger does not tell the two apart.
        foreach (IGrouping<(string Step, string Rule), long> rule in sums.Steps
            .SelectMany(step => step.Rules.Select(rule => (Key: (step.Name, rule.Key), Count: rule.Value))).GroupBy(rule => rule.Key, rule => rule.Count))
        {
            rows.Remove(rule.Key, out long count);
            if (count != rule.Sum()) yield return Text($"the ledger has {count} rows dropped by {rule.Key.Rule}, the funnel says {rule.Sum()}");
        }
        foreach (((string step, string rule), long count) in rows.OrderBy(row => $"{row.Key.Step} {row.Key.Rule}", StringComparer.Ordinal))
            yield return Text($"the ledger has {count} rows dropped by '{rule}' of '{step}', which the funnel does not know");
    }

    IEnumerable<string> Ids()
    {
        foreach ((string name, string table) in new[] { ("ledger", _release.Ledger), ("data", _release.DataIds) })
        {
            string repeated = $"""
                SELECT coalesce(id, 'null'), count(*) AS rows FROM {table} GROUP BY id HAVING rows > 1 OR id IS NULL ORDER BY id LIMIT {ProblemsShown + 1}
                """;
            foreach (string problem in _queries.All(repeated, row => Text($"{row.Text(0)} is {row.Int64(1)} times in the {name}"))) yield return problem;
        }
    }

    IEnumerable<string> Data()
    {
        string kept = $"(SELECT id FROM {_release.Ledger} WHERE outcome = 'kept')", data = _release.DataIds;
        long keptRows = _queries.One($"SELECT count(*) FROM {kept}", row => row.Int64(0));
        long dataRows = _queries.One($"SELECT count(*) FROM {data}", row => row.Int64(0));
        if (keptRows != dataRows) yield return Text($"the data has {dataRows} rows, the ledger {keptRows} kept");
        foreach (string id in Missing(data, kept)) yield return $"{id} is in the data, but not kept in the ledger";
        foreach (string id in Missing(kept, data)) yield return $"{id} is kept in the ledger, but not in the data";

        List<string> Missing(string from, string within) =>
            _queries.All($"SELECT a.id FROM {from} a ANTI JOIN {within} b ON a.id = b.id ORDER BY a.id LIMIT {ProblemsShown + 1}",
                row => row.Text(0) ?? "null");
    }

    IEnumerable<string> Quarantine()
    {
        string quarantined = $"SELECT coalesce(id, 'null') FROM {_release.Ledger} WHERE outcome = 'quarantined'";
        HashSet<string> left = new(_queries.All(quarantined, row => row.Text(0)!), StringComparer.Ordinal);
        string path = _release.File("quarantine", "quarantine.jsonl");
        int number = 0;
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            number++;
            string? id = IdOf(line);
            if (id is null) yield return Text($"quarantine.jsonl:{number} is no object with an id");
            else if (!left.Remove(id)) yield return $"{id} is in quarantine.jsonl, but not (or not so often) quarantined in the ledger";
        }
        foreach (string id in left.Order(StringComparer.Ordinal)) yield return $"{id} is quarantined in the ledger, but not in quarantine.jsonl";
    }

    static string? IdOf(string line)
    {
        try
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return row.RootElement.GetProperty("id").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
