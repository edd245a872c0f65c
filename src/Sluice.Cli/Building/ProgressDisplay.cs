using System.Globalization;
using Sluice.Engine.Plan;
using Sluice.Engine.Run;

namespace Sluice.Cli.Building;

/// <summary>Shows how far a run is: on a terminal one line that is drawn again, elsewhere a plain line now and then.</summary>
sealed class ProgressDisplay(TextWriter error) : IDisposable
{
    readonly bool _isLive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
    readonly Lock _lock = new();
    Timer? _timer;
    RunProgress? _progress;
    int _drawn;

    /// <summary>Begins to show a run.</summary>
    public void Start(RunPlan plan, RunProgress progress)
    {
        _progress = progress;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"building {plan.Recipe.Name}: {plan.Shards.Count} {(plan.Shards.Count == 1 ? "file" : "files")}, {Bytes(plan.Bytes)}, {plan.Recipe.Steps.Count} steps, plan {plan.Digest[..12]}"));
        foreach (string note in plan.Notes) error.WriteLine("note: " + note);
        TimeSpan every = TimeSpan.FromSeconds(_isLive ? 0.2 : 5);
        _timer = new(_ => Draw(), null, every, every);
    }

    /// <summary>Ends the display.</summary>
    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        lock (_lock)
        {
            if (_drawn > 0) error.Write("\r" + new string(' ', _drawn) + "\r");
            _drawn = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    /// <summary>One line about a run.</summary>
    public static string Line(ProgressReport report)
    {
        if (report.Stage is "" or "done") return report.Stage;
        double share = report.Bytes > 0 ? Math.Min(1, (double)report.BytesRead / report.Bytes) : report.Tasks > 0 ? (double)report.TasksDone / report.Tasks : 0;
        double rate = report.Seconds > 0 ? report.BytesRead / report.Seconds : 0;
        string left = share is > 0.02 and < 1 && report.Bytes > 0 && rate > 0 ? $", {Duration((report.Bytes - report.BytesRead) / rate)} left" : "";
        string dropped = string.Join(", ", report.Dropped.OrderByDescending(d => d.Value).Take(3)
            .Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Key} {(double)d.Value / Math.Max(1, report.Records):0%}")));
        return string.Create(CultureInfo.InvariantCulture,
            $"[{report.StageNumber}/{report.Stages}] {report.Stage} {share:0%}, {report.Records:#,0} documents, {Bytes(report.BytesRead)} at {Bytes((long)rate)}/s{left}{(dropped.Length > 0 ? ", dropped: " + dropped : "")}");
    }

    /// <summary>A size for a person.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    static string Duration(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
        : TimeSpan.FromSeconds(seconds).ToString(seconds < 3600 ? @"m\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    void Draw()
    {
        lock (_lock)
        {
            if (_timer is null || _progress is null) return;
            string line = Line(_progress.Current);
            if (!_isLive)
            {
                error.WriteLine(line);
                return;
            }
            int width = Math.Max(20, Console.WindowWidth - 1);
            if (line.Length > width) line = line[..width];
            error.Write("\r" + line.PadRight(_drawn));
            _drawn = line.Length;
        }
    }
}
