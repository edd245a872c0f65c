using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Engine.Recipes;
using Sluice.Publish.Inspect;

namespace Sluice.Cli.Inspecting;

/// <summary>Why a document stays: the option <c>keep</c> of the steps of a release's recipe.</summary>
static class KeepRules
{
    /// <summary>The option by step; empty where the recipe cannot be read, or another version wrote it.</summary>
    public static IReadOnlyDictionary<string, string> Of(ReleaseFolder release)
    {
        Dictionary<string, string> rules = new(StringComparer.Ordinal);
        try
        {
            foreach (RecipeStep step in Catalog.RecipeReader.ReadFile(release.File("recipe.lock.yaml")).Steps)
                if (OptionSet.Of(step.Options.GetType()).Find("keep") is { } keep) rules[step.Definition.Name] = Words(keep, step);
        }
        catch (SluiceException)
        {
            // A courtesy: the ledger tells what was decided without it.
        }
        return rules;

        static string Words(OptionKey keep, RecipeStep step) => step.Options.GetType().GetProperty(keep.PropertyName)!.GetValue(step.Options) switch
        {
            null => "",
            System.Collections.IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
            Enum value => KebabCase.From(value.ToString()),
            object value => value.ToString() ?? "",
        };
    }
}
