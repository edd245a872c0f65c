using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Keep;
using Sluice.Curate.Dedup.MinHash;

namespace Sluice.Curate.Tests.Dedup.MinHash;

public sealed class CopiesOfCodeTests
{
    const string OptedOut = "consent.opted-out", Laundering = "license-laundering.stricter-original", Near = "near-duplicates.near-duplicate";

    // Bands that miss no pair at the threshold.
    static readonly NearDuplicatesOptions s_options = new() { ShingleOf = ShingleUnit.CodeTokens, Similarity = 0.7, Keep = KeepOrder.Original, Bands = 64, Rows = 2 };

    [Fact]
    public void Copies_of_an_opted_out_file_go_wherever_they_are_and_it_stays_for_nobody()
    {
        string code = CodeFile.Code(1, 20);
        CodeFile[] files =
        [
            new("a/copy.c", code, "a") { Date = "1999-01-01" },
            new("b/near.c", code + CodeFile.Code(2, 2), "b"),
            new("jane/tool/x.c", code, "jane/tool") { OptedOut = "OO-1", Date = "2020-01-01" },
            new("jane/tool/y.c", code, "jane/tool") { OptedOut = "OO-1", Date = "2020-01-01" },
            new("c/other.c", CodeFile.Code(3, 20), "c"),
            new("d/other.c", CodeFile.Code(3, 20), "d"),
        ];
        foreach (KeepOrder keep in (KeepOrder[])[KeepOrder.Original, KeepOrder.First])
        {
            Dictionary<string, MergeDecision> decisions = Run(s_options with { Keep = keep }, files, out _);
            foreach (string id in (string[])["a/copy.c", "b/near.c"])
            {
                Assert.Equal((OptedOut, "OO-1", 0.7), (decisions[id].Verdict.Rule, decisions[id].Verdict.Evidence, decisions[id].Verdict.Threshold));
                Assert.Equal("jane/tool/x.c", files[decisions[id].DuplicateOf].Id);
            }
            Assert.Equal(1, decisions["a/copy.c"].Similarity);
            Assert.Equal(CodeFile.Similarity(files[1], files[2]), decisions["b/near.c"].Similarity, 1e-9);
            Assert.DoesNotContain("jane/tool/x.c", decisions.Keys);
            Assert.Equal(Near, decisions["d/other.c"].Verdict.Rule);
        }
    }

    [Theory] // Equal and near; as a witness and by an older, stricter license.
    [InlineData("LICENSE", true)]
    [InlineData("docs/CODE_OF_CONDUCT.md", true)]
    [InlineData(".gitignore", true)]
    [InlineData("src/license.c", false)]
    [InlineData("README.md", false)]
    [InlineData("package.json", false)]
    public void License_texts_and_other_boilerplate_neither_testify_nor_go_for_testimony(string path, bool isBoilerplate)
    {
        string text = CodeFile.Code(1, 20), other = CodeFile.Code(2, 20), third = CodeFile.Code(3, 20);
        CodeFile[] files =
        [
            new("out/1", text, "out") { Path = path, OptedOut = "OO-1", Date = "2020-01-01" },
            new("a/1", text + CodeFile.Code(4, 2), "a") { Path = "x.c" }, // Not told by boilerplate.
            new("out/2", other, "out") { Path = "x.c", OptedOut = "OO-1" },
            new("b/2", other, "b") { Path = path }, // Not told of, as boilerplate.
            new("c/3", third, "c") { Path = path, Date = "1999-01-01", Category = "strong-copyleft", License = "GPL-2.0-only", IsRefused = true },
            new("d/3", third, "d") { Path = path, Date = "2020-01-01", Category = "permissive", License = "MIT" },
            new("e/4", CodeFile.Code(5, 20), "e") { Path = path },
            new("f/4", CodeFile.Code(5, 20), "f") { Path = path },
        ];
        Dictionary<string, MergeDecision> decisions = Run(s_options, files, out _);
        Assert.Equal(isBoilerplate ? [] : ["a/1", "b/2", "d/3"], decisions.Where(d => d.Value.Verdict.Rule is OptedOut or Laundering).Select(d => d.Key).Order());
        Assert.Equal(Near, decisions["f/4"].Verdict.Rule);
    }

