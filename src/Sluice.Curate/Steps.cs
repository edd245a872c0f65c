using Sluice.Core.Steps;
using Sluice.Curate.Filter.Language;

namespace Sluice.Curate;

/// <summary>The steps of this project.</summary>
public static class Steps
{
    /// <summary>All of them, in the order that recipes mostly have them in.</summary>
    public static IReadOnlyList<StepDefinition> All { get; } =
    [
        IdentifyLanguage.Definition,
    ];
}
