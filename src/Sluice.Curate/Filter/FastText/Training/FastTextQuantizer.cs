using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Makes a trained model small: keeps the rows that weigh most, trains them again, and stores bytes in place of floats.</summary>
/// <remarks>Source: Joulin et al. 2016, "FastText.zip: compressing text classification models", arXiv:1612.03651.</remarks>
public static class FastTextQuantizer
{
    /// <summary>Makes a small model of a model.</summary>
    /// <param name="model">A model that is not quantized.</param>
    /// <param name="texts">The texts that it was trained with; null where it is not trained again.</param>
    /// <param name="options">Options without problems.</param>
    /// <param name="progress">Told after every epoch of the training after the cut; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SluiceException">The options have problems, or the model is quantized already.</exception>
    public static FastTextModel Quantize(FastTextModel model, TrainingTexts? texts, QuantizeOptions options, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        SluiceError[] problems = [.. options.Problems().Select(problem => new SluiceError(problem))];
        if (problems.Length > 0) throw new SluiceException(problems);
        if (model.Input is not DenseMatrix { Packed: null } input || model.Output is not DenseMatrix output) throw new SluiceException("the model is quantized already");

        FastTextDictionary dictionary = model.Dictionary;
        if (options.Cutoff > 0 && options.Cutoff < input.Rows) (dictionary, input) = Cut(model, input, options.Cutoff);
        if (options.Retrain && options.Epochs > 0 && texts is { Count: > 0 } && !ReferenceEquals(dictionary, model.Dictionary))
        {
            WeightRows inputRows = WeightRows.Of(input), outputRows = WeightRows.Of(output);
            Descent descent = new(new(texts, dictionary, model.Arguments), model.Arguments, dictionary, inputRows, outputRows);
            descent.Run(options.Epochs, options.LearningRate, options.Seed, options.Threads, progress, cancellation);
            (input, output) = (inputRows.ToMatrix(), outputRows.ToMatrix());
        }
        cancellation.ThrowIfCancellationRequested();
        FastTextMatrix codedOutput = options.Qout ? MatrixCoder.Code(output, options).ForUse() : output;
        return new(model.Arguments, dictionary, MatrixCoder.Code(input, options).ForUse(), codedOutput);
    }

    static (FastTextDictionary Dictionary, DenseMatrix Input) Cut(FastTextModel model, DenseMatrix input, int rowsKept)
    {
        double[] weights = new double[input.Rows];
        for (int row = 0; row < input.Rows; row++) weights[row] = MatrixCoder.Norm(input.Values.Slice(row * input.Columns, input.Columns));
        int endOfLine = model.Dictionary.Find(FastTextDictionary.EndOfLine, FastTextDictionary.Hash(FastTextDictionary.EndOfLine));
        if (endOfLine >= 0 && endOfLine < model.Dictionary.WordCount) weights[endOfLine] = double.PositiveInfinity; // It is in every text.
        int[] kept = [.. Enumerable.Range(0, input.Rows)];
        Array.Sort(kept, (a, b) => weights[a] != weights[b] ? weights[b].CompareTo(weights[a]) : a.CompareTo(b));
        kept = kept[..rowsKept];
        Array.Sort(kept);

        int words = kept.Count(row => row < model.Dictionary.WordCount);
        int[] pairs = [.. kept[words..].SelectMany((row, n) => (int[])[row - model.Dictionary.WordCount, n])];
        float[] values = new float[kept.Length * input.Columns];
        for (int n = 0; n < kept.Length; n++) input.Values.Slice(kept[n] * input.Columns, input.Columns).CopyTo(values.AsSpan(n * input.Columns));
        return (model.Dictionary.Prune(model.Arguments, kept.AsSpan(0, words), PrunedRows.Of(pairs, model.Arguments.Buckets)), new(kept.Length, input.Columns, values));
    }
}
