using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Filter;

/// <summary>Takes the values of a filter's rules in order: the first that fails is the verdict, and every value is recorded where measurements are on.</summary>
struct RuleCheck(string step, Measurements measurements)
{
    /// <summary>What the rules so far decided.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Whether nothing more need be measured.</summary>
    public readonly bool IsDecided => !Verdict.IsKept && !measurements.IsOn;

    /// <summary>A rule that a value strictly above the threshold fails. A threshold of 0 turns it off.</summary>
    public void AtMost(string rule, double value, double threshold)
    {
        measurements.Add(rule, value);
        if (threshold > 0 && value > threshold) Fail(rule, value, threshold);
    }

    /// <summary>A rule that a value strictly below the threshold fails. A threshold of 0 turns it off.</summary>
    public void AtLeast(string rule, double value, double threshold)
    {
        measurements.Add(rule, value);
        if (threshold > 0 && value < threshold) Fail(rule, value, threshold);
    }

    /// <summary>Records a value that belongs to no rule.</summary>
    public readonly void Measure(string name, double value) => measurements.Add(name, value);

    void Fail(string rule, double value, double threshold)
    {
        if (Verdict.IsKept) Verdict = Verdict.Drop(Name(rule), value, threshold);
    }

    readonly string Name(string rule) => $"{step}.{rule}";
}
