using System.CommandLine;
using Sluice.Cli.Inspecting;
using Sluice.Core;
using Sluice.Core.Text;
using Sluice.Engine.Index;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice verify</c>: checks a release against itself.</summary>
sealed class VerifyVerb : Verb
{
    readonly Argument<string> _release = ReleaseArgument.Create();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
        ["sluice verify out/quickstart", "sluice verify out/quickstart --json | jq '.checks[] | select(.ok | not)'"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => command.Arguments.Add(_release);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        IReadOnlyList<CheckResult> checks = [.. ReleaseCheck.Run(call.Open(_release), call.Cancellation), .. Indexes(call)];
        bool isGood = checks.All(check => check.Problems.Count == 0);
        if (call.Json) PrintJson(call, checks, isGood);
        else Print(call, checks, isGood);
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }

    // Only of a release that keeps some.
    IEnumerable<CheckResult> Indexes(Call call)
    {
        IReadOnlyList<string> files = IndexFolder.Files(Path.GetFullPath(call.Get(_release)!));
        if (files.Count == 0) return [];
        List<string> problems = [];
        foreach (string file in files)
        {
            try
            {
                _ = IndexReader.Check(file, call.Cancellation);
            }
            catch (SluiceException e)
            {
                problems.Add($"index/{Path.GetFileName(file)}: {e.Errors[0].What}");
            }
        }
        return [new("indexes", "every index is whole: its frames match their checksums", problems)];
    }

    static void Print(Call call, IReadOnlyList<CheckResult> checks, bool isGood)
    {
        foreach (CheckResult check in checks)
        {
            call.Print($"{(check.Problems.Count == 0 ? "ok    " : "failed")}  {check.Name,-10}  {check.What}");
            foreach (string problem in check.Problems) call.Print($"          {VisibleText.Line(problem, 500)}");
        }
        call.Print();
        call.Print(isGood ? "the release is as it was published, and its sums hold" : "the release is not as it was published");
    }

    static void PrintJson(Call call, IReadOnlyList<CheckResult> checks, bool isGood) => call.PrintJson(json =>
    {
        json.WriteBoolean("ok", isGood);
        json.WriteStartArray("checks");
        foreach (CheckResult check in checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteBoolean("ok", check.Problems.Count == 0);
            json.WriteString("what", check.What);
            json.WriteStartArray("problems");
            foreach (string problem in check.Problems) json.WriteStringValue(problem);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
