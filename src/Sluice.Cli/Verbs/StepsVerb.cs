using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice steps</c>.</summary>
sealed class StepsVerb : Verb
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice steps"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) { }

    /// <inheritdoc/>
    public override int Run(Call call) => throw new SluiceException("steps is not there yet");
}
