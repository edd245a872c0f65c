using System.Text;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Curate.Tests.Filter.FastText.Training;

/// <summary>Made texts of a few labels: each has words of its own, among words of all.</summary>
static class SmallTexts
{
    static readonly string[] s_common = ["the", "of", "and", "rivière", "川", "1999", "...", "antidisestablishmentarianism"];

    public static IEnumerable<(string Label, string Text)> Make(int count, int labels = 4, int seed = 1)
    {
        Random random = new(seed);
        for (int n = 0; n < count; n++)
        {
            int label = Math.Min(random.Next(labels), random.Next(labels)); // Some are more frequent.
            IEnumerable<string> words = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(3) == 0 ? $"w{label}x{random.Next(9)}é" : s_common[random.Next(s_common.Length)]);
            yield return ($"label-{label}", string.Join(' ', words.Append($"w{label}x{random.Next(9)}é")));
        }
    }

    public static TrainingTexts Training(int count, int labels = 4, int seed = 1)
    {
        TrainingTexts texts = new();
        foreach ((string label, string text) in Make(count, labels, seed)) texts.Add(label, Encoding.UTF8.GetBytes(text));
        return texts;
    }
}
