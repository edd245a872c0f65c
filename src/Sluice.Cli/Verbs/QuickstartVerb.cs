using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice quickstart</c>.</summary>
sealed class QuickstartVerb : Verb
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice quickstart"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) { }

    /// <inheritdoc/>
    public override int Run(Call call) => throw new SluiceException("quickstart is not there yet");
}
