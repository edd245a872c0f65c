using System.Globalization;

namespace Sluice.Bench.Dedup;

/// <summary>The line through measurements of several sizes, and what it says of a Common Crawl snapshot.</summary>
static class Extrapolation
{
    const double SnapshotGigabytes = 20_000;

    public static IEnumerable<string> Lines(IReadOnlyList<Measurement> runs)
    {
        // One size shows no slope.
        bool isLine = runs.Select(r => r.TextBytes).Distinct().Count() > 1;
        if (!isLine) yield return "one size: with two or more (--sizes 500MB,1GB) the line through them is fitted, and drawn on to 20 TB";
        else foreach ((string name, Func<Measurement, double> of) in ((string, Func<Measurement, double>)[])[("CPU seconds", r => r.CpuSeconds), ("merge CPU seconds", r => r.MergeCpuSeconds), ("wall seconds", r => r.WallSeconds)])
        {
            (double slope, double offset, double fit) = Line(runs, of);
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} = {slope:0.00} a GB {(offset < 0 ? "-" : "+")} {Math.Abs(offset):0.0} (R² {fit:0.0000})");
        }
        double disk = runs.Max(r => r.Build.PeakDiskBytes / (double)r.TextBytes), memory = runs.Max(r => r.PeakMemoryBytes), least = runs.Min(r => r.PeakMemoryBytes);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"peak memory {(isLine ? $"{least / (1 << 20):#,0} to " : "")}{memory / (1 << 20):#,0} MiB{(!isLine ? "" : memory / least < 1.15 ? ": flat" : ": not flat")}; disk at most {disk:0.00} times the text");
        if (!isLine) yield break;
        (double cpu, _, _) = Line(runs, r => r.CpuSeconds);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"20 TB of text (a Common Crawl snapshot), by these lines: {cpu * SnapshotGigabytes / 3600:#,0} core-hours, {memory / (1 << 20):#,0} MiB of memory, {disk * SnapshotGigabytes / 1000:0.0} TB of disk");
    }

    // Least squares.
    static (double Slope, double Offset, double Fit) Line(IReadOnlyList<Measurement> runs, Func<Measurement, double> of)
    {
        double x = runs.Average(r => r.Gigabytes), y = runs.Average(of);
        double xx = runs.Sum(r => (r.Gigabytes - x) * (r.Gigabytes - x)), xy = runs.Sum(r => (r.Gigabytes - x) * (of(r) - y)), yy = runs.Sum(r => (of(r) - y) * (of(r) - y));
        return (xy / xx, y - xy / xx * x, yy == 0 ? 1 : xy * xy / (xx * yy));
    }
}
