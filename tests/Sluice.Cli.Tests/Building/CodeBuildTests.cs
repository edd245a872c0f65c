using System.Diagnostics;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

/// <summary>Whole builds over the real repositories of the shared data.</summary>
public sealed class CodeBuildTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // Outside oracle: git ls-tree -r of each bundle's clone.
    public void Every_entry_of_every_bundle_has_its_row_and_workers_and_kills_change_no_byte()
    {
        string recipe = Recipe(SharedData.Path("data/code/bundles"));
        string whole = _folder.File("whole");
        long start = Stopwatch.GetTimestamp();
        JsonElement report = JsonDocument.Parse(SluiceProgram.Run("build", recipe, "-o", whole, "--workers", "1", "--json").Expect(0).Output).RootElement;
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        Assert.Equal(EntriesOf(SharedData.Path("data/code/bundles")), report.GetProperty("records").GetInt64());
        Assert.Equal(report.GetProperty("records").GetInt64(), report.GetProperty("kept").GetInt64() + report.GetProperty("dropped").GetInt64());

        string killed = _folder.File("killed");
        foreach (double share in (double[])[0.3, 0.5, 0.7])
        {
            using Process process = SluiceProgram.Start("build", recipe, "-o", killed, "--workers", "3");
            if (process.WaitForExit(duration * share)) break;
            process.Kill();
            process.WaitForExit();
        }
        SluiceProgram.Run("build", recipe, "-o", killed, "--workers", "3").Expect(0);
        Assert.Equal(ReleaseDigest.Of(whole), ReleaseDigest.Of(killed));
    }

    [Fact]
    public void Broken_bundles_are_quarantined_and_the_others_are_read()
    {
        string bundles = SharedData.Path("data/code/bundles");
        byte[] whole = File.ReadAllBytes(Path.Combine(bundles, "isaacs__abbrev-js.bundle"));
        _folder.Write("in/a.bundle", whole[..(whole.Length / 2)]);
        _folder.Write("in/b.bundle", whole);
        _folder.Write("in/c.bundle", "no bundle at all");
        JsonElement report = JsonDocument.Parse(SluiceProgram.Run("build", Recipe(_folder.File("in")), "-o", _folder.File("out"), "--json").Expect(3).Output).RootElement;
        Assert.Equal(2, report.GetProperty("quarantined").GetInt64());
        Assert.True(report.GetProperty("kept").GetInt64() > 5);
        Assert.Equal(0, SluiceProgram.Run("verify", _folder.File("out")).ExitCode);
    }

    [Fact]
    public void Repositories_are_inputs_of_try_and_of_presets()
    {
        string bundle = SharedData.Path("data/code/bundles/isaacs__abbrev-js.bundle");
        JsonElement[] rows = SluiceProgram.Run("try", "identify-code-language", bundle).Expect(0).Rows;
        Assert.Contains(rows, row => row.GetProperty("id").GetString() == "isaacs/abbrev-js/LICENSE");
        JsonElement report = JsonDocument.Parse(SluiceProgram.Run("build", "--preset", "gopher", bundle, "-o", _folder.File("out"), "--json").Expect(0).Output).RootElement;
        Assert.Equal(rows.Length, report.GetProperty("records").GetInt64());
    }

    [Fact]
    public void Without_the_program_git_nothing_is_begun()
    {
        string recipe = Recipe(SharedData.Path("data/code/bundles")), empty = _folder.File("bin/none");
        SluiceProgram.Result result = SluiceProgram.Run(["build", recipe, "-o", _folder.File("out")], null, path: Path.GetDirectoryName(empty));
        result.Expect(2);
        Assert.Contains("the program git is missing", result.Error, StringComparison.Ordinal);
    }

    string Recipe(string bundles) => _folder.Write("recipe.yaml", $"name: code\nsources:\n  - git: {bundles}/*.bundle\n    cache: {_folder.File("cache/x")[..^2]}\nsteps: []\n");

    static long EntriesOf(string bundles)
    {
        using TemporaryFolder clones = new();
        long entries = 0;
        foreach (string bundle in Directory.GetFiles(bundles, "*.bundle"))
        {
            Git("clone", "--quiet", "--bare", bundle, Path.Combine(clones.Path, Path.GetFileName(bundle)));
            entries += Git("-C", Path.Combine(clones.Path, Path.GetFileName(bundle)), "ls-tree", "-r", "-z", "HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries).Length;
        }
        return entries;
    }

    static string Git(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true })!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output;
    }
}
