using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sluice.Cli.Building;
using Sluice.Cli.Inspecting;
using Sluice.Core.Release;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;
using Sluice.Publish.Release;
using static Sluice.Cli.Inspecting.TextTable;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice stats</c>: the figures of a release.</summary>
sealed class StatsVerb : Verb
{
    const int LanguagesShown = 20;

    readonly Argument<string> _release = ReleaseArgument.Create();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice stats out/quickstart", "sluice stats out/quickstart --json | jq '.steps[] | {name, dropped}'"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => command.Arguments.Add(_release);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        ReleaseStats stats = ReleaseStats.Of(call.Open(_release), call.Cancellation);
        if (call.Json) PrintJson(call, stats);
        else Print(call, stats);
        return ExitCode.Done;
    }

    static void Print(Call call, ReleaseStats stats)
    {
        ReleaseSums sums = stats.Sums;
        call.Print($"{Count(sums.Kept)} documents, {Count(stats.TextBytes)} bytes of text{(stats.Words is { } words ? $", {Count(words)} words" : "")}, "
            + $"in {Count(stats.DataFiles)} Parquet {(stats.DataFiles == 1 ? "file" : "files")} of {Count(stats.DataBytes)} bytes");
        call.Print();
        foreach (string line in Funnel.Lines(sums)) call.Print(line);
        IEnumerable<IReadOnlyList<string>> languages = sums.Languages.Take(LanguagesShown).Select(language => (IReadOnlyList<string>)
        [
            VisibleText.Line(language.Language, 40), Count(language.Documents), Share(language.Documents, sums.Kept), Count(language.TextBytes),
            stats.Words is null ? "" : Count(language.Words),
        ]);
        Table(call, ["language", "documents", "share", "text bytes", stats.Words is null ? "" : "words"], [.. languages]);
        if (sums.Languages.Count > LanguagesShown) call.Print($"and {Count(sums.Languages.Count - LanguagesShown)} more");
        Table(call, ["domain", "documents", "share"], Rows(stats.Domains));
        Table(call, ["license", "documents", "share"], Rows(stats.Licenses));

        IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<KeyValuePair<string, long>> counts) =>
            [.. counts.Select(count => (IReadOnlyList<string>)[VisibleText.Line(count.Key, 60), Count(count.Value), Share(count.Value, sums.Kept)])];
    }

    static void Table(Call call, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0) return;
        call.Print();
        foreach (string line in Lines(headings, rows)) call.Print(line);
    }

    static string Share(long part, long whole) => whole == 0 ? "" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    static void PrintJson(Call call, ReleaseStats stats) => call.PrintJson(json =>
    {
        SumsJson.WriteFields(json, stats.Sums);
        WriteCounts(json, "domains", "domain", stats.Domains);
        WriteCounts(json, "licenses", "license", stats.Licenses);
        json.WriteNumber("text-bytes", stats.TextBytes);
        if (stats.Words is { } words) json.WriteNumber("words", words);
        else json.WriteNull("words");
        json.WriteNumber("data-files", stats.DataFiles);
        json.WriteNumber("data-bytes", stats.DataBytes);
    });

    static void WriteCounts(Utf8JsonWriter json, string name, string key, IReadOnlyList<KeyValuePair<string, long>> counts)
    {
        json.WriteStartArray(name);
        foreach ((string value, long documents) in counts)
        {
            json.WriteStartObject();
            json.WriteString(key, value);
            json.WriteNumber("documents", documents);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
