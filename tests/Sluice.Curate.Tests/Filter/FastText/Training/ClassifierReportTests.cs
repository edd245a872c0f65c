using System.Text;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

public sealed class ClassifierReportTests
{
    static FastTextModel Model()
    {
        TrainingTexts texts = new();
        for (int n = 0; n < 100; n++)
        {
            texts.Add("a", "apple"u8);
            texts.Add("b", "ball"u8);
        }
        return FastTextTrainer.Train(texts, new() { Dim = 4, Epochs = 20, LearningRate = 0.5 });
    }

    [Fact] // Counted by hand: answers a a b b nothing-known-but-a-line-end.
    public void Precision_recall_and_confusion_are_those_counted_by_hand()
    {
        ClassifierReport report = new(Model());
        report.Add(["a"], "apple"u8);
        report.Add(["b"], "apple"u8);
        report.Add(["b"], "ball"u8);
        report.Add(["b", "a"], "ball"u8);
        report.Add(["c"], "ball"u8);
        report.Add([], "ball"u8);
        Assert.Equal((5, 3), (report.Texts, report.Right));
        Assert.Equal(0.6, report.Accuracy, 1e-12);
        Assert.Equal(["a", "b", "c"], report.Labels.Select(l => l.Label).Order());
        LabelCounts a = report.Labels.Single(l => l.Label == "a"), b = report.Labels.Single(l => l.Label == "b"), c = report.Labels.Single(l => l.Label == "c");
        Assert.Equal((2, 2, 1), (a.Texts, a.Answers, a.Right));
        Assert.Equal((3, 3, 2), (b.Texts, b.Answers, b.Right));
        Assert.Equal((1, 0, 0), (c.Texts, c.Answers, c.Right));
        Assert.Equal((0.5, 0.5, 0.5), (a.Precision, a.Recall, a.F1));
        Assert.Equal((2 / 3.0, 2 / 3.0, 2 / 3.0), (b.Precision, b.Recall, b.F1));
        Assert.Equal((0, 0, 0), (c.Precision, c.Recall, c.F1));
        Assert.Equal((0.5 + 2 / 3.0) / 3, report.MacroF1, 1e-12);
        Assert.Equal([("b", "a", 1L), ("c", "b", 1L)], report.Confused);
    }

    [Fact]
    public void At_a_threshold_are_the_texts_that_score_that_much()
    {
        FastTextModel model = Model();
        ClassifierReport report = new(model);
        string[] texts = ["apple", "ball", "apple ball", "apple apple ball", "neither"];
        foreach (string text in texts) report.Add(["a"], Encoding.UTF8.GetBytes(text));
        FastTextPredictor predictor = new(model);
        int label = model.Labels.ToList().IndexOf("a");
        foreach ((double threshold, long reached, long right) in report.Labels[label].AtThresholds)
        {
            int expected = texts.Count(text => predictor.Read(Encoding.UTF8.GetBytes(text)) && predictor.Score(label) >= threshold);
            Assert.Equal((expected, expected), (reached, right));
        }
        Assert.Equal(5, report.AtThresholds.First().Answered);
    }
}
