using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Dedup.Substring;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Dedup.Substring;

public sealed class DeduplicateSubstringsTests
{
    static readonly DeduplicateSubstringsOptions s_fiveWords = new() { WordsMin = 5, TextLeftMin = 1 };

    [Fact]
    public void A_passage_goes_where_it_occurs_again_and_stays_where_it_was_first()
    {
        string[] texts = ["one two three four five six", "see: one two three four five, twice", "Look: one two three four five six seven"];
        Assert.Equal(["one two three four five six", "see: one two three four five, twice", "Look: seven"], Texts(texts, s_fiveWords));
    }

    [Fact]
    public void A_passage_goes_where_it_occurs_again_in_one_document() =>
        Assert.Equal(["a1 a2 a3 a4 a5 b1 b2"], Texts(["a1 a2 a3 a4 a5 b1 a1 a2 a3 a4 a5 b2"], s_fiveWords));

    [Fact]
    public void One_word_less_stays() =>
        Assert.Equal(["a b c d e", "a b c d f", "b c d e"], Texts(["a b c d e", "a b c d f", "b c d e"], s_fiveWords));

    [Fact]
    public void What_lies_between_the_words_must_be_equal_too() =>
        Assert.Equal(["a b c d e", "a b  c d e", "a b\nc d e"], Texts(["a b c d e", "a b  c d e", "a b\nc d e"], s_fiveWords));

    [Fact]
    public void In_bytes_a_window_is_as_few_words_as_have_them()
    {
        DeduplicateSubstringsOptions options = new() { BytesMin = 20, TextLeftMin = 1 };
        // 19 bytes in common stay, 20 go.
        Assert.Equal(["aaaa bbbb cccc dddd", "x aaaa bbbb cccc dddd y"], Texts(["aaaa bbbb cccc dddd", "x aaaa bbbb cccc dddd y"], options));
        Assert.Equal(["aaaa bbbb cccc ddddd", "x y"], Texts(["aaaa bbbb cccc ddddd", "x aaaa bbbb cccc ddddd y"], options));
    }

    [Fact]
    public void Of_the_white_space_around_a_cut_the_one_with_more_line_breaks_stays() =>
        Assert.Equal(["a b c d e", "f\n\ng", "h\n\ni", "j k", "l", "m"],
            Texts(["a b c d e", "f\n\na b c d e g", "h a b c d e\n\ni", "j a b c d e  k", " a b c d e l", "m a b c d e"], s_fiveWords));

    [Fact]
    public void Characters_of_scripts_without_spaces_are_words() =>
        Assert.Equal(["他们说的是这样的话", "我听见，真的"], Texts(["他们说的是这样的话", "我听见他们说的是这样的话，真的"], s_fiveWords));

    [Fact]
    public void Marks_stay_with_their_character()
    {
        // Six consonants with a vowel sign each; the last of the second text has another sign.
        string first = "กิขิคิงิจิ", second = "กิขิคิงิจี";
        Assert.Equal([first, second], Texts([first, second], s_fiveWords));
    }

    [Fact]
    public void A_run_too_long_for_a_word_is_cut_between_code_points()
    {
        string run = Letters(1, 1000);
        Assert.Equal([run, "<>"], Texts([run, "<" + run + ">"], new() { BytesMin = 100, TextLeftMin = 1 }));
    }

    [Fact]
    public void A_document_with_too_little_left_is_dropped_and_names_the_one_that_holds_the_passage()
    {
        string[] texts = ["a b c d e f", "x a b c d e f"];
        MergeDecision dropped = Assert.Single(Run(texts, s_fiveWords with { TextLeftMin = 2 })).Value;
        Assert.Equal((1, "deduplicate-substrings.text-left", 1, 2, 0), (dropped.Document, dropped.Verdict.Rule!, dropped.Verdict.Value!.Value, dropped.Verdict.Threshold!.Value, dropped.DuplicateOf));
        Assert.Equal(11.0 / 13, dropped.Similarity, 12);
        Assert.True(Assert.Single(Run(texts, s_fiveWords with { TextLeftMin = 1 })).Value.Verdict.IsKept);
    }

    [Fact]
    public void A_copy_is_dropped_also_if_white_space_is_left() =>
        Assert.False(Assert.Single(Run(["a b c d e f", " \na b c d e f\n"], s_fiveWords)).Value.Verdict.IsKept);

    [Fact]
    public void Of_a_text_that_repeats_itself_one_period_is_left() =>
        Assert.Equal(["ab cd"], Texts([string.Concat(Enumerable.Repeat("ab cd ", 1000)).TrimEnd()], new() { TextLeftMin = 1 }));

    [Fact]
    public void The_metadata_name_the_ranges_of_the_text_before()
    {
        IMergeStep step = DeduplicateSubstrings.Definition.CreateMerge(s_fiveWords, new TestResources());
        Document document = new();
        string[] texts = ["a b c d e", "x a b c d e y"];
        document.SetText(Encoding.UTF8.GetBytes(texts[1]));
        Assert.True(step.Apply(document, Run(texts, s_fiveWords)[1].Change.Span).IsKept);
        Assert.Equal(["passages-cut 1", "passages-cut-bytes 9", "passages-cut-at 2-11"], document.Metadata.Entries.Select(e => $"{e.Key} {e.Value.Text ?? $"{e.Value.Number}"}"));
    }

    [Fact]
    public void Options_that_are_wrong_are_told() => Assert.Equal(
        ["words-min and bytes-min exclude each other; give one", "words-min is 4; use 5 to 2000", "bytes-min is 10001; use 20 to 10000", "text-left-min is 0; use 1 to 1000000"],
        new DeduplicateSubstringsOptions { WordsMin = 4, BytesMin = 10_001, TextLeftMin = 0 }.Problems());

