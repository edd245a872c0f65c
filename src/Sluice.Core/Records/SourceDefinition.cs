using Sluice.Core.Steps;

namespace Sluice.Core.Records;

/// <summary>One input file of a run.</summary>
/// <param name="Path">Where it can be opened.</param>
/// <param name="Name">How origins name it: the path as the recipe's pattern found it, <c>-</c> for standard input.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Digest">SHA-256 of its bytes, 32 bytes.</param>
public sealed record Shard(string Path, string Name, long Bytes, byte[] Digest);

/// <summary>A kind of source as recipes name it (<c>warc</c>, <c>jsonl</c>, <c>parquet</c>, <c>text</c>): which files of a folder are its, and how one is opened.</summary>
public sealed class SourceDefinition
{
    readonly Func<Shard, IStepOptions, IShardReader> _open;

    SourceDefinition(string name, string summary, IReadOnlyList<string> fileSuffixes, Type options, Func<Shard, IStepOptions, IShardReader> open) =>
        (Name, Summary, FileSuffixes, OptionsType, _open) = (name, summary, fileSuffixes, options, open);

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>One line for a person.</summary>
    public string Summary { get; }

    /// <summary>How names of its files end, in lower case: where a folder is given, these files below it are read.</summary>
    public IReadOnlyList<string> FileSuffixes { get; }

    /// <summary>The record of its options.</summary>
    public Type OptionsType { get; }

    /// <summary>A kind of source with its options.</summary>
    public static SourceDefinition Create<TOptions>(string name, string summary, IReadOnlyList<string> fileSuffixes, Func<Shard, TOptions, IShardReader> open)
        where TOptions : IStepOptions, new() => new(name, summary, fileSuffixes, typeof(TOptions), (shard, options) => open(shard, (TOptions)options));

    /// <summary>Opens one file.</summary>
    /// <exception cref="SluiceException">The file can't be opened (missing, no permission). What is wrong inside it is quarantined instead.</exception>
    public IShardReader Open(Shard shard, IStepOptions options) => _open(shard, options);
}
