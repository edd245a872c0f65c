using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Sluice.Bench.Dedup;

/// <summary>What one `sluice build` took: as it says itself, and as the kernel says of its process tree.</summary>
/// <param name="Report">The object that it printed.</param>
/// <param name="PeakMemoryBytes">VmHWM, summed over the processes that lived at once; the most at any look.</param>
/// <param name="PeakDiskBytes">Files of the output folder, run folder included; the most at any look.</param>
sealed record MeasuredBuild(JsonElement Report, long PeakMemoryBytes, long PeakDiskBytes)
{
    static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);
    static Process? s_running;

    public static MeasuredBuild Run(string sluice, string recipe, string output, IEnumerable<string> options)
    {
        ProcessStartInfo start = new(sluice) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in (string[])["build", recipe, "--json", "-o", output, .. options]) start.ArgumentList.Add(word);
        using Process build = Process.Start(start)!;
        s_running = build;
        Task<string> said = build.StandardOutput.ReadToEndAsync(), talked = build.StandardError.ReadToEndAsync();
        long memory = 0, disk = 0;
        do
        {
            memory = Math.Max(memory, MemoryOf(build.Id));
            disk = Math.Max(disk, DiskOf(output));
        }
        while (!build.WaitForExit(s_between));
        s_running = null;
        return build.ExitCode == 0
            ? new(JsonElement.Parse(said.Result), memory, Math.Max(disk, DiskOf(output)))
            : throw new InvalidOperationException($"sluice build {recipe}: exit code {build.ExitCode}\n{talked.Result}");
    }

    /// <summary>Ends the build that runs, if one does.</summary>
    public static void Stop()
    {
        if (s_running is not { } build) return;
        build.Kill(entireProcessTree: true);
        build.WaitForExit();
    }

    static long MemoryOf(int process)
    {
        try
        {
            long own = 0;
            foreach (string line in File.ReadLines($"/proc/{process}/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal)) own = long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture) * 1024;
            return own + Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Sum(child => MemoryOf(int.Parse(child, CultureInfo.InvariantCulture)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // It ended meanwhile.
        }
    }

    static long DiskOf(string folder)
    {
        long bytes = 0;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)) bytes += LengthOf(file);
        }
        catch (IOException)
        {
            // Folders come and go while it runs.
        }
        return bytes;
    }

    static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
