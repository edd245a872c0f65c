using System.CommandLine;
using System.Text.Json;
using Sluice.Cli.Building;
using Sluice.Core;
using Sluice.Engine.Run;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice status</c>: how far a run is, also from another terminal.</summary>
sealed class StatusVerb : Verb
{
    readonly Argument<string> _run = new("RUN") { Description = "Folder that the run builds into" };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice status out", "watch -n 1 ./sluice status out"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) => command.Arguments.Add(_run);

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        RunFolder run = new(call.Get(_run)!);
        PlanRecord plan = RunFolder.Read<PlanRecord>(run.PlanFile) ?? throw new SluiceException("there is no run in this folder", run.Release, "name the folder that 'sluice build -o DIR' was given");
        ProgressReport report = RunFolder.Read<ProgressReport>(run.ProgressFile) ?? new();
        bool isDone = File.Exists(run.DoneFile), isRunning = !isDone && run.IsHeld();
        string state = isDone ? "done" : isRunning ? "running" : "stopped";
        if (call.Json)
        {
            using (Utf8JsonWriter json = new(call.Output, new() { Indented = true }))
            {
                json.WriteStartObject();
                json.WriteString("state", state);
                json.WriteString("recipe", plan.Recipe);
                json.WriteString("plan-digest", plan.Digest);
                json.WriteString("stage", report.Stage);
                json.WriteNumber("stage-number", report.StageNumber);
                json.WriteNumber("stages", report.Stages);
                json.WriteNumber("tasks-done", report.TasksDone);
                json.WriteNumber("tasks", report.Tasks);
                json.WriteNumber("bytes-read", report.BytesRead);
                json.WriteNumber("bytes", report.Bytes);
                json.WriteNumber("records", report.Records);
                json.WriteNumber("quarantined", report.Quarantined);
                json.WriteNumber("seconds", Math.Round(report.Seconds, 1));
                json.WriteEndObject();
            }
            call.Print();
            return ExitCode.Done;
        }
        call.Print($"{plan.Recipe}, plan {plan.Digest[..12]}: {state}");
        if (!isDone) call.Print(ProgressDisplay.Line(report));
        if (state == "stopped") call.Print("the same 'sluice build' command goes on where it stopped");
        return ExitCode.Done;
    }
}
