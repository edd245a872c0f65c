using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

/// <summary>What is written here is read by the reference, Debian's program fasttext, where it is installed.</summary>
public sealed class ReferenceProgramTests
{
    const string Program = "fasttext";

    static readonly TrainingOptions s_options = new()
    {
        Dim = 10,
        Epochs = 3,
        LearningRate = 0.3,
        WordNgrams = 3,
        CharNgramsMin = 1,
        CharNgramsMax = 3,
        Bucket = 2000,
        MinCount = 2,
    };

    public static TheoryData<FastTextLoss> Losses => new(Enum.GetValues<FastTextLoss>());

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_reference_gives_the_same_labels_and_scores(FastTextLoss loss) =>
        Agree(FastTextTrainer.Train(SmallTexts.Training(300, labels: 7), s_options with { Loss = loss }), "model.bin");

    internal static void Agree(FastTextModel model, string name)
    {
        Assert.SkipUnless(IsInstalled(), "the program fasttext is not here (apt-get install fasttext)");
        string folder = Directory.CreateTempSubdirectory("sluice-fasttext-").FullName;
        try
        {
            string path = Path.Combine(folder, name), texts = Path.Combine(folder, "texts.txt");
            model.Save(path);
            string[] lines = [.. SmallTexts.Make(200, labels: 7, seed: 5).Select(t => t.Text), "", "unseen words only"];
            File.WriteAllLines(texts, lines);
            string[] answers = Run($"predict-prob {path} {texts} 1").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(lines.Length, answers.Length);
            FastTextPredictor predictor = new(FastTextModel.Load(path));
            foreach ((string line, string answer) in lines.Zip(answers))
            {
                predictor.Read(Encoding.UTF8.GetBytes(line));
                LabelScore best = predictor.Best();
                string[] theirs = answer.Split(' ');
                Assert.Equal(double.Parse(theirs[1], CultureInfo.InvariantCulture), best.Score, 1e-3);
                if (predictor.Read(Encoding.UTF8.GetBytes(line))) Assert.Equal(theirs[0], "__label__" + model.Labels[best.Label]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static bool IsInstalled() => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));

    static string Run(string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
