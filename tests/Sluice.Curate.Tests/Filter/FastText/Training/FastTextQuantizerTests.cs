using System.Security.Cryptography;
using System.Text;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

public sealed class FastTextQuantizerTests
{
    static readonly TrainingOptions s_options = new()
    {
        Dim = 11,
        Epochs = 15,
        LearningRate = 0.5,
        WordNgrams = 2,
        CharNgramsMin = 2,
        CharNgramsMax = 4,
        Bucket = 3000,
        Loss = FastTextLoss.HierarchicalSoftmax,
    };

    public static TheoryData<int, int, bool, bool> Ways => new()
    {
        { 0, 2, true, false },
        { 0, 3, false, true },
        { 400, 2, true, false },
        { 400, 11, true, true },
        { 40, 1, false, false },
    };

    static FastTextModel Make(int cutoff, int dsub, bool qnorm, bool qout, ulong seed = 0, int threads = 1)
    {
        TrainingTexts texts = SmallTexts.Training(600, labels: 7);
        return FastTextQuantizer.Quantize(FastTextTrainer.Train(texts, s_options), texts, new()
        {
            Cutoff = cutoff,
            Dsub = dsub,
            Qnorm = qnorm,
            Qout = qout,
            Seed = seed,
            Threads = threads,
        });
    }

    static byte[] Bytes(FastTextModel model)
    {
        MemoryStream stream = new();
        model.Write(stream);
        return stream.ToArray();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_small_model_still_knows_the_labels_and_survives_the_file(int cutoff, int dsub, bool qnorm, bool qout)
    {
        FastTextModel model = Make(cutoff, dsub, qnorm, qout);
        byte[] bytes = Bytes(model);
        FastTextModel read = FastTextModel.Read(new MemoryStream(bytes), "model");
        Assert.Equal(bytes, Bytes(read));
        FastTextPredictor a = new(model), b = new(read);
        int right = 0;
        foreach ((string label, string text) in SmallTexts.Make(300, labels: 7, seed: 2))
        {
            a.Read(Encoding.UTF8.GetBytes(text));
            b.Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(a.Best(), b.Best());
            if (model.Labels[a.Best().Label] == label) right++;
        }
        Assert.InRange(right, cutoff == 40 ? 220 : 270, 300);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_reference_reads_it_and_agrees(int cutoff, int dsub, bool qnorm, bool qout) =>
        ReferenceProgramTests.Agree(Make(cutoff, dsub, qnorm, qout), "model.ftz");

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_small_model_cut_off_anywhere_is_refused(int cutoff, int dsub, bool qnorm, bool qout)
    {
        byte[] bytes = Bytes(Make(cutoff, dsub, qnorm, qout));
        for (int length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 97))
            Assert.Throws<SluiceException>(() => FastTextModel.Read(new MemoryStream(bytes[..length]), "model"));
    }

    [Fact] // Golden: see FastTextTrainerTests.
    public void The_same_model_and_options_give_the_same_bytes_training_alone_asks_for_one_thread()
    {
        string sha = Convert.ToHexStringLower(SHA256.HashData(Bytes(Make(400, 2, true, true))));
        Assert.Equal("001158f535a99bf076ad22fdfa52953735c1fae61d9fe34dac15d2e73e430c79", sha);
        Assert.NotEqual(sha, Convert.ToHexStringLower(SHA256.HashData(Bytes(Make(400, 2, true, true, seed: 1)))));
        Assert.Equal(Bytes(Make(0, 2, true, false)), Bytes(Make(0, 2, true, false, threads: 2))); // Nothing is trained here.
    }

    [Fact]
    public void A_model_is_quantized_once()
    {
        FastTextModel small = Make(0, 2, true, false);
        Assert.Contains("quantized already", Assert.Throws<SluiceException>(() => FastTextQuantizer.Quantize(small, null, new())).Message);
        Assert.Equal(3, Assert.Throws<SluiceException>(() => FastTextQuantizer.Quantize(small, null, new() { Cutoff = -1, Dsub = 0, LearningRate = 0 })).Errors.Count);
    }

    [Fact] // Goal: with many more points than centroids, means lie where the points are.
    public void Centroids_of_points_on_a_few_places_are_those_places()
    {
        Random random = new(3);
        float[] places = [.. Enumerable.Range(0, 2 * 200).Select(_ => random.NextSingle())];
        int[] chosen = [.. Enumerable.Range(0, 5000).Select(_ => random.Next(200))];
        float[] points = [.. chosen.SelectMany(place => places[(place * 2)..(place * 2 + 2)])];
        Centroids centroids = new(points, 2, seed: 1);
        byte[] codes = new byte[5000];
        float[] found = new float[512];
        centroids.Code(points, codes, 1);
        centroids.CopyTo(found);
        double error = Enumerable.Range(0, 5000).Average(n => Math.Abs(found[codes[n] * 2] - points[n * 2]) + Math.Abs(found[codes[n] * 2 + 1] - points[n * 2 + 1]));
        Assert.InRange(error, 0, 0.01);
    }
}
