using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sluice.Core.Steps;
using Sluice.Engine.Recipes;

namespace Sluice.Architecture.Tests;

public sealed class CatalogTests
{
    static readonly (string Name, string Source, Type Options)[] s_all =
    [
        .. Ingest.IngestSteps.All.Concat(Curate.Steps.All).Select(step => (step.Name, step.Source, step.OptionsType)),
        .. Ingest.Sources.All.Select(source => (source.Name, source.Summary, source.OptionsType)),
    ];

    // Flags of `sluice try` that a step's options must leave alone; a step may have a seed or limit of its own.
    static readonly string[] s_reserved = ["stats", "text", "no-extract", "models", "recipe", "preset", "json", "help", "version"];

    public static TheoryData<string> Names => [.. s_all.Select(entry => entry.Name)];

    [Fact]
    public void Names_are_told_apart() => Assert.Equal(s_all.Length, s_all.Select(entry => entry.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_kebab_case_names_a_source_and_documented_options_with_sound_defaults(string name)
    {
        (_, string source, Type type) = s_all.First(entry => entry.Name == name);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", name);
        Assert.NotEmpty(source);
        Assert.True(type.IsSealed, $"{type.Name} is not sealed");
        Assert.EndsWith("Options", type.Name, StringComparison.Ordinal);
        Assert.NotEmpty(Doc(type.Assembly, "T:" + type.FullName));
        OptionSet options = OptionSet.Of(type);
        Assert.Empty(options.CreateDefault().Problems());
        foreach (OptionKey key in options.Keys)
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", key.Name);
            Assert.DoesNotContain(key.Name, s_reserved);
            Assert.True(Doc(type.Assembly, $"P:{type.FullName}.{key.PropertyName}").Length > 0, $"{name}: {key.Name} has no doc comment");
            // Init, not set: options do not change once they are bound.
            MethodInfo setter = type.GetProperty(key.PropertyName)!.SetMethod!;
            Assert.Contains(setter.ReturnParameter.GetRequiredCustomModifiers(), modifier => modifier.Name == "IsExternalInit");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Problems_name_options_that_there_are(string name)
    {
        Type type = s_all.First(entry => entry.Name == name).Options;
        OptionSet options = OptionSet.Of(type);
        foreach (OptionKey key in options.Keys)
        {
            foreach (string wrong in new[] { "-1", "-0.5", "2", "99999999999", "" })
            {
                if (!key.TryRead(wrong, out object? value)) continue;
                IStepOptions bound = options.Create([new(key, value)]);
                foreach (string problem in bound.Problems())
                    Assert.True(options.Keys.Any(k => Regex.IsMatch(problem, $@"\b{k.Name}\b")), $"{name}: '{problem}' names no option");
            }
        }
    }

    static string Doc(Assembly assembly, string member) =>
        (string?)XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml")).Descendants("member")
            .FirstOrDefault(m => (string?)m.Attribute("name") == member)?.Element("summary") ?? "";
}
