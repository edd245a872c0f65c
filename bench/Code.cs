// What a build of real repositories costs, round by round beside its floor: `git cat-file --batch` over the same blobs. Run by bench/code.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string root = args[0], preset = "code", workers = "1", memory = "2GiB";
int rounds = 3, copies = 16;
List<string> bundles = [];
for (int i = 1; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--preset": preset = args[++i]; break;
        case "--copies": copies = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--workers": workers = args[++i]; break;
        case "--memory": memory = args[++i]; break;
        case "--rounds": rounds = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        default: bundles.Add(args[i]); break;
    }
}
string shared = Path.Combine(root, "../shared/data/code/bundles");
if (bundles.Count == 0 && Directory.Exists(shared)) bundles = [.. Directory.GetFiles(shared, "*.bundle").Order(StringComparer.Ordinal)];
if (bundles.Count == 0 || bundles.Any(b => !File.Exists(b)))
{
    Console.Error.WriteLine(bundles.Count == 0 ? "usage: bench/code [--preset NAME] [--copies N] [--workers N] [--memory SIZE] [--rounds N] BUNDLE..." : $"missing: {string.Join(", ", bundles.Where(b => !File.Exists(b)))}");
    return 2;
}

string scratch = Directory.CreateTempSubdirectory("sluice-bench-").FullName;
try
{
    string repositories = Path.Combine(scratch, "repositories");
    (long blobs, long bytes) = (0, 0);
    StringBuilder floorScript = new();
    foreach (string bundle in bundles)
    {
        string name = Path.GetFileNameWithoutExtension(bundle), original = Path.Combine(repositories, name + ".git");
        Run($"git clone -q --bare {Quote(bundle)} {Quote(original)}");
        List<Entry> tree = Tree(original);
        List<byte[]> contents = Contents(original, tree);
        for (int copy = 0; copy < copies; copy++)
        {
            string repository = copy == 0 ? original : Path.Combine(repositories, $"{name}-{copy}.git");
            if (copy > 0) WriteCopy(repository, tree, contents, copy);
            string ids = Path.Combine(scratch, Path.GetFileName(repository) + ".ids");
            File.WriteAllLines(ids, Tree(repository).Select(entry => entry.Id));
            floorScript.Append(CultureInfo.InvariantCulture, $"git -C {Quote(repository)} cat-file --batch < {Quote(ids)} > /dev/null\n");
            blobs += tree.Count;
            bytes += contents.Sum(content => (long)content.Length);
        }
    }
    string floorFile = Path.Combine(scratch, "floor.sh");
    File.WriteAllText(floorFile, floorScript.ToString());

    List<double> floorCpu = [], buildCpu = [], buildWall = [];
    JsonElement report = default;
    for (int round = 0; round < rounds; round++)
    {
        floorCpu.Add(Time($"bash {Quote(floorFile)}").Cpu);
        string output = Path.Combine(scratch, "out");
        string build = $"{Quote(Path.Combine(root, "sluice"))} build --preset {preset} --workers {workers} --memory {memory} --json -o {Quote(output)} {Quote(repositories)}";
        (double cpu, double wall) = Time($"XDG_CACHE_HOME={Quote(Path.Combine(scratch, "cache"))} {build} > {Quote(scratch)}/report.json 2> {Quote(scratch)}/log || [ $? = 3 ]");
        buildCpu.Add(cpu);
        buildWall.Add(wall);
        report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(scratch, "report.json"))).RootElement;
        Directory.Delete(output, recursive: true);
    }
    double floor = Median(floorCpu), spent = Median(buildCpu), took = Median(buildWall), megabytes = bytes / 1e6;
    double[] ratios = [.. buildCpu.Zip(floorCpu, (build, cat) => build / cat)];
    Console.WriteLine($"preset {preset}, {bundles.Count} repositories x {copies}, {blobs} blobs, {megabytes:0.0} MB, {report.GetProperty("records").GetDouble():0} records, {workers} worker(s), --memory {memory}; median of {rounds} rounds");
    Console.WriteLine($"  git cat-file --batch    {floor,9:0.00} CPU s  {blobs / floor,9:0} blobs/s  {megabytes / floor,7:0.0} MB/s  (the floor)");
    Console.WriteLine($"  build                   {spent,9:0.00} CPU s  {blobs / spent,9:0} blobs/s  {megabytes / spent,7:0.0} MB/s  {took,8:0.00} s wall");
    double own = report.GetProperty("cpu-seconds").GetDouble(), merges = report.GetProperty("merges").EnumerateArray().Sum(merge => merge.GetProperty("cpu-seconds").GetDouble());
    Console.WriteLine($"    of that (last round) {own,12:0.00} CPU s in the program, {merges:0.00} of them in merges; {buildCpu[^1] - own:0.00} in git and the shell");
    Console.WriteLine($"  ratio to the floor      {Median(ratios),9:0.0}  (rounds: {string.Join(", ", ratios.Select(r => r.ToString("0.0", CultureInfo.InvariantCulture)))})");
    Console.WriteLine($"  peak memory             {report.GetProperty("peak-memory-bytes").GetDouble() / (1 << 20),9:0} MiB");
    Console.WriteLine("  seconds by step, summed over workers (last round):");
    foreach (JsonProperty step in report.GetProperty("step-seconds").EnumerateObject()) Console.WriteLine($"    {step.Name,-24}{step.Value.GetDouble(),9:0.00}");
    return 0;
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

