namespace Sluice.Curate.Filter.FastText;

/// <summary>The training arguments in a model file. Predictions depend on those of the constructor; the others are kept to be written again.</summary>
sealed record FastTextArguments(int Dimension, int WordNgrams, FastTextLoss Loss, int Buckets, int CharsMin, int CharsMax)
{
    const int Magic = 793712314;
    const int VersionLatest = 12;
    const int VersionWithoutSupervisedSubwords = 11;
    const int Supervised = 3;
    const int DimensionMax = 1 << 14;

    /// <summary>Longest character n-gram: work per byte of text grows with it. The programs that train models use up to 6.</summary>
    const int CharsLimit = 64;

    /// <summary>Longest word n-gram, for the same reason.</summary>
    const int WordNgramsLimit = 64;

    /// <summary>Words to each side that word vectors are trained with; a classifier has no use for it.</summary>
    public int Window { get; init; } = 5;

    public int Epochs { get; init; } = 5;

    public int MinCount { get; init; } = 1;

    public int Negatives { get; init; } = 5;

    /// <summary>Words between two changes of the learning rate.</summary>
    public int RateUpdate { get; init; } = 100;

    /// <summary>Share above which word vectors leave frequent words out; a classifier has no use for it.</summary>
    public double Sampling { get; init; } = 1e-4;

    public bool HasSubwords => CharsMax > 0;

    /// <summary>Whether rows are addressed by hash, besides the words' own rows.</summary>
    public bool HasBuckets => HasSubwords || WordNgrams > 1;

    public static FastTextArguments Read(FastTextReader reader)
    {
        if (reader.ReadInt32() != Magic) throw reader.Broken("this is no fastText model");
        int version = reader.ReadInt32();
        if (version is < VersionWithoutSupervisedSubwords or > VersionLatest) throw reader.Broken($"fastText models of version {version} are not known");
        int dimension = reader.ReadInt32();
        int window = reader.ReadInt32(), epochs = reader.ReadInt32(), minCount = reader.ReadInt32(), negatives = reader.ReadInt32();
        int wordNgrams = reader.ReadInt32();
        int loss = reader.ReadInt32();
        int kind = reader.ReadInt32();
        int buckets = reader.ReadInt32();
        int charsMin = reader.ReadInt32();
        int charsMax = reader.ReadInt32();
        int rateUpdate = reader.ReadInt32();
        double sampling = reader.ReadDouble();

        if (kind != Supervised) throw reader.Broken("this fastText model holds word vectors, not a classifier");
        if (dimension is < 1 or > DimensionMax) throw reader.Broken($"the fastText model's dimension is {dimension}; 1 to {DimensionMax} are read");
        if (!Enum.IsDefined((FastTextLoss)loss)) throw reader.Broken($"the fastText model's loss {loss} is not known");
        if (version == VersionWithoutSupervisedSubwords) charsMax = 0;
        if (charsMax > CharsLimit || charsMin < 0) throw reader.Broken($"the fastText model's character n-grams are {charsMin} to {charsMax} long; up to {CharsLimit} are read");
        if (wordNgrams > WordNgramsLimit) throw reader.Broken($"the fastText model's word n-grams are {wordNgrams} long; up to {WordNgramsLimit} are read");
        FastTextArguments arguments = new(dimension, wordNgrams, (FastTextLoss)loss, buckets, charsMin, charsMax)
        {
            Window = window,
            Epochs = epochs,
            MinCount = minCount,
            Negatives = negatives,
            RateUpdate = rateUpdate,
            Sampling = sampling,
        };
        if (arguments.HasBuckets && buckets < 1) throw reader.Broken($"the fastText model has n-grams but {buckets} buckets");
        return arguments;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Magic);
        writer.Write(VersionLatest);
        foreach (int value in (ReadOnlySpan<int>)[Dimension, Window, Epochs, MinCount, Negatives, WordNgrams, (int)Loss, Supervised, Buckets, CharsMin, CharsMax, RateUpdate]) writer.Write(value);
        writer.Write(Sampling);
    }
}
