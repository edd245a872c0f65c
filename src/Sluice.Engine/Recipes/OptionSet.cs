using System.Collections.Concurrent;
using System.Reflection;
using Sluice.Core.Steps;

namespace Sluice.Engine.Recipes;

/// <summary>The options of a step or source: the init properties of its record, in the order they are declared.</summary>
public sealed class OptionSet
{
    static readonly ConcurrentDictionary<Type, OptionSet> s_known = new();
    readonly Type _record;

    OptionSet(Type record)
    {
        _record = record;
        IStepOptions defaults = CreateDefault();
        Keys = [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null).OrderBy(p => p.MetadataToken)
            .Select(p => OptionKey.IsOption(p) ? new OptionKey(p, defaults) : throw new InvalidOperationException($"{record.Name}.{p.Name}: {p.PropertyType} can't be an option"))];
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<OptionKey> Keys { get; }

    /// <summary>The options of a record.</summary>
    /// <param name="record">A type with <see cref="IStepOptions"/> and a constructor without parameters.</param>
    public static OptionSet Of(Type record) => s_known.GetOrAdd(record, static type => new(type));

    /// <summary>The option of a key; null where there is none.</summary>
    public OptionKey? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);

    /// <summary>A record with every default.</summary>
    public IStepOptions CreateDefault() => (IStepOptions)Activator.CreateInstance(_record)!;

    /// <summary>A record with these values and every other default.</summary>
    public IStepOptions Create(IEnumerable<KeyValuePair<OptionKey, object?>> values)
    {
        IStepOptions options = CreateDefault();
        foreach ((OptionKey key, object? value) in values) key.Set(options, value);
        return options;
    }
}
