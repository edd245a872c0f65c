namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>How a model is made small. The names are fastText's.</summary>
public sealed record QuantizeOptions
{
    /// <summary>Rows (words and n-grams) that stay: those that weigh most. 0 for all.</summary>
    public int Cutoff { get; init; }

    /// <summary>Columns that share a byte: 2 keeps an eighth of the bytes.</summary>
    public int Dsub { get; init; } = 2;

    /// <summary>Codes rows divided by their norms, and the norms by themselves: a byte a row more, and closer to the rows.</summary>
    public bool Qnorm { get; init; } = true;

    /// <summary>Codes the output matrix too: worth it with many labels.</summary>
    public bool Qout { get; init; }

    /// <summary>Trains again after the cut, with the rows that stayed.</summary>
    public bool Retrain { get; init; } = true;

    /// <summary>Times that a training after the cut sees every text.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Size of the first steps after the cut.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Seed of the order of texts and of the first centroids.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that train and code. The codes are the same with any number; training is not (see <see cref="TrainingOptions.Threads"/>).</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Everything that is wrong with the values, in words that name the kebab-case options.</summary>
    public IEnumerable<string> Problems()
    {
        if (Cutoff < 0) yield return $"cutoff is {Cutoff}; use 0 for all rows, or more";
        if (Dsub < 1) yield return $"dsub is {Dsub}; use 1 or more";
        if (Epochs < 0) yield return $"epochs is {Epochs}; use 0 or more";
        if (LearningRate is not (> 0 and <= 100)) yield return $"learning-rate is {LearningRate}; use a number above 0, up to 100";
        if (Threads < 1) yield return $"threads is {Threads}; use 1 or more";
    }
}
