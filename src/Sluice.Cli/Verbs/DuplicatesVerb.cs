using System.CommandLine;
using System.Text.Json;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;
using static Sluice.Cli.Inspecting.TextTable;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice duplicates</c>: the clusters of a release, and one of them in full.</summary>
sealed class DuplicatesVerb : Verb
{
    const int LimitDefault = 10;
    const int LimitMost = 10_000;
    const string HowToKeepTexts = "`sluice build --keep-dropped all` keeps the texts of all dropped documents; the ledger's file and offset say where the source has it";

    readonly Argument<string> _release = ReleaseArgument.Create();
    readonly Option<int> _limit = new("--limit")
    {
        Description = "How many clusters are shown, or with --cluster how many of its removed documents",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    readonly Option<string> _cluster = new("--cluster")
    {
        Description = "One cluster, named by any of its documents: which stays and why, which went, word by word",
        HelpName = "ID",
    };

    readonly Option<bool> _full = new("--full") { Description = "Print differences whole; else what is around each change (--json always has them whole)" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice duplicates out/quickstart",
        "sluice duplicates out/quickstart --cluster 0f5c7a52-7f2e-4c1e-9d3a-0123456789ab",
        "sluice duplicates out/quickstart --json | jq '.largest[] | {id, size}'",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_release);
        foreach (Option option in (Option[])[_limit, _cluster, _full]) command.Options.Add(option);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        int limit = call.Get(_limit);
        if (limit is < 1 or > LimitMost)
            throw new SluiceException($"--limit is {limit}", hint: $"use 1 to {LimitMost}; for more, read duplicate_of in ledger/*.parquet with DuckDB");
        ReleaseFolder release = call.Open(_release);
        if (call.Get(_cluster) is { } id)
        {
            DuplicateCluster cluster = DuplicateCluster.Find(release, id, limit, call.Cancellation);
            IReadOnlyDictionary<string, string> keep = KeepRules.Of(release);
            if (call.Json) PrintJson(call, cluster, keep);
            else Print(call, cluster, keep, call.Get(_full));
        }
        else
        {
            DuplicateSummary summary = DuplicateSummary.Of(release, limit, call.Cancellation);
            if (call.Json) PrintJson(call, summary);
            else Print(call, summary);
        }
        return ExitCode.Done;
    }

    static void Print(Call call, DuplicateSummary summary)
    {
        if (summary.Removed > 0 || summary.Filtered.Count == 0) call.Print(summary.Removed == 0 ? "no document was removed for another" : Sum(summary));
        foreach ((string step, long removed) in summary.Filtered)
            call.Print($"{VisibleText.Line(step, 60)}: a Bloom filter removed {Count(removed)} {(removed == 1 ? "document" : "documents")}; which document stayed in place of each isn't known");
        Table(call, ["step", "removed", "least similar", "mean"], summary.Steps.Select(step => (IReadOnlyList<string>)
            [VisibleText.Line(step.Name, 60), Count(step.Removed), Similarity(step.SimilarityLeast), Similarity(step.SimilarityMean)]));
        Table(call, ["cluster of", "clusters", "documents"], summary.Sizes.Select(sizes => (IReadOnlyList<string>)[Range(sizes), Count(sizes.Clusters), Count(sizes.Documents)]));
        Table(call, ["cut out of documents that stay", "documents", "pieces", "bytes"], summary.Cuts.Select(cut => (IReadOnlyList<string>)
            [cut.Kind, Count(cut.Documents), Count(cut.Pieces), Count(cut.Bytes)]));
        foreach (ClusterLine cluster in summary.Largest)
        {
            call.Print();
            call.Print($"{Count(cluster.Size)} documents, similarity {Similarity(cluster.SimilarityLeast)} to the least similar, median {Similarity(cluster.SimilarityMedian)} ({string.Join(", ", cluster.Steps.Select(step => VisibleText.Line(step, 60)))})");
            call.Print($"  {VisibleText.Line(cluster.Id, 300)} {Fate(cluster.Outcome, cluster.Rule, cluster.EarlierRelease)}");
            if (cluster.Url is { } url) call.Print("  " + VisibleText.Line(url, 300));
            if (cluster.Beginning is { } beginning) call.Print("  | " + VisibleText.Line(beginning, 100));
        }
        if (summary.Clusters > summary.Largest.Count) call.Print($"\n{Count(summary.Clusters - summary.Largest.Count)} more clusters: --limit shows more, --cluster ID one in full");
    }

