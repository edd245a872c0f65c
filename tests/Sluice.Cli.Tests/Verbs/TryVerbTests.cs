using System.IO.Compression;
using System.Text;
using Sluice.Fixtures;

namespace Sluice.Cli.Tests.Verbs;

public sealed class TryVerbTests
{
    static SluiceProgram.Result TryRows(string rows, params string[] args) => SluiceProgram.RunOn(rows, ["try", .. args]);

    [Fact]
    public void Words_and_sentences_are_lists()
    {
        const string Row = """{"id": "a", "text": "Don't go. It's 5 p.m. in the U.K.!", "language": "en"}""";
        Assert.Equal("""{"id": "a", "words": ["Do", "n't", "go", ".", "It", "'s", "5", "p.m.", "in", "the", "U.K.", "!"]}""" + "\n", TryRows(Row, "words").Output);
        Assert.Equal("""{"id": "a", "sentences": ["Don't go.", "It's 5 p.m. in the U.K.!"]}""" + "\n", TryRows(Row, "sentences").Output);
    }

    [Fact]
    public void Texts_keep_their_code_points()
    {
        SluiceProgram.Result result = TryRows("""{"id": 7, "text": "tab\tquote\"\\ \u00e9 \ud83d\ude00 \ud800 \u2028 \u0001 é😀", "more": [1, {"text": "no"}]}""", "sample", "--rate", "1", "--text");
        Assert.Equal("""{"id": "7", "keep": true, "text": "tab\tquote\"\\ é 😀 """ + "\uFFFD \u2028" + """ \u0001 é😀"}""" + "\n", result.Output);
    }

    [Fact]
    public void A_dropped_document_has_rule_value_and_threshold_and_no_text()
    {
        JsonElement row = Assert.Single(TryRows("""{"id": "a", "text": "x"}""", "sample", "--rate", "0", "--stats").Rows);
        Assert.False(row.GetProperty("keep").GetBoolean());
        Assert.Equal("sample.rate", row.GetProperty("rule").GetString());
        Assert.Equal(0, row.GetProperty("threshold").GetDouble());
        Assert.Equal(row.GetProperty("value").GetDouble(), row.GetProperty("stats").GetProperty("rate").GetDouble());
        Assert.False(row.TryGetProperty("text", out _));
    }

    [Fact]
    public void Text_is_printed_where_the_step_changed_it()
    {
        JsonElement[] rows = TryRows("""{"id": "a", "text": "write to me@host.net"}""" + "\n" + """{"id": "b", "text": "plain"}""", "redact-pii").Rows;
        Assert.Equal("write to email@example.com", rows[0].GetProperty("text").GetString());
        Assert.Equal(1, rows[0].GetProperty("metadata").GetProperty("pii-email").GetDouble());
        Assert.False(rows[1].TryGetProperty("text", out _));
    }

    [Fact]
    public void A_merge_step_answers_in_input_order_and_names_the_one_that_stays()
    {
        JsonElement[] rows = TryRows("""{"id": "a", "text": "one"}""" + "\n" + """{"id": "b", "text": "two"}""" + "\n" + """{"id": "c", "text": "one"}""", "deduplicate-exact").Rows;
        Assert.Equal(["a", "b", "c"], rows.Select(row => row.GetProperty("id").GetString()));
        Assert.Equal([true, true, false], rows.Select(row => row.GetProperty("keep").GetBoolean()));
        Assert.Equal("a", rows[2].GetProperty("metadata").GetProperty("duplicate-of").GetString());
    }

