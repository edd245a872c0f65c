using System.CommandLine;
using System.Text;
using Sluice.Core.Recipes;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice presets</c>: the recipes that are built in.</summary>
sealed class PresetsVerb : Verb
{
    readonly Argument<string?> _name = new("NAME") { HelpName = "NAME", Description = "Prints this preset as YAML; none lists them all", Arity = ArgumentArity.ZeroOrOne };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice presets", "sluice presets fineweb > my-recipe.yaml"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        _name.CompletionSources.Add([.. Presets.Names]);
        command.Arguments.Add(_name);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        if (call.Get(_name) is { } name) Print(call, name);
        else if (call.Json) call.PrintJson(json =>
        {
            json.WriteStartArray("presets");
            foreach (string preset in Presets.Names)
            {
                json.WriteStartObject();
                json.WriteString("name", preset);
                json.WriteString("summary", Presets.SummaryOf(preset));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        else
        {
            foreach (string preset in Presets.Names) call.Print($"{preset,-10}{Presets.SummaryOf(preset)}");
            call.Print();
            call.Print("`sluice presets NAME` prints one as YAML; `sluice build --preset NAME INPUT -o DIR` runs one.");
        }
        return ExitCode.Done;
    }

    static void Print(Call call, string name)
    {
        byte[] yaml = Presets.Yaml(name);
        if (!call.Json)
        {
            call.Output.Write(yaml);
            return;
        }
        Recipe recipe = Presets.Read(name, inputs: []);
        call.PrintJson(json =>
        {
            json.WriteString("name", name);
            json.WriteString("summary", Presets.SummaryOf(name));
            json.WriteStartArray("steps");
            foreach (RecipeStep step in recipe.Steps) json.WriteStringValue(step.Definition.Name);
            json.WriteEndArray();
            json.WriteString("yaml", Encoding.UTF8.GetString(yaml));
        });
    }
}
