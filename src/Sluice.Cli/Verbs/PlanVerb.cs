using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice plan</c>.</summary>
sealed class PlanVerb : Verb
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice plan"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) { }

    /// <inheritdoc/>
    public override int Run(Call call) => throw new SluiceException("plan is not there yet");
}
