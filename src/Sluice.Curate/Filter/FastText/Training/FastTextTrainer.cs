using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Trains text classifiers in fastText's format by stochastic gradient descent.</summary>
/// <remarks>Source: Joulin et al. 2016, "Bag of tricks for efficient text classification", arXiv:1607.01759. Unlike the program fasttext, which takes texts in the order of its file,
/// every epoch takes them in another order, drawn from the seed: a file sorted by label does no harm.</remarks>
public static class FastTextTrainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="texts">The labelled texts; at least one with a label.</param>
    /// <param name="options">Options without problems.</param>
    /// <param name="progress">Told after every epoch; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The options have problems, or there is nothing to train with.</exception>
    public static FastTextModel Train(TrainingTexts texts, TrainingOptions options, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        SluiceError[] problems = [.. options.Problems().Select(problem => new SluiceError(problem))];
        if (problems.Length > 0) throw new SluiceException(problems);
        if (texts.LabelCount == 0) throw new SluiceException("there are no labelled texts to train with") { ExitCode = 1 };
        FastTextArguments arguments = options.ToArguments();
        FastTextDictionary dictionary = TextFeatures.MakeDictionary(texts, arguments);
        WeightRows input = new(checked((int)dictionary.RowsMin(arguments)), options.Dim), output = new(dictionary.Labels.Length, options.Dim);
        input.Draw(options.Seed);
        Descent descent = new(new(texts, dictionary, arguments), arguments, dictionary, input, output);
        descent.Run(options.Epochs, options.LearningRate, options.Seed, options.Threads, progress, cancellation);
        CheckFinite(output);
        return new(arguments, dictionary, input.ToMatrix(), output.ToMatrix());
    }

    // Weights that have grown beyond all bounds: they spread through the output matrix within a few texts.
    static unsafe void CheckFinite(WeightRows output)
    {
        for (int row = 0; row < output.Rows; row++)
            foreach (float weight in new ReadOnlySpan<float>(output.Row(row), output.Columns))
                if (!float.IsFinite(weight)) throw new SluiceException("the training went out of bounds", null, "lower learning-rate") { ExitCode = 1 };
    }
}
