using System.Text;
using Sluice.Core.Recipes;
using Sluice.Core.Steps;

namespace Sluice.Engine.Recipes;

/// <summary>Writes a recipe with every default spelled out, so that it means the same under a later version. Reading it again gives the same recipe; the same recipe gives the same bytes.</summary>
public static class RecipeWriter
{
    /// <summary>The recipe as YAML, ending with a line feed. A <c>lock:</c> key may be appended: readers pass over it.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="heading">Lines of a comment at the top.</param>
    public static string Write(Recipe recipe, params IEnumerable<string> heading)
    {
        StringBuilder yaml = new();
        foreach (string line in heading) yaml.Append($"# {line}".TrimEnd()).Append('\n');
        yaml.Append("name: ").Append(YamlText.Of(recipe.Name)).Append('\n');
        yaml.Append("seed: ").Append(YamlText.Of(recipe.Seed)).Append('\n');
        yaml.Append("sources:").Append(recipe.Sources.Count == 0 ? " []\n" : "\n");
        foreach (RecipeSource source in recipe.Sources)
        {
            yaml.Append("  - ").Append(source.Definition.Name).Append(": ").Append(YamlText.Of(source.Patterns)).Append('\n');
            WriteOptions(yaml, source.Options, "    ");
        }
        yaml.Append("steps:").Append(recipe.Steps.Count == 0 ? " []\n" : "\n");
        foreach (RecipeStep step in recipe.Steps)
        {
            bool hasOptions = OptionSet.Of(step.Options.GetType()).Keys.Count > 0;
            yaml.Append("  - ").Append(step.Definition.Name).Append(hasOptions ? ":\n" : "\n");
            WriteOptions(yaml, step.Options, "      ");
        }
        yaml.Append("limits:\n");
        WriteOptions(yaml, recipe.Limits, "  ");
        yaml.Append("release:\n");
        WriteOptions(yaml, recipe.Release, "  ");
        return yaml.ToString();
    }

    static void WriteOptions(StringBuilder yaml, IStepOptions options, string indent)
    {
        foreach (OptionKey key in OptionSet.Of(options.GetType()).Keys)
            yaml.Append(indent).Append(key.Name).Append(": ").Append(YamlText.Of(key.Get(options))).Append('\n');
    }
}
