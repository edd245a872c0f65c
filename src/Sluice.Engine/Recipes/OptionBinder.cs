using Sluice.Core.Steps;

namespace Sluice.Engine.Recipes;

/// <summary>Binds the keys of a YAML map to an options record.</summary>
/// <param name="errors">Takes what is wrong.</param>
sealed class OptionBinder(RecipeErrors errors)
{
    /// <summary>Binds a map, and asks the record for its problems.</summary>
    /// <param name="record">Type of the options record.</param>
    /// <param name="entries">The keys as written.</param>
    /// <param name="owner">What the options belong to, for errors: <c>gopher-quality</c>.</param>
    /// <param name="at">Where a problem is reported that names no written key.</param>
    /// <returns>The record; its defaults where values are wrong.</returns>
    public IStepOptions Bind(Type record, IEnumerable<KeyValuePair<YamlScalar, YamlNode>> entries, string owner, YamlNode at)
    {
        OptionSet set = OptionSet.Of(record);
        Dictionary<string, YamlNode> written = [];
        Dictionary<OptionKey, object?> values = [];
        bool isSound = true;
        foreach ((YamlScalar name, YamlNode node) in Once(entries, owner))
        {
            written[name.Text] = node;
            if (set.Find(name.Text) is not { } key)
            {
                errors.AddUnknown(name, $"{owner} has no option", [.. set.Keys.Select(k => k.Name)]);
                isSound = false;
            }
            else if (TryBind(key, node, out object? value)) values[key] = value;
            else isSound = false;
        }
        IStepOptions options = set.Create(values);
        if (isSound)
            foreach (string problem in options.Problems()) errors.Add(FindNamed(written, problem) ?? at, $"{owner}: {problem}");
        return options;
    }

    /// <summary>The entries with each key once; repeated ones are errors.</summary>
    public IEnumerable<KeyValuePair<YamlScalar, YamlNode>> Once(IEnumerable<KeyValuePair<YamlScalar, YamlNode>> entries, string owner)
    {
        Dictionary<string, YamlScalar> seen = [];
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in entries)
        {
            if (seen.TryAdd(entry.Key.Text, entry.Key)) yield return entry;
            else errors.Add(entry.Key, $"{owner}: '{entry.Key.Shown}' is given again; first at {errors.Where(seen[entry.Key.Text])}", "leave one of the two");
        }
    }

    bool TryBind(OptionKey key, YamlNode node, out object? value)
    {
        value = null;
        switch (node)
        {
            case YamlScalar { IsNull: true } when key.IsNullable:
                return true;
            case YamlScalar { IsNull: false } scalar when key.TryRead(scalar.Text, out value):
                return true;
            case YamlScalar { IsNull: false } scalar when key.Choices.Count > 0:
                string? nearest = Core.NearestName.Find(scalar.Text, key.Choices);
                errors.Add(node, $"{key.Name} is {node.Kind}; expected {key.Expected}", nearest is null ? null : $"did you mean {nearest}?");
                return false;
            case YamlList list when key.IsList:
                List<string> items = [];
                foreach (YamlNode item in list.Items)
                {
                    if (item is YamlScalar { IsNull: false } word) items.Add(word.Text);
                    else errors.Add(item, $"an item of {key.Name} is {item.Kind}; expected a text", "quote it where it is a text");
                }
                value = items;
                return items.Count == list.Items.Count;
            default:
                errors.Add(node, $"{key.Name} is {node.Kind}; expected {key.Expected}");
                return false;
        }
    }

    // Problems name their keys: report each at the first one that is written.
    static YamlNode? FindNamed(Dictionary<string, YamlNode> written, string problem) =>
        problem.Split([' ', ',', '(', ')', ':', ';', '\''], StringSplitOptions.RemoveEmptyEntries).Select(written.GetValueOrDefault).FirstOrDefault(node => node is not null);
}
