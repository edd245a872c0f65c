using System.Diagnostics;
using System.Text.Unicode;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Ingest.Extract;

namespace Sluice.Ingest.Tests.Extract;

/// <summary>Real pages, damaged at random: a verdict for each, never a crash or a hang, and the same bytes by whichever step and after whichever page.</summary>
/// <remarks>SLUICE_FUZZ_SECONDS makes it run longer, SLUICE_FUZZ_SEED repeats a run.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    const int PageBytesMax = 20_000; // Larger pages are cut: more pages in the same time.
    const int SecondsEach = 10; // A page takes milliseconds; this is a hang.

    // What breaks parsers: ends of constructs, deep or quadratic ones, characters that mean something to one of the formats.
    static readonly string[] s_pieces =
    [
        "<", ">", "</", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "&", "&#x", "&#0;", "&#xD800;", "&#x10FFFF;", "\0", "\"", "'", "=", "/>", "<?", "<table>", "</table>", "<td>", "<tr>", "<caption>", "<b><i><a href=#x>",
        "</b></p>", "<p>", "<pre>", "</pre>", "\n", "\t", "<code>", "`", "```", "|", "\\(", "\\)", "$$", "<math>", "<mfrac>", "<msup><mi>x", "</math>", "<annotation encoding='application/x-tex'>", "<script type='math/tex'>", "</script>",
        "<svg>", "<foreignObject>", "<template>", "</template>", "<select><option>", "<textarea>", "<plaintext>", "<style>", "<title>", "<li>", "<ul>", "</ol>", "<blockquote>", "<sup><a href='#n'>1</a></sup>", "<p id=n>",
        "<div class='comments'>", "<div class=w3-code>", "<br>", "</br>", "<frameset>", "<noscript>", "<body>", "</html>", "<base>", "<form>", "<input>", "\uFEFF", "\u00A0", "\u200B", "\u2028", "漢字。", "<table><tr><th colspan=1000>",
    ];

    [Fact]
    public void Damaged_real_pages_have_a_verdict_and_the_same_text_every_time()
    {
        TimeSpan time = TimeSpan.FromSeconds(ReadNumber("SLUICE_FUZZ_SECONDS", 8));
        int seed = ReadNumber("SLUICE_FUZZ_SEED", 20261122);
        List<byte[]> pages = [];
        foreach (string set in (string[])["inscriptis", "readability", "webmainbench", "newspaper"])
            RealPages.ForEach(set, (page, _) => pages.Add(page.Body.Span[..Math.Min(page.Body.Length, PageBytesMax)].ToArray()));
        output.WriteLine($"seed {seed}, {pages.Count} pages");

        ExtractHtmlStep[] used = [.. AllOptions().Select(options => new ExtractHtmlStep(options))];
        ExtractHtmlOptions[] allOptions = [.. AllOptions()];
        Stopwatch clock = Stopwatch.StartNew();
        int round = 0;
        for (; clock.Elapsed < time; round++)
        {
            Random random = new(seed + round); // So that one round can be repeated by its number.
            byte[] page = Damage(pages[random.Next(pages.Count)], pages[random.Next(pages.Count)], random);
            int which = round % used.Length;
            string charset = random.Next(8) switch { 0 => "windows-1252", 1 => "shift_jis", 2 => "utf-16le", 3 => "gb18030", _ => "utf-8" };
            Document document = new() { Body = page, HeaderCharset = charset };
            TimeSpan before = clock.Elapsed;
            Verdict verdict = used[which].Apply(document, Measurements.None);
            Assert.True((clock.Elapsed - before).TotalSeconds < SecondsEach, $"seed {seed + round}: {clock.Elapsed - before}");
            Assert.True(verdict.IsKept || verdict.Rule!.StartsWith("extract-html.", StringComparison.Ordinal), $"seed {seed + round}: {verdict}");
            Assert.True(IsClean(document.Text), $"seed {seed + round}: not clean");
            if (round % 4 != 0) continue;
            Document again = new() { Body = page, HeaderCharset = charset };
            Verdict second = OnAnotherThread(() => new ExtractHtmlStep(allOptions[which]).Apply(again, Measurements.None));
            Assert.True(verdict == second && document.Text.SequenceEqual(again.Text), $"seed {seed + round}: another text by a fresh step");
        }
        output.WriteLine($"{round} pages");
        Assert.True(round > 50, $"only {round} pages in {time}");
    }

    static IEnumerable<ExtractHtmlOptions> AllOptions() =>
        from favor in Enum.GetValues<ExtractFavor>()
        from format in Enum.GetValues<ExtractFormat>()
        select new ExtractHtmlOptions { Favor = favor, Format = format, Comments = favor == ExtractFavor.Balanced, Tables = favor != ExtractFavor.Recall };

    static byte[] Damage(byte[] page, byte[] other, Random random)
    {
        List<byte> bytes = [.. page];
        for (int changes = random.Next(1, 30); changes > 0; changes--)
        {
            int at = random.Next(bytes.Count + 1), length = Math.Min(random.Next(1, 1 << random.Next(1, 14)), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length)); // Repeats a part.
                    break;
                case 2:
                    int from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)).ToArray());
                    break;
                case 3:
                    for (int i = at; i < Math.Min(at + 8, bytes.Count); i++) bytes[i] = (byte)random.Next(256);
                    break;
                case 4:
                    byte[] piece = System.Text.Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]);
                    bytes.InsertRange(at, Enumerable.Repeat(piece, 1 << random.Next(0, 11)).SelectMany(p => p)); // Up to a thousand times.
                    break;
                case 5 when random.Next(10) == 0:
                    bytes.RemoveRange(at, bytes.Count - at); // Cut short.
                    break;
                default:
                    bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }

    static bool IsClean(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) && text.IndexOfAnyInRange((byte)0, (byte)8) < 0 && text.IndexOfAnyInRange((byte)0x0B, (byte)0x1F) < 0 && text.IndexOf((byte)0x7F) < 0;

    static Verdict OnAnotherThread(Func<Verdict> work)
    {
        Verdict verdict = default;
        Thread thread = new(() => verdict = work());
        thread.Start();
        thread.Join();
        return verdict;
    }

    static int ReadNumber(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
