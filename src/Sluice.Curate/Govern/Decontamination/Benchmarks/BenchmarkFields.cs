namespace Sluice.Curate.Govern.Decontamination.Benchmarks;

/// <summary>Which part of a benchmark's item a text is.</summary>
public enum ItemField
{
    /// <summary>The question, prompt or problem: what an item is found by.</summary>
    Question,

    /// <summary>The answer, solution or options.</summary>
    Answer,

    /// <summary>The text that the question is about.</summary>
    Passage,
}

/// <summary>Where a text of an item stands in a row.</summary>
/// <param name="Path">Name of the field; inner fields behind dots.</param>
public sealed record FieldSource(string Path)
{
    /// <summary>What stands before the text inside the field: instructions to the model, for one. Null for nothing; where it is missing, the whole field counts.</summary>
    public string? After { get; init; }

    /// <summary>What stands behind the text inside the field; the text ends before its first occurrence. Null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>Whether the field is Python code whose docstring is the text.</summary>
    public bool IsDocstring { get; init; }

    /// <summary>The part of the field that is the text.</summary>
    public string Of(string value)
    {
        if (IsDocstring) return DocstringOf(value);
        int start = After is null ? -1 : value.IndexOf(After, StringComparison.Ordinal);
        if (start >= 0) value = value[(start + After!.Length)..];
        int end = Before is null ? -1 : value.IndexOf(Before, StringComparison.Ordinal);
        return end < 0 ? value : value[..end];
    }

    // The last one: helpers may stand before the function that is asked for. Code without any counts whole.
    static string DocstringOf(string code)
    {
        foreach (string quote in (string[])["\"\"\"", "'''"])
        {
            int end = code.LastIndexOf(quote, StringComparison.Ordinal);
            int start = end <= 0 ? -1 : code.LastIndexOf(quote, end - 1, StringComparison.Ordinal);
            if (start >= 0) return code[(start + quote.Length)..end];
        }
        return code;
    }
}

/// <summary>Which fields of a benchmark's rows hold its texts. Several fields of one kind are joined by line feeds.</summary>
public sealed record BenchmarkFields
{
    /// <summary>Fields of the question.</summary>
    public IReadOnlyList<FieldSource> Question { get; init; } = [];

    /// <summary>Fields of the answer.</summary>
    public IReadOnlyList<FieldSource> Answer { get; init; } = [];

    /// <summary>Fields of the passage.</summary>
    public IReadOnlyList<FieldSource> Passage { get; init; } = [];

    /// <summary>Where the rows lie: a field of a JSON object, or the element of an XML file; null for the file's own rows.</summary>
    public string? Rows { get; init; }

    /// <summary>The fields of one kind.</summary>
    public IReadOnlyList<FieldSource> Of(ItemField field) => field switch
    {
        ItemField.Question => Question,
        ItemField.Answer => Answer,
        _ => Passage,
    };

    /// <summary>All fields.</summary>
    public IEnumerable<FieldSource> All => [.. Question, .. Answer, .. Passage];
}
