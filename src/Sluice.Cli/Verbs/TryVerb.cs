using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice try</c>.</summary>
sealed class TryVerb : Verb
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice try"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) { }

    /// <inheritdoc/>
    public override int Run(Call call) => throw new SluiceException("try is not there yet");
}
