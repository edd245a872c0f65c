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

    /// <summary>The most rows that a small model of at most some bytes can keep.</summary>
    /// <param name="model">A model that is not quantized.</param>
    /// <param name="options">As it will be quantized; its cutoff is of no account.</param>
    /// <param name="bytesMax">Bytes of the file.</param>
    /// <returns>The rows; 0 where all fit, as <see cref="QuantizeOptions.Cutoff"/> has it; null where not even one fits.</returns>
    public static int? CutoffFor(FastTextModel model, QuantizeOptions options, long bytesMax)
    {
        if (model.Input is not DenseMatrix { Packed: null } input) throw new SluiceException("the model is quantized already");
        bytesMax -= BytesOf(model, options);
        int parts = Parts(input.Columns, options);
        int[] rows = HeaviestFirst(model, input);
        int kept = 0;
        // A cut model lists the buckets that it kept; one that keeps all rows does not.
        long bytes = rows.Sum(row => RowBytes(row, 0));
        if (bytes <= bytesMax) return 0;
        for (bytes = 0; kept < rows.Length && (bytes += RowBytes(rows[kept], PairBytes)) <= bytesMax;) kept++;
        return kept == 0 ? null : kept;

        long RowBytes(int row, int pairBytes) =>
            parts + (options.Qnorm ? 1 : 0) + (row < model.Dictionary.WordCount ? model.Dictionary.Word(row).Length + EntryBytes : pairBytes);
    }

    const int PairBytes = 8;
    const int EntryBytes = 10; // The end of a word, its count and its kind.

    static int Parts(int columns, QuantizeOptions options) => (columns + Math.Min(options.Dsub, columns) - 1) / Math.Min(options.Dsub, columns);

    // Bytes of a small model's file without its rows.
    static long BytesOf(FastTextModel model, QuantizeOptions options)
    {
        const int HeaderBytes = 2 * 4 + 12 * 4 + 8 + 3 * 4 + 8 + 8 + 2;
        const int CodesBytes = 1 + 8 + 8 + 4; // Of a matrix of codes: whether it has norms, rows, columns, number of codes.
        const int QuantizerBytes = 4 * 4;
        int columns = model.Arguments.Dimension, labels = model.Dictionary.Labels.Length;
        long centroids = QuantizerBytes + columns * ProductQuantizer.Centroids * 4L, norms = options.Qnorm ? QuantizerBytes + ProductQuantizer.Centroids * 4L : 0;
        long bytes = HeaderBytes + CodesBytes + centroids + norms;
        for (int label = 0; label < labels; label++) bytes += model.Dictionary.Word(model.Dictionary.WordCount + label).Length + EntryBytes;
        return bytes + (options.Qout ? CodesBytes + centroids + norms + labels * (Parts(columns, options) + (options.Qnorm ? 1L : 0)) : 16 + labels * columns * 4L);
    }

    static (FastTextDictionary Dictionary, DenseMatrix Input) Cut(FastTextModel model, DenseMatrix input, int rowsKept)
    {
        int[] kept = HeaviestFirst(model, input)[..rowsKept];
        Array.Sort(kept);

        int words = kept.Count(row => row < model.Dictionary.WordCount);
        int[] pairs = [.. kept[words..].SelectMany((row, n) => (int[])[row - model.Dictionary.WordCount, n])];
        float[] values = new float[kept.Length * input.Columns];
        for (int n = 0; n < kept.Length; n++) input.Values.Slice(kept[n] * input.Columns, input.Columns).CopyTo(values.AsSpan(n * input.Columns));
        return (model.Dictionary.Prune(model.Arguments, kept.AsSpan(0, words), PrunedRows.Of(pairs, model.Arguments.Buckets)), new(kept.Length, input.Columns, values));
    }

    // Weighing rows by how often they occur as well was tried: 0.5 to 0.7 points worse on texts of 552 languages.
    static int[] HeaviestFirst(FastTextModel model, DenseMatrix input)
    {
        double[] weights = new double[input.Rows];
        for (int row = 0; row < input.Rows; row++) weights[row] = -MatrixCoder.Norm(input.Values.Slice(row * input.Columns, input.Columns)); // The heaviest is the least.
        int endOfLine = model.Dictionary.Find(FastTextDictionary.EndOfLine, FastTextDictionary.Hash(FastTextDictionary.EndOfLine));
        if (endOfLine >= 0 && endOfLine < model.Dictionary.WordCount) weights[endOfLine] = double.NegativeInfinity; // It is in every text.
        int[] rows = [.. Enumerable.Range(0, input.Rows)];
        Array.Sort(weights, rows);
        for (int start = 0, end; start < rows.Length; start = end) // The sort leaves equals in any order.
        {
            for (end = start + 1; end < rows.Length && weights[end] == weights[start];) end++;
            if (end - start > 1) rows.AsSpan(start, end - start).Sort();
        }
        return rows;
    }
}
