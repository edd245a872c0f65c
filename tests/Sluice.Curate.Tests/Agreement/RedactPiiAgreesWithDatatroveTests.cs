using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Curate.Govern.Pii;

namespace Sluice.Curate.Tests.Agreement;

public sealed class RedactPiiAgreesWithDatatroveTests
{
    // What datatrove puts in place, in turn: to compare places, all are made one.
    static readonly Regex s_replacements = new(@"email@example\.com|firstname\.lastname@example\.org|22\.214\.171\.124|126\.96\.36\.199|188\.8\.131\.52|184\.108\.40\.206|220\.127\.116\.11|18\.104\.22\.168");

    [Fact] // Single replacements have datatrove's bytes; where there are several, the second e-mail differs by design.
    public void Real_documents_with_nothing_or_one_thing_to_replace_get_the_same_text()
    {
        RedactPii step = new(new());
        int equal = 0, changedEqual = 0, changed = 0;
        foreach (JsonElement row in GoldenRows.Documents)
        {
            string text = row.Text("text")!;
            byte[] mine = Encoding.UTF8.GetBytes(Apply.Result(step, text));
            bool same = GoldenRows.Sha(mine) == row.GetProperty("pii").Text("out_sha");
            equal += same ? 1 : 0;
            changed += row.GetProperty("pii").GetProperty("changed").GetBoolean() ? 1 : 0;
            changedEqual += same && row.GetProperty("pii").GetProperty("changed").GetBoolean() ? 1 : 0;
        }
        Assert.Equal((2015, 132), (GoldenRows.Documents.Length, changed));
        Assert.InRange(equal, 1978, 2015);
        Assert.InRange(changedEqual, 95, 132);
    }

    [Fact]
    public void Hand_made_cases_change_in_the_same_places_but_inside_longer_numbers()
    {
        string[] different = [.. Different(new())];
        Assert.Equal(["p38", "p39", "p42", "p43", "p44"], different);
        Assert.Empty(Different(new() { IpBoundaries = IpBoundaries.None }));
    }

    static IEnumerable<string> Different(RedactPiiOptions options)
    {
        RedactPii step = new(options);
        foreach (JsonElement row in GoldenRows.Read("pii_cases"))
            if (s_replacements.Replace(Apply.Result(step, row.Text("in")!), "*") != s_replacements.Replace(row.Text("out")!, "*")) yield return row.Text("id")!;
    }
}