    static readonly string[] s_parts =
        ["a", "b", "ab", "c d", " ", " ", " ", "\n", "  ", "他", "们", "他们说的是", "ก", "กิ", "é", new(' ', 300), Letters(2, 255), Letters(2, 300), Letters(2, 300), "一二三四五六七", "a b c a b", "one two three four five six seven eight"];

    static readonly Gen<string> s_text = Gen.ArrayOf(Gen.Elements(s_parts)).Select(string.Concat);

    [Fact] // Goal: exactly what the rule says, on texts made to repeat.
    public void What_is_cut_is_what_a_suffix_array_finds() => Prop.ForAll(
        Gen.ArrayOf(s_text).ToArbitrary(), Gen.Choose(5, 12).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(),
        (texts, least, isBytes) => CheckByOracle(texts, least * (isBytes ? 4 : 1), isBytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60));

    [Fact] // Few different words: every window has ties.
    public void What_is_cut_is_what_a_suffix_array_finds_where_all_repeats() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("a", "a", "a", "b")).Select(words => string.Join(' ', words)).ArrayOf().ToArbitrary(), Gen.Choose(5, 20).ToArbitrary(),
        (texts, least) => CheckByOracle(texts, least, false)).Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60));

    [Theory]
    [InlineData(50, false)]
    [InlineData(8, false)]
    [InlineData(100, true)]
    public void What_is_cut_of_revisions_is_what_a_suffix_array_finds(int least, bool isBytes) =>
        CheckByOracle([.. Revisions().Take(60)], least, isBytes);

    [Fact]
    public void Memory_workers_and_seed_change_nothing()
    {
        string[] texts = [.. Revisions().Take(120)];
        DeduplicateSubstringsOptions options = new() { WordsMin = 10, TextLeftMin = 500 };
        string expected = Told(Run(texts, options));
        Assert.Equal(expected, Told(Run(texts, options, 1 << 20)));
        Assert.Equal(expected, Told(Run(texts, options, 4 << 20, 3)));
    }

    static string Letters(int seed, int count)
    {
        Random random = new(seed);
        return string.Create(count, random, (letters, random) =>
        {
            foreach (ref char letter in letters) letter = (char)('A' + random.Next(26));
        });
    }

    static IEnumerable<string> Revisions()
    {
        string path = SharedData.Path("data/dedup/pep-revisions-docs.jsonl.gz");
        using System.IO.Compression.GZipStream file = new(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        using StreamReader lines = new(file);
        while (lines.ReadLine() is { } line) yield return JsonElement.Parse(line).GetProperty("text").GetString()!;
    }

    static void CheckByOracle(string[] texts, int least, bool isBytes)
    {
        DeduplicateSubstringsOptions options = isBytes ? new() { BytesMin = least, TextLeftMin = 1 } : new() { WordsMin = least, TextLeftMin = 1 };
        bool[][] expected = RepeatedWindowsOracle.Cut(texts, least, isBytes);
        Dictionary<long, MergeDecision> decisions = Run(texts, options);
        for (int n = 0; n < texts.Length; n++)
        {
            byte[] text = Encoding.UTF8.GetBytes(texts[n]);
            bool[] cut = new bool[text.Length];
            if (!decisions.TryGetValue(n, out MergeDecision decision) || decision.Verdict.IsKept) Mark(decision.Change.Span, cut);
            else Assert.All(text.Where((_, at) => !expected[n][at]), b => Assert.Contains(b, " \n"u8.ToArray()));
            if (decision.Verdict.IsKept) Assert.True(expected[n].AsSpan().SequenceEqual(cut), $"document {n}, least {least}: {Shown(text, expected[n])} expected, {Shown(text, cut)} cut");
        }
    }

    static void Mark(ReadOnlySpan<byte> change, bool[] cut)
    {
        for (int start = 0; PassageChange.TryRead(ref change, ref start, out int end); start = end) Array.Fill(cut, true, start, end - start);
    }

    static string Shown(byte[] text, bool[] cut) => Encoding.UTF8.GetString([.. text.SelectMany((b, at) =>
        (byte[])[.. cut[at] && (at == 0 || !cut[at - 1]) ? "["u8 : [], b, .. cut[at] && (at == text.Length - 1 || !cut[at + 1]) ? "]"u8 : []])]);

    static string Told(Dictionary<long, MergeDecision> decisions) =>
        string.Join('\n', decisions.Values.OrderBy(d => d.Document).Select(d => $"{d.Document} {d.Verdict} {d.DuplicateOf} {d.Similarity} {Convert.ToHexString(d.Change.Span)}"));

    static Dictionary<long, MergeDecision> Run(string[] texts, DeduplicateSubstringsOptions options, long memoryBytes = MergeDriver.MemoryBytes, int workers = 1) =>
        MergeDriver.Run(DeduplicateSubstrings.Definition, options, texts, memoryBytes, workers);

    // The texts that stay, as they are then.
    static IEnumerable<string> Texts(string[] texts, DeduplicateSubstringsOptions options)
    {
        IMergeStep step = DeduplicateSubstrings.Definition.CreateMerge(options, new TestResources());
        Dictionary<long, MergeDecision> decisions = Run(texts, options);
        Document document = new();
        for (int n = 0; n < texts.Length; n++)
        {
            document.Reset();
            document.SetText(Encoding.UTF8.GetBytes(texts[n]));
            bool isChanged = decisions.TryGetValue(n, out MergeDecision decision);
            if (!decision.Verdict.IsKept || (isChanged && !step.Apply(document, decision.Change.Span).IsKept)) continue;
            yield return Encoding.UTF8.GetString(document.Text);
        }
    }
}
