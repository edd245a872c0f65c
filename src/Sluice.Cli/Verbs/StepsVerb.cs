using System.CommandLine;
using System.Text.Json;
using Sluice.Cli.Reference;
using Sluice.Cli.Try;
using Sluice.Core;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice steps</c>: every step and kind of source, or all about one.</summary>
sealed class StepsVerb : Verb
{
    const int NameWidth = 24;
    readonly Argument<string?> _name = new("NAME") { HelpName = "NAME", Description = "A step or a kind of source; none lists them all", Arity = ArgumentArity.ZeroOrOne };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["sluice steps", "sluice steps gopher-quality", "sluice steps --json | jq '.steps[].name'"];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        _name.CompletionSources.Add([.. Names]);
        command.Arguments.Add(_name);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        if (call.Get(_name) is { } name) PrintOne(call, Find(name));
        else PrintAll(call);
        return ExitCode.Done;
    }

    static IEnumerable<string> Names => Catalog.Steps.Select(s => s.Name).Concat(Catalog.Sources.Select(s => s.Name));

    static StepPage Find(string name)
    {
        if (Catalog.Steps.FirstOrDefault(s => s.Name == name) is { } step) return StepPage.Of(step);
        if (Catalog.Sources.FirstOrDefault(s => s.Name == name) is { } source) return StepPage.Of(source);
        if (Analysis.All.FirstOrDefault(a => a.Name == name) is { } analysis)
            throw new SluiceException($"'{name}' is an analysis, not a step: {analysis.Summary}", hint: $"`sluice try {name} INPUT` prints it; recipes have steps only");
        string? nearest = NearestName.Find(name, Names);
        throw new SluiceException($"there is no step or source '{name}'", hint: $"{(nearest is null ? "" : $"did you mean {nearest}? ")}`sluice steps` lists them");
    }

    static void PrintAll(Call call)
    {
        StepPage[] steps = [.. Catalog.Steps.Select(StepPage.Of)], sources = [.. Catalog.Sources.Select(StepPage.Of)];
        if (call.Json)
        {
            call.PrintJson(json =>
            {
                WriteList(json, "sources", sources);
                WriteList(json, "steps", steps);
            });
            return;
        }
        call.Print("Sources");
        foreach (StepPage page in sources) call.Print($"  {page.Name.PadRight(NameWidth)}{page.Brief}");
        call.Print();
        call.Print("Steps");
        foreach (StepPage page in steps) call.Print($"  {page.Name.PadRight(NameWidth)}{page.Brief}");
        call.Print();
        call.Print("Analyses that steps build on, for `sluice try` alone");
        foreach (Analysis analysis in Analysis.All) call.Print($"  {analysis.Name.PadRight(NameWidth)}{analysis.Summary}");
        call.Print();
        call.Print("`sluice steps NAME` tells all about one; `sluice try NAME INPUT` runs a step or an analysis by itself.");
    }

    static void PrintOne(Call call, StepPage page)
    {
        if (call.Json)
        {
            call.PrintJson(json => WriteMembers(json, page));
            return;
        }
        int width = Console.IsOutputRedirected ? 100 : Math.Clamp(Console.WindowWidth, 60, 120);
        call.Print($"{page.Name}{(page.IsMerge ? " (sees all documents before it decides)" : "")}");
        call.Print();
        foreach (string paragraph in $"{page.Summary}\n\n{page.Remarks}".Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string line in Wrap(DocText.Plain(paragraph), width)) call.Print(line);
            call.Print();
        }
        foreach (string line in Wrap(page.SourceLine ?? "", width)) call.Print(line);
        if (page.Options.Count == 0) return;
        if (page.SourceLine is not null) call.Print();
        call.Print("Options");
        foreach (OptionText option in page.Options)
        {
            call.Print($"  {option.Name}: {option.Default}  ({option.Expected})");
            foreach (string line in Wrap(DocText.Plain(option.Text), width - 6)) call.Print("      " + line);
            foreach ((string choice, string text) in option.Choices)
                foreach (string line in Wrap($"{choice}: {DocText.Plain(text)}", width - 8)) call.Print("        " + line);
        }
    }

    static void WriteList(Utf8JsonWriter json, string name, IEnumerable<StepPage> pages)
    {
        json.WriteStartArray(name);
        foreach (StepPage page in pages)
        {
            json.WriteStartObject();
            WriteMembers(json, page);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteMembers(Utf8JsonWriter json, StepPage page)
    {
        json.WriteString("name", page.Name);
        json.WriteString("summary", page.Summary);
        json.WriteString("remarks", page.Remarks);
        json.WriteString("source", page.Source);
        json.WriteBoolean("sees-all-documents", page.IsMerge);
        json.WriteStartArray("options");
        foreach (OptionText option in page.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Name);
            json.WriteString("expected", option.Expected);
            json.WriteString("default", option.Default);
            json.WriteString("text", option.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : " " + word;
        }
        if (line.Length > 0) yield return line;
    }
}
