using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Sluice.Bench;

/// <summary>The speed of benchmarks that have a parameter <c>Texts</c>, in MB (10^6 bytes) of it a second.</summary>
sealed class MegabytesPerSecond : IColumn
{
    readonly Dictionary<string, long> _bytes = [];

    public string Id => nameof(MegabytesPerSecond);
    public string ColumnName => "MB/s";
    public bool AlwaysShow => true;
    public ColumnCategory Category => ColumnCategory.Custom;
    public int PriorityInCategory => 0;
    public bool IsNumeric => true;
    public UnitType UnitType => UnitType.Dimensionless;
    public string Legend => "Megabytes of text a second";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (benchmarkCase.Parameters.Items.FirstOrDefault(p => p.Name == "Texts")?.Value is not string name || summary[benchmarkCase]?.ResultStatistics is not { } statistics) return "-";
        if (!_bytes.TryGetValue(name, out long bytes)) _bytes[name] = bytes = BenchTexts.Load(name).Sum(t => (long)t.Length);
        return (bytes * 1e3 / statistics.Mean).ToString("0.0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    public bool IsAvailable(Summary summary) => true;
    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
