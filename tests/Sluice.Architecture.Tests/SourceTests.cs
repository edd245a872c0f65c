using System.Text;
using System.Text.RegularExpressions;

namespace Sluice.Architecture.Tests;

public sealed class SourceTests
{
    public static TheoryData<string> Projects => [.. Checkout.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_are_those_of_the_folders_and_a_file_is_named_after_what_is_in_it(string project)
    {
        foreach (string path in Checkout.Sources("src/Sluice." + project).Where(path => Path.GetFileName(path) is not "Program.cs"))
        {
            string code = Checkout.Read(path), folder = Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.'), name = Path.GetFileName(path).Split('.')[0];
            Assert.True(code.Contains($"namespace {folder};", StringComparison.Ordinal), $"{path}: the namespace is not {folder}");
            Assert.True(Regex.IsMatch(code, $@"\b(class|struct|record|interface|enum) ({name})\b"), $"{path}: nothing in it is named {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Names_that_say_nothing_are_not_used(string project) =>
        Assert.DoesNotContain(Checkout.Sources("src/Sluice." + project), path => Regex.IsMatch(Path.GetFileName(path), "(Utils?|Helpers?|Common|Manager)\\.cs$") || Checkout.Read(path).Contains("#region", StringComparison.Ordinal));

    // What decides released bytes asks no clock and draws nothing that a second run would not draw.
    [Theory]
    [InlineData("Core")]
    [InlineData("Ingest")]
    [InlineData("Curate")]
    [InlineData("Publish")]
    public void Nothing_that_decides_bytes_asks_the_clock_or_chance(string project) =>
        Assert.DoesNotContain(Checkout.Sources("src/Sluice." + project), path =>
            Regex.IsMatch(Checkout.Read(path), @"Guid\.NewGuid|DateTime(Offset)?\.(Utc)?Now|new Random\(|Random\.Shared|Stopwatch|TickCount|HashCode\.Combine"));

    [Fact]
    public void Unicode_normalization_works()
    {
        Assert.Equal(2, "é".Normalize(NormalizationForm.FormD).Length);
        foreach (string file in Directory.GetFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(Checkout.Root, "Directory.Build.props")))
            Assert.DoesNotContain("InvariantGlobalization>true", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
        string config = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sluice.runtimeconfig.json"));
        Assert.DoesNotMatch("InvariantGlobalization\": true", config);
    }
}
