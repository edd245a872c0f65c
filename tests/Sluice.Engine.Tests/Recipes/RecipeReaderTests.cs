using System.Text;
using Sluice.Core;
using Sluice.Core.Recipes;
using Sluice.Engine.Recipes;

namespace Sluice.Engine.Tests.Recipes;

public sealed class RecipeReaderTests
{
    static readonly RecipeReader s_reader = new(ToyCatalog.Sources, ToyCatalog.Steps);

    static string[] Errors(string yaml) =>
        [.. Assert.Throws<SluiceException>(() => s_reader.Read(yaml, "r.yaml")).Errors.Select(e => $"{e.Where}: {e.What}")];

    // A recipe with nothing wrong but what `steps` holds; its first item is on line 5, column 3.
    static string WithSteps(string steps) => "name: x\nsources:\n- warc: a\nsteps:\n" + steps;

    [Fact]
    public void The_recipe_of_the_design_is_read()
    {
        Recipe recipe = s_reader.Read("""
            name: fineweb-sample
            seed: 7
            sources:
              - warc: crawl/*.warc.gz
                http-status: false
              - jsonl: [a.jsonl, b.jsonl]
            steps:
              - url-filter
              - gopher-quality: { keep: [en, no], top-2-gram: 0.65, alpha-words: exclude-punctuation, scratch-size: 2 GiB, words-max: null }
              - gopher-quality:
              - near-duplicates
            release:
              to: out/fineweb-sample
              shard-size: 128 MiB
            """, "r.yaml");
        Assert.Equal("fineweb-sample", recipe.Name);
        Assert.Equal(7ul, recipe.Seed);
        Assert.Equal(["warc: crawl/*.warc.gz", "jsonl: a.jsonl b.jsonl"], recipe.Sources.Select(s => $"{s.Definition.Name}: {string.Join(' ', s.Patterns)}"));
        Assert.Equal(new SourceOptions { HttpStatus = false }, recipe.Sources[0].Options);
        Assert.Equal(["url-filter", "gopher-quality", "gopher-quality", "near-duplicates"], recipe.Steps.Select(s => s.Definition.Name));
        Assert.Equal(new ToyOptions { Keep = ["en", "no"], Top2Gram = 0.65, AlphaWords = Words.ExcludePunctuation, ScratchSize = new(2L << 30) }, recipe.Steps[1].Options);
        Assert.Equal(new ToyOptions(), recipe.Steps[2].Options);
        Assert.Equal("r.yaml:9:5", recipe.Steps[1].Where);
        Assert.Equal(new ByteSize(128 << 20), recipe.Release.ShardSize);
    }

