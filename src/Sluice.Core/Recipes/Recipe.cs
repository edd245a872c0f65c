using Sluice.Core.Records;
using Sluice.Core.Steps;

namespace Sluice.Core.Recipes;

/// <summary>Which sources, which steps with which options, and what to release: a recipe file, bound and checked.</summary>
public sealed record Recipe
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Where records come from, in order.</summary>
    public required IReadOnlyList<RecipeSource> Sources { get; init; }

    /// <summary>What is done to each document, in order.</summary>
    public required IReadOnlyList<RecipeStep> Steps { get; init; }

    /// <summary>What is published.</summary>
    public RecipeRelease Release { get; init; } = new();

    /// <summary>What a document may take at most.</summary>
    public RecipeLimits Limits { get; init; } = new();

    /// <summary>Seed of everything that is drawn by hash.</summary>
    public ulong Seed { get; init; }
}

/// <summary>One entry of <c>sources</c>.</summary>
/// <param name="Definition">Its kind.</param>
/// <param name="Patterns">Files, globs, folders, or <c>-</c> for standard input.</param>
/// <param name="Options">Its options, defaults filled in.</param>
/// <param name="Where">File, line and column, for errors.</param>
public sealed record RecipeSource(SourceDefinition Definition, IReadOnlyList<string> Patterns, IStepOptions Options, string? Where);

/// <summary>One entry of <c>steps</c>.</summary>
/// <param name="Definition">The step.</param>
/// <param name="Options">Its options, defaults filled in.</param>
/// <param name="Where">File, line and column, for errors.</param>
public sealed record RecipeStep(StepDefinition Definition, IStepOptions Options, string? Where);

/// <summary>The key <c>release</c>: what is published, and how.</summary>
public sealed record RecipeRelease : IStepOptions
{
    /// <summary>Folder of the release. <c>-o</c> overrides it.</summary>
    public string? To { get; init; }

    /// <summary>Uncompressed text bytes of a data file.</summary>
    public ByteSize ShardSize { get; init; } = new(256L << 20);

    /// <summary>License of the release as a whole: an SPDX id, or a name that Hugging Face knows. Unknown: <c>NOASSERTION</c>.</summary>
    public string License { get; init; } = "NOASSERTION";

    /// <summary>What the dataset card says first; null for a sentence made from the recipe.</summary>
    public string? Description { get; init; }

    /// <summary>Order of a repository's files: <c>input</c>, or <c>imports</c>: each after those that it imports. Of sources of repositories; of others nothing changes.</summary>
    public FileOrder Order { get; init; }

    /// <summary>What a row is: a <c>file</c>, or a <c>repository</c>: its files in one text, in StarCoder2's form. Of sources of repositories; of others nothing changes.</summary>
    public RowUnit Join { get; init; }

    /// <summary>Most text of a row where files are joined: then the next row begins. A larger file is a row by itself.</summary>
    public ByteSize JoinSize { get; init; } = new(1L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (JoinSize.Bytes is < 1 << 10 or > 1 << 28) yield return $"join-size is {JoinSize}; use 1 KiB to 256 MiB";
        if (ShardSize.Bytes < 1 << 10) yield return $"shard-size is {ShardSize}; use 1 KiB or more";
    }
}

/// <summary>The key <c>limits</c>: what a document may take at most, whatever its source. Sources and steps have limits of their own.</summary>
public sealed record RecipeLimits : IStepOptions
{
    /// <summary>Most bytes of text that steps take; a document with more is dropped by <c>read.text-bytes-max</c>. Analyzing a text may take 90 bytes of memory a byte.</summary>
    public ByteSize TextBytesMax { get; init; } = new(4L << 20);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (TextBytesMax.Bytes is < 1 or > 1 << 30) yield return $"text-bytes-max is {TextBytesMax}; use 1 B to 1 GiB";
    }
}
