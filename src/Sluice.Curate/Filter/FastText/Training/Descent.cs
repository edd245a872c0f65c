using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Stochastic gradient descent over texts: each text's vector is the mean of its rows, the loss says how it should change, and each of its rows takes its part.</summary>
sealed class Descent(TextFeatures features, FastTextArguments arguments, FastTextDictionary dictionary, WeightRows input, WeightRows output)
{
    const ulong OrderSeed = 0x6F72646572; // Streams of random numbers that must not be the same one.
    const ulong DrawSeed = 0x64726177;
    const int TextsBetweenLooks = 1024;
    const float ProbabilityMin = 1e-7f;

    /// <summary>Trains for some epochs.</summary>
    /// <param name="epochs">How many.</param>
    /// <param name="learningRate">Size of the first step; the last one's is nothing.</param>
    /// <param name="seed">Of the order of texts, and of what is drawn.</param>
    /// <param name="threads">How many; more than one race, and no two runs are alike.</param>
    /// <param name="progress">Told after every epoch.</param>
    /// <param name="cancellation">Stops it.</param>
    public void Run(int epochs, double learningRate, ulong seed, int threads, Action<TrainingProgress>? progress, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, features.Count)];
        SplitMix random = new(seed ^ OrderSeed);
        Worker[] workers = [.. Enumerable.Range(0, threads).Select(n => new Worker(this, seed ^ DrawSeed + (ulong)n, progress is not null))];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            for (int n = order.Length - 1; n > 0; n--)
            {
                int other = random.Below(n + 1);
                (order[n], order[other]) = (order[other], order[n]);
            }
            double start = (double)epoch / epochs, share = 1.0 / epochs;
            if (threads == 1) workers[0].Run(order, start, share, learningRate, cancellation);
            else RunAll(workers, order, start, share, learningRate, cancellation);
            progress?.Invoke(new(epoch + 1, epochs, workers.Sum(w => w.Loss) / Math.Max(1, workers.Sum(w => w.Texts))));
        }
    }

    static void RunAll(Worker[] workers, int[] order, double start, double share, double learningRate, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, workers.Length, new ParallelOptions { MaxDegreeOfParallelism = workers.Length }, n =>
                workers[n].Run(order.AsSpan((int)((long)order.Length * n / workers.Length)..(int)((long)order.Length * (n + 1) / workers.Length)), start, share, learningRate, cancellation));
        }
        catch (AggregateException error) when (cancellation.IsCancellationRequested && error.InnerExceptions.Any(e => e is OperationCanceledException))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // One thread's scratch.
    sealed unsafe class Worker(Descent descent, ulong seed, bool measures)
    {
        readonly TrainedLoss _loss = TrainedLoss.Of(descent.Arguments, descent.Dictionary, descent.Output, seed);
        readonly RowList _rows = new();
        readonly RowList _labels = new();
        readonly float[] _hidden = new float[descent.Input.Stride];
        readonly float[] _gradient = new float[descent.Input.Stride];
        SplitMix _random = new(~seed);

        /// <summary>Sum of -ln of the right answers' probabilities over the last run.</summary>
        public double Loss { get; private set; }

        /// <summary>Texts of the last run that had a label and a row.</summary>
        public long Texts { get; private set; }

        public void Run(ReadOnlySpan<int> order, double start, double share, double learningRate, CancellationToken cancellation)
        {
            long words = 0, done = 0;
            foreach (int text in order) words += descent.Features.WordCount(text);
            (Loss, Texts) = (0, 0);
            for (int n = 0; n < order.Length; n++)
            {
                if (n % TextsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
                float rate = (float)(learningRate * (1 - start - share * done / words));
                float right = Step(order[n], rate);
                done += descent.Features.WordCount(order[n]);
                if (!measures || right < 0) continue;
                Loss -= Math.Log(Math.Max(right, ProbabilityMin)); // Shown, never stored: the library's function will do.
                Texts++;
            }
        }

        // One text; -1 where it has nothing to learn from.
        float Step(int text, float rate)
        {
            ReadOnlySpan<int> rows = descent.Features.Rows(text, _rows), labels = descent.Features.Labels(text, _labels);
            if (rows.IsEmpty || labels.IsEmpty) return -1;
            float scale = 1f / rows.Length;
            fixed (float* hidden = _hidden, gradient = _gradient)
            {
                descent.Input.Sum(rows, scale, hidden);
                _gradient.AsSpan().Clear();
                float right = _loss.Descend(hidden, gradient, labels, labels[labels.Length == 1 ? 0 : _random.Below(labels.Length)], rate);
                foreach (ref float value in _gradient.AsSpan()) value *= scale;
                descent.Input.AddToEach(rows, gradient);
                return right;
            }
        }
    }

    TextFeatures Features => features;

    FastTextArguments Arguments => arguments;

    FastTextDictionary Dictionary => dictionary;

    WeightRows Input => input;

    WeightRows Output => output;
}
