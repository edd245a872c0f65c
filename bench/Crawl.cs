// What a build of real crawl files costs, round by round beside its floor: `gzip -dc` on the same bytes. Run by bench/crawl.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string root = args[0], preset = "fineweb", workers = "1", memory = "2GiB";
int rounds = 3;
List<string> files = [];
for (int i = 1; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--preset": preset = args[++i]; break;
        case "--workers": workers = args[++i]; break;
        case "--memory": memory = args[++i]; break;
        case "--rounds": rounds = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        default: files.Add(args[i]); break;
    }
}
if (files.Count == 0 || files.Any(f => !File.Exists(f)))
{
    Console.Error.WriteLine(files.Count == 0 ? "usage: bench/crawl [--preset NAME] [--workers N] [--memory SIZE] [--rounds N] FILE..." : $"missing: {string.Join(", ", files.Where(f => !File.Exists(f)))}");
    return 2;
}

string scratch = Directory.CreateTempSubdirectory("sluice-bench-").FullName;
try
{
    List<double> gzipCpu = [], buildCpu = [], buildWall = [];
    JsonElement report = default;
    for (int round = 0; round < rounds; round++)
    {
        gzipCpu.Add(Time($"gzip -dc {Quote(files)} > /dev/null").Cpu);
        string output = Path.Combine(scratch, $"out-{round}");
        (double cpu, double wall) = Time($"{Quote([Path.Combine(root, "sluice")])} build --preset {preset} --workers {workers} --memory {memory} --json -o {output} {Quote(files)} > {scratch}/report.json 2> {scratch}/log || [ $? = 3 ]");
        buildCpu.Add(cpu);
        buildWall.Add(wall);
        report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(scratch, "report.json"))).RootElement;
        Directory.Delete(output, recursive: true);
    }
    double floor = Median(gzipCpu), spent = Median(buildCpu), took = Median(buildWall);
    double stored = report.GetProperty("stored-bytes").GetDouble() / 1e6, raw = report.GetProperty("raw-bytes").GetDouble() / 1e6, records = report.GetProperty("records").GetDouble();
    double[] ratios = [.. buildCpu.Zip(gzipCpu, (build, gzip) => build / gzip)];
    Console.WriteLine($"preset {preset}, {files.Count} files, {stored:0.0} MB stored, {raw:0.0} MB raw, {records:0} pages, {workers} worker(s), --memory {memory}; median of {rounds} rounds");
    Console.WriteLine($"  gzip -dc                {floor,9:0.00} CPU s  (the floor)");
    Console.WriteLine($"  build                   {spent,9:0.00} CPU s  {took,8:0.00} s wall");
    Console.WriteLine($"  ratio to gzip -dc       {Median(ratios),9:0.0}  (rounds: {string.Join(", ", ratios.Select(r => r.ToString("0.0", CultureInfo.InvariantCulture)))})");
    Console.WriteLine($"  per core                {stored / spent,9:0.0} MB/s stored  {raw / spent,8:0.0} MB/s raw  {records / spent,8:0} pages/s");
    Console.WriteLine($"  peak memory             {report.GetProperty("peak-memory-bytes").GetDouble() / (1 << 20),9:0} MiB");
    Console.WriteLine("  seconds by step, summed over workers (last round):");
    foreach (JsonProperty step in report.GetProperty("step-seconds").EnumerateObject()) Console.WriteLine($"    {step.Name,-22}{step.Value.GetDouble(),9:0.00}");
    return 0;
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

static (double Cpu, double Wall) Time(string command)
{
    using Process bash = Process.Start(new ProcessStartInfo("bash") { RedirectStandardError = true, ArgumentList = { "-c", $"TIMEFORMAT='%R %U %S'; time {{ {command}; }}" } })!;
    string said = bash.StandardError.ReadToEnd();
    bash.WaitForExit();
    if (bash.ExitCode != 0) throw new InvalidOperationException($"{command}: exit code {bash.ExitCode}\n{said}");
    double[] times = [.. said.Trim().Split('\n')[^1].Split(' ').Select(double.Parse)];
    return (times[1] + times[2], times[0]);
}

static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

static string Quote(IEnumerable<string> paths) => string.Join(' ', paths.Select(p => "'" + Path.GetFullPath(p).Replace("'", @"'\''", StringComparison.Ordinal) + "'"));
