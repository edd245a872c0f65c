using System.CommandLine;
using Sluice.Cli.Try;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Steps;
using Sluice.Engine.Index;
using Sluice.Engine.Recipes;
using Sluice.Engine.Resources;

namespace Sluice.Cli.Verbs;

/// <summary><c>sluice try</c>: one step, an analysis, or the map steps of a recipe, on any documents.</summary>
sealed class TryVerb : Verb
{
    const string ExtractStep = "extract-html";

    readonly Argument<string> _what = new("STEP") { HelpName = "STEP", Description = "A step or an analysis: `sluice steps` lists both, and `sluice steps STEP` its options, which are flags here: --words-min 50" };
    readonly Argument<string[]> _inputs = new("INPUT") { Description = "JSON Lines, text, HTML and web archive files, globs, folders; - or nothing: JSON Lines, or a page, from standard input", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> _recipe = new("--recipe") { Description = "Run the steps of a recipe instead, up to the first that drops", HelpName = "FILE" };
    readonly Option<string> _preset = new("--preset") { Description = "Run the steps of a preset instead", HelpName = "NAME" };
    readonly Option<bool> _stats = new("--stats") { Description = "Print every value that was measured, also of kept documents" };
    readonly Option<bool> _text = new("--text") { Description = "Print the text of every document, changed or not" };
    readonly Option<bool> _noExtract = new("--no-extract") { Description = "Take HTML as it is, instead of its main text" };
    readonly Option<long?> _limit = new("--limit") { Description = "Documents to read", HelpName = "N" };
    readonly Option<ulong> _seed = new("--seed") { Description = "Seed of what is drawn by hash [default: 0]", HelpName = "N" };
    readonly Option<string> _models = new("--models") { Description = "Folder of models and lists; else $SLUICE_MODELS, and what ships with Sluice", HelpName = "DIR" };
    StepDefinition? _step;
    Analysis? _analysis;
    StepOptionFlags? _flags;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "sluice try gopher-quality --stats docs.jsonl",
        "sluice try c4-quality --terminal-punctuation false pages/ | jq 'select(.keep | not)'",
        "sluice try extract-html crawl.warc.gz | sluice try identify-language --keep en",
        "sluice try words < docs.jsonl",
        "sluice try --preset fineweb crawl.warc.gz",
    ];

    /// <inheritdoc/>
    public override void Define(Command command, IReadOnlyList<string> words)
    {
        bool isChain = words.Any(word => word.Split('=')[0] is "--recipe" or "--preset");
        if (!isChain)
        {
            // The step's options are flags of the command, so the step must be known before the rest can be read.
            string? what = words.FirstOrDefault(word => Find(word) is not (null, null)) ?? words.FirstOrDefault(word => !word.StartsWith('-'));
            if (what is not null) (_step, _analysis) = Find(what);
            _what.CompletionSources.Add([.. Catalog.Steps.Select(s => s.Name), .. Analysis.All.Select(a => a.Name)]);
            command.Arguments.Add(_what);
        }
        command.Arguments.Add(_inputs);
        if (_step is not null)
        {
            _flags = new(_step, withHelp: words.Any(word => word is "--help" or "-h" or "-?"));
            _flags.AddTo(command);
        }
        HashSet<string> taken = [.. command.Options.Select(option => option.Name)]; // A step's own seed or limit goes before ours.
        foreach (Option option in (Option[])[_stats, _text, _noExtract, _limit, _seed, _models, _recipe, _preset])
            if (!taken.Contains(option.Name)) command.Options.Add(option);
    }

