using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Training;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Training;

public sealed class FillInTheMiddleTests
{
    const string Prefix = "<fim_prefix>", Suffix = "<fim_suffix>", Middle = "<fim_middle>";

    static (Document Document, Verdict Verdict) Run(FillInTheMiddleOptions options, string text, string id = "a", ulong seed = 0)
    {
        Document document = Apply.Text(text, id: id);
        return (document, new FillInTheMiddle(options, seed).Apply(document, Measurements.None));
    }

    // What the docs tell: how the text is had again from text and metadata alone.
    static string Undo(Document document)
    {
        string text = Encoding.UTF8.GetString(document.Text);
        if (!document.Metadata.TryGet("fim", out MetadataValue fim)) return text;
        Assert.StartsWith(Prefix, text, StringComparison.Ordinal);
        int suffix = text.IndexOf(Suffix, StringComparison.Ordinal), middle = text.IndexOf(Middle, StringComparison.Ordinal);
        string before = text[Prefix.Length..suffix], after = text[(suffix + Suffix.Length)..middle], rest = text[(middle + Middle.Length)..];
        Assert.Equal(fim.Text == "spm", before.Length == 0 && fim.Text == "spm");
        return fim.Text == "psm" ? before + rest + after : rest + after;
    }

    static readonly Gen<string> s_text = Gen.Elements("a", "\n", "é", "漢", "😀", "<", "<fim_", "prefix>", " ", "\r\n").ListOf().Select(parts => string.Concat(parts));

    [Theory]
    [InlineData(MiddleSplit.Character)]
    [InlineData(MiddleSplit.Line)]
    public void Any_text_can_be_had_again(MiddleSplit split) => Prop.ForAll(s_text.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (text, id) =>
    {
        (Document document, Verdict verdict) = Run(new() { Rate = 1, Split = split }, text, id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return verdict.IsKept ? Undo(document) == text && !Encoding.UTF8.GetString(document.Text).Contains('\uFFFD', StringComparison.Ordinal) : text.Contains(Prefix, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Real_files_can_be_had_again()
    {
        foreach (string text in (string[])[File.ReadAllText(SharedData.Path("data/code/README.md")), File.ReadAllText(SharedData.Path("data/code/linguist-heuristics.yml"))])
            for (int i = 0; i < 50; i++) Assert.Equal(text, Undo(Run(new() { Rate = 1 }, text, $"id{i}").Document));
    }

    [Fact]
    public void Shares_are_the_rates()
    {
        int psm = 0, spm = 0;
        for (int i = 0; i < 10_000; i++)
        {
            if (!Run(new() { Rate = 0.6, SpmRate = 0.25 }, "some text", $"doc-{i}").Document.Metadata.TryGet("fim", out MetadataValue fim)) continue;
            if (fim.Text == "psm") psm++;
            else spm++;
        }
        Assert.InRange(psm, 4500 - 300, 4500 + 300);
        Assert.InRange(spm, 1500 - 215, 1500 + 215);
    }

    [Fact]
    public void Cuts_are_drawn_from_all_places_alike()
    {
        int[] starts = new int[4];
        for (int i = 0; i < 3_000; i++)
        {
            string text = Encoding.UTF8.GetString(Run(new() { Rate = 1, SpmRate = 0 }, "é漢😀", $"doc-{i}").Document.Text);
            starts[text.IndexOf(Suffix, StringComparison.Ordinal) - Prefix.Length is var length ? length > 2 ? 3 : length : 0]++;
        }
        // The smaller of two uniform draws from 4 places: 7, 5, 3 and 1 sixteenths.
        foreach ((int count, double share) in starts.Zip([7, 5, 3, 1])) Assert.InRange(count / 3000.0, (share / 16) - 0.06, (share / 16) + 0.06);
    }

    [Fact]
    public void Lines_stay_whole()
    {
        for (int i = 0; i < 200; i++)
        {
            string text = Encoding.UTF8.GetString(Run(new() { Rate = 1, Split = MiddleSplit.Line }, "one\ntwo\r\nthree\nfour", $"doc-{i}").Document.Text);
            string[] parts = text.Split([Prefix, Suffix, Middle], StringSplitOptions.RemoveEmptyEntries);
            Assert.All(parts, part => Assert.True(part.EndsWith('\n') || part.EndsWith("four", StringComparison.Ordinal), part));
        }
    }

    [Fact]
    public void A_text_that_holds_a_token_is_dropped_or_left_alone()
    {
        (_, Verdict dropped) = Run(new() { Rate = 0 }, $"a {Suffix} b");
        Assert.Equal(("fill-in-the-middle.tokens", Suffix), (dropped.Rule, dropped.Evidence));
        (Document left, Verdict kept) = Run(new() { Rate = 1, TextsWithTokens = TextsWithTokens.Leave }, $"a {Suffix} b");
        Assert.True(kept.IsKept);
        Assert.Equal($"a {Suffix} b", Encoding.UTF8.GetString(left.Text));
        Assert.Empty(left.Metadata.Entries);
    }

    [Fact] // Never edit: releases depend on it.
    public void The_draw_is_the_same_for_ever()
    {
        string texts = string.Join('|', Enumerable.Range(0, 5).Select(i => Encoding.UTF8.GetString(Run(new(), "abcdefgh", $"doc-{i}", seed: 7).Document.Text)));
        Assert.Equal("<prefix><suffix>h<middle>abcdefg|<prefix><suffix>efgh<middle>abcd|<prefix>ab<suffix><middle>cdefgh|abcdefgh|abcdefgh", texts.Replace("fim_", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_that_cannot_be_told_apart_are_refused()
    {
        Assert.Empty(new FillInTheMiddleOptions().Problems());
        Assert.Empty(new FillInTheMiddleOptions { PrefixToken = "▁<PRE>", SuffixToken = "▁<SUF>", MiddleToken = "▁<MID>" }.Problems());
        Assert.Contains("part of", Assert.Single(new FillInTheMiddleOptions { MiddleToken = "im_pref" }.Problems()), StringComparison.Ordinal);
        Assert.Contains("begins as it ends", Assert.Single(new FillInTheMiddleOptions { MiddleToken = "|m|" }.Problems()), StringComparison.Ordinal);
        Assert.Equal(3, new FillInTheMiddleOptions { Rate = 2, SpmRate = double.NaN, PrefixToken = "" }.Problems().Count());
    }
}
