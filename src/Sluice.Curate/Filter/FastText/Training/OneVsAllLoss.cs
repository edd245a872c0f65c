using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>A sigmoid for each label: 1 for the text's labels, 0 for all others.</summary>
sealed unsafe class OneVsAllLoss(WeightRows output, int labelCount) : TrainedLoss(output)
{
    readonly float[] _scores = new float[WeightRows.StrideOf(labelCount)];

    public override float Descend(float* hidden, float* gradient, ReadOnlySpan<int> labels, int target, float rate)
    {
        Span<float> scores = _scores;
        for (int label = 0; label < labelCount; label++) scores[label] = Output.Dot(label, hidden);
        foreach (ref Vector256<float> lane in MemoryMarshal.Cast<float, Vector256<float>>(scores))
            lane = Vector256<float>.One / (Vector256<float>.One + PortableExpVectors.Of(-lane));
        float right = scores[target];
        foreach (ref float score in scores) score *= -rate;
        for (int n = 0; n < labels.Length; n++)
            if (!labels[..n].Contains(labels[n])) scores[labels[n]] += rate; // A label that is named twice is still one.
        Output.Descend(0, scores[..labelCount], hidden, gradient);
        return right;
    }
}