    /// <inheritdoc/>
    public override int Run(Call call)
    {
        StepResources resources = new(GetOwn(call, _seed), GetOwn(call, _models));
        Trial trial = CreateTrial(call, resources);
        try
        {
            bool wantsPages = _step?.Name == ExtractStep || _analysis is { WantsBody: true } || call.Get(_recipe) is not null || call.Get(_preset) is not null;
            StepDefinition? extract = wantsPages || _step is { TakesFiles: true } || GetOwn(call, _noExtract) ? null : Catalog.Steps.FirstOrDefault(s => s.Name == ExtractStep);
            TryInputs inputs = new(call.Error, call.Cancellation)
            {
                Extractor = extract?.Create(OptionSet.Of(extract.OptionsType).CreateDefault(), resources),
                KeepsPages = wantsPages,
                TakesFiles = _step is { TakesFiles: true },
                KeepsBody = _analysis is { WantsBody: true },
                Limit = GetOwn(call, _limit) ?? long.MaxValue,
            };
            JsonLine line = new(call.Output);
            inputs.Read(call.Get(_inputs) is { Length: > 0 } given ? given : ["-"], document => trial.Take(document, line));
            trial.Finish(line);
            line.Flush();
            return inputs.Unreadable == 0 ? ExitCode.Done : ExitCode.DoneWithQuarantine;
        }
        finally
        {
            (trial as IDisposable)?.Dispose();
        }
    }

    // The value of one of our options; its default where the step has an option of the name.
    static T? GetOwn<T>(Call call, Option<T> option) => call.Arguments.CommandResult.Command.Options.Contains(option) ? call.Get(option) : default;

    static (StepDefinition? Step, Analysis? Analysis) Find(string name) =>
        (Catalog.Steps.FirstOrDefault(s => s.Name == name), Analysis.All.FirstOrDefault(a => a.Name == name));

    Trial CreateTrial(Call call, StepResources resources)
    {
        if (call.Get(_recipe) is { } file) return Chain(call, Catalog.RecipeReader.ReadFile(file, inputs: []), resources);
        if (call.Get(_preset) is { } preset) return Chain(call, Presets.Read(preset, inputs: []), resources);
        if (_analysis is not null) return _analysis.Create();
        if (_step is null) throw UnknownStep(call.Get(_what) ?? "");
        IStepOptions options = _flags!.Bind(call.Arguments);
        return _step.IsMerge ? Merge(call, _step.Name, _step.CreateMerge(options, resources)) : Steps(call, [_step.Create(options, resources)]);
    }

    static MergeTrial Merge(Call call, string name, IMergeStep step)
    {
        foreach (string note in (step as INotedStep)?.Notes ?? []) call.Error.WriteLine($"note: {note}");
        IReadOnlyList<EarlierIndex> earlier = step.Index is { } index ? EarlierIndex.Find(index, name, occurrence: 1, null, call.Cancellation) : [];
        return new(step, earlier, call.Error);
    }

    StepTrial Chain(Call call, Recipe recipe, StepResources resources)
    {
        foreach (RecipeStep merge in recipe.Steps.Where(s => s.Definition.IsMerge))
            call.Error.WriteLine($"note: {merge.Definition.Name} is left out: it must see all documents first; `sluice try {merge.Definition.Name}` runs it by itself");
        return Steps(call, [.. recipe.Steps.Where(s => !s.Definition.IsMerge).Select(s => s.Definition.Create(s.Options, resources))]);
    }

    StepTrial Steps(Call call, IReadOnlyList<IStep> steps)
    {
        foreach (string note in steps.OfType<INotedStep>().SelectMany(step => step.Notes)) call.Error.WriteLine($"note: {note}");
        return new(steps, GetOwn(call, _stats), GetOwn(call, _text));
    }

    static SluiceException UnknownStep(string what)
    {
        string? nearest = NearestName.Find(what, Catalog.Steps.Select(s => s.Name).Concat(Analysis.All.Select(a => a.Name)));
        string list = $"`sluice steps` lists the steps; the analyses are {string.Join(", ", Analysis.All.Select(a => a.Name))}";
        return new($"there is no step '{what}'", hint: nearest is null ? list : $"did you mean {nearest}? {list}");
    }
}
