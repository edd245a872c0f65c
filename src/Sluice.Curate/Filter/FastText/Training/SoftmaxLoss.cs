using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>A softmax over all labels.</summary>
sealed unsafe class SoftmaxLoss(WeightRows output, int labelCount) : TrainedLoss(output)
{
    readonly float[] _scores = new float[WeightRows.StrideOf(labelCount)]; // Filled up with what has no weight.

    public override float Descend(float* hidden, float* gradient, ReadOnlySpan<int> labels, int target, float rate)
    {
        Span<float> scores = _scores;
        float largest = float.NegativeInfinity;
        for (int label = 0; label < labelCount; label++)
        {
            scores[label] = Output.Dot(label, hidden);
            largest = Math.Max(largest, scores[label]);
        }
        scores[labelCount..].Fill(float.NegativeInfinity);

        Span<Vector256<float>> lanes = MemoryMarshal.Cast<float, Vector256<float>>(scores);
        Vector256<float> sums = default;
        foreach (ref Vector256<float> lane in lanes)
        {
            lane = PortableExpVectors.Of(lane - Vector256.Create(largest));
            sums += lane;
        }
        float sum = 0;
        for (int n = 0; n < Vector256<float>.Count; n++) sum += sums[n];
        float right = scores[target] / sum, scale = -rate / sum;
        foreach (ref Vector256<float> lane in lanes) lane *= scale;
        scores[target] += rate;
        Output.Descend(0, scores[..labelCount], hidden, gradient);
        return right;
    }
}
