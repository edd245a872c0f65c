namespace Sluice.Curate.Filter.CodeLanguage.Patterns;

/// <summary>What a place between two bytes must be.</summary>
enum PlaceKind
{
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    WordEdge,
    NoWordEdge,
}

/// <summary>A part of a parsed pattern.</summary>
abstract record PatternNode
{
    public sealed record Bytes(ByteSet Set) : PatternNode;

    public sealed record Place(PlaceKind Kind) : PatternNode;

    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    public sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary><paramref name="Max"/> is -1 for no bound.</summary>
    public sealed record Repeat(PatternNode Part, int Min, int Max) : PatternNode;
}
