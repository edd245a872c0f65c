using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.OptOut;

/// <summary>YAML: <c>consent: { list: [opt-outs.yaml] }</c>.</summary>
public sealed record ConsentOptions : IStepOptions
{
    /// <summary>Opt-out lists: YAML files of entries, each with one of <c>owner</c>, <c>repository</c>, <c>path</c>, <c>author</c> and <c>swhid</c>. None: nothing is opted out, and the step says so.</summary>
    public IReadOnlyList<string> List { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (List.Any(string.IsNullOrWhiteSpace)) yield return "list has an empty name; give the path of a file";
    }
}