    [Theory]
    [InlineData("LICENSE", true)]
    [InlineData("LICENSE-MIT", true)]
    [InlineData("LICENSE.md", true)]
    [InlineData("LICENSE-2.0.txt", true)]
    [InlineData("LICENSE.Apache-2.0", true)]
    [InlineData("MIT-LICENSE.txt", true)]
    [InlineData("COPYING.LESSER", true)]
    [InlineData("vendor/x/UNLICENSE", true)]
    [InlineData("LICENSES/GPL-2.0-only.txt", true)]
    [InlineData("NOTICE", true)]
    [InlineData("ThirdPartyNotices.txt", true)]
    [InlineData(".github/CONTRIBUTING.md", true)]
    [InlineData("SECURITY.md", true)]
    [InlineData("CODE_OF_CONDUCT.zh-CN.md", true)]
    [InlineData(".github/ISSUE_TEMPLATE/bug_report.md", true)]
    [InlineData(".editorconfig", true)]
    [InlineData("logo.png.license", true)]
    [InlineData("copyright.py", false)]
    [InlineData("License.java", false)]
    [InlineData("license-checker.js", false)]
    [InlineData("security.js", false)]
    [InlineData("setup.py", false)]
    [InlineData("AUTHORS", false)]
    [InlineData("", false)]
    public void Boilerplate_is_told_by_its_name(string path, bool isBoilerplate) => Assert.Equal(isBoilerplate, BoilerplateFiles.Matches(path));

    [Fact]
    public void Short_files_go_with_their_equals_only()
    {
        CodeFile[] files =
        [
            new("a/1", "x = 1\n", "a"), new("b/1", "x = 1\n", "b"), new("c/1", "x = 1", "c"),
            new("a/2", "", "a"), new("b/2", "", "b"),
            new("a/3", "y = 2\n", "a") { OptedOut = "list#1" }, new("b/3", "y = 2\n", "b"), new("b/4", "y = 3\n", "b"),
        ];
        Dictionary<string, MergeDecision> decisions = Run(s_options, files, out _);
        Assert.Equal(["b/1", "b/2", "b/3"], decisions.Where(d => !d.Value.Verdict.IsKept).Select(d => d.Key).Order());
        Assert.Equal(OptedOut, decisions["b/3"].Verdict.Rule);
    }

    [Fact]
    public void The_original_stays()
    {
        string code = CodeFile.Code(1, 20);
        CodeFile[] order =
        [
            new("g", code, "1") { Date = "2003-01-01", License = "MIT" },
            new("f", code, "2") { Date = "2004-01-01", License = "MIT" },
            new("e", code, "2") { Date = "2004-01-01" },
            new("d", code, "3"),
            new("c", code, "4") { Marks = "documentation vendored", Date = "2001-01-01" },
            new("b", code, "5") { ForkOf = "1", Date = "2000-01-01" },
            new("a", code, "6") { ForkOf = "1", Marks = "generated", Date = "2000-01-01" },
        ];
        for (int first = 0; first < order.Length - 1; first++)
        {
            CodeFile[] files = [.. order[first..].Reverse()];
            Dictionary<string, MergeDecision> decisions = Run(s_options, files, out _);
            Assert.True(decisions[order[first].Id].Verdict.IsKept);
            Assert.All(order[(first + 1)..], file => Assert.Equal(order[first].Id, files[decisions[file.Id].DuplicateOf].Id));
        }
    }

