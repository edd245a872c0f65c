namespace Sluice.Curate.Filter.FastText;

/// <summary>e to the x from additions and multiplications alone: the same bits on every machine, which the C library's function does not promise. Scores are released.</summary>
static class PortableExp
{
    const double Log2E = 1.4426950408889634;
    const double Ln2High = 0.693147180369123816490; // ln 2 in two parts: x - k ln 2 stays exact in the first.
    const double Ln2Low = 1.90821492927058770002e-10;
    const double ArgumentMax = 700;
    const int ExponentBias = 1023;
    const int MantissaBits = 52;

    // 1/13! to 1/0!: with |r| up to 0.35 the next term of the series is below 1e-17.
    static readonly double[] s_factors = MakeFactors();

    /// <summary>e to the x, within a few units in the last place; beyond ±700 the value at ±700.</summary>
    public static double Of(double x)
    {
        if (double.IsNaN(x)) return x;
        x = Math.Clamp(x, -ArgumentMax, ArgumentMax);
        double k = Math.Floor(x * Log2E + 0.5);
        double r = x - k * Ln2High - k * Ln2Low;
        double sum = s_factors[0];
        for (int n = 1; n < s_factors.Length; n++) sum = sum * r + s_factors[n];
        return sum * BitConverter.Int64BitsToDouble((long)(k + ExponentBias) << MantissaBits);
    }

    static double[] MakeFactors()
    {
        double[] factors = new double[14];
        factors[^1] = 1;
        for (int n = 1; n < factors.Length; n++) factors[^(n + 1)] = factors[^n] / n;
        return factors;
    }
}
