using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sluice.Architecture.Tests;

/// <summary>Core &lt;- Storage &lt;- {Ingest, Curate, Publish, Engine, Science} &lt;- Cli; Dashboard -> Core, Storage.</summary>
public sealed class DirectionTests
{
    static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Core"] = [],
        ["Storage"] = ["Core"],
        ["Ingest"] = ["Core", "Storage"],
        ["Curate"] = ["Core", "Storage"],
        ["Publish"] = ["Core", "Storage"],
        ["Engine"] = ["Core", "Storage"],
        ["Science"] = ["Core", "Storage"],
        ["Dashboard"] = ["Core", "Storage"],
        ["Cli"] = ["Core", "Storage", "Ingest", "Curate", "Publish", "Engine", "Science"],
    };

    // Heavy packages stay where they are needed; Core and Storage have none.
    static readonly Dictionary<string, string[]> s_packages = new()
    {
        ["Engine"] = ["YamlDotNet"],
        ["Cli"] = ["System.CommandLine"],
    };

    public static TheoryData<string> Projects => [.. Checkout.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_refer_only_to_what_lies_before_them(string project)
    {
        XDocument file = XDocument.Parse(Checkout.Read($"src/Sluice.{project}/Sluice.{project}.csproj"));
        string[] References(string kind) => [.. file.Descendants(kind).Select(item => Path.GetFileNameWithoutExtension((string)item.Attribute("Include")!).Replace("Sluice.", "", StringComparison.Ordinal))];
        Assert.Contains(project, s_allowed.Keys);
        Assert.Subset(s_allowed[project].ToHashSet(), References("ProjectReference").ToHashSet());
        string[] packages = [.. file.Descendants("PackageReference").Select(item => (string)item.Attribute("Include")!)];
        Assert.Subset(s_packages.GetValueOrDefault(project, []).ToHashSet(), packages.ToHashSet());
    }

    [Theory]
    [InlineData("Filter", "Dedup|Govern|Training")]
    [InlineData("Dedup", "Filter|Govern|Training")]
    [InlineData("Govern", "Filter|Dedup|Training")]
    [InlineData("Training", "Filter|Dedup|Govern")]
    public void Stages_of_Curate_do_not_use_each_other(string stage, string others) =>
        Assert.DoesNotContain(Checkout.Sources("src/Sluice.Curate/" + stage), path => Regex.IsMatch(WithoutComments(Checkout.Read(path)), $@"(Curate\.|\s|\()({others})\.[A-Z]"));

    [Fact]
    public void The_engine_knows_no_step_or_source_by_name()
    {
        string[] names = [.. Ingest.IngestSteps.All.Concat(Curate.Steps.All).Select(step => step.Name)];
        foreach (string path in Checkout.Sources("src/Sluice.Engine"))
        {
            string code = WithoutComments(Checkout.Read(path));
            Assert.DoesNotContain(names, name => code.Contains($"\"{name}\"", StringComparison.Ordinal));
        }
    }

    static string WithoutComments(string code) => Regex.Replace(code, @"//[^\n]*", "");
}
