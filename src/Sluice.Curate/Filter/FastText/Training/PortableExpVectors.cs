using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>e to the x of eight floats at once, from additions and multiplications alone: the same bits on every machine. Relative error below 2e-7.</summary>
static class PortableExpVectors
{
    const float ArgumentMax = 87;
    const float Log2E = 1.44269504f;
    const float Ln2High = 0.693359375f; // ln 2 in two parts: k times the first is exact.
    const float Ln2Low = -2.12194440e-4f;
    const int ExponentBias = 127;
    const int MantissaBits = 23;

    /// <summary>e to the x; beyond ±87 the value at ±87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Of(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-ArgumentMax)), Vector256.Create(ArgumentMax));
        Vector256<float> k = Vector256.Floor(x * Log2E + Vector256.Create(0.5f));
        Vector256<float> r = x - k * Ln2High - k * Ln2Low;
        Vector256<float> sum = Vector256.Create(1 / 5040f); // 1/7! down to 1/0!
        sum = sum * r + Vector256.Create(1 / 720f);
        sum = sum * r + Vector256.Create(1 / 120f);
        sum = sum * r + Vector256.Create(1 / 24f);
        sum = sum * r + Vector256.Create(1 / 6f);
        sum = sum * r + Vector256.Create(0.5f);
        sum = sum * r + Vector256<float>.One;
        sum = sum * r + Vector256<float>.One;
        return sum * Vector256.ShiftLeft(Vector256.ConvertToInt32(k) + Vector256.Create(ExponentBias), MantissaBits).AsSingle();
    }

    /// <summary>1 / (1 + e to the -x) of one float.</summary>
    public static float Sigmoid(float x) => (Vector256<float>.One / (Vector256<float>.One + Of(Vector256.Create(-x)))).ToScalar();
}
