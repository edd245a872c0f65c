using System.Xml.Linq;
using Sluice.Fixtures;
using Sluice.Publish.Release;
using YamlDotNet.Serialization;

namespace Sluice.Publish.Tests.Release;

public sealed class CodeCardTests : IDisposable
{
    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Card(SmallRelease release)
    {
        release.Write(_folder.Path);
        return File.ReadAllText(_folder.File("README.md"));
    }

    static SmallRelease Some() => new SmallRelease { License = "NOASSERTION" }.Read("o/one").Read("o/two")
        .KeepFile("o/one", "a.c", "int a;", "MIT", "C", null, "2020 Ann; 2021 Bob")
        .KeepFile("o/one", "b.c", "int bb;", "MIT", "C", null, "2021, 2022 Ann")
        .KeepFile("o/two", "c.py", "c = 1", "Apache-2.0 OR MIT", "Python", null, "Cy")
        .KeepFile("o/two", "d", "d");

    [Fact]
    public void Card_counts_files_bytes_licenses_and_holders_by_language()
    {
        string card = Card(Some());
        Assert.Contains("| `C` | 2 | 13 | 1 | 1 | 2 | `MIT` |\n| `Python` | 1 | 5 | 1 | 1 | 1 | `Apache-2.0 OR MIT` |\n| `unknown` | 1 | 1 | 1 | 1 | 0 | `NOASSERTION` |\n", card, StringComparison.Ordinal);
        Assert.Contains("4 files of 2 repositories name 3 copyright holders", card, StringComparison.Ordinal);
        Assert.Contains("| `MIT` | 2 | 13 | 1 |\n| `Apache-2.0 OR MIT` | 1 | 5 | 1 |\n", card, StringComparison.Ordinal);
        // Shares 1/2, 1/4, 1/4: 1.5 bits; two repositories of the same size: 1 bit, 2 of them.
        Assert.Contains("| languages | 3 | 1.50 | 2.83 |\n| repositories | 2 | 1.00 | 2.00 |\n| licenses | 3 | 1.50 | 2.83 |\n", card, StringComparison.Ordinal);
        Assert.Contains("| `code_language` | text |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Front_matter_says_that_it_is_code_in_which_languages_and_under_which_licenses()
    {
        Dictionary<object, object> matter = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(Card(Some()).Split("\n---\n", 2)[0])!;
        Assert.Equal(["configs", "license", "license_name", "license_link", "language", "programming_language", "size_categories", "pretty_name", "task_categories", "tags"], matter.Keys);
        Assert.Equal(("other", "MIT, Apache-2.0 OR MIT, NOASSERTION", "NOTICE.txt"), (matter["license"], matter["license_name"], matter["license_link"]));
        Assert.Equal(["code"], (List<object>)matter["language"]);
        Assert.Equal(["C", "Python"], (List<object>)matter["programming_language"]);
        Assert.Contains("code", (List<object>)matter["tags"]);
    }

    [Fact]
    public void Pictures_are_in_the_release_and_tell_what_they_show()
    {
        Card(Some());
        XElement languages = XDocument.Load(_folder.File("images/languages.svg")).Root!, licenses = XDocument.Load(_folder.File("images/licenses.svg")).Root!;
        Assert.Equal(("Bytes by programming language", "3 languages; C: 13 B, Python: 5 B, unknown: 1 B"), (languages.Element(s_svg + "title")!.Value, languages.Element(s_svg + "desc")!.Value));
        Assert.Equal(3, languages.Elements(s_svg + "rect").Count());
        Assert.Equal(["Files by license", "MIT", "2 files", "Apache-2.0 OR MIT", "1 file", "NOASSERTION", "1 file"], licenses.Elements(s_svg + "text").Select(text => text.Value));
        Assert.Contains("images/languages.svg", File.ReadAllText(_folder.File("checksums.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void More_kinds_than_a_picture_holds_are_summed_up()
    {
        SmallRelease release = new SmallRelease().Read("o/one");
        for (int i = 0; i < 40; i++) release.KeepFile("o/one", $"f{i}", new string('x', 100 - i), "MIT", $"Language {i:00}");
        Card(release);
        XElement[] bars = [.. XDocument.Load(_folder.File("images/languages.svg")).Root!.Elements(s_svg + "text")];
        Assert.Equal(1 + (2 * 15), bars.Length);
        Assert.Equal("26 others", bars[^2].Value);
    }

    [Fact]
    public void Hostile_names_are_text_in_pictures_and_card()
    {
        const string Hostile = "<script>alert(1)</script>\u0000\u001b\u202e\uFFFF\ud800&\"'|`x`";
        string svg = BarChart.Draw(Hostile, Hostile, [new(Hostile, 5, Hostile), new("zero", 0, "0")]);
        XElement root = XDocument.Parse(svg).Root!;
        Assert.Equal(["title", "desc", "style", "text", "text", "rect", "text", "text", "rect", "text"], root.Elements().Select(element => element.Name.LocalName));
        Assert.DoesNotContain('\u202e', svg);
        string card = Card(new SmallRelease().Read("o/<b>").KeepFile("o/<b>", "a", "a", "MIT | <i> `", "C | <b>\n---\nlicense: mit"));
        Assert.DoesNotContain("\n---\nlicense: mit", card, StringComparison.Ordinal);
        Assert.Contains("| `C ¦ <b> --- license: mit` | 1 | 1 |", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 8 }, 0, 1)]
    [InlineData(new long[] { 1, 1, 1, 1 }, 2, 4)]
    [InlineData(new long[] { 1, 1, 2 }, 1.5, 2.8284271247461903)]
    [InlineData(new long[] { }, 0, 1)]
    public void Entropy_and_effective_number_are_as_defined(long[] counts, double bits, double effective)
    {
        Diversity diversity = CodeFigures.DiversityOf("x", counts);
        Assert.Equal(bits, diversity.Bits, 12);
        Assert.Equal(effective, diversity.Effective, 12);
    }

    [Fact]
    public void Release_of_code_without_a_file_has_a_card() => Assert.Contains("0 files of 0 repositories", Card(new SmallRelease().Read("o/one")), StringComparison.Ordinal);
}
