namespace Sluice.Core.Steps;

/// <summary>One thing done to a document: extract, annotate, judge or transform.</summary>
/// <remarks>A pure function of the document and the step's options: no clock, no state kept between documents.
/// The engine makes one instance a worker, so an instance may own scratch buffers. The engine, not the step, counts, times and forwards.</remarks>
public interface IStep
{
    /// <summary>Judges, annotates or changes the document.</summary>
    /// <param name="document">The document; its text or metadata may be changed.</param>
    /// <param name="measurements">Takes every value the step measures, where it is on; a step may stop at its first failed rule where it is off.</param>
    Verdict Apply(Document document, Measurements measurements);
}

/// <summary>The values that steps measure, for <c>--stats</c>. Off in a build: then nothing is recorded.</summary>
public sealed class Measurements
{
    readonly List<KeyValuePair<string, double>> _values = [];

    Measurements(bool isOn) => IsOn = isOn;

    /// <summary>Records nothing; shared.</summary>
    public static Measurements None { get; } = new(false);

    /// <summary>A recorder.</summary>
    public static Measurements Recording() => new(true);

    /// <summary>Whether values are recorded: a step then measures all it can, also of documents that it keeps.</summary>
    public bool IsOn { get; }

    /// <summary>What was recorded since the last <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values => _values;

    /// <summary>Records one value under the rule's kebab-case name; nothing where recording is off.</summary>
    public void Add(string name, double value)
    {
        if (IsOn) _values.Add(new(name, value));
    }

    /// <summary>Forgets all values.</summary>
    public void Clear() => _values.Clear();
}
