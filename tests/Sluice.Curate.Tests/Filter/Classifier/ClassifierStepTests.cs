using System.Text;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.Classifier;
using Sluice.Curate.Filter.FastText.Training;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Filter.Classifier;

public sealed class ClassifierStepTests : IDisposable
{
    const string Good = "the theorem follows from the lemma by induction";
    const string Bad = "click here buy now cheap pills free shipping";
    readonly TemporaryFolder _folder = new();

    public ClassifierStepTests()
    {
        TrainingTexts texts = new();
        for (int n = 0; n < 50; n++)
        {
            texts.Add("hq", Encoding.UTF8.GetBytes(Good));
            texts.Add("web", Encoding.UTF8.GetBytes(Bad));
        }
        FastTextTrainer.Train(texts, new() { Dim = 8, Epochs = 10, LearningRate = 0.5 }).Save(_folder.File("quality.bin"));
    }

    public void Dispose() => _folder.Dispose();

    (Verdict Verdict, Document Document, Measurements Measured) Run(ClassifierOptions options, string text)
    {
        Document document = new();
        document.SetText(Encoding.UTF8.GetBytes(text));
        Measurements measured = Measurements.Recording();
        IStep step = ClassifierStep.Definition.Create(options with { Model = "quality.bin" }, new TestResources(_folder.Path));
        return (step.Apply(document, measured), document, measured);
    }

    static double Written(Document document, string key = "classifier-score") => document.Metadata.TryGet(key, out MetadataValue value) ? value.Number : double.NaN;

    [Fact]
    public void A_verdict_has_the_score_and_the_threshold_and_the_metadata_has_the_score()
    {
        (Verdict verdict, Document document, Measurements measured) = Run(new() { Label = "hq" }, Bad);
        Assert.Equal(("classifier.score", 0.5), (verdict.Rule, verdict.Threshold));
        Assert.InRange(verdict.Value!.Value, 0, 0.2);
        Assert.Equal(verdict.Value, Written(document));
        Assert.Equal(verdict.Value, measured.Values.Single(v => v.Key == "score").Value);
        (verdict, document, _) = Run(new() { Label = "hq", MetadataKey = "hq" }, Good);
        Assert.True(verdict.IsKept);
        Assert.InRange(Written(document, "hq"), 0.8, 1);
        Assert.True(Run(new() { Label = "hq", LabelOnly = true }, Bad).Verdict.IsKept);
    }

    [Fact]
    public void A_score_at_the_threshold_is_kept_and_one_just_below_is_dropped()
    {
        double score = Written(Run(new() { Label = "hq", LabelOnly = true }, "the pills follow").Document);
        Assert.InRange(score, 0.01, 0.99);
        Assert.True(Run(new() { Label = "hq", MinScore = score }, "the pills follow").Verdict.IsKept);
        Assert.False(Run(new() { Label = "hq", MinScore = Math.BitIncrement(score) }, "the pills follow").Verdict.IsKept);
        Assert.True(Run(new() { Label = "hq", MaxScore = score }, "the pills follow").Verdict.IsKept);
        Assert.False(Run(new() { Label = "hq", MaxScore = Math.BitDecrement(score) }, "the pills follow").Verdict.IsKept);
    }

    [Fact]
    public void Line_breaks_are_blanks_and_a_text_without_words_scores_nothing()
    {
        Assert.Equal(Written(Run(new() { Label = "hq" }, Good).Document), Written(Run(new() { Label = "hq" }, Good.Replace(' ', '\n')).Document));
        (Verdict verdict, Document document, _) = Run(new() { Label = "hq" }, " \n ");
        Assert.Equal(0, Written(document));
        Assert.False(verdict.IsKept);
        Assert.True(Run(new() { Label = "web", MaxScore = 0.5 }, "").Verdict.IsKept);
    }

    [Fact]
    public void By_paragraph_the_lines_that_fail_are_taken_out()
    {
        ClassifierOptions options = new() { Label = "hq", By = ClassifierUnit.Paragraph };
        (Verdict verdict, Document document, Measurements measured) = Run(options, $"{Good}\n\n{Bad}\n{Good}");
        Assert.True(verdict.IsKept);
        Assert.Equal($"{Good}\n\n{Good}", Encoding.UTF8.GetString(document.Text));
        Assert.Equal([3, 2], measured.Values.Where(v => v.Key.EndsWith("paragraphs", StringComparison.Ordinal)).Select(v => v.Value));
        double good = Written(Run(new() { Label = "hq" }, Good).Document), bad = Written(Run(new() { Label = "hq" }, Bad).Document);
        Assert.Equal((2 * good + bad) / 3, Written(document), 1e-12);

        (verdict, document, _) = Run(options, Good + "\n");
        Assert.Equal(Good + "\n", Encoding.UTF8.GetString(document.Text));
        Assert.Equal("classifier.empty", Run(options, $"{Bad}\n{Bad}").Verdict.Rule);
        Assert.Equal("classifier.empty", Run(options, "").Verdict.Rule);
        Assert.True(Run(options with { LabelOnly = true }, Bad).Verdict.IsKept);
    }

    [Fact]
    public void What_is_missing_or_unknown_is_named()
    {
        TestResources resources = new(_folder.Path);
        Assert.Contains("model is not given", Error(new() { Label = "hq" }).Message);
        Assert.Contains("hq, web", Error(new() { Model = "quality.bin" }).Message);
        Assert.Contains("did you mean web", Error(new() { Model = "quality.bin", Label = "wep" }).Message);
        Assert.Contains("classifier train", Error(new() { Model = "absent.bin", Label = "hq" }).Message);
        Assert.NotEmpty(((IStepOptions)new ClassifierOptions { MinScore = 0.6, MaxScore = 0.5 }).Problems());
        Assert.NotEmpty(((IStepOptions)new ClassifierOptions { MinScore = 0.6, LabelOnly = true }).Problems());

        SluiceException Error(ClassifierOptions options) => Assert.Throws<SluiceException>(() => ClassifierStep.Definition.Create(options, resources));
    }

    [Fact]
    public void A_broken_or_hostile_model_is_refused_with_what_is_wrong()
    {
        byte[] whole = File.ReadAllBytes(_folder.File("quality.bin"));
        foreach ((int at, int value, string what) in ((int, int, string)[])[(0, 1, "no fastText model"), (4, 99, "version 99"), (8, int.MaxValue, "dimension"), (64, int.MaxValue, "dictionary")])
        {
            byte[] hostile = (byte[])whole.Clone();
            BitConverter.TryWriteBytes(hostile.AsSpan(at), value);
            Assert.Contains(what, Refused(hostile).Message);
        }
        foreach (int length in (int[])[0, 3, 60, 100, whole.Length / 2, whole.Length - 1]) Assert.Equal(2, Refused(whole[..length]).ExitCode);

        SluiceException Refused(byte[] bytes) =>
            Assert.Throws<SluiceException>(() => ClassifierStep.Definition.Create(new ClassifierOptions { Model = _folder.Write("hostile.bin", bytes), Label = "hq" }, new TestResources(_folder.Path)));
    }
}
