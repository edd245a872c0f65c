using Sluice.Core;

namespace Sluice.Publish.Inspect;

/// <summary>Records that two releases treat differently in the same way.</summary>
/// <param name="First">What the first release did: <c>kept</c>, <c>dropped</c>, <c>quarantined</c> or <c>absent</c>.</param>
/// <param name="FirstRule">By which rule; null where kept or absent.</param>
/// <param name="Second">What the second did.</param>
/// <param name="SecondRule">By which rule.</param>
/// <param name="Records">How many records.</param>
/// <param name="Examples">Up to three of their ids, chosen by hash.</param>
public sealed record DiffGroup(string First, string? FirstRule, string Second, string? SecondRule, long Records, IReadOnlyList<string> Examples);

/// <summary>What is different between two releases, record by record.</summary>
/// <param name="KeptFirst">Documents of the first.</param>
/// <param name="KeptSecond">Documents of the second.</param>
/// <param name="KeptInBoth">Documents of both.</param>
/// <param name="TextChanged">Of these, those whose text differs.</param>
/// <param name="TextChangedExamples">Up to three of their ids, chosen by hash.</param>
/// <param name="Groups">Records treated differently, by what became of them; most first, then by name.</param>
public sealed record ReleaseDiff(
    long KeptFirst, long KeptSecond, long KeptInBoth, long TextChanged, IReadOnlyList<string> TextChangedExamples, IReadOnlyList<DiffGroup> Groups)
{
    const int ExamplesShown = 3;

    /// <summary>Documents that only the first keeps, by what the second did with them.</summary>
    public IEnumerable<DiffGroup> OnlyFirst => Groups.Where(group => group.First == "kept");

    /// <summary>Documents that only the second keeps, by what the first did with them.</summary>
    public IEnumerable<DiffGroup> OnlySecond => Groups.Where(group => group.Second == "kept");

    /// <summary>Records that neither keeps, for different reasons.</summary>
    public IEnumerable<DiffGroup> Neither => Groups.Where(group => group.First != "kept" && group.Second != "kept");

    /// <summary>Compares two releases by the ids of their records.</summary>
    /// <exception cref="SluiceException">One of them cannot be read.</exception>
    public static ReleaseDiff Of(ReleaseFolder first, ReleaseFolder second, CancellationToken cancellation)
    {
        using ReleaseQueries queries = new(cancellation, first, second);
        string examples = $"CAST(to_json(arg_min(id, md5(id), {ExamplesShown})) AS VARCHAR)";
        List<DiffGroup> groups = queries.All($"""
            SELECT first, first_rule, second, second_rule, count(*) AS records, {examples} FROM
              (SELECT coalesce(a.id, b.id) AS id,
                      coalesce(a.outcome, 'absent') AS first, a.rule AS first_rule, coalesce(b.outcome, 'absent') AS second, b.rule AS second_rule
               FROM (SELECT id, outcome, rule FROM {first.Ledger}) a FULL JOIN (SELECT id, outcome, rule FROM {second.Ledger}) b ON a.id = b.id)
            GROUP BY ALL ORDER BY records DESC, first, first_rule, second, second_rule
            """, row => new DiffGroup(row.Text(0)!, row.Text(1), row.Text(2)!, row.Text(3), row.Int64(4), JsonTexts.Read(row.Text(5))));
        (long changed, string? changedIds) = queries.One($"""
            SELECT count(*), {examples}
            FROM (SELECT id, md5_number(text) AS digest FROM {first.Data}) a JOIN (SELECT id, md5_number(text) AS digest FROM {second.Data}) b USING (id)
            WHERE a.digest <> b.digest
            """, row => (row.Int64(0), row.Text(1)));
        return new(
            groups.Where(group => group.First == "kept").Sum(group => group.Records),
            groups.Where(group => group.Second == "kept").Sum(group => group.Records),
            groups.Where(group => group is { First: "kept", Second: "kept" }).Sum(group => group.Records),
            changed, JsonTexts.Read(changedIds),
            [.. groups.Where(group => group.First != group.Second || group.FirstRule != group.SecondRule)]);
    }
}
