using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>One set of options that was tried.</summary>
/// <param name="Options">The options.</param>
/// <param name="Accuracy">Share of right labels on the texts it was not trained with.</param>
/// <param name="Bytes">Size of the model's file.</param>
public sealed record AutoTrial(TrainingOptions Options, double Accuracy, long Bytes);

/// <summary>Chooses options by trying them: trains with each of a fixed list, and asks each model for the labels of texts that were put aside.</summary>
/// <remarks>The list's order and every model depend on the texts and the first options alone; the clock decides only how far down the list it goes.
/// A tie goes to the one that was tried first: the list begins with what is cheap.</remarks>
public sealed class AutoTraining
{
    /// <summary>Floats of the n-grams' vectors, at most: they bound what a trial takes in memory and time.</summary>
    const int FloatsMax = 16_000_000;

    readonly TrainingTexts _texts;
    readonly IReadOnlyList<(IReadOnlyList<string> Labels, byte[] Text)> _aside;
    readonly TrainingOptions _start;

    /// <param name="texts">Texts to train with.</param>
    /// <param name="aside">Labelled texts that are not among them.</param>
    /// <param name="start">Options that the list doesn't vary: loss, seed, threads; and the bucket's largest number.</param>
    public AutoTraining(TrainingTexts texts, IReadOnlyList<(IReadOnlyList<string> Labels, byte[] Text)> aside, TrainingOptions start) =>
        (_texts, _aside, _start) = (texts, aside, start);

    /// <summary>A model file may not be larger; null for no bound.</summary>
    public long? BytesMax { get; init; }

    /// <summary>How models are made small where they must be.</summary>
    public QuantizeOptions Quantizing { get; init; } = new();

    /// <summary>The list.</summary>
    public IReadOnlyList<TrainingOptions> Candidates
    {
        get
        {
            // Epochs, rate, dim, word n-grams, character n-grams: first the kinds of features, then how long and how wide the best ones are trained.
            (int Epochs, double Rate, int Dim, int Words, int CharsMin, int CharsMax)[] list =
            [
                (5, 0.5, 16, 1, 0, 0), (5, 0.5, 16, 2, 0, 0), (5, 0.5, 16, 1, 2, 4), (5, 0.5, 16, 1, 3, 6),
                (25, 0.5, 16, 1, 0, 0), (25, 0.5, 16, 2, 0, 0), (25, 0.5, 16, 1, 2, 4), (25, 0.5, 16, 1, 3, 6),
                (10, 0.2, 32, 1, 0, 0), (10, 0.2, 32, 2, 0, 0), (10, 0.2, 32, 1, 2, 4), (10, 0.2, 32, 2, 3, 6),
                (10, 1.0, 16, 1, 0, 0), (10, 1.0, 16, 2, 0, 0), (10, 1.0, 16, 1, 2, 5), (10, 1.0, 16, 3, 0, 0),
                (25, 0.2, 64, 1, 0, 0), (25, 0.2, 64, 2, 0, 0), (25, 0.2, 64, 1, 2, 5), (25, 0.2, 64, 2, 2, 5),
                (50, 0.2, 100, 1, 0, 0), (50, 0.2, 100, 2, 0, 0), (50, 0.2, 100, 1, 3, 6), (50, 0.2, 100, 3, 3, 6),
            ];
            return [.. list.Select(c => _start with
            {
                Epochs = c.Epochs,
                LearningRate = c.Rate,
                Dim = c.Dim,
                Bucket = Math.Min(_start.Bucket, FloatsMax / c.Dim),
                WordNgrams = c.Words,
                CharNgramsMin = c.CharsMin,
                CharNgramsMax = c.CharsMax,
            })];
        }
    }

    /// <summary>Tries candidates until the time is over; the first is always tried.</summary>
    /// <param name="budget">When the time is over no other is begun, and the one that runs is given up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told of every trial; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was tried, in order.</returns>
    /// <exception cref="SluiceException">No model can be as small as <see cref="BytesMax"/>.</exception>
    public IReadOnlyList<AutoTrial> Run(TimeSpan budget, TimeProvider time, Action<AutoTrial>? progress = null, CancellationToken cancellation = default)
    {
        if (_texts.LabelCount == 0) throw new SluiceException("there are no labelled texts to train with") { ExitCode = 1 };
        long start = time.GetTimestamp();
        List<AutoTrial> trials = [];
        using CancellationTokenSource overtime = new(budget, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(overtime.Token, cancellation);
        foreach (TrainingOptions options in Candidates)
        {
            if (trials.Count > 0 && time.GetElapsedTime(start) >= budget) break;
            try
            {
                AutoTrial? trial = Try(options, trials.Count == 0 ? cancellation : either.Token);
                if (trial is null) continue;
                trials.Add(trial);
                progress?.Invoke(trial);
            }
            catch (SluiceException)
            {
                // Its rate was too high for these texts: the others are still worth a try.
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                break;
            }
        }
        return trials.Count > 0 ? trials : throw new SluiceException($"no model is as small as {BytesMax} bytes", null, "allow a larger size") { ExitCode = 1 };
    }

    /// <summary>The best of what was tried.</summary>
    public static AutoTrial Best(IReadOnlyList<AutoTrial> trials) => trials.MaxBy(trial => trial.Accuracy)!; // The first of equals.

    AutoTrial? Try(TrainingOptions options, CancellationToken cancellation)
    {
        FastTextModel model = FastTextTrainer.Train(_texts, options, null, cancellation);
        long bytes = model.FileBytes();
        if (bytes > BytesMax)
        {
            if (FastTextQuantizer.CutoffFor(model, Quantizing, BytesMax.Value) is not { } cutoff) return null;
            model = FastTextQuantizer.Quantize(model, _texts, Quantizing with { Cutoff = cutoff }, null, cancellation);
            bytes = model.FileBytes();
        }
        cancellation.ThrowIfCancellationRequested();
        ClassifierReport report = new(model, measuresScores: false);
        foreach ((IReadOnlyList<string> labels, byte[] text) in _aside) report.Add(labels, text);
        return new(options, report.Accuracy, bytes);
    }
}
