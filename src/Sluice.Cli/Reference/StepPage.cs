using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Engine.Recipes;

namespace Sluice.Cli.Reference;

/// <summary>One option on a reference page.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Expected">What it takes.</param>
/// <param name="Default">Its default, as YAML.</param>
/// <param name="Text">Its doc comment.</param>
/// <param name="Choices">The words it takes, each with its doc comment, where these are few.</param>
sealed record OptionText(string Name, string Expected, string Default, string Text, IReadOnlyList<KeyValuePair<string, string>> Choices);

/// <summary>What is to be said about a step or a kind of source, read from its definition and doc comments.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Remarks">Why, known problems, examples.</param>
/// <param name="Source">Whose rule it is; for a source, how its files' names end.</param>
/// <param name="IsMerge">Whether it must see all documents.</param>
/// <param name="Options">Its options.</param>
sealed record StepPage(string Name, string Summary, string Remarks, string Source, bool IsMerge, IReadOnlyList<OptionText> Options)
{
    /// <summary>The page of a step.</summary>
    public static StepPage Of(StepDefinition step)
    {
        Type type = TypeOf(step);
        return new(step.Name, DocComments.SummaryOf(type), DocComments.RemarksOf(type), step.Source, step.IsMerge, OptionsOf(step.OptionsType));
    }

    /// <summary>The page of a kind of source.</summary>
    public static StepPage Of(SourceDefinition source) => new(source.Name, source.Summary.TrimEnd('.') + ".", DocComments.RemarksOf(source.OptionsType),
        "files that end with " + string.Join(", ", source.FileSuffixes), false, OptionsOf(source.OptionsType));

    /// <summary>The line that names <see cref="Source"/>; null where the remarks say it.</summary>
    public string? SourceLine => Remarks.Contains("Source: ", StringComparison.Ordinal) ? null : $"Source: {Source.TrimEnd('.')}.";

    /// <summary>The first sentence of the summary.</summary>
    public string Brief
    {
        get
        {
            int end = Summary.IndexOf(". ", StringComparison.Ordinal);
            return DocText.Plain(end < 0 ? Summary : Summary[..(end + 1)]);
        }
    }

    /// <summary>The class of a step: named as its options without <c>Options</c>, with or without <c>Step</c>, in the same namespace. Its doc comment is the page's text.</summary>
    public static Type TypeOf(StepDefinition step)
    {
        string name = step.OptionsType.FullName![..^"Options".Length];
        return step.OptionsType.Assembly.GetType(name) ?? step.OptionsType.Assembly.GetType(name + "Step") ?? step.OptionsType;
    }

    static List<OptionText> OptionsOf(Type record) => [.. OptionSet.Of(record).Keys.Select(key => new OptionText(
        key.Name, key.Expected, YamlText.Of(key.Default), DocComments.SummaryOf(record, key.PropertyName), [.. ChoicesOf(key)]))];

    static IEnumerable<KeyValuePair<string, string>> ChoicesOf(OptionKey key) =>
        key.EnumType is { } type ? Enum.GetNames(type).Zip(key.Choices, (member, choice) => new KeyValuePair<string, string>(choice, DocComments.SummaryOf(type, member))) : [];
}
