using System.IO.Compression;
using System.Text.Json;
using Sluice.Curate.Dedup.Spans;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.Spans;

public sealed class RealSpansTests
{
    [Theory] // Outside oracle: a set of lines in Python, over str.strip() or the rule of CCNet (lower, \d to 0, its list of marks and control characters removed); blank lines left out.
    [InlineData(UnitCompare.Raw, 141_164, 116_880, 24_284, 555_126)]
    [InlineData(UnitCompare.Ccnet, 141_164, 114_414, 26_750, 634_135)]
    public void Lines_of_369_real_documents_count_as_in_Python(UnitCompare compare, int lines, int distinct, int cut, int bytes)
    {
        string[] texts = Texts("data/text/python-peps.jsonl.gz");
        SpansDriver run = SpansDriver.Run(DeduplicateLines.Definition, new DeduplicateLinesOptions { Compare = compare }, texts, memoryBytes: 1 << 20);
        Assert.Equal((lines, distinct, cut, bytes, 368, 0), ((int)run.Figures["lines"], (int)run.Figures["distinct-lines"], (int)run.Figures["lines-cut"], (int)run.Figures["bytes-cut"],
            (int)run.Figures["documents-changed"], (int)run.Figures["documents-dropped"]));
        Assert.Equal((222, 1), (texts.Count(HasNotice), run.Texts.Count(HasNotice)));
    }

    [Fact] // 442 revisions of 221 documents: each later one keeps what is new in it, and no sentence is lost.
    public void Of_revisions_what_is_new_stays()
    {
        string[] texts = Texts("data/dedup/pep-revisions-docs.jsonl.gz");
        DeduplicateSentencesOptions options = new() { WordsLeftMin = 0, SentencesLeftMin = 0 };
        SpansDriver run = SpansDriver.Run(DeduplicateSentences.Definition, options, texts, memoryBytes: 1 << 20, language: "en");
        long before = texts.Sum(text => (long)text.Length), after = run.Texts.Where((_, n) => run.Verdicts[n].IsKept).Sum(text => (long)text.Length);
        Assert.InRange((double)after / before, 0.5, 0.75);
        SpansDriver again = SpansDriver.Run(DeduplicateSentences.Definition, options, run.Texts, language: "en");
        Assert.True(again.Figures["sentences-cut"] < run.Figures["sentences-cut"] / 20, "hardly anything is left to cut");
    }

    static bool HasNotice(string text) => text.Split('\n').Contains("This document has been placed in the public domain.");

    static string[] Texts(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Path(path)), CompressionMode.Decompress));
        List<string> texts = [];
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            texts.Add(row.RootElement.GetProperty("text").GetString()!);
        }
        return [.. texts];
    }
}