    [Fact]
    public void All_errors_are_reported_together_in_the_order_of_the_file()
    {
        SluiceException e = Assert.Throws<SluiceException>(() => s_reader.Read("""
            name: a/b
            sauces: []
            sources:
              - wrac: crawl/*
              - warc: [x, {}]
                http-stauts: true
            steps:
              - url-fliter
              - gopher-quality: { words-mim: 3, words-min: many, terminal-punctuation: yes, alpha-words: unicde }
              - gopher-quality: { words-min: 5, words-min: 6, words-max: 2 }
              - url-filter: 3
            release: { shard-size: 3 potatoes, too: x }
            """, "recipes/r.yaml"));
        Assert.Equal(2, e.ExitCode);
        Assert.Equal(
        [
            "recipes/r.yaml:1:7: name is 'a/b'; expected the dataset's name",
            "recipes/r.yaml:2:1: a recipe has no key 'sauces'",
            "recipes/r.yaml:4:5: no kind of source is named 'wrac'",
            "recipes/r.yaml:5:15: warc is keys with values; expected files, globs or folders",
            "recipes/r.yaml:6:5: warc has no option 'http-stauts'",
            "recipes/r.yaml:8:5: there is no step 'url-fliter'",
            "recipes/r.yaml:9:23: gopher-quality has no option 'words-mim'",
            "recipes/r.yaml:9:48: words-min is 'many'; expected a whole number",
            "recipes/r.yaml:9:76: terminal-punctuation is 'yes'; expected true or false",
            "recipes/r.yaml:9:94: alpha-words is 'unicde'; expected one of unicode, exclude-punctuation",
            "recipes/r.yaml:10:37: gopher-quality: 'words-min' is given again; first at recipes/r.yaml:10:23",
            "recipes/r.yaml:10:62: gopher-quality: words-max (2) is below words-min (5)",
            "recipes/r.yaml:11:17: url-filter is '3'; expected options",
            "recipes/r.yaml:12:24: shard-size is '3 potatoes'; expected a size like 256 MiB",
            "recipes/r.yaml:12:36: release has no option 'too'",
        ], e.Errors.Select(x => $"{x.Where}: {x.What}"));
        Assert.All(new[] { (1, "sources"), (2, "warc"), (4, "http-status"), (5, "url-filter"), (6, "words-min"), (9, "unicode"), (14, "to") },
            expected => Assert.StartsWith($"did you mean {expected.Item2}?", e.Errors[expected.Item1].Hint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "r.yaml:1:1: the recipe has no name", "r.yaml:1:1: the recipe has no sources")]
    [InlineData("# nothing", "r.yaml:1:1: the recipe has no name", "r.yaml:1:1: the recipe has no sources")]
    [InlineData("hello", "r.yaml:1:1: a recipe is keys with values, not 'hello'")]
    [InlineData("name: x\nsources:\n- warc: a\n---\nname: y", "r.yaml:4:1: a second document begins here; a recipe file holds one recipe")]
    [InlineData("name: x\nsources:\n\t- warc: a", "r.yaml:3:1: a tab in the indentation")]
    [InlineData("name: x\nname: y\nsources: [{warc: a}]", "r.yaml:2:1: recipe: 'name' is given again; first at r.yaml:1:1")]
    [InlineData("name: &a x\nsources: *a", "r.yaml:1:7: anchors and aliases (& and *) are not used in recipes")]
    [InlineData("name: !!str x", "r.yaml:1:7: tags (!) are not used in recipes")]
    [InlineData("name: x\nsources: []", "r.yaml:2:10: sources is an empty list; expected a list")]
    [InlineData("name: x\nsources: [{warc: []}]", "r.yaml:2:18: warc is an empty list; expected files, globs or folders")]
    [InlineData("name: x\nsources: [{warc: a, jsonl: b}]", "r.yaml:2:21: a second kind of source, 'jsonl', in one entry")]
    [InlineData("name: x\nseed: -1\nsources: [{warc: a}]", "r.yaml:2:7: seed is '-1'; expected a whole number, 0 or more")]
    [InlineData("? [a, b]\n: c", "r.yaml:1:3: a list can't be a key")]
    public void What_is_no_recipe_says_where(string yaml, params string[] errors) => Assert.Equal(errors, Errors(yaml));

    [Fact]
    public void Options_that_are_not_indented_say_how_to_mend_it()
    {
        SluiceException e = Assert.Throws<SluiceException>(() => s_reader.Read(WithSteps("- gopher-quality:\n  words-min: 3\n- url-filter:\n  gopher-quality:\n"), "r.yaml"));
        Assert.Equal(["r.yaml:6:3: 'words-min' stands beside gopher-quality, not below it\n\nhint: indent the options of gopher-quality below its name",
            "r.yaml:8:3: 'gopher-quality' stands beside url-filter, not below it\n\nhint: begin each step with `- `"], e.Errors.Select(x => x.ToString()));
    }

    [Theory]
    [InlineData("words-min: 3.5", "words-min is '3.5'; expected a whole number")]
    [InlineData("words-min: 99999999999", "words-min is '99999999999'; expected a whole number")]
    [InlineData("words-min: [3]", "words-min is a list; expected a whole number")]
    [InlineData("words-min:", "words-min is nothing; expected a whole number")]
    [InlineData("top-2-gram: .nan", "top-2-gram is '.nan'; expected a number")]
    [InlineData("top-2-gram: 1e999", "top-2-gram is '1e999'; expected a number")]
    [InlineData("model: ~", "model is nothing; expected a text")]
    [InlineData("keep: [a, [b]]", "an item of keep is a list; expected a text")]
    [InlineData("keep: {a: b}", "keep is keys with values; expected a list")]
    [InlineData("terminal-punctuation: True", "terminal-punctuation is 'True'; expected true or false")]
    [InlineData("words-min: -1", "gopher-quality: words-min is -1; use 0 or more")]
    public void A_wrong_type_says_what_was_expected(string option, string error) =>
        Assert.EndsWith(": " + error, Assert.Single(Errors(WithSteps($"- gopher-quality:\n    {option}\n"))), StringComparison.Ordinal);

    [Fact]
    public void One_word_stands_for_a_list_of_one() =>
        Assert.Equal(["no"], ((ToyOptions)s_reader.Read(WithSteps("- gopher-quality: {keep: no}"), "r.yaml").Steps[0].Options).Keep);

    [Fact]
    public void Deep_nesting_is_refused_without_a_deep_stack() =>
        Assert.Equal(["r.yaml:1:18: nested more than 16 deep"], Errors(new string('[', 1_000_000)));

    [Fact]
    public void An_alias_bomb_does_not_unfold() =>
        Assert.StartsWith("r.yaml:1:4: anchors", Assert.Single(Errors("a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n")), StringComparison.Ordinal);

    [Fact]
    public void More_values_than_any_recipe_has_are_refused() =>
        Assert.EndsWith("more than 20000 values", Assert.Single(Errors("name: [" + string.Concat(Enumerable.Repeat("a,", 1_000_000)))), StringComparison.Ordinal);

    [Fact]
    public void A_file_too_large_is_refused()
    {
        SluiceException e = Assert.Throws<SluiceException>(() => s_reader.Read(new byte[(64 << 20) + 1], "r.yaml"));
        Assert.StartsWith("the file has more than 64 MiB", Assert.Single(e.Errors).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_say_where()
    {
        SluiceException e = Assert.Throws<SluiceException>(() => s_reader.Read([.. "name: é"u8, (byte)'\n', (byte)'a', 0xFF], "r.yaml"));
        Assert.Equal("r.yaml:2:2", Assert.Single(e.Errors).Where);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told_apart()
    {
        Assert.Contains("no such recipe", Assert.Throws<SluiceException>(() => s_reader.ReadFile("/nowhere/r.yaml")).Errors[0].What, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<SluiceException>(() => s_reader.ReadFile("/")).Errors[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_stand_in_for_sources()
    {
        RecipeSource input = new(ToyCatalog.Sources[1], ["a.jsonl"], new NoOptions(), null);
        Assert.Equal([input], s_reader.Read("name: x\nsteps: [url-filter]", "r.yaml", [input]).Sources);
    }

    [Fact]
    public void A_lock_is_passed_over_however_long()
    {
        StringBuilder yaml = new("name: x\nsources: [{warc: a}]\nlock:\n  inputs:\n");
        for (int i = 0; i < 30_000; i++) yaml.Append("  - { file: crawl/a.warc.gz, bytes: 12345, sha256: 00 }\n");
        Assert.Equal("x", s_reader.Read(yaml.ToString(), "recipe.lock.yaml").Name);
    }

    [Fact] // Any bytes give a recipe or errors with places, nothing else.
    public void Broken_recipes_never_throw_anything_else()
    {
        const string Good = "name: x\nseed: 1\nsources:\n- warc: [a, 'b']\n  http-status: true\nsteps:\n- url-filter\n- gopher-quality: { keep: [en], words-min: 3 }\nrelease:\n  to: \"o\"\n";
        const string Marks = "[]{},:-&*!|>'\"%@`#?\n\t ax1~";
        Random random = new(20260801);
        for (int round = 0; round < 3000; round++)
        {
            char[] yaml = Good.ToCharArray();
            for (int edit = random.Next(1, 5); edit > 0; edit--) yaml[random.Next(yaml.Length)] = Marks[random.Next(Marks.Length)];
            try
            {
                s_reader.Read(new string(yaml), "r.yaml");
            }
            catch (SluiceException e)
            {
                Assert.All(e.Errors, error => Assert.Matches(@"^r\.yaml:\d+:\d+$", error.Where));
            }
        }
    }
}
