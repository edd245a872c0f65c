namespace Sluice.Curate.Filter.CodeLanguage.Marks;

/// <summary>The names of marks, and of sets of them.</summary>
static class MarkNames
{
    /// <summary>The marks, in order.</summary>
    public static IReadOnlyList<CodeMarks> Singles { get; } = [CodeMarks.Vendored, CodeMarks.Generated, CodeMarks.Minified, CodeMarks.Documentation, CodeMarks.Test];

    static readonly string[] s_sets = [.. Enumerable.Range(0, 32).Select(set => string.Join(' ', All((CodeMarks)set).Select(Name)))];

    /// <summary>A set as metadata has it: <c>vendored minified</c>.</summary>
    public static string Of(CodeMarks set) => s_sets[(int)set];

    /// <summary>A mark's name; null where there is no mark of it.</summary>
    public static CodeMarks? Find(string name)
    {
        foreach (CodeMarks mark in Singles)
            if (Name(mark) == name) return mark;
        return null;
    }

    static IEnumerable<CodeMarks> All(CodeMarks set) => Singles.Where(mark => (set & mark) != 0);

    static string Name(CodeMarks mark) => mark switch
    {
        CodeMarks.Vendored => "vendored",
        CodeMarks.Generated => "generated",
        CodeMarks.Minified => "minified",
        CodeMarks.Documentation => "documentation",
        _ => "test",
    };
}
