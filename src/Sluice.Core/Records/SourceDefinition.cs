using Sluice.Core.Steps;

namespace Sluice.Core.Records;

/// <summary>One input file of a run.</summary>
/// <param name="Path">Where it can be opened.</param>
/// <param name="Name">How origins name it: the path as the recipe's pattern found it, <c>-</c> for standard input.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Digest">SHA-256 of its bytes, 32 bytes.</param>
public sealed record Shard(string Path, string Name, long Bytes, byte[] Digest);

/// <summary>One input that a source found by itself.</summary>
/// <param name="Path">Where it can be opened: a file, a folder.</param>
/// <param name="Name">How origins name it.</param>
/// <param name="Bytes">Its size, for progress.</param>
/// <param name="Digest">32 bytes that change whenever what is read from it does (a repository: made of the commit's id); null for a file whose SHA-256 is to be taken.</param>
public sealed record FoundInput(string Path, string Name, long Bytes, byte[]? Digest);

/// <summary>A kind of source as recipes name it (<c>warc</c>, <c>jsonl</c>, <c>parquet</c>, <c>text</c>): which files of a folder are its, and how one is opened.</summary>
public sealed class SourceDefinition
{
    readonly Func<Shard, IStepOptions, IShardReader> _open;
    readonly Func<IReadOnlyList<string>, IStepOptions, CancellationToken, IReadOnlyList<FoundInput>>? _find;

    SourceDefinition(string name, string summary, IReadOnlyList<string> fileSuffixes, Type options, Func<Shard, IStepOptions, IShardReader> open,
        Func<IReadOnlyList<string>, IStepOptions, CancellationToken, IReadOnlyList<FoundInput>>? find) =>
        (Name, Summary, FileSuffixes, OptionsType, _open, _find) = (name, summary, fileSuffixes, options, open, find);

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>One line for a person.</summary>
    public string Summary { get; }

    /// <summary>How names of its files end, in lower case: where a folder is given, these files below it are read.</summary>
    public IReadOnlyList<string> FileSuffixes { get; }

    /// <summary>The record of its options.</summary>
    public Type OptionsType { get; }

    /// <summary>Whether its shards are repositories, archives or packages: releases then have the columns of code, and attribution.</summary>
    public bool HoldsRepositories { get; private init; }

    /// <summary>A kind of source with its options.</summary>
    public static SourceDefinition Create<TOptions>(string name, string summary, IReadOnlyList<string> fileSuffixes, Func<Shard, TOptions, IShardReader> open)
        where TOptions : IStepOptions, new() => new(name, summary, fileSuffixes, typeof(TOptions), (shard, options) => open(shard, (TOptions)options), null);

    /// <summary>A kind of source whose shards are repositories, archives or packages, and which finds them by itself, since they need not be files.</summary>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="summary">One line for a person.</param>
    /// <param name="fileSuffixes">How names of its files end, for inputs of the command line.</param>
    /// <param name="open">Opens one.</param>
    /// <param name="find">Finds what the recipe's patterns name, in a fixed order; throws <see cref="SluiceException"/> with everything that names nothing.</param>
    public static SourceDefinition OfRepositories<TOptions>(string name, string summary, IReadOnlyList<string> fileSuffixes, Func<Shard, TOptions, IShardReader> open,
        Func<IReadOnlyList<string>, TOptions, CancellationToken, IReadOnlyList<FoundInput>> find)
        where TOptions : IStepOptions, new() => new(name, summary, fileSuffixes, typeof(TOptions), (shard, options) => open(shard, (TOptions)options),
            (patterns, options, cancellation) => find(patterns, (TOptions)options, cancellation))
        { HoldsRepositories = true };

    /// <summary>Finds the inputs that patterns name, where the source does so by itself; null where they are files, found by name.</summary>
    /// <exception cref="SluiceException">Patterns that name nothing, or what can't be had, all of them together.</exception>
    public IReadOnlyList<FoundInput>? Find(IReadOnlyList<string> patterns, IStepOptions options, CancellationToken cancellation) => _find?.Invoke(patterns, options, cancellation);

    /// <summary>Opens one file.</summary>
    /// <exception cref="SluiceException">The file can't be opened (missing, no permission). What is wrong inside it is quarantined instead.</exception>
    public IShardReader Open(Shard shard, IStepOptions options) => _open(shard, options);
}
