namespace Sluice.Engine.Recipes;

/// <summary>One node of a recipe file, with its place. Maps keep repeated keys, so that these can be reported.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
abstract record YamlNode(long Line, long Column)
{
    /// <summary>What it is, for errors.</summary>
    public abstract string Kind { get; }
}

/// <summary>A word, number or text.</summary>
sealed record YamlScalar(long Line, long Column, string Text, bool IsPlain) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : $"'{Shown}'";

    /// <summary>Whether nothing is written, or null.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null";

    /// <summary>Its beginning, on one line.</summary>
    public string Shown => (Text.Length > 60 ? Text[..60] + "…" : Text).ReplaceLineEndings(" ");
}

/// <summary>A list.</summary>
sealed record YamlList(long Line, long Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A map.</summary>
sealed record YamlMap(long Line, long Column, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => "keys with values";
}
