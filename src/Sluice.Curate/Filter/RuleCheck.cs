using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Filter;

/// <summary>Takes the values of a filter's rules in order: the first that fails is the verdict, and every value is recorded where measurements are
/// on.</summary>
/// <remarks>Rules are given by their whole names (step, dot, rule), so that a verdict costs no garbage; values are recorded under the part behind the
/// dot.</remarks>
struct RuleCheck(Measurements measurements)
{
    /// <summary>What the rules so far decided.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Whether nothing more need be measured.</summary>
    public readonly bool IsDecided => !Verdict.IsKept && !measurements.IsOn;

    /// <summary>A rule that a value strictly above the threshold fails. A threshold of 0 turns it off.</summary>
    public void AtMost(string rule, double value, double threshold) => Check(rule, value, threshold, value > threshold);

    /// <summary>A rule that a value strictly below the threshold fails. A threshold of 0 turns it off.</summary>
    public void AtLeast(string rule, double value, double threshold) => Check(rule, value, threshold, value < threshold);

    void Check(string rule, double value, double threshold, bool fails)
    {
        if (measurements.IsOn) measurements.Add(rule[(rule.IndexOf('.', StringComparison.Ordinal) + 1)..], value);
        if (fails && threshold > 0 && Verdict.IsKept) Verdict = Verdict.Drop(rule, value, threshold);
    }
}
