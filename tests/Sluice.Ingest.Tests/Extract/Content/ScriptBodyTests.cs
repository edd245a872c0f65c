using System.Text;
using System.Text.Json;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class ScriptBodyTests
{
    static readonly string s_first = string.Concat(Enumerable.Repeat("The harbour froze in the second week, and the ferries stopped. ", 6)).Trim();
    static readonly string s_second = string.Concat(Enumerable.Repeat("“Nobody” had a plan for that, 氷 and 😀 included. ", 6)).Trim();
    static readonly string s_markup = $"<p>{s_first}</p><ul><li><a href=\"/more\">More</a></li></ul><p>{s_second}</p>";
    static readonly string s_text = $"{s_first}\n{s_second}";

    [Fact]
    public void Body_in_the_data_of_a_framework_is_the_text()
    {
        string inner = JsonSerializer.Serialize(new
        {
            id = 1,
            body = s_markup,
        });
        Assert.Equal(s_text, Extracted.Text($"<title>Ice</title><div id=root>Loading</div><script>self.__next_f.push([1,{JsonSerializer.Serialize("5:" + inner)}])</script>"));
        Assert.Equal(s_text, Extracted.Text($"<title>Ice</title><div id=root></div><script id=__NEXT_DATA__ type=application/json>{inner}</script>"));
    }

    [Fact]
    public void Article_body_of_linked_data_keeps_its_lines()
    {
        string data = JsonSerializer.Serialize(new
        {
            headline = "Ice",
            articleBody = s_text,
        });
        Assert.Equal(s_text, Extracted.Text($"<title>Ice</title><script type=application/ld+json>{data}</script><div>Loading</div>"));
    }

    [Fact]
    public void Page_that_shows_its_text_does_not_take_that_of_scripts()
    {
        string page = $"<body><p>{s_first}</p><script>var banner = {JsonSerializer.Serialize(s_markup.Replace("harbour", "banner", StringComparison.Ordinal))}</script>";
        Assert.Equal(s_first, Extracted.Text(page));
    }

    [Fact]
    public void What_scripts_build_is_not_run_and_broken_escapes_do_no_harm()
    {
        string broken = string.Concat(Enumerable.Repeat(@"<p>\ud800 \uZZZZ \x4 text of a page\u003c/p>\", 40));
        foreach (string page in (string[])[$"<script>x=\"{broken}\"</script>", $"<script>x=\"{broken}", $"<script>{new string('"', 5000)}{new string('\\', 5000)}</script>"])
        {
            Sluice.Core.Document document = Extracted.Page(page);
            new ExtractHtmlStep(new()).Apply(document, Sluice.Core.Steps.Measurements.None);
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(document.Text);
        }
    }
}
