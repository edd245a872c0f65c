using Sluice.Core.Recipes;
using Sluice.Engine.Recipes;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Verbs;

public sealed class PresetsVerbTests
{
    [Theory]
    [InlineData("fineweb", "url-filter extract-html identify-language gopher-repetition gopher-quality c4-quality fineweb-quality near-duplicates redact-pii")]
    [InlineData("gopher", "url-filter extract-html identify-language gopher-quality gopher-repetition deduplicate-exact near-duplicates")]
    [InlineData("c4", "extract-html identify-language c4-quality c4-bad-words deduplicate-exact")]
    public void Each_preset_can_be_read_and_has_its_steps_in_order(string name, string steps)
    {
        SluiceProgram.Result result = SluiceProgram.Run("presets", name, "--json");
        Assert.Equal(0, result.ExitCode);
        JsonElement preset = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(steps, string.Join(' ', preset.GetProperty("steps").EnumerateArray().Select(step => step.GetString())));
    }

    [Fact]
    public void A_printed_preset_with_sources_is_a_recipe()
    {
        using TemporaryFolder folder = new();
        string yaml = SluiceProgram.Run("presets", "c4").Output;
        string recipe = folder.Write("r.yaml", yaml + "sources:\n- jsonl: a.jsonl\n");
        SluiceProgram.Result result = SluiceProgram.Run("try", "--recipe", recipe);
        Assert.DoesNotContain(recipe, result.Error, StringComparison.Ordinal); // Only the missing model may stop it.
    }

    [Theory]
    [InlineData("fineweb")]
    [InlineData("gopher")]
    [InlineData("c4")]
    public void A_preset_with_every_default_spelled_out_reads_as_the_same_recipe(string name)
    {
        Recipe recipe = Presets.Read(name, [new(Catalog.Sources[0], ["a.warc.gz"], OptionSet.Of(Catalog.Sources[0].OptionsType).CreateDefault(), null)]);
        string written = RecipeWriter.Write(recipe);
        Assert.Equal(written, RecipeWriter.Write(Catalog.RecipeReader.Read(written, "recipe.lock.yaml")));
    }
}
