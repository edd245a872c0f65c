using System.CommandLine;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Cli.Classify;

/// <summary><c>sluice classifier test</c>: what a model gets right on labelled texts.</summary>
sealed class TestAction : Verb
{
    readonly Argument<string> _model = new("MODEL") { Description = "A model in fastText's format, .bin or .ftz" };
    readonly Argument<string[]> _inputs = new("INPUT") { Description = "Labelled texts: JSON Lines, or fastText's format; - or nothing: standard input", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> _label = new("--label") { Description = "Show what each threshold keeps of this label", HelpName = "LABEL" };
    readonly TextFields _fields = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice classifier test quality.ftz test.jsonl", "sluice classifier test quality.ftz test.txt --label hq --json | jq .accuracy"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        command.Arguments.Add(_model);
        command.Arguments.Add(_inputs);
        command.Options.Add(_label);
        _fields.AddTo(command, withLabel: true);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        ClassifierReport report = new(FastTextModel.Load(call.Get(_model)!));
        LabelledInputs reader = _fields.Reader(call, needsLabels: true);
        foreach (LabelledText text in reader.Read(call.Get(_inputs) is { Length: > 0 } given ? given : ["-"])) report.Add(text.Labels, text.Text);
        if (report.Texts == 0) throw new SluiceException("there are no labelled texts to test with") { ExitCode = ExitCode.Failed };
        if (!call.Json) ReportOutput.Print(call, report, call.Get(_label));
        else
            call.PrintJson(json =>
            {
                json.WriteNumber("quarantined", reader.Unreadable);
                ReportOutput.Write(json, report);
            });
        return reader.Unreadable == 0 ? ExitCode.Done : ExitCode.DoneWithQuarantine;
    }
}