static List<Entry> Tree(string repository)
{
    List<Entry> entries = [];
    foreach (string line in Read($"git -C {Quote(repository)} ls-tree -r -z HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries))
    {
        string[] head = line.Split('\t')[0].Split(' ');
        if (head[1] == "blob" && head[0] != "120000") entries.Add(new(head[0], head[2], line[(line.IndexOf('\t') + 1)..]));
    }
    return entries;
}

static List<byte[]> Contents(string repository, List<Entry> tree)
{
    using Process git = Process.Start(new ProcessStartInfo("git") { RedirectStandardInput = true, RedirectStandardOutput = true, ArgumentList = { "-C", repository, "cat-file", "--batch", "--buffer" } })!;
    Task feed = Task.Run(() =>
    {
        foreach (Entry entry in tree) git.StandardInput.Write(entry.Id + "\n");
        git.StandardInput.Close();
    });
    using BufferedStream output = new(git.StandardOutput.BaseStream, 1 << 16);
    List<byte[]> contents = [];
    foreach (Entry _ in tree)
    {
        StringBuilder header = new();
        for (int c; (c = output.ReadByte()) is not '\n' and >= 0;) header.Append((char)c);
        byte[] content = new byte[int.Parse(header.ToString().Split(' ')[2], CultureInfo.InvariantCulture)];
        output.ReadExactly(content);
        output.ReadByte();
        contents.Add(content);
    }
    feed.Wait();
    return contents;
}

static void WriteCopy(string repository, List<Entry> tree, List<byte[]> contents, int copy)
{
    Run($"git init -q --bare {Quote(repository)}");
    using Process git = Process.Start(new ProcessStartInfo("git") { RedirectStandardInput = true, ArgumentList = { "-C", repository, "fast-import", "--quiet" } })!;
    using (Stream to = git.StandardInput.BaseStream)
    {
        void Say(string text) => to.Write(Encoding.UTF8.GetBytes(text));
        string branch = Read($"git -C {Quote(repository)} symbolic-ref HEAD").Trim();
        for (int i = 0; i < tree.Count; i++)
        {
            byte[] changed = Changed(tree[i].Path, contents[i], copy);
            Say($"blob\nmark :{i + 1}\ndata {changed.Length}\n");
            to.Write(changed);
            Say("\n");
        }
        Say($"commit {branch}\ncommitter A Coder <coder@example.org> {1_600_000_000 + copy} +0000\ndata 0\n");
        for (int i = 0; i < tree.Count; i++) Say($"M {tree[i].Mode} :{i + 1} \"{tree[i].Path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
        Say("\n");
    }
    git.WaitForExit();
    if (git.ExitCode != 0) throw new InvalidOperationException("git fast-import failed");
    Run($"git -C {Quote(repository)} repack -adq");
}

// After the head, where licenses stand, the last letter of each word of five or more becomes another: as long, as hard to read, and no near-duplicate of the original.
static byte[] Changed(string path, byte[] content, int copy)
{
    string name = Path.GetFileName(path).ToLowerInvariant();
    if (content.AsSpan(0, Math.Min(content.Length, 8000)).Contains((byte)0) || name.Contains("licen", StringComparison.Ordinal) || name.Contains("copying", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)) return content;
    byte[] changed = [.. content];
    int at = 0;
    for (int lines = 0; at < changed.Length && lines < 25; at++) lines += changed[at] == '\n' ? 1 : 0;
    int start = -1;
    for (; at <= changed.Length; at++)
    {
        if (at < changed.Length && char.IsAsciiLetter((char)changed[at]))
        {
            if (start < 0) start = at;
            continue;
        }
        if (start >= 0 && at - start >= 5 && char.IsAsciiLetterLower((char)changed[at - 1])) changed[at - 1] = (byte)('a' + ((changed[at - 1] - 'a' + copy) % 26));
        start = -1;
    }
    return changed;
}

static void Run(string command) => Read(command);

static string Read(string command)
{
    using Process bash = Process.Start(new ProcessStartInfo("bash") { RedirectStandardOutput = true, ArgumentList = { "-c", command } })!;
    string said = bash.StandardOutput.ReadToEnd();
    bash.WaitForExit();
    return bash.ExitCode == 0 ? said : throw new InvalidOperationException($"{command}: exit code {bash.ExitCode}");
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

static string Quote(string path) => "'" + path.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

sealed record Entry(string Mode, string Id, string Path);
