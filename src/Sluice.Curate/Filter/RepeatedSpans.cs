using Sluice.Core.Text;

namespace Sluice.Curate.Filter;

/// <summary>How much of a text is lines or paragraphs that were there before.</summary>
/// <param name="Elements">All elements.</param>
/// <param name="Repeated">The second and later ones of those that are the same.</param>
/// <param name="RepeatedCodePoints">Their characters.</param>
readonly record struct RepeatedSpans(int Elements, int Repeated, long RepeatedCodePoints)
{
    /// <summary>Counts the elements of a text that are not left out.</summary>
    /// <param name="spans">Lines or paragraphs.</param>
    /// <param name="seen">Scratch.</param>
    /// <param name="skipEmpty">Whether empty ones are left out.</param>
    public static RepeatedSpans Count(ReadOnlySpan<TextSpan> spans, HashSet64 seen, bool skipEmpty)
    {
        if (spans.Length == 1) return new(skipEmpty && spans[0].Length == 0 ? 0 : 1, 0, 0);
        int elements = 0, repeated = 0;
        long codePoints = 0;
        seen.Clear(spans.Length);
        foreach (ref readonly TextSpan span in spans)
        {
            if (skipEmpty && span.Length == 0) continue;
            elements++;
            if (seen.Add(span.Hash)) continue;
            repeated++;
            codePoints += span.CodePoints;
        }
        return new(elements, repeated, codePoints);
    }

    /// <summary>Share of elements that are repeats.</summary>
    public double Fraction => Elements == 0 ? 0 : (double)Repeated / Elements;
}