    static readonly CodeFile s_original = new("gpl/x.c", CodeFile.Code(1, 20), "gpl") { Date = "1997-12-23", Category = "strong-copyleft", License = "GPL-2.0-only" };
    static readonly CodeFile s_copy = new("mit/x.c", CodeFile.Code(1, 20) + "int more;\n", "mit") { Date = "2020-01-02T03:04:05Z", Category = "permissive", License = "MIT" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_given_away_under_a_looser_license_is_refused_with_both_pieces_of_evidence(bool isRefused)
    {
        CodeFile[] files = [s_copy, s_original with { IsRefused = isRefused }];
        MergeDecision decision = Assert.Single(Run(s_options, files, out Dictionary<string, double> figures)).Value;
        Assert.Equal((Laundering, "GPL-2.0-only of 1997-12-23 there, MIT of 2020-01-02 here", 0.7), (decision.Verdict.Rule, decision.Verdict.Evidence, decision.Verdict.Threshold));
        Assert.Equal((0L, 1L), (decision.Document, decision.DuplicateOf));
        Assert.Equal(1, figures["stricter-originals"]);
    }

    [Fact]
    public void A_flag_names_both_and_the_file_stays()
    {
        CodeFile[] files = [s_copy, s_original with { IsRefused = true }, s_copy with { Id = "mit/y.c" }];
        NearDuplicatesOptions options = s_options with { Laundering = LaunderingPolicy.Flag };
        Dictionary<string, MergeDecision> decisions = Run(options, files, out _);
        Assert.Equal(Near, decisions["mit/y.c"].Verdict.Rule);
        MergeDecision kept = decisions["mit/x.c"];
        Assert.True(kept.Verdict.IsKept);
        Document document = new();
        Assert.True(NearDuplicates.Definition.CreateMerge(options, new TestResources()).Apply(document, kept.Change.Span).IsKept);
        Assert.True(document.Metadata.TryGet("license-laundering", out MetadataValue value));
        Assert.Equal("GPL-2.0-only, gpl/x.c of 1997-12-23 there, MIT, mit/x.c of 2020-01-02 here", value.Text);
        Assert.Empty(Run(options with { Laundering = LaunderingPolicy.Off }, files[..2], out _));
    }

    [Fact]
    public void Each_condition_of_laundering_is_needed()
    {
        Assert.True(IsRefused(s_original));
        Assert.True(IsRefused(s_original with { Category = "none-found", License = null }));
        Assert.False(IsRefused(s_original with { Date = "2021-01-01" }));
        Assert.False(IsRefused(s_original with { Date = "2020-01-02T03:04:05Z" }));
        Assert.False(IsRefused(s_original with { Date = null }));
        Assert.False(IsRefused(s_original with { Category = "permissive" }));
        Assert.False(IsRefused(s_original with { Category = "public-domain" }));
        Assert.False(IsRefused(s_original with { Category = null }));
        Assert.False(IsRefused(s_original with { Repository = "mit" }));
        Assert.False(IsRefused(s_original with { Text = CodeFile.Code(2, 20) }));
        Assert.False(IsRefused(s_original with { Marks = "vendored" }));
        Assert.False(IsRefused(s_original with { ForkOf = "mit" }));
        CodeFile shortFile = s_original with { Text = "#include <stdio.h>\nint main(void) { return run(1, 2); }\n" };
        Assert.DoesNotContain(Run(s_options, [shortFile, s_copy with { Text = shortFile.Text }], out _).Values, d => d.Verdict.Rule == Laundering);

        static bool IsRefused(CodeFile other) => Run(s_options, [other, s_copy], out _).TryGetValue("mit/x.c", out MergeDecision decision) && decision.Verdict.Rule == Laundering;
    }

    [Fact]
    public void An_original_of_an_earlier_release_testifies()
    {
        CodeFile[] files = [s_original, s_copy];
        MergeDriver.Merged merged = MergeDriver.Run(NearDuplicates.Definition, s_options, 2, (document, n) => files[n].Fill(document), earlier: 1);
        Assert.Equal((Laundering, 0L), (merged.Decisions[1].Verdict.Rule, merged.Decisions[1].DuplicateOf));
        files = [s_copy, s_original with { IsRefused = true }, s_copy with { Id = "z" }];
        merged = MergeDriver.Run(NearDuplicates.Definition, s_options, 3, (document, n) => files[n].Fill(document), earlier: 1);
        Assert.Equal([2L], merged.Decisions.Keys); // What was released can't be taken back by a merge.
    }

    [Fact]
    public void An_opted_out_file_of_an_earlier_build_testifies_and_stays_for_nobody()
    {
        CodeFile optedOut = new("jane/tool/x.c", CodeFile.Code(1, 20), "jane/tool") { OptedOut = "OO-1" };
        CodeFile[] files = [optedOut, s_copy, s_copy with { Id = "other", Text = CodeFile.Code(2, 20) }];
        MergeDriver.Merged merged = MergeDriver.Run(NearDuplicates.Definition, s_options, 3, (document, n) => files[n].Fill(document), earlier: 1);
        MergeDecision decision = Assert.Single(merged.Decisions).Value;
        Assert.Equal((1L, OptedOut, "OO-1", 0L), (decision.Document, decision.Verdict.Rule, decision.Verdict.Evidence, decision.DuplicateOf));
        NearDuplicates step = (NearDuplicates)NearDuplicates.Definition.CreateMerge(s_options, new TestResources());
        Assert.Equal([true, false, false], new[] { optedOut, s_copy, s_original with { IsRefused = true } }.Select(file =>
        {
            Document document = new();
            file.Fill(document);
            System.Buffers.ArrayBufferWriter<byte> key = new();
            step.WriteKey(document, key);
            return step.Index!.KeepsWitness(key.WrittenSpan);
        }));
    }

    [Fact] // Goal: what goes, why and for whom is what a plain comparison of all pairs says, whatever the order of the input, the memory and the workers.
    public void Decisions_are_those_of_the_plain_twin()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            Random random = new(seed);
            CodeFile[] files = RandomFiles(random);
            Dictionary<string, (string Rule, string By)> expected = Plain(files);
            for (int round = 0; round < 3; round++)
            {
                if (round > 0) random.Shuffle(files);
                Dictionary<string, MergeDecision> decisions = Run(s_options, files, out _, memoryBytes: round == 2 ? 1 << 20 : MergeDriver.MemoryBytes, workers: round + 1);
                Dictionary<string, (string, string)> actual = decisions.Where(d => !d.Value.Verdict.IsKept).ToDictionary(d => d.Key, d => (d.Value.Verdict.Rule!, files[d.Value.DuplicateOf].Id));
                Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), actual.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, e.Value)));
                foreach ((string id, MergeDecision decision) in decisions.Where(d => !d.Value.Verdict.IsKept))
                    Assert.Equal(CodeFile.Similarity(files.Single(f => f.Id == id), files[decision.DuplicateOf]), decision.Similarity, 1e-9);
            }
        }
    }

    // Families of at most seven, so that no bound on comparisons is met.
    static CodeFile[] RandomFiles(Random random)
    {
        string[] categories = ["public-domain", "permissive", "weak-copyleft", "strong-copyleft", "none-found"];
        List<CodeFile> files = [];
        for (int family = 0; family < 8; family++)
        {
            int lines = random.Next(3) == 0 ? 1 : random.Next(4, 30);
            for (int copy = random.Next(1, 8); copy > 0; copy--)
            {
                string text = CodeFile.Code(family, lines) + (random.Next(2) == 0 ? "" : CodeFile.Code(100 + files.Count, random.Next(1, 4)));
                string repository = "r" + random.Next(5);
                files.Add(new($"{repository}/{files.Count}.c", text, repository)
                {
                    Date = random.Next(5) == 0 ? null : $"20{random.Next(10, 20)}-01-01",
                    Category = random.Next(6) == 0 ? null : categories[random.Next(categories.Length)],
                    License = random.Next(3) == 0 ? null : "L" + random.Next(3),
                    Marks = random.Next(6) == 0 ? "vendored" : null,
                    ForkOf = random.Next(8) == 0 ? "up/stream" : null,
                    OptedOut = random.Next(10) == 0 ? "OO-" + files.Count : null,
                    IsRefused = random.Next(5) == 0,
                });
            }
        }
        return [.. files];
    }

    static Dictionary<string, (string, string)> Plain(CodeFile[] files)
    {
        string[] strictness = ["public-domain", "permissive", "weak-copyleft", "strong-copyleft", "none-found"];
        CodeFile[] ordered = [.. files.OrderBy(f => f.ForkOf is not null).ThenBy(f => f.Marks is not null).ThenBy(f => f.Date ?? "9999", StringComparer.Ordinal).ThenBy(f => f.License is null).ThenBy(f => f.Id, StringComparer.Ordinal)];
        Dictionary<string, (string, string)> gone = [];
        List<CodeFile> stayed = [];
        foreach (CodeFile file in ordered.Where(f => !f.IsWitness))
        {
            CodeFile? by = MostSimilar(file, ordered.Where(f => f.OptedOut is not null));
            string rule = OptedOut;
            if (by is null)
            {
                rule = Laundering;
                by = MostSimilar(file, ordered.Where(f => f.OptedOut is null && f.Category is not null && file.Category is not null && f.ForkOf is null && f.Marks is null && f.Repository != file.Repository
                    && Array.IndexOf(strictness, f.Category) > Array.IndexOf(strictness, file.Category) && f.Date is not null && file.Date is not null && string.CompareOrdinal(f.Date, file.Date) < 0
                    && CodeFile.Shingles(f.Text).Count >= Testimonies.LaunderingShinglesMin && CodeFile.Shingles(file.Text).Count >= Testimonies.LaunderingShinglesMin));
            }
            if (by is not null) gone[file.Id] = (rule, by.Id);
        }
        foreach (CodeFile file in ordered.Where(f => !f.IsWitness && !gone.ContainsKey(f.Id)))
        {
            if (MostSimilar(file, stayed) is { } by) gone[file.Id] = (Near, by.Id);
            else stayed.Add(file);
        }
        return gone;
    }

    static CodeFile? MostSimilar(CodeFile file, IEnumerable<CodeFile> others) =>
        others.Select(other => (other, Similarity: CodeFile.Similarity(file, other))).Where(pair => pair.Similarity >= s_options.Similarity).OrderByDescending(pair => pair.Similarity).Select(pair => pair.other).FirstOrDefault();

    static Dictionary<string, MergeDecision> Run(NearDuplicatesOptions options, CodeFile[] files, out Dictionary<string, double> figures, long memoryBytes = MergeDriver.MemoryBytes, int workers = 1)
    {
        MergeDriver.Merged merged = MergeDriver.Run(NearDuplicates.Definition, options, files.Length, (document, n) => files[n].Fill(document), memoryBytes, workers);
        figures = merged.Figures;
        return merged.Decisions.ToDictionary(d => files[d.Key].Id, d => d.Value);
    }
}
