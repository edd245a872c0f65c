using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

public sealed class FastTextTrainerTests
{
    public static TheoryData<FastTextLoss> Losses => new(Enum.GetValues<FastTextLoss>());

    static readonly TrainingOptions s_options = new()
    {
        Dim = 12,
        Epochs = 15,
        LearningRate = 0.5,
        WordNgrams = 2,
        CharNgramsMin = 2,
        CharNgramsMax = 4,
        Bucket = 3000,
        MinCount = 2,
        Seed = 7,
    };

    static byte[] Bytes(FastTextModel model)
    {
        MemoryStream stream = new();
        model.Write(stream);
        return stream.ToArray();
    }

    static string Sha(FastTextModel model) => Convert.ToHexStringLower(SHA256.HashData(Bytes(model)));

    static double Right(FastTextModel model, IEnumerable<(string Label, string Text)> texts)
    {
        FastTextPredictor predictor = new(model);
        bool[] right = [.. texts.Select(t => predictor.Read(Encoding.UTF8.GetBytes(t.Text)) && model.Labels[predictor.Best().Label] == t.Label)];
        return right.Count(r => r) / (double)right.Length;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_learns_labels_that_have_words_of_their_own(FastTextLoss loss)
    {
        List<double> losses = [];
        FastTextModel model = FastTextTrainer.Train(SmallTexts.Training(600), s_options with { Loss = loss }, progress => losses.Add(progress.Loss));
        Assert.InRange(Right(model, SmallTexts.Make(300, seed: 2)), 0.99, 1);
        Assert.Equal(15, losses.Count);
        Assert.True(losses[^1] < losses[0] / 3, string.Join(" ", losses));
    }

    [Theory] // Golden: one thread gives the same bytes on every machine. A change here changes every model that is trained: say so in CHANGELOG.md.
    [InlineData(FastTextLoss.HierarchicalSoftmax, "b3ef6eeebf35982163385f529b52faf3fcc69ce4c1fa46a1b68fd8d1e9b6d4d8")]
    [InlineData(FastTextLoss.NegativeSampling, "b45ed225682329727dde8998f2a0b2cd2f956cc5c9b39720578653d60c42c07b")]
    [InlineData(FastTextLoss.Softmax, "edfb3f537fb40c2f0cf003c1d74907a8a0555d4c89a2dab1f24caff2328305db")]
    [InlineData(FastTextLoss.OneVsAll, "79bec58d89b460ee2a1c96e387b6610fd9881e79e6d02851a0f4bef028c7d0de")]
    public void The_same_texts_options_and_seed_give_the_same_bytes(FastTextLoss loss, string sha256)
    {
        string first = Sha(FastTextTrainer.Train(SmallTexts.Training(200), s_options with { Loss = loss }));
        Assert.Equal(first, Sha(FastTextTrainer.Train(SmallTexts.Training(200), s_options with { Loss = loss }, _ => { })));
        Assert.NotEqual(first, Sha(FastTextTrainer.Train(SmallTexts.Training(200), s_options with { Loss = loss, Seed = 8 })));
        Assert.Equal(sha256, first);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(40)]
    [InlineData(72)]
    public void Vectors_of_any_length_learn(int dim) =>
        Assert.InRange(Right(FastTextTrainer.Train(SmallTexts.Training(600, labels: 2), s_options with { Dim = dim, Epochs = 30 }), SmallTexts.Make(300, labels: 2, seed: 2)), 0.98, 1);

    [Fact]
    public void Two_threads_learn_too() =>
        Assert.InRange(Right(FastTextTrainer.Train(SmallTexts.Training(600), s_options with { Threads = 2 }), SmallTexts.Make(300, seed: 2)), 0.98, 1);

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_model_that_was_written_and_read_is_the_same_one(FastTextLoss loss)
    {
        FastTextModel model = FastTextTrainer.Train(SmallTexts.Training(100), s_options with { Loss = loss });
        byte[] bytes = Bytes(model);
        FastTextModel read = FastTextModel.Read(new MemoryStream(bytes), "model");
        Assert.Equal(bytes, Bytes(read));
        FastTextPredictor a = new(model), b = new(read);
        foreach ((_, string text) in SmallTexts.Make(50, seed: 3))
        {
            a.Read(Encoding.UTF8.GetBytes(text));
            b.Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(a.Best(), b.Best());
        }
    }

    [Fact]
    public void A_text_may_have_several_labels_and_one_vs_all_finds_them()
    {
        TrainingTexts texts = new();
        for (int n = 0; n < 200; n++)
        {
            texts.Add(["red", "round"], "apple cherry"u8);
            texts.Add("red", "brick"u8);
            texts.Add("round", "ball coin"u8);
            texts.Add([], "nothing at all"u8);
        }
        FastTextModel model = FastTextTrainer.Train(texts, s_options with { Loss = FastTextLoss.OneVsAll, Epochs = 20 });
        FastTextPredictor predictor = new(model);
        predictor.Read("cherry apple"u8);
        for (int label = 0; label < 2; label++) Assert.InRange(predictor.Score(label), 0.8, 1.1);
        predictor.Read("brick"u8);
        Assert.InRange(predictor.Score(model.Labels.ToList().IndexOf("round")), 0, 0.4);
    }

    [Fact]
    public void A_rate_that_blows_up_is_an_error_and_no_model()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => FastTextTrainer.Train(SmallTexts.Training(300), s_options with { LearningRate = 100, Epochs = 50, Dim = 4 }));
        Assert.Contains("learning-rate", error.Message);
    }

    [Fact]
    public void Wrong_options_are_named_all_together()
    {
        SluiceException error = Assert.Throws<SluiceException>(() => FastTextTrainer.Train(SmallTexts.Training(10), new() { Dim = 0, CharNgramsMin = 4, CharNgramsMax = 3, MinCount = 0 }));
        Assert.Equal(2, error.ExitCode);
        foreach (string name in (string[])["dim", "char-ngrams-min", "min-count"]) Assert.Contains(error.Errors, e => e.What.StartsWith(name + " is", StringComparison.Ordinal));
        Assert.Contains("no labelled texts", Assert.Throws<SluiceException>(() => FastTextTrainer.Train(new(), s_options)).Message);
    }

    [Fact]
    public void A_label_with_white_space_is_refused() => Assert.Contains("white space", Assert.Throws<ArgumentException>(() => new TrainingTexts().Add("not spam", "x"u8)).Message);

    [Fact]
    public void One_label_alone_can_be_trained_with_every_loss()
    {
        foreach (FastTextLoss loss in Enum.GetValues<FastTextLoss>())
            Assert.Equal(1, Right(FastTextTrainer.Train(SmallTexts.Training(20, labels: 1), s_options with { Loss = loss }), SmallTexts.Make(5, labels: 1)));
    }
}