    [Fact]
    public void Rows_that_are_none_are_named_and_end_with_3()
    {
        SluiceProgram.Result result = TryRows("{\"id\": \"a\", \"text\": \"x\"}\nnonsense\n\n[1]\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"y\"}", "simplify");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["a", "c"], result.Rows.Select(row => row.GetProperty("id").GetString()));
        Assert.Collection(result.ErrorLines,
            line => Assert.StartsWith("quarantined: standard input:2: the line is no JSON", line, StringComparison.Ordinal),
            line => Assert.Equal("quarantined: standard input:4: the line is no JSON object", line),
            line => Assert.Equal("quarantined: standard input:5: the line has no text", line));
    }

    [Fact]
    public void A_folder_is_walked_in_name_order_and_ids_are_paths_below_it()
    {
        using TemporaryFolder folder = new();
        folder.Write("b/2.txt", "two");
        folder.Write("b/10.txt", "ten");
        folder.Write("a.html", "<html><body><p>A page.</p></body></html>");
        folder.Write("b-c.txt", (byte[])[0xE9, (byte)'!']);
        folder.Write("rows.jsonl", "{\"id\": \"in rows\", \"text\": \"t\"}");
        folder.Write("z.jsonl", "no row");
        JsonElement[] rows = SluiceProgram.Run("try", "simplify", folder.Path).Rows;
        Assert.Equal(["a.html", "b-c.txt", "b/10.txt", "b/2.txt", "in rows", "z.jsonl"], rows.Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(["a page", "e", "ten", "two", "t", "no row"], rows.Select(row => row.GetProperty("text").GetString()));
        Assert.Equal(["windows-1252"], SluiceProgram.Run("try", "charset", Path.Combine(folder.Path, "b-c.txt")).Rows.Select(row => row.GetProperty("metadata").GetProperty("charset").GetString()));
    }

    [Fact]
    public void Pages_are_extracted_unless_they_are_wanted_as_they_are()
    {
        using TemporaryFolder folder = new();
        string page = folder.Write("p.html", "<html><body><p>Main text of the page.</p></body></html>");
        Assert.Equal("main text of the page", SluiceProgram.Run("try", "simplify", page).Rows[0].GetProperty("text").GetString());
        Assert.Contains("html body", SluiceProgram.Run("try", "simplify", "--no-extract", page).Rows[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("Main text of the page.", SluiceProgram.Run("try", "extract-html", page).Rows[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Compressed_rows_are_read_and_a_broken_end_is_told()
    {
        using TemporaryFolder folder = new();
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("{\"id\": \"a\", \"text\": \"x\"}\n"));
        Assert.Equal("a", SluiceProgram.Run("try", "simplify", folder.Write("a.jsonl.gz", bytes.ToArray())).Rows[0].GetProperty("id").GetString());
        SluiceProgram.Result broken = SluiceProgram.Run("try", "simplify", folder.Write("b.jsonl.gz", bytes.ToArray()[..^9]));
        Assert.Equal(3, broken.ExitCode);
        Assert.Contains("b.jsonl.gz", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_runs_up_to_the_first_step_that_drops()
    {
        using TemporaryFolder folder = new();
        string recipe = folder.Write("r.yaml", "name: x\nsources:\n- jsonl: none\nsteps:\n- redact-pii\n- near-duplicates\n- c4-paragraph\n- sample: { rate: 0 }\n");
        SluiceProgram.Result result = TryRows("""{"id": "a", "text": "me@host.net"}""", "--recipe", recipe);
        Assert.Equal("c4-paragraph", Assert.Single(result.Rows).GetProperty("rule").GetString()!.Split('.')[0]);
        Assert.StartsWith("note: near-duplicates is left out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_ends_the_reading() =>
        Assert.Equal(2, TryRows(string.Concat(Enumerable.Repeat("{\"id\": \"a\", \"text\": \"x\"}\n", 9)), "simplify", "--limit", "2").Rows.Length);

    [Fact]
    public void A_flag_and_a_list_are_given_as_people_give_them()
    {
        string model = SharedData.Path("data/models");
        JsonElement[] rows = TryRows("""{"id": "a", "text": "Dies ist ein deutscher Satz, der lang genug ist."}""", "identify-language", "--keep", "en,fr", "--keep", "de", "--models", model).Rows;
        Assert.Equal("de", rows[0].GetProperty("metadata").GetProperty("language").GetString());
        Assert.True(rows[0].GetProperty("keep").GetBoolean());
    }

    [Fact]
    public void A_missing_model_says_where_was_looked_and_how_to_get_it()
    {
        SluiceProgram.Result result = TryRows("""{"id": "a", "text": "x"}""", "identify-language", "--model", "lid.176.none.ftz", "--models", "/nowhere");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("lid.176", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("/nowhere", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("https://fasttext.cc", result.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_a_real_web_archive_have_their_own_ids()
    {
        string crawl = SharedData.Path("data/warc/pages/web-pages-fundus.warc.gz");
        JsonElement[] rows = SluiceProgram.Run("try", "extract-html", "--limit", "5", crawl).Rows;
        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.StartsWith("urn:uuid:", row.GetProperty("id").GetString(), StringComparison.Ordinal));
    }

    [Fact] // A pipe whose reader leaves is no error: `sluice try words big.jsonl | head -1`.
    public void A_reader_that_leaves_ends_it_quietly()
    {
        using TemporaryFolder folder = new();
        string rows = folder.Write("big.jsonl", string.Concat(Enumerable.Repeat("{\"id\": \"a\", \"text\": \"" + new string('x', 1000) + "\"}\n", 20_000)));
        string program = Path.Combine(AppContext.BaseDirectory, "sluice.dll");
        using System.Diagnostics.Process shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", $"set -o pipefail; dotnet '{program}' try simplify '{rows}' | head -n 1 | wc -l"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Assert.Equal("1", shell.StandardOutput.ReadToEnd().Trim());
        Assert.Equal("", shell.StandardError.ReadToEnd());
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