    static void Print(Call call, DuplicateCluster cluster, IReadOnlyDictionary<string, string> keep, bool isFull)
    {
        string? step = cluster.Members.Select(member => member.Entry?.Step).FirstOrDefault(step => step is not null && keep.ContainsKey(step));
        call.Print($"cluster of {Count(cluster.Size)} documents");
        call.Print($"{VisibleText.Line(cluster.Stays.Id, 300)} {Fate(cluster.Stays.Entry?.Outcome, cluster.Stays.Entry?.Rule, cluster.Stays.EarlierRelease)}{(step is null ? "" : $" (keep: {keep[step]})")}");
        PrintPlace(call, cluster.Stays.Entry);
        PrintInner(call, cluster.Inner);
        bool isTextMissing = false;
        foreach (ClusterMember member in cluster.Members)
        {
            call.Print();
            call.Print($"{VisibleText.Line(member.Id, 300)} removed by {VisibleText.Line(member.Entry?.Step ?? "", 60)}, similarity {Similarity(member.Similarity)}"
                + (member.Entry?.DuplicateOf is { } direct && direct != cluster.Stays.Id ? $" to {VisibleText.Line(direct, 300)}, which went later" : ""));
            PrintPlace(call, member.Entry);
            if (member.Text is null || cluster.Stays.Text is null)
            {
                isTextMissing |= member.Text is null || cluster.Stays.EarlierRelease is null;
                call.Print(member.Text is null ? "  its text is not at hand" : cluster.Stays.EarlierRelease is { } earlier
                    ? $"  the text of the document that stays is not at hand: {VisibleText.Line(earlier, 300)} is not here, or does not hold it" : "  the text of the document that stays is not at hand");
                continue;
            }
            if (member.Text == cluster.Stays.Text) call.Print("  the same text");
            else PrintDiff(call, WordDiff.Of(cluster.Stays.Text, member.Text), isFull);
        }
        long more = cluster.Size - 1 - cluster.Members.Count;
        if (more > 0) call.Print($"\n{Count(more)} more removed documents: --limit shows more");
        if (isTextMissing) call.Error.WriteLine("note: " + HowToKeepTexts);
    }

    static void PrintDiff(Call call, WordDiff diff, bool isFull)
    {
        if (diff.Parts.All(part => part.Kind == DiffKind.Same))
        {
            call.Print("  the same words; white space differs");
            return;
        }
        foreach (string line in DiffOutput.Lines(diff, isFull, Colors.OnOutput)) call.Print("  | " + line);
    }

    static void PrintPlace(Call call, LedgerEntry? entry)
    {
        if (entry is null) return;
        if (entry.Url is { } url) call.Print("  " + VisibleText.Line(url, 300));
        call.Print($"  {(entry.Date is { } date ? VisibleText.Line(date, 60) + ", " : "")}{LedgerEntryOutput.Place(entry)}, {Count(entry.TextBytes)} bytes of text");
    }

    static void PrintInner(Call call, InnerSimilarity inner)
    {
        if (inner.Least is not { } least) return;
        call.Print($"of {inner.Documents} documents whose text is at hand (later steps may have cut it), any two are {Similarity(least)} similar or more, median {Similarity(inner.Median)}"
            + $" (least: {VisibleText.Line(inner.LeastPair!.Value.First, 100)} and {VisibleText.Line(inner.LeastPair.Value.Second, 100)})");
    }

    static string Sum(DuplicateSummary summary)
    {
        string clusters = $"{Count(summary.Clusters)} {(summary.Clusters == 1 ? "cluster" : "clusters")}";
        string removed = $"{Count(summary.Removed)} {(summary.Removed == 1 ? "was" : "were")} removed for them";
        if (summary.OfEarlier + summary.DroppedLater == 0) return $"{clusters}: as many documents stay, and {removed}";
        long stay = summary.Clusters - summary.OfEarlier - summary.DroppedLater;
        List<string> fates = [$"{Count(stay)} {(stay == 1 ? "document stays" : "documents stay")}"];
        if (summary.OfEarlier > 0) fates.Add($"{Count(summary.OfEarlier)} {(summary.OfEarlier == 1 ? "stays" : "stay")} in an earlier release");
        if (summary.DroppedLater > 0) fates.Add($"{Count(summary.DroppedLater)} stayed there but {(summary.DroppedLater == 1 ? "was" : "were")} dropped by a later step");
        return $"{clusters}: {string.Join(", ", fates)}, and {removed}";
    }

    static string Fate(string? outcome, string? rule, string? earlier) => outcome switch
    {
        _ when earlier is not null => $"stays, in an earlier release: {VisibleText.Line(earlier, 300)}",
        null => "stayed; this ledger has no row of it",
        "kept" => "stays",
        _ => $"stayed, and was dropped later by {VisibleText.Line(rule ?? "", 100)}",
    };

