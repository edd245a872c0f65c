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
}
