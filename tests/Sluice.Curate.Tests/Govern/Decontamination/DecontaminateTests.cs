using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.Decontamination;
using Sluice.Fixtures;
using static Sluice.Curate.Tests.Govern.Decontamination.SmallBenchmark;

namespace Sluice.Curate.Tests.Govern.Decontamination;

public sealed class DecontaminateTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static string Wrapped(string text) => Regex.Replace(text, @"(\S+ \S+ \S+ \S+ \S+) ", "$1\n");

    static string Repunctuated(string text) => text.Replace(",", " –", StringComparison.Ordinal).Replace(".", ";", StringComparison.Ordinal).Replace("?", "…", StringComparison.Ordinal);

    [Theory]
    [InlineData("verbatim")]
    [InlineData("upper")]
    [InlineData("punctuation")]
    [InlineData("wrapped")]
    [InlineData("numbers")]
    [InlineData("accents")]
    public void Overlap_finds_a_question_however_it_is_written(string change)
    {
        string planted = change switch
        {
            "upper" => Question.ToUpperInvariant(),
            "punctuation" => Repunctuated(Question),
            "wrapped" => Wrapped(Question),
            "numbers" => Question.Replace("14", "1,275", StringComparison.Ordinal).Replace("9", "8.5", StringComparison.Ordinal),
            "accents" => Question.Replace('e', 'é'),
            _ => Question,
        };
        Decontaminate step = Step(_folder);
        Verdict verdict = Apply.To(step, In(planted));
        Assert.Equal(("decontaminate.overlap", 1.0, "small#0"), (verdict.Rule, verdict.Value, verdict.Evidence));
        Assert.True(Apply.To(step, Story + Story).IsKept);
    }

    [Fact]
    public void Overlap_finds_a_long_answer_without_its_question() => Assert.Equal("decontaminate.overlap", Apply.Rule(Step(_folder), In(Answer)));

    [Fact] // 50 words and more: one changed word in 25 is allowed.
    public void Overlap_finds_a_question_with_a_changed_word_and_not_one_with_many()
    {
        string[] words = (Question + " " + Answer).Split(' ');
        string path = _folder.Write("long.jsonl", $$"""{"q":{{JsonSerializer.Serialize(string.Join(' ', words))}}}""");
        Decontaminate step = new(new() { Benchmarks = [$"{path} question=q"] }, new TestResources());
        Assert.Equal("decontaminate.overlap", Apply.Rule(step, In(Changed(30))));
        Assert.Equal("keep", Apply.Rule(step, In(Changed(6))));

        string Changed(int every) => string.Join(' ', words.Select((word, i) => i % every == every - 1 ? "other" : word));
    }

    [Fact]
    public void Overlap_takes_a_question_with_gaps_where_its_answer_stands_near_by()
    {
        string edited = Question.Replace("polishes", "cleans", StringComparison.Ordinal).Replace("minutes", "seconds", StringComparison.Ordinal);
        string path = _folder.Write("gaps.jsonl", JsonSerializer.Serialize(new { q = Question, a = "15.2 hours of polishing in that one week" }));
        Decontaminate step = new(new() { Benchmarks = [$"{path} question=q answer=a"] }, new TestResources());
        Assert.Equal("keep", Apply.Rule(step, In(edited)));
        Assert.Equal("decontaminate.overlap", Apply.Rule(step, In(edited + " It is 15.2 hours of polishing in that one week.")));
    }

    [Theory]
    [InlineData(ContaminationRule.Overlap)]
    [InlineData(ContaminationRule.Gpt3)]
    [InlineData(ContaminationRule.Stack)]
    public void Metadata_names_benchmark_item_field_and_place(ContaminationRule rule)
    {
        Decontaminate step = Step(_folder, rule, ContaminationAction.Mark);
        Document document = Apply.Text(In(Question));
        Assert.True(step.Apply(document, Measurements.None).IsKept);
        Assert.True(document.Metadata.TryGet(ContaminationFind.Key, out MetadataValue value));
        ContaminationFind find = Assert.Single(ContaminationFind.Read(value.Text!));
        Assert.Equal(("small", 0, "question", 1.0), (find.Benchmark, find.Item, find.Field, find.Score));
        string place = Encoding.UTF8.GetString(document.Text[find.Start..find.End]);
        Assert.Equal(Question.TrimEnd('?'), place.TrimEnd('?'));
    }

    [Theory]
    [InlineData(ContaminationRule.Overlap)]
    [InlineData(ContaminationRule.Stack)]
    public void Cut_takes_whole_sentences_and_leaves_the_rest(ContaminationRule rule) =>
        Assert.Equal($"{Story}{Story.TrimEnd()}\n", Apply.Result(Step(_folder, rule, ContaminationAction.Cut), $"{Story}{Question}\n{Story}"));

    [Fact]
    public void Cut_drops_what_is_too_short_afterwards() =>
        Assert.Equal("decontaminate.too-short", Apply.Rule(Step(_folder, action: ContaminationAction.Cut, lengthMin: 200), "Before. " + Question + " After."));

    [Fact] // 200 characters on each side go, pieces of fewer than 200 too.
    public void Gpt3_cuts_a_window_around_the_place()
    {
        string long_ = string.Concat(Enumerable.Range(0, 40).Select(i => $"Sentence number {i} says little of note. "));
        Document document = Apply.Text(long_ + Question + " " + long_);
        Decontaminate step = new(new() { Benchmarks = [_folder.Write("small.jsonl", Rows) + " question=question"], Rule = ContaminationRule.Gpt3, Action = ContaminationAction.Cut }, new TestResources());
        Assert.True(step.Apply(document, Measurements.None).IsKept);
        string left = Encoding.UTF8.GetString(document.Text);
        Assert.DoesNotContain("lighthouse", left, StringComparison.Ordinal);
        Assert.Contains("\n\n", left, StringComparison.Ordinal);
        Assert.InRange(left.Length, (2 * long_.Length) - 600, (2 * long_.Length) - 400);
    }

    [Fact]
    public void Gpt3_drops_a_document_of_too_many_pieces()
    {
        string long_ = string.Concat(Enumerable.Range(0, 20).Select(i => $"Sentence number {i} says little of note. "));
        Decontaminate step = new(new() { Benchmarks = [_folder.Write("small.jsonl", Rows) + " question=question"], Rule = ContaminationRule.Gpt3, Action = ContaminationAction.Cut }, new TestResources());
        Assert.Equal("decontaminate.pieces", Apply.Rule(step, string.Concat(Enumerable.Repeat(long_ + Question + " ", 11))));
        Assert.NotEqual("decontaminate.pieces", Apply.Rule(step, string.Concat(Enumerable.Repeat(long_ + Question + " ", 10))));
    }

    [Fact] // Thirteen words in a row are enough, twelve are not.
    public void Gpt3_counts_words_in_a_row()
    {
        Decontaminate step = Step(_folder, ContaminationRule.Gpt3);
        string[] words = Question.Split(' ');
        Assert.Equal("decontaminate.gpt3", Apply.Rule(step, In(string.Join(' ', words[5..18]))));
        Assert.Equal("keep", Apply.Rule(step, In(string.Join(' ', words[5..17]) + " something")));
        Assert.Equal("keep", Apply.Rule(step, In(Question.Replace("14", "15", StringComparison.Ordinal)[..80])));
    }

    [Fact]
    public void Stack_wants_every_character_but_case()
    {
        Decontaminate step = Step(_folder, ContaminationRule.Stack);
        Assert.Equal("decontaminate.stack", Apply.Rule(step, In("x" + Question.ToUpperInvariant() + "x")));
        Assert.Equal("keep", Apply.Rule(step, In(Question.Replace(", ", ",  ", StringComparison.Ordinal))));
    }

    [Fact]
    public void Short_texts_are_not_looked_for()
    {
        string path = _folder.Write("short.jsonl", "{\"q\":\"the\"}\n{\"q\":\"1 2 3 4 5 6 7 8 9 10 11\"}\n{\"q\":\"market days woke late\"}\n{\"q\":\"a a a a a a a a a a a a a a\"}\n");
        foreach (ContaminationRule rule in Enum.GetValues<ContaminationRule>())
        {
            Decontaminate step = new(new() { Benchmarks = [path + " question=q"], Rule = rule }, new TestResources());
            Assert.Equal("keep", Apply.Rule(step, Story + "1 2 3 4 5 6 7 8 9 10 11 a a a a a a a a a a a a a a a a a the the the"));
            Assert.Contains("4 of them are too short", string.Join('\n', step.Notes), StringComparison.Ordinal);
        }
    }

    [Theory] // Goal: one n-gram repeated, or nothing but benchmarks, costs linear time.
    [InlineData(ContaminationRule.Overlap)]
    [InlineData(ContaminationRule.Gpt3)]
    [InlineData(ContaminationRule.Stack)]
    public void Hostile_documents_take_bounded_time(ContaminationRule rule)
    {
        string repeated = "one two three four five six seven eight ";
        string rows = string.Concat(Enumerable.Range(0, 500).Select(i => $"{{\"q\":\"{string.Concat(Enumerable.Repeat(repeated, 3))}{i} tail number {i} of many\"}}\n"));
        string path = _folder.Write("repeated.jsonl", rows + Rows.Replace("question", "q", StringComparison.Ordinal));
        Decontaminate step = new(new() { Benchmarks = [path + " question=q"], Rule = rule, Action = ContaminationAction.Cut }, new TestResources());
        Stopwatch watch = Stopwatch.StartNew();
        step.Apply(Apply.Text(string.Concat(Enumerable.Repeat(repeated, 100_000))), Measurements.None);
        step.Apply(Apply.Text(string.Concat(Enumerable.Repeat(Question + " ", 10_000))), Measurements.None);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory] // The window of words moves over a text of more than 131,072 words.
    [InlineData(ContaminationRule.Overlap)]
    [InlineData(ContaminationRule.Gpt3)]
    public void Finds_lie_anywhere_in_a_large_document(ContaminationRule rule)
    {
        Decontaminate step = Step(_folder, rule, ContaminationAction.Mark);
        StringBuilder text = new();
        for (int i = 0; i < 9; i++) text.Append(string.Concat(Enumerable.Repeat(Story, 1000 + (i * 7)))).Append(Question).Append('\n');
        Document document = Apply.Text(text.ToString());
        step.Apply(document, Measurements.None);
        Assert.True(document.Metadata.TryGet(ContaminationFind.Key, out MetadataValue value));
        IReadOnlyList<ContaminationFind> finds = ContaminationFind.Read(value.Text!);
        Assert.Equal(9, finds.Count);
        Assert.All(finds, find => Assert.StartsWith("A lighthouse keeper", Encoding.UTF8.GetString(document.Text[find.Start..find.End]), StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_without_a_find_costs_no_garbage()
    {
        Decontaminate step = Step(_folder);
        Document document = Apply.Text(string.Concat(Enumerable.Repeat(Story, 50)));
        step.Apply(document, Measurements.None);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) step.Apply(document, Measurements.None);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
