using System.Globalization;
using System.Text.Json;

namespace Sluice.Bench.Dedup;

/// <summary>One corpus, built and judged.</summary>
sealed record Measurement(long TextBytes, long StoredBytes, int Documents, MeasuredBuild Build, Score Score, double RecallFrom)
{
    public double Gigabytes => TextBytes / 1e9;

    public double CpuSeconds => Number("cpu-seconds");

    public double WallSeconds => Number("wall-seconds");

    public double MergeSeconds => Merges.Sum(merge => merge.GetProperty("seconds").GetDouble());

    public double MergeCpuSeconds => Merges.Sum(merge => merge.GetProperty("cpu-seconds").GetDouble());

    public double SpilledBytes => Number("spilled-bytes");

    /// <summary>The larger of what the build says and what the kernel says of its process tree.</summary>
    public double PeakMemoryBytes => Math.Max(Number("peak-memory-bytes"), Build.PeakMemoryBytes);

    public IEnumerable<(string Step, string Name, double Value)> Figures =>
        from step in Build.Report.GetProperty("steps").EnumerateArray()
        where step.TryGetProperty("figures", out _)
        from figure in step.GetProperty("figures").EnumerateObject()
        select (step.GetProperty("name").GetString()!, figure.Name, figure.Value.GetDouble());

    IEnumerable<JsonElement> Merges => Build.Report.GetProperty("merges").EnumerateArray();

    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("text-bytes", TextBytes);
        json.WriteNumber("corpus-bytes", StoredBytes);
        json.WriteNumber("documents", Documents);
        json.WriteNumber("cpu-seconds", CpuSeconds);
        json.WriteNumber("wall-seconds", WallSeconds);
        json.WriteNumber("merge-cpu-seconds", MergeCpuSeconds);
        json.WriteNumber("merge-wall-seconds", MergeSeconds);
        json.WriteNumber("peak-memory-bytes", PeakMemoryBytes);
        json.WriteNumber("spilled-bytes", SpilledBytes);
        json.WriteNumber("peak-disk-bytes", Build.PeakDiskBytes);
        json.WriteNumber("recall-from", RecallFrom);
        json.WriteNumber("pairs", Score.Pairs);
        json.WriteNumber("pairs-found", Score.PairsFound);
        json.WriteNumber("recall", Score.Recall);
        json.WriteNumber("removed", Score.Removed);
        json.WriteNumber("removed-rightly", Score.RemovedRightly);
        json.WriteNumber("precision", Score.Precision);
        json.WritePropertyName("build");
        Build.Report.WriteTo(json);
        json.WriteEndObject();
    }

    double Number(string name) => Build.Report.GetProperty(name).GetDouble();

    public static string Heading => "| text | documents | CPU s | wall s | merge CPU s | merge wall s | MB/s a core | peak memory | spilled | disk at most | recall | precision |\n"
        + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Gigabytes:0.00} GB | {Documents:#,0} | {CpuSeconds:0.0} | {WallSeconds:0.0} | {MergeCpuSeconds:0.0} | {MergeSeconds:0.0} | {TextBytes / 1e6 / CpuSeconds:0.0} | {PeakMemoryBytes / (1 << 20):#,0} MiB | {SpilledBytes / 1e9:0.00} GB | {Build.PeakDiskBytes / 1e9:0.00} GB | {Score.Recall:0.0000 %} | {Score.Precision:0.0000 %} |");
}
