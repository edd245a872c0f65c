namespace Sluice.Core.Steps;

/// <summary>Options of a step: a sealed record whose init properties are the YAML keys in kebab case.</summary>
/// <remarks>Property types: bool, int, long, double, string, enum, <see cref="ByteSize"/>, and <c>IReadOnlyList&lt;string&gt;</c>; nullable where "not given" has a meaning.
/// The doc comments of the record and of its properties are the reference page.</remarks>
public interface IStepOptions
{
    /// <summary>Everything that is wrong with the values, in words that name the kebab-case keys.</summary>
    IEnumerable<string> Problems() => [];
}

/// <summary>A step as the catalog lists it: its name, its options and how to make one.</summary>
public sealed class StepDefinition
{
    readonly Func<IStepOptions, IStepResources, object> _create;

    StepDefinition(string name, string source, Type options, bool isMerge, Func<IStepOptions, IStepResources, object> create) =>
        (Name, Source, OptionsType, IsMerge, _create) = (name, source, options, isMerge, create);

    /// <summary>Kebab-case name. Stable: recipes and ledgers store it.</summary>
    public string Name { get; }

    /// <summary>The paper, specification or project whose rule this is.</summary>
    public string Source { get; }

    /// <summary>The record of its options.</summary>
    public Type OptionsType { get; }

    /// <summary>Whether it must see all shards (<see cref="IMergeStep"/>).</summary>
    public bool IsMerge { get; }

    /// <summary>Whether it is about files of source text: <c>sluice try</c> then hands it every file of a folder as it is, hidden ones too, also HTML and JSON Lines.</summary>
    public bool TakesFiles { get; private init; }

    /// <summary>A step that handles each document alone.</summary>
    public static StepDefinition Map<TOptions>(string name, string source, Func<TOptions, IStepResources, IStep> create, bool takesFiles = false)
        where TOptions : IStepOptions, new() => new(name, source, typeof(TOptions), false, (options, resources) => create((TOptions)options, resources)) { TakesFiles = takesFiles };

    /// <summary>A step that must see all shards.</summary>
    public static StepDefinition Merge<TOptions>(string name, string source, Func<TOptions, IStepResources, IMergeStep> create)
        where TOptions : IStepOptions, new() => new(name, source, typeof(TOptions), true, (options, resources) => create((TOptions)options, resources));

    /// <summary>Makes one worker's instance.</summary>
    /// <exception cref="SluiceException">A model or list that the step needs is missing or broken.</exception>
    public IStep Create(IStepOptions options, IStepResources resources) => (IStep)_create(options, resources);

    /// <summary>Makes one worker's instance of a merge step.</summary>
    /// <exception cref="SluiceException">A model or list that the step needs is missing or broken.</exception>
    public IMergeStep CreateMerge(IStepOptions options, IStepResources resources) => (IMergeStep)_create(options, resources);
}

/// <summary>Models and lists that steps load: found by name, loaded once a process, their digests recorded in the lock file.</summary>
public interface IStepResources
{
    /// <summary>The recipe's seed.</summary>
    ulong Seed { get; }

    /// <summary>The full path of a file named by a path or looked up by name in <c>--models</c>, <c>$SLUICE_MODELS</c> and what ships with Sluice; null where it is in none of them.</summary>
    string? TryFind(string nameOrPath);

    /// <summary>As <see cref="TryFind"/>.</summary>
    /// <param name="nameOrPath">Path, or file name to look up.</param>
    /// <param name="howToGet">What the error advises: where the file can be had.</param>
    /// <exception cref="SluiceException">It is in none of them; the error says where was looked.</exception>
    string Find(string nameOrPath, string howToGet);

    /// <summary>Loads a found file once for all workers, and records its digest.</summary>
    /// <exception cref="SluiceException">The file can't be read, or <paramref name="load"/> refuses it.</exception>
    T Load<T>(string path, Func<string, T> load) where T : class;
}
