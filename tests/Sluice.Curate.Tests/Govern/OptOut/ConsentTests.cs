using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.OptOut;
using Sluice.Curate.Tests.Govern.License;

namespace Sluice.Curate.Tests.Govern.OptOut;

public sealed class ConsentTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sluice-test-consent-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("owner: janedoe", "JaneDoe/tool", true)]
    [InlineData("owner: janedoe", "janedoe2/tool", false)]
    [InlineData("owner: https://github.com/janedoe", "janedoe/tool", true)]
    [InlineData("owner: https://gitlab.com/janedoe", "janedoe/tool", false)]
    [InlineData("repository: janedoe/tool", "janedoe/Tool", true)]
    [InlineData("repository: janedoe/tool", "janedoe/tools", false)]
    [InlineData("repository: https://github.com/janedoe/tool.git", "janedoe/tool", true)]
    [InlineData("repository: git@github.com:janedoe/tool.git", "janedoe/tool", true)]
    [InlineData("repository: https://gitlab.com/janedoe/tool", "janedoe/tool", false)]
    public void Owners_and_repositories_compare_without_case_and_by_host_where_one_is_given(string entry, string repository, bool isOut) =>
        Assert.Equal(isOut, IsOut("- " + entry, new() { Name = repository, Url = "https://github.com/" + repository }));

    [Theory] // A bundle tells no host: the safe side.
    [InlineData("repository: https://github.com/isaacs/abbrev-js", null, true)]
    [InlineData("repository: https://github.com/isaacs/abbrev-js", "https://github.com/isaacs/abbrev-js.git", true)]
    [InlineData("repository: https://github.com/isaacs/abbrev-js", "https://gitlab.com/isaacs/abbrev-js", false)]
    [InlineData("repository: https://github.com/isaacs/abbrev", null, false)]
    [InlineData("owner: https://github.com/isaacs", null, true)]
    [InlineData("owner: https://github.com/isaacs", "https://gitlab.com/isaacs/abbrev-js", false)]
    public void An_address_matches_a_repository_whose_host_nobody_knows(string entry, string? url, bool isOut) =>
        Assert.Equal(isOut, IsOut("- " + entry, new() { Name = "isaacs/abbrev-js", Url = url }));

    [Fact]
    public void An_author_takes_all_files_whose_holders_name_him()
    {
        using BundleCheckout zlib = new("madler__zlib");
        Consent step = Create("- author: Mark Adler\n  id: OO-2\n");
        IStep detect = LicenseSteps.Create();
        int named = 0;
        foreach (string path in zlib.Paths)
        {
            Document document = zlib.Judge(detect, path).Document;
            if (!document.Metadata.TryGet("copyright", out MetadataValue holders) || !holders.Text!.Contains("Mark Adler", StringComparison.Ordinal)) continue;
            Assert.Equal((path, "OO-2"), (path, step.Apply(document, Measurements.None).Evidence));
            named++;
        }
        Assert.InRange(named, zlib.Paths.Count / 2, zlib.Paths.Count);
    }

    [Theory]
    [InlineData("- { id: request-1, owner: erusev, date: 2026-11-23 }", "request-1")]
    [InlineData("-   {owner: erusev,id: 'it''s 2', note: \"a, \\\"b\\\" } c\"}  # by mail", "it's 2")]
    [InlineData("- { owner: \"erusev\" , id: OO-3, }\n- owner: other", null)]
    [InlineData("- { repository: https://github.com/erusev/parsedown }", "list.yaml#1")]
    public void An_entry_may_stand_on_one_line_in_braces(string list, string? evidence)
    {
        Document document = Apply.Text("x");
        document.Repository = new() { Name = "erusev/parsedown" };
        if (evidence is null) Assert.Contains("key: value", Assert.Throws<SluiceException>(() => Create(list)).Message, StringComparison.Ordinal);
        else Assert.Equal(evidence, Create(list).Apply(document, Measurements.None).Evidence);
    }

    [Theory]
    [InlineData("- { owner: a")]
    [InlineData("- { owner: [a, b] }")]
    [InlineData("- { owner: { a: b } }")]
    [InlineData("- { owner: a } b")]
    [InlineData("- { owner: \"a }")]
    [InlineData("- { owner: 'a\\")]
    [InlineData("- { owner: \"a\\")]
    [InlineData("- { owner }")]
    [InlineData("- {")]
    [InlineData("- {}")]
    [InlineData("- { owner:")]
    [InlineData("- { owner: a # b }")]
    [InlineData("- { owner: a, owner: b }")]
    [InlineData("- { owner: a }\n  id: b")]
    [InlineData("- { owner: }")]
    public void Braces_that_are_no_simple_entry_are_refused(string list) => Assert.All(Assert.Throws<SluiceException>(() => Create(list)).Errors, e => Assert.NotNull(e.Hint));

    [Theory]
    [InlineData("path: a/b/src/x.c", "src/x.c", true)]
    [InlineData("path: A/B/src", "src/x.c", true)]
    [InlineData("path: a/b/src/**", "src/deep/x.c", true)]
    [InlineData("path: a/b/src/**", "srcs/x.c", false)]
    [InlineData("path: a/b/src/*.c", "src/x.c", true)]
    [InlineData("path: a/b/src/*.c", "src/deep/x.c", false)]
    [InlineData("path: a/b/**/x.c", "x.c", true)]
    [InlineData("path: a/b/**/x.c", "fox.c", false)]
    [InlineData("path: a/b/**/x.c", "src/deep/x.c", true)]
    [InlineData("path: a/b/**/x.c", "src/fox.c", false)]
    [InlineData("path: a/b/SRC/x.c", "src/x.c", false)]
    [InlineData("path: a/b/x?.c", "xy.c", true)]
    public void Paths_compare_with_case(string entry, string path, bool isOut) => Assert.Equal(isOut, IsOut("- " + entry, new() { Name = "a/b" }, path));

    [Theory]
    [InlineData("- owner: janedoe")]
    [InlineData("- repository: janedoe/tool")]
    [InlineData("- path: janedoe/tool/src/**")]
    public void A_fork_of_what_is_opted_out_is_opted_out(string list)
    {
        Assert.True(IsOut(list, new() { Name = "someone/else", ForkOf = "janedoe/tool" }, "src/x.c"));
        Assert.False(IsOut(list, new() { Name = "someone/else", ForkOf = "john/tool" }, "src/x.c"));
    }

    [Theory]
    [InlineData("author: Jane Doe <jane@example.org>", "# Copyright 2020 jane DOE", true)]
    [InlineData("author: Jane Doe <jane@example.org>", "# Author: J. <JANE@Example.org>", true)]
    [InlineData("author: <jane@example.org>", "/** @author jane@example.org */", true)]
    [InlineData("author: jane@example.org", "// maintained by ajane@example.org", false)]
    [InlineData("author: Jane Doe", "# Copyright (c) 2020 John Smith, Jane Doe and others", true)]
    [InlineData("author: Jane Doe", "# Copyright (c) 2020 Jane Doering", false)]
    [InlineData("author: Jane Doe", "say('Jane Doe')", false)]
    [InlineData("author: José Núñez", "// © 2020 JOSE\u0301 NÚÑEZ", true)]
    [InlineData("author: Jane Doe", "\"author\": \"Jane Doe\"", true)]
    public void Authors_are_found_in_lines_that_name_authors(string entry, string line, bool isOut) =>
        Assert.Equal(isOut, IsOut("- " + entry, null, text: "int main()\n" + line + "\nreturn 0;\n"));

    [Fact]
    public void Authors_are_found_in_holders_that_were_found_before() =>
        Assert.True(IsOut("- author: Jane Doe", null, metadata: [new("copyright", "2019 A; 2020 Jane Doe")]));

    [Fact]
    public void Blobs_and_revisions_are_found_wherever_they_are()
    {
        string a = new('a', 40), b = new('b', 40);
        Assert.True(IsOut($"- swhid: swh:1:cnt:{a};origin=https://example.org/x", null, metadata: [new("swhid", "swh:1:cnt:" + a)]));
        Assert.False(IsOut($"- swhid: swh:1:cnt:{a}", null, metadata: [new("swhid", "swh:1:cnt:" + b)]));
        Assert.True(IsOut($"- swhid: swh:1:rev:{b}", new() { Name = "x/y", Commit = b }));
        Assert.True(IsOut($"- swhid: swh:1:rev:{b}", null, metadata: [new("commit", b)]));
    }

    [Fact]
    public void The_entry_is_the_evidence_and_the_file_bears_witness()
    {
        Consent step = Create("# list\n- owner: someone\n- author: \"Jane Doe <jane@example.org>\" # by mail\n  id: OO-17\n  date: 2024-08-02\n  note: 'asked: by mail'\n- owner: janedoe\n");
        Document document = Apply.Text("Copyright Jane Doe");
        Verdict verdict = step.Apply(document, Measurements.None);
        Assert.Equal(("consent.opted-out", "OO-17", true), (verdict.Rule, verdict.Evidence, verdict.IsWitness));
        Assert.True(document.Metadata.TryGet("opted-out", out MetadataValue value) && value.Text == "OO-17");
        document = Apply.Text("x");
        document.Repository = new() { Name = "janedoe/tool" };
        Assert.Equal("list.yaml#3", step.Apply(document, Measurements.None).Evidence);
    }

    [Fact]
    public void Wrong_entries_are_reported_together_with_line_and_column()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => Create("""
            - owner: jane doe
            - repositry: a/b
            - path: a/b
            - swhid: swh:1:dir:0000000000000000000000000000000000000000
            - author: Jane
            - repository: a/b
              owner: c
            - note: nothing
            stray
            - owner: @jane
            - owner: fine
              date: yesterday
              id: jane@example.org
            - author: "Jane Doe
            """.ReplaceLineEndings("\n")));
        string[] places = [.. error.Errors.Select(e => e.Where!.Split("list.yaml:")[1])];
        Assert.Equal(["1:10", "2:3", "3:9", "4:10", "5:11", "7:10", "8:1", "9:1", "10:10", "12:9", "13:7", "14:11"], places.OrderBy(p => int.Parse(p.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains(error.Errors, e => e.Hint!.Contains("did you mean repository?", StringComparison.Ordinal));
        Assert.All(error.Errors, e => Assert.NotNull(e.Hint));
    }

    [Fact]
    public void A_list_that_is_no_text_is_refused()
    {
        string path = Path.Combine(_folder.FullName, "list.yaml");
        File.WriteAllBytes(path, [(byte)'-', 0xFF]);
        Assert.Contains("UTF-8", Assert.Throws<SluiceException>(() => OptOutList.Load(path)).Message, StringComparison.Ordinal);
        Assert.Contains("begin an entry with '- '", Assert.Throws<SluiceException>(() => Create("owner: janedoe")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_list_nothing_goes_and_the_step_says_so()
    {
        Consent step = new(new(), new TestResources());
        Assert.True(step.Apply(Apply.Text("Copyright Jane Doe"), Measurements.None).IsKept);
        Assert.Contains("nothing is opted out", Assert.Single(step.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_owners_costs_nothing_a_document()
    {
        StringBuilder list = new();
        for (int n = 0; n < 100_000; n++) list.Append("- owner: owner-").Append(n).Append('\n');
        Consent step = Create(list.ToString());
        Document document = Apply.Text("int x;");
        document.Repository = new() { Name = "owner-99999/tool" };
        Assert.Equal("list.yaml#100000", step.Apply(document, Measurements.None).Evidence);
        document.Repository = new() { Name = "nobody/tool" };
        step.Apply(document, Measurements.None);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int n = 0; n < 1000; n++) step.Apply(document, Measurements.None);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000);
    }

    bool IsOut(string list, Repository? repository, string? path = null, string text = "x", KeyValuePair<string, string>[]? metadata = null)
    {
        Document document = Apply.Text(text);
        (document.Repository, document.Path) = (repository, path);
        foreach ((string key, string value) in metadata ?? []) document.Metadata.Set(key, value);
        return !Create(list).Apply(document, Measurements.None).IsKept;
    }

    Consent Create(string list)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "list.yaml"), list);
        return new(new() { List = ["list.yaml"] }, new TestResources(_folder.FullName));
    }
}
