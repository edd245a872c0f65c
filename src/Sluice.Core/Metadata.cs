namespace Sluice.Core;

/// <summary>One value of a document's metadata: a text, a number or nothing.</summary>
public readonly record struct MetadataValue
{
    /// <summary>The text; null where the value is a number.</summary>
    public string? Text { get; private init; }

    /// <summary>The number; meaningless where <see cref="Text"/> is not null.</summary>
    public double Number { get; private init; }

    /// <summary>A text as value.</summary>
    public static implicit operator MetadataValue(string text) => new() { Text = text };

    /// <summary>A number as value.</summary>
    public static implicit operator MetadataValue(double number) => new() { Number = number };

    /// <summary>A text as value.</summary>
    public static MetadataValue FromString(string text) => text;

    /// <summary>A number as value.</summary>
    public static MetadataValue FromDouble(double number) => number;
}

/// <summary>What steps add to a document, by kebab-case key, in the order added. Small: looked up by walking.</summary>
public sealed class Metadata
{
    readonly List<KeyValuePair<string, MetadataValue>> _entries = [];

    /// <summary>The entries, in the order their keys were first set.</summary>
    public IReadOnlyList<KeyValuePair<string, MetadataValue>> Entries => _entries;

    /// <summary>Sets a key, replacing what it had.</summary>
    public void Set(string key, MetadataValue value)
    {
        for (int at = 0; at < _entries.Count; at++)
        {
            if (_entries[at].Key != key) continue;
            _entries[at] = new(key, value);
            return;
        }
        _entries.Add(new(key, value));
    }

    /// <summary>The value of a key; false where it is not set.</summary>
    public bool TryGet(string key, out MetadataValue value)
    {
        foreach (KeyValuePair<string, MetadataValue> entry in _entries)
        {
            if (entry.Key != key) continue;
            value = entry.Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Forgets every entry.</summary>
    public void Clear() => _entries.Clear();
}
