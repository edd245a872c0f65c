using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;

namespace Sluice.Engine.Tests.Recipes;

/// <summary>Sources and steps with one option of every type, to read recipes with.</summary>
static class ToyCatalog
{
    public static IReadOnlyList<SourceDefinition> Sources { get; } =
    [
        SourceDefinition.Create<SourceOptions>("warc", "Web archives", [".warc", ".warc.gz"], (_, _) => throw new NotSupportedException()),
        SourceDefinition.Create<NoOptions>("jsonl", "JSON Lines", [".jsonl", ".jsonl.gz"], (_, _) => throw new NotSupportedException()),
    ];

    public static IReadOnlyList<StepDefinition> Steps { get; } =
    [
        StepDefinition.Map<NoOptions>("url-filter", "nobody", (_, _) => throw new NotSupportedException()),
        StepDefinition.Map<ToyOptions>("gopher-quality", "nobody", (_, _) => throw new NotSupportedException()),
        StepDefinition.Merge<NoOptions>("near-duplicates", "nobody", (_, _) => throw new NotSupportedException()),
    ];
}

enum Words
{
    Unicode,
    ExcludePunctuation,
}

sealed record NoOptions : IStepOptions;

sealed record SourceOptions : IStepOptions
{
    public bool HttpStatus { get; init; } = true;
}

sealed record ToyOptions : IStepOptions
{
    public int WordsMin { get; init; } = 50;
    public int? WordsMax { get; init; }
    public long BytesMax { get; init; } = 1L << 40;
    public double Top2Gram { get; init; } = 0.2;
    public bool TerminalPunctuation { get; init; } = true;
    public string Model { get; init; } = "lid.176.ftz";
    public string? Note { get; init; }
    public Words AlphaWords { get; init; }
    public ByteSize ScratchSize { get; init; } = new(1 << 20);
    public IReadOnlyList<string> Keep { get; init; } = [];

    public IEnumerable<string> Problems()
    {
        if (WordsMin < 0) yield return $"words-min is {WordsMin}; use 0 or more";
        if (WordsMax < WordsMin) yield return $"words-max ({WordsMax}) is below words-min ({WordsMin})";
    }

    public bool Equals(ToyOptions? other) => other is not null && (WordsMin, WordsMax, BytesMax, Top2Gram, TerminalPunctuation, Model, Note)
        == (other.WordsMin, other.WordsMax, other.BytesMax, other.Top2Gram, other.TerminalPunctuation, other.Model, other.Note)
        && (AlphaWords, ScratchSize) == (other.AlphaWords, other.ScratchSize) && Keep.SequenceEqual(other.Keep);

    public override int GetHashCode() => WordsMin;
}
