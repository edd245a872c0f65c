namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>How a classifier is trained. The names and defaults are fastText's.</summary>
public sealed record TrainingOptions
{
    const int DimMax = 1 << 12;
    const int EpochsMax = 10_000;
    const int NegativesMax = 10_000; // Each is a step of training for each text.
    const int NgramsMax = 16;
    const int ThreadsMax = 256;

    /// <summary>Length of the vectors of words and texts.</summary>
    public int Dim { get; init; } = 100;

    /// <summary>Times that every text is seen.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Size of the first steps; they shrink in a straight line to nothing.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Longest word n-gram that has a vector; 1 for words alone.</summary>
    public int WordNgrams { get; init; } = 1;

    /// <summary>Shortest character n-gram that has a vector.</summary>
    public int CharNgramsMin { get; init; }

    /// <summary>Longest character n-gram that has a vector; 0 for none.</summary>
    public int CharNgramsMax { get; init; }

    /// <summary>Vectors that n-grams share by their hashes.</summary>
    public int Bucket { get; init; } = 2_000_000;

    /// <summary>What training makes small.</summary>
    public FastTextLoss Loss { get; init; } = FastTextLoss.Softmax;

    /// <summary>Labels that negative sampling draws beside the right one.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Words that occur less often have no vector of their own; their character n-grams do.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>Seed of the first vectors, of the order of texts and of what is drawn.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that train. With one, the same texts, options and seed give the same bytes on every machine; more race for the same vectors,
    /// and no two runs are alike.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Everything that is wrong with the values, in words that name the kebab-case options.</summary>
    public IEnumerable<string> Problems()
    {
        if (Dim is < 1 or > DimMax) yield return $"dim is {Dim}; use 1 to {DimMax}";
        if (Epochs is < 0 or > EpochsMax) yield return $"epochs is {Epochs}; use 0 to {EpochsMax}";
        if (LearningRate is not (> 0 and <= 100)) yield return $"learning-rate is {LearningRate}; use a number above 0, up to 100";
        if (WordNgrams is < 1 or > NgramsMax) yield return $"word-ngrams is {WordNgrams}; use 1 to {NgramsMax}";
        if (CharNgramsMax is < 0 or > NgramsMax) yield return $"char-ngrams-max is {CharNgramsMax}; use 0 to {NgramsMax}";
        if (CharNgramsMin < 0 || CharNgramsMin > CharNgramsMax) yield return $"char-ngrams-min is {CharNgramsMin}; use 0 to char-ngrams-max ({CharNgramsMax})";
        if (UsesBuckets && Bucket < 1) yield return $"bucket is {Bucket}; n-grams need 1 or more";
        if (UsesBuckets && (long)Bucket * Dim > Array.MaxLength / 2) yield return $"bucket ({Bucket}) times dim ({Dim}) is more than one matrix can hold; lower one of them";
        if (!Enum.IsDefined(Loss)) yield return $"loss is {Loss}; use softmax, hierarchical-softmax, one-vs-all or negative-sampling";
        if (Negatives is < 1 or > NegativesMax) yield return $"negatives is {Negatives}; use 1 to {NegativesMax}";
        if (MinCount < 1) yield return $"min-count is {MinCount}; use 1 or more";
        if (Threads is < 1 or > ThreadsMax) yield return $"threads is {Threads}; use 1 to {ThreadsMax}";
    }

    internal bool UsesBuckets => CharNgramsMax > 0 || WordNgrams > 1;

    /// <summary>What the model file says of them.</summary>
    internal FastTextArguments ToArguments() => new(Dim, WordNgrams, Loss, UsesBuckets ? Bucket : 0, CharNgramsMin, CharNgramsMax)
    {
        Epochs = Epochs,
        MinCount = MinCount,
        Negatives = Negatives,
    };
}
