using System.CommandLine;
using Sluice.Cli.Classify;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice classifier</c>: trains, tests and asks text classifiers in fastText's format.</summary>
sealed class ClassifierVerb : Verb
{
    static readonly VerbEntry[] s_actions =
    [
        new("train", "Train a classifier from labelled texts, and report what it gets right on held-out ones", static () => new TrainAction()),
        new("test", "Report what a classifier gets right on labelled texts", static () => new TestAction()),
        new("predict", "Print labels and scores of texts", static () => new PredictAction()),
    ];

    Verb? _asked;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => _asked?.Examples ?? [.. s_actions.Select(action => action.Create().Examples[0])];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        string? name = words.FirstOrDefault(word => !word.StartsWith('-'));
        foreach (VerbEntry entry in s_actions)
        {
            Command action = new(entry.Name, entry.Summary);
            command.Subcommands.Add(action);
            Verb verb = entry.Create();
            verb.Define(action, words);
            if (entry.Name == name) _asked = verb;
        }
    }

    /// <inheritdoc/>
    public override int Run(Call call) => _asked!.Run(call);
}
