using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Steps;
using Sluice.Engine.Run;

namespace Sluice.Engine.Tests.Execute;

public sealed class LocalRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("sluice-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_record_has_one_row_and_the_sums_add_up()
    {
        Input("a.txt", "a first text that is long enough", "short", "!broken", "?request", "?request", "another text with status404", "a text with poison inside", "a second text with the same enough");
        BuildResult result = Build("out");
        Assert.Equal((6, 1, 4, 1), (result.Records, result.Kept, result.Dropped, result.Quarantined));
        Assert.Equal([KeyValuePair.Create("request", 2L)], result.Skipped);
        Assert.Equal(["read", "length", "shout", "same-end", "shout"], result.Steps.Select(s => s.Name));
        Assert.Equal([5L, 4L, 2L, 2L, 1L], result.Steps.Select(s => s.In));
        string[] ledger = Ledger("out");
        Assert.Equal(6, ledger.Length);
        Assert.Contains("\tDropped\tlength\tlength.short\t5\t10\t", ledger[1], StringComparison.Ordinal);
        Assert.Contains("\tQuarantined\tread\ttest-broken\t", ledger[2], StringComparison.Ordinal);
        Assert.Contains("\tDropped\tread\tread.http-status\t404\t299\t", ledger[3], StringComparison.Ordinal);
        Assert.Contains("\tDropped\tlength\tlength.failed\t\t\tInvalidOperationException", ledger[4], StringComparison.Ordinal);
        string kept = ledger[0].Split('\t')[0];
        Assert.Contains($"\tDropped\tsame-end\tsame-end.end\t1\t1\t\t{kept}\t1\t2\t", ledger[5], StringComparison.Ordinal);
        Assert.Contains("enough!!", File.ReadAllText(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Workers_and_false_starts_change_no_byte(int workers, bool startsFalsely)
    {
        RandomInputs(files: 5, lines: 400);
        Build("one", workers: 1, batchBytes: 1 << 20);
        Build("other", workers: workers, batchBytes: 50, startsFalsely: startsFalsely, sameSources: true);
        Assert.Equal(Digest("one"), Digest("other"));
    }

    [Fact]
    public void Repeated_ids_are_numbered_in_input_order_everywhere()
    {
        Input("a.txt", "id=x a text of the first file", "id=x short", "id=y a text");
        Input("b.txt", "id=x another text of the second");
        Build("out", steps: [new(TestSteps.Shout, new TestSteps.NoOptions(), null)]);
        Assert.Equal(["x", "x#2", "y", "x#3"], Ledger("out").Select(r => r.Split('\t')[0]));
        Assert.Equal(["x", "x#2", "y", "x#3"], File.ReadLines(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")).Select(r => r.Split('\t')[0]));
    }

    [Fact]
    public void Numbers_of_repeats_never_meet_an_id_of_the_input()
    {
        Input("a.txt", "id=d a text", "id=d#2 a text", "id=d a text", "id=d#2 a text", "id=d a text", "id=d#2#2 a text", "id=page#1 a text", "id=page#2 a text");
        Build("out", steps: [new(TestSteps.Shout, new TestSteps.NoOptions(), null)]);
        Assert.Equal(["d", "d#2#1", "d#2", "d#2#2", "d#3", "d#2#2#1", "page#1", "page#2"], Ledger("out").Select(r => r.Split('\t')[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_limit_takes_the_first_records_in_input_order(int limit)
    {
        Input("a.txt", [.. Enumerable.Range(0, 5).Select(i => $"text number {i} of the first")]);
        Input("b.txt", [.. Enumerable.Range(0, 5).Select(i => $"text number {i} of the second")]);
        BuildResult result = Build("out", limit: limit, batchBytes: 60, workers: 4);
        Assert.Equal(Math.Min(10, limit), result.Records);
        Assert.Equal(Math.Min(10, limit), Ledger("out").Length);
        Assert.Equal(Enumerable.Range(0, Math.Min(10, limit)).Select(i => i < 5 ? "a.txt" : "b.txt"), Ledger("out").Select(r => Path.GetFileName(r.Split('\t')[1])));
    }

    [Fact]
    public void Another_recipe_or_input_is_refused_with_both_digests()
    {
        Input("a.txt", "a text that is long enough");
        string first = Build("out").PlanDigest;
        SluiceException other = Assert.Throws<SluiceException>(() => Build("out", steps: [new(TestSteps.Length, new TestSteps.LengthOptions { BytesMin = 11 }, null)]));
        Assert.Equal(2, other.ExitCode);
        Assert.Contains(first, other.Message, StringComparison.Ordinal);
        Input("a.txt", "a text that is long and changed");
        Assert.Contains(first, Assert.Throws<SluiceException>(() => Build("out")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_changes_documents_that_stay()
    {
        Input("a.txt", "one end", "two end", "end", "a poison end");
        Input("b.txt", "three end", "four other");
        BuildResult result = Build("out", steps: [new(TestSteps.CutEnd, new TestSteps.NoOptions(), null), new(TestSteps.Shout, new TestSteps.NoOptions(), null)]);
        Assert.Equal(["one end!", "two !", "three !", "four other!"], File.ReadLines(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")).Select(r => r.Split('\t')[1]));
        Assert.Equal(["", "", "cut-end.empty", "cut-end.failed", "", ""], Ledger("out").Select(r => r.Split('\t')[6]));
        Assert.Equal([KeyValuePair.Create("ends-cut", 4.0)], result.Steps[1].Figures);
    }

    [Fact]
    public void A_document_that_a_later_merge_cuts_stays_in_its_cluster()
    {
        Input("a.txt", "some lone", "some b", "other b");
        Build("out", steps: [new(TestSteps.SameEnd, new TestSteps.NoOptions(), null), new(TestSteps.CutStart, new TestSteps.NoOptions(), null)]);
        Assert.Equal(["some lone False 1", "cut True 2"],
            File.ReadLines(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")).Select(r => r.Split('\t')).Select(r => $"{r[1]} {r[5] == r[0]} {r[6]}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Decisions_reach_their_documents_in_any_batch(int workers)
    {
        for (int file = 0; file < 3; file++)
            Input($"{file}.txt", [.. Enumerable.Range(0, 3000).Select(n => $"document {file} {n} w{(file * 3000 + n) * 7919 % 2003}")]);
        Build("out", workers: workers, batchBytes: 400, steps: [new(TestSteps.CutEnd, new TestSteps.NoOptions(), null)]);
        HashSet<string> ends = [];
        IEnumerable<string> expected = Enumerable.Range(0, 9000).Select(n => $"document {n / 3000} {n % 3000} w{n * 7919 % 2003}")
            .Select(text => ends.Add(text.Split(' ')[^1]) ? text : text[..(text.LastIndexOf(' ') + 1)]);
        Assert.Equal(expected, File.ReadLines(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")).Select(r => r.Split('\t')[1]));
    }

    [Fact]
    public void A_finished_build_is_not_done_again()
    {
        Input("a.txt", "a text that is long enough");
        Assert.False(Build("out").WasDone);
        Assert.True(Build("out").WasDone);
        File.Delete(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet"));
        Assert.False(Build("out").WasDone);
    }

    [Fact]
    public void Nothing_kept_still_gives_a_release()
    {
        Input("a.txt", "no");
        Assert.Equal(0, Build("out").Kept);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "data", "train-00000-of-00001.parquet")));
    }

    [Fact]
    public void An_empty_file_is_a_shard_without_records()
    {
        Input("a.txt");
        Assert.Equal(0, Build("out").Records);
    }

    [Fact]
    public void Data_is_cut_by_text_bytes()
    {
        Input("a.txt", [.. Enumerable.Range(0, 100).Select(i => $"text number {i} {new string('x', 100)}{i}")]);
        Build("out", shardBytes: 1024);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(_folder, "out", "data")).Order(StringComparer.Ordinal)];
        Assert.True(files.Length > 8, $"{files.Length} files");
        Assert.Equal(100, files.Sum(f => File.ReadLines(f).Count()));
    }

    [Fact]
    public void Samples_hold_the_first_by_hash_whatever_the_batches()
    {
        Input("a.txt", [.. Enumerable.Range(0, 1000).Select(i => $"s{i}")]);
        Build("one", workers: 1, batchBytes: 1 << 20);
        Build("other", workers: 4, batchBytes: 30, sameSources: true);
        string[] one = File.ReadAllLines(Path.Combine(_folder, "one", "samples", "length.short.jsonl"));
        Assert.Equal(200, one.Length);
        Assert.Equal(one, File.ReadAllLines(Path.Combine(_folder, "other", "samples", "length.short.jsonl")));
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_to_the_same_bytes()
    {
        RandomInputs(files: 6, lines: 200);
        Build("whole");
        for (int stopAfter = 1; stopAfter < 2000; stopAfter *= 3)
        {
            StoppingStep.Countdown = stopAfter;
            try
            {
                Assert.ThrowsAny<OperationCanceledException>(() => Build("stopped", stopping: true));
            }
            finally
            {
                StoppingStep.Countdown = int.MaxValue;
            }
        }
        Build("stopped", stopping: true);
        Assert.Equal(Digest("whole", data: true), Digest("stopped", data: true));
    }

    void Input(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "in"));
        File.WriteAllText(Path.Combine(_folder, "in", name), string.Concat(lines.Select(l => l + "\n")));
    }

    void RandomInputs(int files, int lines)
    {
        Random random = new(7);
        for (int file = 0; file < files; file++)
        {
            Input($"{file}.txt", [.. Enumerable.Range(0, lines).Select(_ => random.Next(12) switch
            {
                0 => "!broken",
                1 => "?request",
                2 => "tiny",
                3 => "a text with poison",
                4 => $"id=same a text with the number {random.Next(100)}",
                _ => $"a text of {new string('x', random.Next(200))} that ends with {random.Next(300)}",
            })]);
        }
    }

    BuildResult Build(string output, int workers = 2, int batchBytes = 64, bool startsFalsely = false, bool sameSources = false, long? limit = null, long shardBytes = 1 << 20,
        IReadOnlyList<RecipeStep>? steps = null, bool stopping = false)
    {
        // The options of the test's source are in the plan's digest, which the release carries: taken out where releases are compared.
        _ = sameSources;
        using CancellationTokenSource cancellation = new();
        StoppingStep.Cancellation = cancellation;
        Recipe recipe = new()
        {
            Name = "test",
            Sources = [new(LineSource.Definition, [Path.Combine(_folder, "in")], new LineSource.Options { BatchBytes = batchBytes, StartsFalsely = startsFalsely }, null)],
            Steps = steps ?? [
                stopping ? new(StoppingStep.Definition, new TestSteps.LengthOptions(), null) : new(TestSteps.Length, new TestSteps.LengthOptions(), null),
                new(TestSteps.Shout, new TestSteps.NoOptions(), null), new(TestSteps.SameEnd, new TestSteps.NoOptions(), null), new(TestSteps.Shout, new TestSteps.NoOptions(), null)],
            Release = new() { ShardSize = new(shardBytes) },
        };
        return new Build(new TextRelease(), "test").Run(recipe, new() { Output = Path.Combine(_folder, output), Workers = workers, Limit = limit }, cancellation.Token);
    }

    string[] Ledger(string output) => File.ReadAllLines(Path.Combine(_folder, output, "ledger", "ledger-00000-of-00001.parquet"));

    string Digest(string output, bool data = false)
    {
        string root = Path.Combine(_folder, output);
        StringBuilder all = new();
        foreach (string file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(root, file);
            // The lock file and its checksum tell the batch size; step names differ where a step that stops is used.
            if (name.StartsWith(".run", StringComparison.Ordinal) || name is "recipe.lock.yaml" or "checksums.txt" || (data && name is "README.md")) continue;
            all.Append(name).Append(' ').AppendLine(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
        }
        return all.ToString();
    }

    /// <summary>The length step, which also asks the run to stop after so many documents.</summary>
    static class StoppingStep
    {
        public static int Countdown = int.MaxValue;
        public static CancellationTokenSource? Cancellation;

        public static StepDefinition Definition { get; } = StepDefinition.Map<TestSteps.LengthOptions>("length", "test", (options, resources) => new Step(TestSteps.Length.Create(options, resources)));

        sealed class Step(IStep inner) : IStep
        {
            public Verdict Apply(Document document, Measurements measurements)
            {
                if (Interlocked.Decrement(ref Countdown) == 0) Cancellation!.Cancel();
                return inner.Apply(document, measurements);
            }
        }
    }
}
