using System.Reflection;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;

namespace Sluice.Cli;

/// <summary>The recipes that are built in: the files of <c>recipes/</c>, embedded in the program. They name no sources.</summary>
static class Presets
{
    const string Prefix = "recipes/";

    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".yaml".Length]).Order(StringComparer.Ordinal)];

    /// <summary>The YAML of a preset, comments and all.</summary>
    /// <exception cref="SluiceException">There is no such preset.</exception>
    public static byte[] Yaml(string name)
    {
        using Stream? resource = Names.Contains(name) ? Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + ".yaml") : null;
        if (resource is null)
        {
            string? nearest = NearestName.Find(name, Names);
            throw new SluiceException($"there is no preset '{name}'", hint: $"{(nearest is null ? "" : $"did you mean {nearest}? ")}built in: {string.Join(", ", Names)}");
        }
        byte[] yaml = new byte[resource.Length];
        resource.ReadExactly(yaml);
        return yaml;
    }

    /// <summary>One line about a preset: the first sentence of the comment that it begins with.</summary>
    public static string SummaryOf(string name)
    {
        string yaml = Encoding.UTF8.GetString(Yaml(name));
        string comment = string.Join(' ', yaml.Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line.TrimStart('#', ' ')));
        int end = comment.IndexOf(". Where", StringComparison.Ordinal);
        return end < 0 ? comment : comment[..(end + 1)];
    }

    /// <summary>Whether a preset is about source code: a step of it takes files.</summary>
    public static bool IsOfCode(string name) => Read(name, []).Steps.Any(step => step.Definition.TakesFiles);

    /// <summary>A preset, bound, over some inputs.</summary>
    /// <exception cref="SluiceException">There is no such preset.</exception>
    public static Recipe Read(string name, IReadOnlyList<RecipeSource> inputs) => Catalog.RecipeReader.Read(Yaml(name), $"preset {name}", inputs);
}
