using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Core.Records;
using Sluice.Core.Release;
using Sluice.Core.Steps;
using Sluice.Engine.Run;

namespace Sluice.Engine.Tests.Execute;

/// <summary>Sources that find their own inputs, what the files of a repository have in common over all stages, and dropped documents that bear witness in a merge.</summary>
public sealed class RepositoryRunTests : IDisposable
{
    static readonly SourceDefinition s_source = SourceDefinition.OfRepositories<NoOptions>("repositories", "for tests", [], (shard, _) => new Reader(shard), (patterns, _, _) =>
        [.. patterns.Select(text => new FoundInput(text, text.Split(':')[0], text.Length, SHA256.HashData(Encoding.UTF8.GetBytes(text))))]);

    static readonly StepDefinition s_refuse = StepDefinition.Map<NoOptions>("refuse", "test", (_, _) => new Refuse());
    static readonly StepDefinition s_name = StepDefinition.Map<NoOptions>("name", "test", (_, _) => new NameStep());
    static readonly StepDefinition s_copies = StepDefinition.Merge<NoOptions>("copies", "test", (_, _) => new Copies());

    readonly string _folder = Directory.CreateTempSubdirectory("sluice-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Inputs_need_not_be_files_and_their_digest_decides_the_plan()
    {
        BuildResult first = Build("a", ["one:x,y"], [s_name]), same = Build("b", ["one:x,y"], [s_name]), other = Build("c", ["one:x,z"], [s_name]);
        Assert.Equal(2, first.Kept);
        Assert.Equal(Lock("a"), Lock("b"));
        Assert.NotEqual(Lock("a"), Lock("c"));
        Assert.Equal(2, other.Kept);
    }

    [Fact]
    public void Files_know_their_repository_in_every_stage_and_the_release_gets_them_all()
    {
        Build("out", ["one:x,y", "two:x,z"], [s_name, s_copies, s_name]);
        Assert.Equal(["one/x\tone\tx", "one/y\tone\ty", "two/z\ttwo\tz"], Data("out"));
        Assert.Equal(["one LICENSE of one cut: one/x one/y", "two LICENSE of two cut: two/z"], File.ReadAllLines(Path.Combine(_folder, "out", "attribution")));
    }

    [Fact]
    public void A_witness_is_accounted_for_once_and_takes_its_copies_with_it()
    {
        // z!: refused, and a witness; the copies of z in other repositories go with it, whatever their order.
        BuildResult result = Build("out", ["one:x,z", "two:z!,y", "three:z"], [s_refuse, s_copies, s_name]);
        Assert.Equal((5, 2, 3), (result.Records, result.Kept, result.Dropped));
        Assert.Equal(["one/x\tone\tx", "two/y\ttwo\ty"], Data("out"));
        Assert.Equal(
            ["one/x Kept  ", "one/z Dropped copies.of-refused two/z", "two/z Dropped refuse.mark ", "two/y Kept  ", "three/z Dropped copies.of-refused two/z"],
            File.ReadAllLines(Path.Combine(_folder, "out", "ledger", "ledger-00000-of-00001.parquet")));
        Assert.Equal([5L, 5L, 4L, 2L], result.Steps.Select(step => step.In));
    }

    [Fact]
    public void A_layout_gets_each_repository_whole_and_data_files_are_cut_between_them()
    {
        Build("out", ["one:a,b,c", "two:z!", "three:d,e", "four:f"], [s_refuse, s_name], layout: new Reversed());
        Assert.Equal(
            [["one/c\tone\tc", "one/b\tone\tb", "one/a\tone\ta"], ["three/e\tthree\te", "three/d\tthree\td"], ["four/f\tfour\tf"]],
            Directory.EnumerateFiles(Path.Combine(_folder, "out", "data")).Order(StringComparer.Ordinal).Select(File.ReadAllLines));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Workers_change_no_byte(int workers)
    {
        string[] inputs = [.. Enumerable.Range(0, 20).Select(n => $"r{n}:" + string.Join(',', Enumerable.Range(0, 50).Select(i => $"f{i * (n + 3) % 97}{((i + n) % 11 == 0 ? "!" : "")}")))];
        Build("base", inputs, [s_refuse, s_copies, s_name], 2);
        Build("other", inputs, [s_refuse, s_copies, s_name], workers);
        Assert.Equal(Data("base"), Data("other"));
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "base", "checksums.txt")), File.ReadAllText(Path.Combine(_folder, "other", "checksums.txt")));
    }

    string[] Data(string output) => File.ReadAllLines(Path.Combine(_folder, output, "data", "train-00000-of-00001.parquet"));

    string Lock(string output) => File.ReadAllText(Path.Combine(_folder, output, "recipe.lock.yaml"));

    BuildResult Build(string output, string[] inputs, StepDefinition[] steps, int workers = 2, IRepositoryLayout? layout = null)
    {
        Recipe recipe = new()
        {
            Name = "test",
            Sources = [new(s_source, inputs, new NoOptions(), null)],
            Steps = [.. steps.Select(step => new RecipeStep(step, new NoOptions(), null))],
            Release = layout is null ? new() : new() { ShardSize = new(1) },
        };
        return new Build(new Format(layout), "test").Run(recipe, new() { Output = Path.Combine(_folder, output), Workers = workers }, default);
    }

    public sealed record NoOptions : IStepOptions;

    /// <summary>The repository <c>name:file,file</c>; a file's text is its name.</summary>
    sealed class Reader(Shard shard) : IShardReader, IRecordBatch
    {
        bool _isGiven;

        public Repository Repository { get; } = new() { Name = shard.Name, RightsFiles = [new("LICENSE", "", Encoding.UTF8.GetBytes("LICENSE of " + shard.Name)) { Unread = "cut" }] };

        public long HeldBytes => 0;

        public IRecordBatch? NextBatch()
        {
            if (_isGiven) return null;
            _isGiven = true;
            return this;
        }

        public BatchRange Read(IRecordSink sink, Document document, long? start)
        {
            foreach (string file in shard.Path.Split(':')[1].Split(','))
            {
                document.Reset();
                (document.Path, document.Repository) = (file.TrimEnd('!'), Repository);
                document.Id = shard.Name + "/" + document.Path;
                document.Origin = new() { File = shard.Name };
                document.SetText(Encoding.UTF8.GetBytes(file));
                sink.Document(document);
            }
            return new(0, shard.Bytes);
        }

        public void Dispose() { }
    }

    sealed class Refuse : IStep
    {
        public Verdict Apply(Document document, Measurements measurements) => document.Text.EndsWith("!"u8) ? Verdict.Drop("refuse.mark") with { IsWitness = true } : Verdict.Keep;
    }

    sealed class NameStep : IStep
    {
        public Verdict Apply(Document document, Measurements measurements)
        {
            document.Metadata.Set("repository", document.Repository!.Name);
            return Verdict.Keep;
        }
    }

    /// <summary>Of equal texts the first stays, and none where one was refused.</summary>
    sealed class Copies : IMergeStep
    {
        public bool TakesWitnesses => true;

        public void WriteKey(Document document, IBufferWriter<byte> key)
        {
            Assert.Equal(document.Text.EndsWith("!"u8), !document.DroppedBy.IsKept);
            key.Write(document.Text);
        }

        public IMerge StartMerge(MergeContext context) => new Merge();

        sealed class Merge : IMerge
        {
            readonly Dictionary<string, List<(long Document, bool IsRefused)>> _byText = new(StringComparer.Ordinal);

            public void Add(long document, ReadOnlySpan<byte> key, long at)
            {
                string text = Encoding.UTF8.GetString(key);
                if (!_byText.TryGetValue(text.TrimEnd('!'), out List<(long, bool)>? same)) _byText[text.TrimEnd('!')] = same = [];
                same.Add((document, text.EndsWith('!')));
            }

            public IEnumerable<MergeDecision> Decide() => _byText.Values.SelectMany(same => same.Select(one => Decide(one.Document, same))).OrderBy(decision => decision.Document);

            static MergeDecision Decide(long document, List<(long Document, bool IsRefused)> same)
            {
                int refused = same.FindIndex(one => one.IsRefused);
                if (refused >= 0) return new(document, Verdict.Drop("copies.of-refused"), same[refused].Document, 1, -1, 1);
                return document == same[0].Document ? new(document, Verdict.Keep, -1, 0, -1, 1) : new(document, Verdict.Drop("copies.repeated"), same[0].Document, 1, -1, 1);
            }

            public void Dispose() { }
        }
    }

    sealed class Reversed : IRepositoryLayout
    {
        public IEnumerable<ReleasedDocument> Arrange(IEnumerable<ReleasedDocument> files, CancellationToken cancellation) =>
            files.Select(file => new ReleasedDocument { Id = file.Id, Repository = file.Repository, Path = file.Path }).Reverse();
    }

    sealed class Format(IRepositoryLayout? layout) : IReleaseFormat
    {
        public IRepositoryLayout? LayoutOf(RecipeRelease release) => layout;

        public void WriteDocuments(string path, IEnumerable<ReleasedDocument> documents, bool ofRepositories, CancellationToken cancellation)
        {
            Assert.True(ofRepositories);
            File.WriteAllLines(path, documents.Select(d => string.Join('\t', d.Id, d.Repository, d.Path)));
        }

        public void WriteLedger(string path, IEnumerable<LedgerRow> rows, IReadOnlyList<string> stepNames, ReleaseSums sums, CancellationToken cancellation) =>
            File.WriteAllLines(path, rows.Select(r => $"{r.Id} {r.Outcome} {r.Rule} {r.DuplicateOf}"));

        public void WriteAttribution(string folder, IEnumerable<RepositoryUse> repositories, ReleaseSummary summary, CancellationToken cancellation) =>
            File.WriteAllLines(Path.Combine(folder, "attribution"), repositories.Select(r => $"{r.Repository.Name} {Encoding.UTF8.GetString(r.Repository.RightsFiles[0].Bytes.Span)} {r.Repository.RightsFiles[0].Unread}: {string.Join(' ', r.Kept.Select(row => row.Id))}"));

        public void Describe(string folder, ReleaseSummary summary, CancellationToken cancellation) { }
    }
}
