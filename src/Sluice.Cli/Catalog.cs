using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Engine.Recipes;

namespace Sluice.Cli;

/// <summary>The only place where sources and steps are wired to the engine.</summary>
static class Catalog
{
    /// <summary>Every kind of source.</summary>
    public static IReadOnlyList<SourceDefinition> Sources { get; } = Ingest.Sources.All;

    /// <summary>Every step, in the order of the stages that they belong to.</summary>
    public static IReadOnlyList<StepDefinition> Steps { get; } = [.. Ingest.IngestSteps.All, .. Curate.Steps.All];

    /// <summary>Reads recipes over these sources and steps.</summary>
    public static RecipeReader RecipeReader { get; } = new(Sources, Steps);
}
