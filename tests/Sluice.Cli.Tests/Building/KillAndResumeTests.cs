using System.Diagnostics;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

public sealed class KillAndResumeTests(ITestOutputHelper output)
{
    [Fact] // Promise 2 of the design: killed at any instant, resumed, the same bytes.
    public void A_build_killed_at_thirty_random_instants_resumes_to_the_same_bytes()
    {
        const int Kills = 30;
        using TemporaryFolder folder = new();
        string recipe = Recipes.SampleCrawl(folder.Path);
        string whole = folder.File("whole");
        long start = Stopwatch.GetTimestamp();
        SluiceProgram.Run("build", recipe, "-o", whole, "--workers", "2").Expect(3);
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        string expected = ReleaseDigest.Of(whole);

        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, an unbroken build takes {duration.TotalSeconds:0.00} s");
        Random random = new(seed);
        int killed = 0, round = 0;
        // Kills gather on one folder until the build gets through; then the next folder begins.
        while (killed < Kills)
        {
            string release = folder.File($"killed-{round++}");
            while (killed < Kills)
            {
                using Process process = SluiceProgram.Start("build", recipe, "-o", release, "--workers", random.Next(2) == 0 ? "1" : "2");
                TimeSpan wait = duration * (0.15 + (random.NextDouble() * 0.85));
                if (process.WaitForExit(wait)) break;
                process.Kill();
                process.WaitForExit();
                killed++;
                if (random.Next(3) == 0) break;
            }
            SluiceProgram.Run("build", recipe, "-o", release, "--workers", "2").Expect(3);
            Assert.True(expected == ReleaseDigest.Of(release), $"seed {seed}: after {killed} kills the release {release} differs");
        }
        output.WriteLine($"{killed} kills over {round} releases");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void Workers_and_memory_change_no_byte(string workers)
    {
        using TemporaryFolder folder = new();
        string recipe = Recipes.SampleCrawl(folder.Path);
        SluiceProgram.Run("build", recipe, "-o", folder.File("two"), "--workers", "2").Expect(3);
        SluiceProgram.Run("build", recipe, "-o", folder.File("other"), "--workers", workers, "--memory", "1GiB").Expect(3);
        Assert.Equal(ReleaseDigest.Of(folder.File("two")), ReleaseDigest.Of(folder.File("other")));
    }
}