    static string Similarity(double? similarity) => similarity is { } number ? number.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) : "–";

    static string Range(ClusterSizes sizes) => sizes.To is not { } to ? $"{Count(sizes.From)} or more" : to == sizes.From ? Count(to) : $"{Count(sizes.From)} to {Count(to)}";

    static void Table(Call call, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> all = [.. rows];
        if (all.Count == 0) return;
        call.Print();
        foreach (string line in Lines(headings, all)) call.Print(line);
    }

    static void PrintJson(Call call, DuplicateSummary summary) => call.PrintJson(json =>
    {
        json.WriteNumber("clusters", summary.Clusters);
        json.WriteNumber("of-earlier-releases", summary.OfEarlier);
        json.WriteNumber("dropped-later", summary.DroppedLater);
        json.WriteNumber("removed", summary.Removed);
        json.WriteStartObject("removed-by-filters");
        foreach ((string step, long removed) in summary.Filtered) json.WriteNumber(step, removed);
        json.WriteEndObject();
        json.WriteStartArray("steps");
        foreach (DuplicateStep step in summary.Steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteNumber("removed", step.Removed);
            LedgerEntryOutput.WriteNumber(json, "similarity-least", step.SimilarityLeast);
            LedgerEntryOutput.WriteNumber(json, "similarity-mean", step.SimilarityMean);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("sizes");
        foreach (ClusterSizes sizes in summary.Sizes)
        {
            json.WriteStartObject();
            json.WriteNumber("from", sizes.From);
            if (sizes.To is { } to) json.WriteNumber("to", to);
            else json.WriteNull("to");
            json.WriteNumber("clusters", sizes.Clusters);
            json.WriteNumber("documents", sizes.Documents);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("largest");
        foreach (ClusterLine cluster in summary.Largest)
        {
            json.WriteStartObject();
            json.WriteString("id", cluster.Id);
            json.WriteNumber("size", cluster.Size);
            json.WriteString("cluster-id", cluster.ClusterId);
            json.WriteString("outcome", cluster.Outcome);
            json.WriteString("rule", cluster.Rule);
            json.WriteString("earlier-release", cluster.EarlierRelease);
            json.WriteString("url", cluster.Url);
            LedgerEntryOutput.WriteNumber(json, "similarity-least", cluster.SimilarityLeast);
            LedgerEntryOutput.WriteNumber(json, "similarity-median", cluster.SimilarityMedian);
            json.WriteStartArray("steps");
            foreach (string step in cluster.Steps) json.WriteStringValue(step);
            json.WriteEndArray();
            json.WriteString("beginning", cluster.Beginning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("cuts");
        foreach (CutSum cut in summary.Cuts)
        {
            json.WriteStartObject();
            json.WriteString("kind", cut.Kind);
            json.WriteNumber("documents", cut.Documents);
            json.WriteNumber("pieces", cut.Pieces);
            json.WriteNumber("bytes", cut.Bytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void PrintJson(Call call, DuplicateCluster cluster, IReadOnlyDictionary<string, string> keep) => call.PrintJson(json =>
    {
        json.WriteNumber("size", cluster.Size);
        json.WriteStartObject("keep");
        foreach ((string step, string rule) in keep) json.WriteString(step, rule);
        json.WriteEndObject();
        json.WriteStartObject("stays");
        WriteMember(json, cluster.Stays);
        json.WriteEndObject();
        json.WriteStartObject("inner");
        json.WriteNumber("documents", cluster.Inner.Documents);
        json.WriteNumber("pairs", cluster.Inner.Pairs);
        LedgerEntryOutput.WriteNumber(json, "least", cluster.Inner.Least);
        LedgerEntryOutput.WriteNumber(json, "median", cluster.Inner.Median);
        json.WriteStartArray("least-pair");
        if (cluster.Inner.LeastPair is { } pair) foreach (string id in (string[])[pair.First, pair.Second]) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("removed");
        foreach (ClusterMember member in cluster.Members)
        {
            json.WriteStartObject();
            WriteMember(json, member);
            if (member.Text is null || cluster.Stays.Text is null) json.WriteNull("diff");
            else DiffOutput.WriteParts(json, WordDiff.Of(cluster.Stays.Text, member.Text));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    static void WriteMember(Utf8JsonWriter json, ClusterMember member)
    {
        if (member.Entry is { } entry) LedgerEntryOutput.WriteMembers(json, entry);
        else json.WriteString("id", member.Id);
        json.WriteString("earlier-release", member.EarlierRelease);
        json.WriteBoolean("text-at-hand", member.Text is not null);
    }
}
