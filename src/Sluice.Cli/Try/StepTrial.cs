using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Cli.Try;

/// <summary>Runs steps in order up to the first that drops.</summary>
/// <param name="steps">The steps.</param>
/// <param name="withStats">Whether every measured value is printed.</param>
/// <param name="alwaysText">Whether the text is printed also where no step changed it.</param>
sealed class StepTrial(IReadOnlyList<IStep> steps, bool withStats, bool alwaysText) : Trial
{
    readonly Measurements _measurements = withStats ? Measurements.Recording() : Measurements.None;
    byte[] _before = [];

    /// <inheritdoc/>
    public override void Take(Document document, JsonLine line)
    {
        if (_before.Length < document.Text.Length) _before = new byte[document.Text.Length * 2];
        document.Text.CopyTo(_before);
        ReadOnlySpan<byte> before = _before.AsSpan(0, document.Text.Length);
        if (withStats) _measurements.Clear();
        Verdict verdict = document.ReadVerdict;
        for (int i = 0; i < steps.Count && verdict.IsKept; i++) verdict = steps[i].Apply(document, _measurements);
        bool withText = alwaysText || verdict.IsKept && !document.Text.SequenceEqual(before);
        ResultLine.Write(line, document, verdict, withText, withStats ? _measurements : null);
    }
}
