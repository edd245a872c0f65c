using System.Globalization;

namespace Sluice.Core;

/// <summary>Keep or drop, with the rule that decided, what it measured and the threshold that it crossed.</summary>
public readonly record struct Verdict
{
    /// <summary>The document stays.</summary>
    public static Verdict Keep => default;

    /// <summary>The document goes, by a measured number.</summary>
    /// <param name="rule">Step name, a dot, rule name: <c>gopher-quality.short-doc</c>. Stable: ledgers store it.</param>
    /// <param name="value">What was measured.</param>
    /// <param name="threshold">The bound it crossed.</param>
    public static Verdict Drop(string rule, double value, double threshold) => new() { Rule = rule, Value = value, Threshold = threshold };

    /// <summary>The document goes, for a reason that is no number.</summary>
    /// <param name="rule">Step name, a dot, rule name.</param>
    /// <param name="evidence">A short string: the matched word, the domain. Never a secret or personal data.</param>
    public static Verdict Drop(string rule, string? evidence = null) => new() { Rule = rule, Evidence = evidence };

    /// <summary>Whether the document stays.</summary>
    public bool IsKept => Rule is null;

    /// <summary>The rule that dropped the document; null where it stays.</summary>
    public string? Rule { get; init; }

    /// <summary>The measured value; null where the rule measures none.</summary>
    public double? Value { get; init; }

    /// <summary>The threshold that the value crossed; null where the rule has none.</summary>
    public double? Threshold { get; init; }

    /// <summary>What shows that the verdict is right, where a number does not.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether the dropped document still bears witness in the merge that follows, so that copies of it can be judged too: an opted-out file, one of a refused license.</summary>
    public bool IsWitness { get; init; }

    /// <summary>Whether the text must not be published, not even as a sample of what was dropped: its author opted out, its license does not allow it.</summary>
    public bool WithholdsText { get; init; }

    /// <summary>One line for a person.</summary>
    public override string ToString() => IsKept ? "kept" : string.Create(CultureInfo.InvariantCulture,
        $"dropped by {Rule}{(Value is { } v ? $": {v:0.######}" : "")}{(Threshold is { } t ? $", threshold {t:0.######}" : "")}{(Evidence is { } e ? $" ({e})" : "")}");
}
