using System.CommandLine;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice presets</c>.</summary>
sealed class PresetsVerb : Verb
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice presets"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words) { }

    /// <inheritdoc/>
    public override int Run(Call call) => throw new SluiceException("presets is not there yet");
}
