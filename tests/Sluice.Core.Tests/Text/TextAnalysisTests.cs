using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core.Text;

namespace Sluice.Core.Tests.Text;

public sealed class TextAnalysisTests
{
    [Theory] // Expected: Python's str.splitlines().
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("\n\na", "||a")]
    [InlineData("a\r\nb\rc\n\rd", "a|b|c||d")]
    [InlineData("a\vb\fc\u001cd\u001de\u001ef\u0085g\u2028h\u2029i", "a|b|c|d|e|f|g|h|i")]
    [InlineData("a\u001fb\u00a0c\u2027d", "a\u001fb\u00a0c\u2027d")]
    public void Lines_are_those_of_splitlines(string text, string lines)
    {
        TextAnalysis analysis = Golden.Analyze(text);
        Assert.Equal(text.Length == 0 ? [] : lines.Split('|'), analysis.Strings(analysis.Lines));
    }

    [Theory] // Expected: Python's re.split(r"\n+", text) and re.split(r"\n{2,}", text.strip()), and text.split("\n").
    [InlineData("a\nb\n\nc\n\n\nd", "a|b|c|d", "a\nb|c|d", "a|b||c|||d")]
    [InlineData("\n\na\n", "|a|", "a", "||a|")]
    [InlineData("", "", "", "")]
    [InlineData(" \n\n ", " | ", "", " || ")]
    [InlineData("a\r\n\r\nb", "a\r|\r|b", "a\r\n\r\nb", "a\r|\r|b")]
    public void Newline_splits_are_those_of_Python(string text, string runs, string paragraphs, string newlines)
    {
        TextAnalysis analysis = Golden.Analyze(text);
        Assert.Equal(runs.Split('|'), analysis.Strings(analysis.NewlineRunLines));
        Assert.Equal(paragraphs.Split('|'), analysis.Strings(analysis.Paragraphs));
        Assert.Equal(newlines.Split('|'), analysis.Strings(analysis.NewlineLines));
    }

    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("He said (yes.) Then no...", "He said (yes.)|Then no...")]
    [InlineData("Ab.\n! B", "Ab.|!|B")]
    [InlineData("No mark\nand more", "No mark\nand more")]
    [InlineData("Mr. X and the U.S. army. End", "Mr. X and the U.S. army.|End")]
    [InlineData(" \n ", "")]
    public void Sentences_end_after_marks_and_what_follows_them(string text, string sentences)
    {
        TextAnalysis analysis = Golden.Analyze(text);
        Assert.Equal(sentences.Split('|', StringSplitOptions.RemoveEmptyEntries), analysis.Strings(analysis.Sentences));
    }

    [Fact]
    public void Sentences_of_a_line_are_counted_from_the_words_as_from_the_line_alone()
    {
        byte[] text = Encoding.UTF8.GetBytes("One. Two!\n. Three\r\n  Four? \"Five.\" \n\nno mark\n");
        TextAnalysis analysis = Golden.Analyze(text);
        foreach (TextSpan line in analysis.Lines)
            Assert.Equal(analysis.CountSentences("en", WhiteSpace.Trim(line.In(text))), analysis.CountSentences("en", line.Start, line.Length));
        Assert.Equal(2, analysis.CountSentences("en", analysis.Lines[0].Start, analysis.Lines[0].Length));
        Assert.Equal(1, analysis.CountSentences("en", ""u8));
    }

    [Fact]
    public void A_new_text_or_language_forgets_what_was_computed()
    {
        TextAnalysis analysis = Golden.Analyze("one two");
        Assert.Equal(2, analysis.Words.Length);
        analysis.Reset("it's"u8.ToArray(), "de");
        Assert.Equal(1, analysis.Words.Length);
        Assert.Equal(2, analysis.WordsIn("en").Length);
        analysis.Language = "en";
        Assert.Equal(2, analysis.Words.Length);
        Assert.Equal(4, analysis.CodePointCount);
    }

    static readonly Gen<string> s_text = Gen.Elements(
        "a", "B", "é", "ß", "1", "2", ".", "..", ",", "'", "’", "\"", "(", ")", "-", "/", ":", "@", "http://", "x.com", "can't", "Mr.", " ", " ", "  ", "\n", "\r\n", "\t",
        "\u00a0", "\u2028", "。", "日本", "カ", "한", "\u0301", "\u200d", "🙂", "🇩", "א", "٣", "\u0000", "…", "°C.", "km", "#", "_").ListOf().Select(string.Concat);

    [Fact] // Goal: words stand in order, hold all of the text but white space, and nothing of it.
    public void Words_and_the_white_space_between_them_make_the_text() => Prop.ForAll(s_text.ToArbitrary(), text => IsWhole(text, "en") && IsWhole(text, "de")).QuickCheckThrowOnFailure();

    static bool IsWhole(string written, string language)
    {
        byte[] text = Encoding.UTF8.GetBytes(written);
        TextAnalysis analysis = Golden.Analyze(text, language);
        int end = 0;
        foreach (Word word in analysis.Words)
        {
            ReadOnlySpan<byte> bytes = word.In(text);
            bool isAfterBreak = word.Start > end && !(word.Start == end + 1 && text[end] == ' ' && end > 0);
            if (word.Length == 0 || !IsSpace(text.AsSpan(end..word.Start)) || isAfterBreak != word.Kinds.HasFlag(WordKinds.AfterBreak)) return false;
            if (Encoding.UTF8.GetString(bytes).EnumerateRunes().Any(r => WhiteSpace.Is(r.Value))) return false;
            if (word.CodePoints != Encoding.UTF8.GetString(bytes).EnumerateRunes().Count() || word.Hash != TextHash.Of(bytes)) return false;
            end = word.End;
        }
        return IsSpace(text.AsSpan(end..));
    }

    static bool IsSpace(ReadOnlySpan<byte> bytes) => WhiteSpace.Trim(bytes).IsEmpty;

    [Fact] // Goal: a broken text is never an exception, whatever a caller does to the promise of valid UTF-8.
    public void Any_bytes_are_analyzed_without_an_exception()
    {
        Gen<byte[]> bytes = Gen.Elements<byte>((byte)'a', (byte)'.', (byte)' ', (byte)'\n', (byte)'1', (byte)'@', 0x00, 0x80, 0xA0, 0xC2, 0xE2, 0xE3, 0xED, 0xF0, 0xF4, 0xF7, 0xFF).ArrayOf();
        Prop.ForAll(bytes.ToArbitrary(), text =>
        {
            TextAnalysis analysis = Golden.Analyze(text);
            foreach (string language in (string[])["en", "de"])
            {
                _ = analysis.SentencePiecesIn(language).Length + analysis.SimplifiedWordHashesIn(language).Length;
            }
            return analysis.Lines.Length + analysis.Paragraphs.Length + analysis.NewlineLines.Length + analysis.NewlineRunLines.Length > 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Vectorized_counts_equal_their_plain_twins()
    {
        Gen<byte[]> bytes = Gen.Elements<byte>((byte)'a', (byte)'Z', (byte)'[', (byte)'@', (byte)'`', (byte)'{', (byte)'m', 0x80, 0xBF, 0xC3, 0xE1).ArrayOf();
        Prop.ForAll(bytes.ToArbitrary(), text =>
            CodePoints.Count(text) == CodePoints.CountPlainly(text) && Enumerable.Range(0, text.Length).All(i => Chunks.LetterRun(text, i) == Chunks.LetterRunPlainly(text.AsSpan(i))))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_document_costs_no_memory_once_the_buffers_have_grown()
    {
        byte[][] texts = [.. Enumerable.Range(0, 20).Select(i => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"It's number {i}: (can't) stop, e.g. at x.com... Ça va? 日本。\n\n", 40 + i))))];
        TextAnalysis analysis = new();
        for (int i = 0; i < 3; i++) AnalyzeAll(analysis, texts);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AnalyzeAll(analysis, texts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static void AnalyzeAll(TextAnalysis analysis, byte[][] texts)
    {
        foreach (byte[] text in texts)
        {
            analysis.Reset(text, "de");
            _ = analysis.Lines.Length + analysis.NewlineLines.Length + analysis.NewlineRunLines.Length + analysis.Paragraphs.Length + analysis.CodePointCount;
            _ = analysis.Sentences.Length + analysis.SentencePiecesIn("en").Length + analysis.SimplifiedWordHashes.Length + analysis.SimplifiedWordHashesIn("en").Length;
            _ = analysis.CountSentences("en", text.AsSpan(0, 200));
        }
    }
}
