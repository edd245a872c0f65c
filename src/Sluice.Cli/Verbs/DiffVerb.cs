using System.CommandLine;
using System.Text.Json;
using Sluice.Cli.Inspecting;
using Sluice.Core.Text;
using Sluice.Publish.Inspect;
using static Sluice.Cli.Inspecting.TextTable;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice diff</c>: what a changed recipe changed.</summary>
sealed class DiffVerb : Verb
{
    const int GroupsShown = 20;

    readonly Argument<string> _first = ReleaseArgument.Create("FIRST", "Folder of a finished release");
    readonly Argument<string> _second = ReleaseArgument.Create("SECOND", "Folder of the release to compare it with");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice diff out/before out/after", "sluice diff out/before out/after --json | jq '.\"only-in-first\"'"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_first);
        command.Arguments.Add(_second);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        ReleaseDiff diff = ReleaseDiff.Of(call.Open(_first), call.Open(_second), call.Cancellation);
        if (call.Json) PrintJson(call, diff);
        else Print(call, diff);
        return ExitCode.Done;
    }

    static void Print(Call call, ReleaseDiff diff)
    {
        call.Print($"{Count(diff.KeptFirst)} documents in the first, {Count(diff.KeptSecond)} in the second, {Count(diff.KeptInBoth)} in both");
        call.Print($"{Count(diff.TextChanged)} of those in both have another text{(diff.TextChanged > 0 ? $": {Ids(diff.TextChangedExamples)}" : "")}");
        Section("only in the first; in the second they are", diff.OnlyFirst, group => Treated(group.Second, group.SecondRule));
        Section("only in the second; in the first they are", diff.OnlySecond, group => Treated(group.First, group.FirstRule));
        Section("in neither, for different reasons", diff.Neither,
            group => $"{Treated(group.First, group.FirstRule)}, then {Treated(group.Second, group.SecondRule)}");

        void Section(string title, IEnumerable<DiffGroup> groups, Func<DiffGroup, string> name)
        {
            List<DiffGroup> all = [.. groups];
            if (all.Count == 0) return;
            call.Print();
            call.Print($"{Count(all.Sum(group => group.Records))} {title}");
            foreach (DiffGroup group in all.Take(GroupsShown)) call.Print($"  {Count(group.Records),9}  {name(group)}: {Ids(group.Examples)}");
            if (all.Count <= GroupsShown) return;
            call.Print($"  {Count(all.Skip(GroupsShown).Sum(group => group.Records)),9}  in {Count(all.Count - GroupsShown)} more groups");
        }
    }

    static string Treated(string outcome, string? rule) => rule is null ? outcome : $"{outcome} by {rule}";

    static string Ids(IReadOnlyList<string> ids) => string.Join(" ", ids.Select(id => VisibleText.Line(id, 100)));

    static void PrintJson(Call call, ReleaseDiff diff) => call.PrintJson(json =>
    {
        json.WriteNumber("kept-in-first", diff.KeptFirst);
        json.WriteNumber("kept-in-second", diff.KeptSecond);
        json.WriteNumber("kept-in-both", diff.KeptInBoth);
        json.WriteNumber("text-changed", diff.TextChanged);
        WriteTexts(json, "text-changed-examples", diff.TextChangedExamples);
        WriteGroups(json, "only-in-first", diff.OnlyFirst);
        WriteGroups(json, "only-in-second", diff.OnlySecond);
        WriteGroups(json, "in-neither", diff.Neither);
    });

    static void WriteGroups(Utf8JsonWriter json, string name, IEnumerable<DiffGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (DiffGroup group in groups)
        {
            json.WriteStartObject();
            json.WriteString("first", group.First);
            json.WriteString("first-rule", group.FirstRule);
            json.WriteString("second", group.Second);
            json.WriteString("second-rule", group.SecondRule);
            json.WriteNumber("records", group.Records);
            WriteTexts(json, "examples", group.Examples);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
