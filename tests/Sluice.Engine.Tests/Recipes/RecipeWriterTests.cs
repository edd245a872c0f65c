using FsCheck;
using FsCheck.Fluent;
using Sluice.Core.Recipes;
using Sluice.Engine.Recipes;

namespace Sluice.Engine.Tests.Recipes;

public sealed class RecipeWriterTests
{
    static readonly RecipeReader s_reader = new(ToyCatalog.Sources, ToyCatalog.Steps);

    [Fact]
    public void Every_default_is_spelled_out()
    {
        Recipe recipe = s_reader.Read("name: x\nsources:\n- warc: a/*.warc.gz\nsteps:\n- url-filter\n- gopher-quality: { keep: [en, no] }", "r.yaml");
        Assert.Equal("""
            # made by a test
            name: x
            seed: 0
            sources:
              - warc: [a/*.warc.gz]
                http-status: true
            steps:
              - url-filter
              - gopher-quality:
                  words-min: 50
                  words-max: null
                  bytes-max: 1099511627776
                  top-2-gram: 0.2
                  terminal-punctuation: true
                  model: lid.176.ftz
                  note: null
                  alpha-words: unicode
                  scratch-size: 1 MiB
                  keep: [en, "no"]
            limits:
              text-bytes-max: 4 MiB
            release:
              to: null
              shard-size: 256 MiB
              license: NOASSERTION
              description: null
              order: input
              join: file
              join-size: 1 MiB

            """, RecipeWriter.Write(recipe, "made by a test"));
    }

    [Fact]
    public void What_is_written_reads_as_the_same_recipe() =>
        Prop.ForAll<string?, double, int>((text, number, count) =>
        {
            string name = text is null || text.Length is 0 or > 100 || text.Any(c => c is '/' or '\\' || char.IsControl(c) || char.IsSurrogate(c)) ? "x" : text;
            string note = new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);
            ToyOptions options = new() { Note = note, Model = "m" + note, Top2Gram = double.IsFinite(number) ? number : 1, WordsMin = Math.Abs(count % 1000), Keep = [note, "~", "no", "1.0", "a: b", "#"] };
            Recipe recipe = new()
            {
                Name = name,
                Seed = ulong.MaxValue,
                Sources = [new(ToyCatalog.Sources[0], ["- ", "*.gz", note + "y"], new SourceOptions(), null)],
                Steps = [new(ToyCatalog.Steps[1], options, null)],
                Release = new() { Description = note },
            };
            Recipe again = s_reader.Read(RecipeWriter.Write(recipe), "lock.yaml");
            return again.Name == recipe.Name && again.Seed == recipe.Seed && again.Release == recipe.Release && again.Steps[0].Options.Equals(options)
                && again.Sources[0].Patterns.SequenceEqual(recipe.Sources[0].Patterns) && RecipeWriter.Write(again) == RecipeWriter.Write(recipe);
        }).QuickCheckThrowOnFailure();
}
