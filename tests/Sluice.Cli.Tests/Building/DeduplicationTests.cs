using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Building;

/// <summary>All deduplication steps in one build: what they take away may not depend on workers, memory, kills or a full disk.</summary>
public sealed class DeduplicationTests(ITestOutputHelper output) : IDisposable
{
    const string AllSteps = "[deduplicate-exact, { deduplicate-exact: { by: url } }, { near-duplicates: { keep: longest } }, deduplicate-substrings, deduplicate-lines, deduplicate-sentences]";
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Workers_and_memory_change_no_byte()
    {
        WriteCorpus(documents: 3000);
        Build("one", "--workers", "1", "--memory", "704MiB");
        Build("other", "--workers", "3", "--memory", "2GiB");
        Assert.Equal(ReleaseDigest.Of(_folder.File("one")), ReleaseDigest.Of(_folder.File("other")));
    }

    [Fact]
    public void Each_step_takes_something_and_the_sums_add_up()
    {
        WriteCorpus(documents: 1500);
        JsonElement report = Build("out");
        Assert.Equal(1500, report.GetProperty("kept").GetInt64() + report.GetProperty("dropped").GetInt64());
        foreach (JsonElement step in report.GetProperty("steps").EnumerateArray().Skip(1))
        {
            string name = step.GetProperty("name").GetString()!;
            bool cut = step.TryGetProperty("figures", out JsonElement figures) && figures.TryGetProperty("documents-changed", out JsonElement changed) && changed.GetDouble() > 0;
            Assert.True(cut || step.GetProperty("dropped").GetInt64() > 0, $"{name} took nothing: {step}");
        }
        SluiceProgram.Run("verify", _folder.File("out")).Expect(0);
    }

    [Fact] // Pages lost their bytes in a merge before extraction, and all were dropped as empty.
    public void Pages_are_deduplicated_by_url_before_their_text_is_extracted()
    {
        string[] kept = [.. new[] { "[{ deduplicate-exact: { by: url, keep: first } }, extract-html]", "[extract-html, { deduplicate-exact: { by: url, keep: first } }]" }.Select((steps, n) =>
        {
            File.WriteAllText(_folder.File("recipe.yaml"), $"name: pages\nsources:\n  - warc: {SluiceProgram.SampleCrawl}\nsteps: {steps}\n");
            JsonElement report = JsonDocument.Parse(SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", _folder.File($"pages-{n}"), "--json").Expect(3).Output).RootElement;
            return report.GetProperty("kept").GetRawText();
        })];
        Assert.Equal(kept[1], kept[0]);
    }

    [Fact]
    public void Killed_in_its_merges_it_resumes_to_the_same_bytes()
    {
        WriteCorpus(documents: 2000);
        long start = Stopwatch.GetTimestamp();
        Build("whole");
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        for (int kill = 0; kill < 6; kill++)
        {
            using Process process = SluiceProgram.Start("build", _folder.File("recipe.yaml"), "-o", _folder.File("killed"));
            if (process.WaitForExit(duration * (0.2 + random.NextDouble() * 0.8))) break;
            process.Kill();
            process.WaitForExit();
        }
        Build("killed");
        Assert.True(ReleaseDigest.Of(_folder.File("whole")) == ReleaseDigest.Of(_folder.File("killed")), $"seed {seed}");
    }

    [Fact]
    public void A_disk_that_fills_while_merges_spill_stops_the_run_and_room_lets_it_go_on()
    {
        string disk = _folder.File("disk/x")[..^2];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Shell($"mount -t tmpfs -o size=1m tmpfs {disk}"), "needs the right to mount a small file system");
        try
        {
            WriteCorpus(documents: 2000);
            Build("whole");
            int full = 0;
            SluiceProgram.Result result;
            // More room each time, so that it fills at another place each time.
            for (int kib = 1024; ; kib += 1024)
            {
                Assert.True(Shell($"mount -o remount,size={kib}k {disk}"));
                result = SluiceProgram.Run("build", _folder.File("recipe.yaml"), "-o", Path.Combine(disk, "out"));
                if (result.ExitCode == 0) break;
                Assert.Equal(1, result.ExitCode);
                Assert.True(result.Error.Contains("the disk is full", StringComparison.Ordinal), result.Error);
                full++;
            }
            output.WriteLine($"full {full} times");
            Assert.InRange(full, 3, 100);
            Assert.Equal(ReleaseDigest.Of(_folder.File("whole")), ReleaseDigest.Of(Path.Combine(disk, "out")));
        }
        finally
        {
            Shell($"umount {disk}");
        }
    }

    JsonElement Build(string release, params string[] options) => JsonDocument.Parse(
        SluiceProgram.Run(["build", _folder.File("recipe.yaml"), "-o", _folder.File(release), "--json", .. options]).Expect(0).Output).RootElement;

    // Documents of made sentences: copies, edits, shared lines and passages, equal URLs.
    void WriteCorpus(int documents)
    {
        Random random = new(5);
        List<string> texts = [];
        for (int file = 0; file < 3; file++)
        {
            using StreamWriter lines = new(_folder.File($"in/{file}.jsonl"));
            for (int n = 0; n < documents / 3; n++)
            {
                string text = texts.Count == 0 || random.Next(3) > 0 ? NewText(random) : Edited(texts[random.Next(texts.Count)], random);
                texts.Add(text);
                lines.WriteLine(JsonSerializer.Serialize(new
                {
                    id = string.Create(CultureInfo.InvariantCulture, $"{file}-{n}"),
                    text,
                    url = string.Create(CultureInfo.InvariantCulture, $"http://example.com/{random.Next(documents * 4)}"),
                    date = string.Create(CultureInfo.InvariantCulture, $"2024-01-{random.Next(1, 29):00}T00:00:00Z"),
                }));
            }
        }
        File.WriteAllText(_folder.File("recipe.yaml"), $"""
            name: duplicates
            sources:
              - jsonl: {_folder.File("in")}
            steps: {AllSteps}

            """);
    }

    static string NewText(Random random)
    {
        StringBuilder text = new();
        for (int line = random.Next(4, 12); line > 0; line--)
        {
            for (int word = random.Next(5, 40); word > 0; word--) text.Append(Word(random.Next(20_000))).Append(word % 9 == 1 ? ". " : " ");
            text.Append('\n');
        }
        return text.ToString();
    }

    // Letters only: digits count as equal.
    static string Word(int number) => new([(char)('a' + number % 26), (char)('a' + number / 26 % 26), (char)('a' + number / 676 % 26), (char)('a' + number / 17_576)]);

    static string Edited(string text, Random random)
    {
        string[] words = text.Split(' ');
        switch (random.Next(4))
        {
            case 0: return text;
            case 1:
                words[random.Next(words.Length)] = "changed";
                return string.Join(' ', words);
            case 2: return NewText(random) + text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..(text.Length / 2)] + "\n" + NewText(random);
            default: return NewText(random) + string.Join(' ', words.Skip(words.Length / 3).Take(60)) + " and then " + NewText(random);
        }
    }

    static bool Shell(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true })!;
        shell.WaitForExit();
        return shell.ExitCode == 0;
    }
}
