using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Engine.Index;
using Sluice.Engine.Run;
using Sluice.Engine.Tests.Execute;

namespace Sluice.Engine.Tests.Index;

public sealed class AgainstTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("sluice-against-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 4, 1)]
    [InlineData(3, 2, 2)]
    public void Crawl_by_crawl_gives_what_all_at_once_gives(int first, int second, int workers)
    {
        for (int file = 0; file < 7; file++) RandomInput($"{file}.txt", file, 200);
        Build("whole", [.. Enumerable.Range(0, 7).Select(i => $"{i}.txt")]);
        int[][] crawls = [[.. Enumerable.Range(0, first)], [.. Enumerable.Range(first, second)], [.. Enumerable.Range(first + second, 7 - first - second)]];
        List<string> earlier = [];
        foreach (int[] crawl in crawls)
        {
            string name = "crawl-" + earlier.Count;
            Build(name, [.. crawl.Select(i => $"{i}.txt")], earlier, workers: workers);
            earlier.Add(Release(name));
        }
        Assert.Equal(Verdicts("whole"), earlier.SelectMany(release => Verdicts(Path.GetFileName(release))));
        Assert.Contains(Ledger("crawl-2"), row => row.Contains("\tin " + Release("crawl-0"), StringComparison.Ordinal));
        Assert.Contains(Ledger("crawl-2"), row => row.Contains("\tin " + Release("crawl-1"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_a_later_step_dropped_still_stands_in_the_index()
    {
        Input("a.txt", "id=1 short one", "id=2 long enough to be kept two");
        Input("b.txt", "id=3 another text one", "id=4 another text three");
        Build("a", ["a.txt"], lengthMin: 20);
        Assert.Equal(["1", "2"], Ids("a"));
        Build("b", ["b.txt"], [Release("a")], lengthMin: 20);
        Assert.Equal(["4"], Kept("b"));
        Assert.Contains(Ledger("b"), row => row.StartsWith("3\t", StringComparison.Ordinal) && row.Contains($"\tin {Release("a")}\t1\t1\t", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_taken_out_lets_its_next_copy_stay()
    {
        Input("a.txt", "id=1 a text one", "id=2 a text two", "id=2 a text three");
        Input("b.txt", "id=5 a later one", "id=6 a later two", "id=7 a later three");
        Build("a", ["a.txt"]);
        RemovalResult removal = IndexRemoval.Run(Release("a"), ["2", "nobody"], TestContext.Current.CancellationToken);
        Assert.Equal(["nobody"], removal.Unknown);
        Assert.Equal([("same-word.idx", 1L, 2L)], removal.Files.Select(f => (f.File, f.Removed, f.After.Documents)));
        Assert.Equal(["1", "2#2"], Ids("a"));
        string after = Checksums("a");
        Assert.Contains(removal.Files[0].After.Sha256 + "  index/same-word.idx\n", after, StringComparison.Ordinal);
        Build("b", ["b.txt"], [Release("a")]);
        Assert.Equal(["6"], Kept("b"));
        // Again: nothing is left to do, and a finished build stays finished.
        Assert.Equal(0, IndexRemoval.Run(Release("a"), ["2"], TestContext.Current.CancellationToken).Files[0].Removed);
        Assert.Equal(after, Checksums("a"));
        Assert.True(Build("a", ["a.txt"]).WasDone);
        Assert.Equal(["1", "2#2"], Ids("a"));
    }

    [Fact]
    public void Checksums_are_mended_by_a_second_call_where_the_first_was_killed_before_it()
    {
        Input("a.txt", "id=1 a text one", "id=2 a text two");
        Build("a", ["a.txt"]);
        string before = Checksums("a");
        IndexRemoval.Run(Release("a"), ["2"], TestContext.Current.CancellationToken);
        string after = Checksums("a");
        File.WriteAllText(Path.Combine(_folder, "a", "checksums.txt"), before);
        IndexRemoval.Run(Release("a"), ["2"], TestContext.Current.CancellationToken);
        Assert.Equal(after, Checksums("a"));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "a", "index")));
    }

    [Theory]
    [InlineData("1", "<urn:uuid:0f5c7a52-7f2e-4c1e-9d3a-000000000001>")]
    [InlineData("0f5c7a52-7f2e-4c1e-9d3a-000000000001", "<urn:uuid:0f5c7a52-7f2e-4c1e-9d3a-000000000001>")]
    [InlineData("urn:uuid:0f5c7a52-7f2e-4c1e-9d3a-000000000001", "<urn:uuid:0f5c7a52-7f2e-4c1e-9d3a-000000000001>")]
    public void Ids_of_records_may_be_given_without_brackets(string given, string id)
    {
        Input("a.txt", $"id={id} a text one");
        Build("a", ["a.txt"]);
        Assert.Equal(given != "1", IndexRemoval.Run(Release("a"), [given], TestContext.Current.CancellationToken).Unknown.Count == 0);
    }

    [Fact]
    public void Another_kind_is_refused_with_both_kinds()
    {
        Input("a.txt", "id=1 a text one");
        Build("a", ["a.txt"]);
        string message = Refused([Release("a")], kind: "letters").Message;
        Assert.Contains("it has 'same-word, plain', the recipe asks for 'same-word, letters'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_together_before_a_byte_is_read()
    {
        Input("a.txt", "id=1 a text one");
        Build("a", ["a.txt"]);
        Build("none", ["a.txt"], index: false);
        string index = Path.Combine(_folder, "a", "index", "same-word.idx");
        string damaged = Path.Combine(_folder, "damaged.idx"), short_ = Path.Combine(_folder, "short.idx"), other = Path.Combine(_folder, "in", "a.txt");
        byte[] bytes = File.ReadAllBytes(index);
        File.WriteAllBytes(short_, bytes[..^3]);
        bytes[^60] ^= 4;
        File.WriteAllBytes(damaged, bytes);
        SluiceException refused = Refused([Release("a"), index, Release("none"), Release("nowhere"), damaged, short_, other]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(6, refused.Errors.Count);
        Assert.All(refused.Errors, error => Assert.NotNull(error.Hint));
        Assert.Contains("twice", refused.Errors[0].What, StringComparison.Ordinal);
        Assert.Contains("keeps no index of same-word", refused.Errors[1].What, StringComparison.Ordinal);
        Assert.Contains("there is no release", refused.Errors[2].What, StringComparison.Ordinal);
        Assert.Contains("checksum", refused.Errors[3].What, StringComparison.Ordinal);
        Assert.Contains("cut short", refused.Errors[4].What, StringComparison.Ordinal);
        Assert.Contains("not an index", refused.Errors[5].What, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "refused", ".run", "stages")));
    }

    [Fact]
    public void The_index_belongs_to_the_plan()
    {
        Input("a.txt", "id=1 a text one", "id=2 a text two");
        Input("b.txt", "id=3 a text one");
        Build("a", ["a.txt"]);
        Build("b", ["b.txt"], [Release("a")]);
        string digest = IndexReader.Check(Path.Combine(_folder, "a", "index", "same-word.idx"), TestContext.Current.CancellationToken).Sha256;
        Assert.Contains($"sha256: {digest}", File.ReadAllText(Path.Combine(_folder, "b", "recipe.lock.yaml")), StringComparison.Ordinal);
        Assert.True(Build("b", ["b.txt"], [Release("a")]).WasDone);
        IndexRemoval.Run(Release("a"), ["1"], TestContext.Current.CancellationToken);
        Assert.Contains("another plan", Assert.Throws<SluiceException>(() => Build("b", ["b.txt"], [Release("a")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_stands_twice_has_two_indexes_and_finds_the_same_one_again()
    {
        Input("a.txt", "id=1 short one", "id=2 a text that is long two");
        Input("b.txt", "id=3 a text that is long one", "id=4 a text that is long two");
        BuildTwice("a", "a.txt", []);
        Assert.Equal(["same-word-2.idx", "same-word.idx"], Directory.GetFiles(Path.Combine(_folder, "a", "index")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["2"], Ids("a", "same-word-2.idx"));
        // Only the second asks for earlier documents, and document 1 was not there any more.
        BuildTwice("b", "b.txt", [Release("a")]);
        Assert.Equal(["3"], Kept("b"));
    }

    [Fact]
    public void A_build_that_was_stopped_goes_on_to_the_same_index_whatever_the_workers()
    {
        for (int file = 0; file < 4; file++) RandomInput($"{file}.txt", file, 300);
        string[] files = ["1.txt", "2.txt", "3.txt"];
        Build("earlier", ["0.txt"]);
        Build("whole", files, [Release("earlier")], workers: 1);
        byte[] whole = File.ReadAllBytes(Path.Combine(_folder, "whole", "index", "same-word.idx"));
        string stopped = Path.Combine(_folder, "stopped");
        for (int time = 0; time < 4; time++)
        {
            // Before the index, behind it, and between the file and its marker.
            StoppingFormat format = new() { StopAtLedger = time == 0, StopAtCard = time > 0 };
            Assert.ThrowsAny<OperationCanceledException>(() => Build("stopped", files, [Release("earlier")], workers: 3, format: format));
            if (time == 2) File.Delete(Path.Combine(stopped, ".run", "stages", "release", "merge-0-index.done"));
            Directory.CreateDirectory(Path.Combine(stopped, "index"));
            File.WriteAllText(Path.Combine(stopped, "index", "same-word.idx.partial"), "half");
        }
        Build("stopped", files, [Release("earlier")], workers: 3);
        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(stopped, "index", "same-word.idx")));
        Assert.Equal(Checksums("whole"), Checksums("stopped"));
        Assert.DoesNotContain(Directory.GetFiles(stopped, "*", SearchOption.AllDirectories), file => file.EndsWith(".partial", StringComparison.Ordinal));
    }

    SluiceException Refused(IReadOnlyList<string> against, string kind = "plain") => Assert.Throws<SluiceException>(() => Build("refused", ["a.txt"], against, kind: kind));

    void Input(string name, params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "in"));
        File.WriteAllText(Path.Combine(_folder, "in", name), string.Concat(lines.Select(l => l + "\n")));
    }

    void RandomInput(string name, int seed, int lines)
    {
        Random random = new(seed);
        Input(name, [.. Enumerable.Range(0, lines).Select(i => random.Next(10) switch
        {
            0 => "!broken",
            1 => "tiny",
            2 => $"id=same a text with the number {random.Next(900)}",
            _ => $"id={seed}-{i} a text of {new string('x', random.Next(100))} that ends with {random.Next(900)}",
        })]);
    }

    BuildResult Build(string output, IReadOnlyList<string> files, IReadOnlyList<string>? against = null, bool index = true, string kind = "plain", int lengthMin = 0, int workers = 2, Core.Release.IReleaseFormat? format = null) =>
        Run(output, files, workers, format,
            new(TestSteps.Shout, new TestSteps.NoOptions(), null),
            new(SameWordStep.Definition, new SameWordStep.Options { Index = index, Against = against ?? [], Kind = kind }, "recipe.yaml:4:5"),
            new(TestSteps.Length, new TestSteps.LengthOptions { BytesMin = lengthMin }, null));

    void BuildTwice(string output, string file, IReadOnlyList<string> against) => Run(output, [file], 2, null,
        new(SameWordStep.Definition, new SameWordStep.Options { Index = true }, null), new(TestSteps.Length, new TestSteps.LengthOptions { BytesMin = 20 }, null),
        new(SameWordStep.Definition, new SameWordStep.Options { Index = true, Against = against }, null));

    BuildResult Run(string output, IReadOnlyList<string> files, int workers, Core.Release.IReleaseFormat? format, params RecipeStep[] steps)
    {
        Recipe recipe = new()
        {
            Name = "test",
            Sources = [new(LineSource.Definition, [.. files.Select(f => Path.Combine(_folder, "in", f))], new LineSource.Options { BatchBytes = 2000 }, null)],
            Steps = steps,
        };
        return new Build(format ?? new TextRelease(), "test").Run(recipe, new() { Output = Release(output), Workers = workers }, TestContext.Current.CancellationToken);
    }

    string Release(string name) => Path.Combine(_folder, name);

    string Checksums(string output) => File.ReadAllText(Path.Combine(_folder, output, "checksums.txt"));

    string[] Ledger(string output) => File.ReadAllLines(Path.Combine(_folder, output, "ledger", "ledger-00000-of-00001.parquet"));

    // Origin, outcome, rule and the document that stays. Repeated ids count in each release by itself, so they are told by their base.
    IEnumerable<string> Verdicts(string output) => Ledger(output).Select(row => row.Split('\t'))
        .Select(f => string.Join(' ', Base(f[0]), f[1], f[2], f[4], f[6], Base(f[10])));

    static string Base(string id) => id.Split('#')[0];

    IEnumerable<string> Kept(string output) => Ledger(output).Select(row => row.Split('\t')).Where(f => f[4] == "Kept").Select(f => f[0]);

    IEnumerable<string> Ids(string output, string file = "same-word.idx")
    {
        using IndexReader reader = new(Path.Combine(_folder, output, "index", file));
        while (reader.Read()) yield return reader.Id;
    }

    /// <summary>Stops a run while the release is being written.</summary>
    sealed class StoppingFormat : Core.Release.IReleaseFormat
    {
        readonly TextRelease _inner = new();
        public bool StopAtLedger { get; init; }
        public bool StopAtCard { get; init; }

        public void WriteDocuments(string path, IEnumerable<Core.Release.ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation) =>
            _inner.WriteDocuments(path, documents, ofRepositories, cancellation);

        public void WriteLedger(string path, IEnumerable<Core.Release.LedgerRow> rows, IReadOnlyList<string> stepNames, Core.Release.ReleaseSums sums, CancellationToken cancellation)
        {
            if (StopAtLedger) throw new OperationCanceledException();
            _inner.WriteLedger(path, rows, stepNames, sums, cancellation);
        }

        public void WriteAttribution(string folder, IEnumerable<Core.Release.RepositoryUse> repositories, Core.Release.ReleaseSummary summary, CancellationToken cancellation) { }

        public void Describe(string folder, Core.Release.ReleaseSummary summary, CancellationToken cancellation)
        {
            if (StopAtCard) throw new OperationCanceledException();
            _inner.Describe(folder, summary, cancellation);
        }
    }
}
