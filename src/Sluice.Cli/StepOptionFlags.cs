using System.CommandLine;
using Sluice.Cli.Reference;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Engine.Recipes;

namespace Sluice.Cli;

/// <summary>The options of a step as flags of a command: <c>words-min</c> is <c>--words-min</c>.</summary>
sealed class StepOptionFlags
{
    readonly StepDefinition _step;
    readonly List<(OptionKey Key, Option Flag)> _flags = [];

    /// <summary>Makes the flags.</summary>
    /// <param name="step">Whose options.</param>
    /// <param name="withHelp">Whether the texts of the help page are wanted; they cost reading the doc comments.</param>
    public StepOptionFlags(StepDefinition step, bool withHelp)
    {
        _step = step;
        foreach (OptionKey key in OptionSet.Of(step.OptionsType).Keys)
        {
            string name = "--" + key.Name;
            Option flag = key.IsSwitch ? new Option<bool?>(name) : key.IsList ? new Option<string[]>(name) { Arity = ArgumentArity.OneOrMore } : new Option<string>(name);
            flag.HelpName = key.Choices.Count > 0 ? string.Join('|', key.Choices) : key.Placeholder;
            if (withHelp) flag.Description = Describe(key);
            if (key.Choices.Count > 0) flag.CompletionSources.Add([.. key.Choices]);
            _flags.Add((key, flag));
        }
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach ((_, Option flag) in _flags) command.Options.Add(flag);
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="SluiceException">Everything that is wrong with them.</exception>
    public IStepOptions Bind(ParseResult arguments)
    {
        Dictionary<OptionKey, object?> values = [];
        List<SluiceError> errors = [];
        foreach ((OptionKey key, Option flag) in _flags)
        {
            if (arguments.GetResult(flag) is not { Implicit: false }) continue;
            if (key.IsSwitch) values[key] = arguments.GetValue((Option<bool?>)flag) ?? true;
            else if (key.IsList)
                values[key] = arguments.GetValue((Option<string[]>)flag)!.SelectMany(words => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
            else
            {
                string written = arguments.GetValue((Option<string>)flag)!;
                if (written == "null" && key.IsNullable) values[key] = null;
                else if (key.TryRead(written, out object? value)) values[key] = value;
                else
                {
                    string? nearest = NearestName.Find(written, key.Choices);
                    errors.Add(new($"--{key.Name} is '{written}'; expected {key.Expected}", Hint: nearest is null ? null : $"did you mean {nearest}?"));
                }
            }
        }
        IStepOptions options = OptionSet.Of(_step.OptionsType).Create(values);
        if (errors.Count == 0) errors.AddRange(options.Problems().Select(problem => new SluiceError($"{_step.Name}: {problem}")));
        return errors.Count == 0 ? options : throw new SluiceException(errors);
    }

    string Describe(OptionKey key)
    {
        string text = DocText.Plain(DocComments.SummaryOf(_step.OptionsType, key.PropertyName));
        string repeat = key.IsList ? " Commas or the flag repeated give several." : "";
        return $"{text}{repeat} [default: {YamlText.Of(key.Default)}]";
    }
}
