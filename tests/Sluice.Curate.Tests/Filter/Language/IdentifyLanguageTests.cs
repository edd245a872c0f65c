using System.Text;
using System.Text.Json;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Language;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.Language;

public sealed class IdentifyLanguageTests
{
    static IStep Make(IdentifyLanguageOptions options) =>
        IdentifyLanguage.Definition.Create(options, new TestResources(SharedData.Path("data/models")));

    static (Verdict Verdict, Document Document) Apply(IStep step, string text)
    {
        Document document = new();
        document.SetText(Encoding.UTF8.GetBytes(text));
        return (step.Apply(document, Measurements.None), document);
    }

    [Fact] // Outside oracle: Python's fasttext module, as datatrove calls it.
    public void Golden_documents_get_the_label_the_score_and_the_verdict_of_datatrove()
    {
        IStep step = Make(new()), english = Make(new() { Keep = ["en"] });
        int documents = 0;
        foreach (JsonElement row in Golden.Rows("data/golden-datatrove/docs.jsonl.gz"))
        {
            JsonElement lid = row.GetProperty("lid");
            string label = lid.GetProperty("top")[0][0].GetString()!;
            double score = lid.GetProperty("top")[0][1].GetDouble();
            (Verdict verdict, Document document) = Apply(step, row.GetProperty("text").GetString()!);
            Assert.Equal(label, document.Language);
            Assert.InRange(document.LanguageScore!.Value, Math.Min(score, 1) - 1e-4, Math.Min(score, 1) + 1e-4);
            Assert.Equal(lid.GetProperty("keep_default").GetBoolean(), verdict.IsKept);
            Assert.Equal(lid.GetProperty("keep_en").GetBoolean(), Apply(english, row.GetProperty("text").GetString()!).Verdict.IsKept);
            documents++;
        }
        Assert.Equal(2015, documents);
    }

    [Fact]
    public void Verdicts_name_the_rule_and_the_score()
    {
        const string french = "Le chat dort sur le canapé pendant que la pluie tombe doucement sur les toits de la ville.";
        (Verdict verdict, Document document) = Apply(Make(new() { Keep = ["en"] }), french);
        Assert.Equal(("identify-language.language", "fr"), (verdict.Rule, verdict.Evidence));
        Assert.Equal("fr", document.Language);
        Assert.True(document.Metadata.TryGet("language-score", out MetadataValue written));
        Assert.Equal(document.LanguageScore, written.Number);

        verdict = Apply(Make(new() { MinScore = 1 }), french).Verdict;
        Assert.Equal("identify-language.score", verdict.Rule);
        Assert.Equal((document.LanguageScore, 1.0), (verdict.Value, verdict.Threshold));
        Assert.True(Apply(Make(new() { MinScore = 1, LabelOnly = true }), french).Verdict.IsKept);
    }

    [Fact]
    public void An_unknown_language_and_a_missing_model_say_what_to_do()
    {
        SluiceException unknown = Assert.Throws<SluiceException>(() => Make(new() { Keep = ["eng"] }));
        Assert.Contains("'eng'", unknown.Message);
        Assert.Contains("en", unknown.Errors[0].Hint);
        SluiceException missing = Assert.Throws<SluiceException>(() => IdentifyLanguage.Definition.Create(new IdentifyLanguageOptions(), new TestResources()));
        Assert.Contains("--models", missing.Errors[0].Hint);
    }

    [Fact]
    public void Shares_of_languages_are_counted_by_paragraph()
    {
        const string english = "The lamp on the corner has been broken since spring, and nobody from the council has come to look at it.";
        const string french = "Le chat dort sur le canapé pendant que la pluie tombe doucement sur les toits de la ville.";
        IStep step = Make(new() { LabelOnly = true, Paragraphs = true });
        Assert.Equal("en=1.00", Shares(step, english));
        Assert.Equal("en=0.69 fr=0.31", Shares(step, $"{english}\n{french}\n\n{english}\n14:02 / 412 / 7.31"));
        Assert.Equal("", Shares(step, ""));
        Assert.Equal("", Shares(step, "12\n\n13\n"));
        Assert.False(Apply(Make(new() { LabelOnly = true }), english).Document.Metadata.TryGet("languages", out _));

        string Shares(IStep step, string text)
        {
            Assert.True(Apply(step, text).Document.Metadata.TryGet("languages", out MetadataValue shares));
            return shares.Text!;
        }
    }

    [Fact]
    public void Shares_by_paragraph_change_no_verdict()
    {
        const string mixed = "Le chat dort sur le canapé pendant que la pluie tombe.\nThe cat sleeps on the sofa while the rain falls, and so does the dog.";
        (Verdict plain, Document document) = Apply(Make(new() { Keep = ["fr"] }), mixed);
        (Verdict withShares, Document other) = Apply(Make(new() { Keep = ["fr"], Paragraphs = true }), mixed);
        Assert.Equal((plain.Rule, plain.Value, document.Language, document.LanguageScore), (withShares.Rule, withShares.Value, other.Language, other.LanguageScore));
    }

    [Fact]
    public void A_line_of_every_kind_keeps_the_shares_short()
    {
        string many = string.Join('\n', Enumerable.Range(0, 20_000).Select(n => ((char)(0x3B1 + (n % 24))).ToString() + n));
        Assert.True(Apply(Make(new() { LabelOnly = true, Paragraphs = true }), many).Document.Metadata.TryGet("languages", out MetadataValue shares));
        Assert.InRange(shares.Text!.Split(' ').Length, 1, 8);
    }

    [Theory] // lid.176 takes numbers for some language; with letters-min they are none.
    [InlineData("14:02 / 412 / 7.31", 1)]
    [InlineData("ok", 3)]
    public void Fewer_letters_than_asked_for_are_undetermined(string text, int lettersMin)
    {
        Assert.NotEqual("und", Apply(Make(new() { LabelOnly = true }), text).Document.Language);
        Document document = Apply(Make(new() { LabelOnly = true, LettersMin = lettersMin }), text).Document;
        Assert.Equal(("und", 0.0), (document.Language, document.LanguageScore));
    }

    [Fact] // lid.176's label is als, which ISO 639 has for Tosk Albanian.
    public void Alemannic_is_gsw()
    {
        const string text = "Dr Ort liit im Schwizer Kanton Bärn un het öppe zwöituusig Iiwohner, wo meischtens Dütsch rede.";
        Document document = Apply(Make(new() { LabelOnly = true }), text).Document;
        Assert.Equal("gsw", document.Language);
        Assert.True(Apply(Make(new() { Keep = ["gsw"], MinScore = 0.1 }), text).Verdict.IsKept);
        Assert.True(Apply(Make(new() { Keep = ["als"], MinScore = 0.1 }), text).Verdict.IsKept);
    }
}
