using System.CommandLine;

namespace Sluice.Cli.Classify;

/// <summary>The options that say where a row of JSON holds its text and label.</summary>
sealed class TextFields
{
    readonly Option<string> _text = new("--text-field") { Description = "Member of a JSON row that holds the text [default: text]", HelpName = "NAME" };
    readonly Option<string> _label = new("--label-field") { Description = "Member of a JSON row that holds the label, or a list of labels [default: label]", HelpName = "NAME" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command, bool withLabel)
    {
        command.Options.Add(_text);
        if (withLabel) command.Options.Add(_label);
    }

    /// <summary>The reader that they ask for.</summary>
    public LabelledInputs Reader(Call call, bool needsLabels) => new(call.Error, call.Cancellation)
    {
        TextField = call.Get(_text) ?? "text",
        LabelField = needsLabels ? call.Get(_label) ?? "label" : "label",
        NeedsLabels = needsLabels,
    };

    /// <summary>Them as given, to be put into a command line.</summary>
    public IEnumerable<string> Given(Call call)
    {
        if (call.Get(_text) is { } text) yield return $"--text-field {ShellWord.Quote(text)}";
        if (call.Get(_label) is { } label) yield return $"--label-field {ShellWord.Quote(label)}";
    }
}
