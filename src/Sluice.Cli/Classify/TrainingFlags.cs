using System.CommandLine;
using System.Globalization;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;
using Sluice.Curate.Filter.FastText.Training;

namespace Sluice.Cli.Classify;

/// <summary>The options of a training as flags, and back: as a command line that trains the same model.</summary>
sealed class TrainingFlags
{
    static readonly TrainingOptions s_default = new();
    static readonly QuantizeOptions s_small = new();

    static readonly (string Name, FastTextLoss Loss)[] s_losses =
    [
        ("softmax", FastTextLoss.Softmax), ("hierarchical-softmax", FastTextLoss.HierarchicalSoftmax), ("one-vs-all", FastTextLoss.OneVsAll), ("negative-sampling", FastTextLoss.NegativeSampling),
        ("hs", FastTextLoss.HierarchicalSoftmax), ("ova", FastTextLoss.OneVsAll), ("ns", FastTextLoss.NegativeSampling),
    ];

    readonly Option<int?> _dim = Number("--dim", "Length of the vectors of words and texts", s_default.Dim);
    readonly Option<int?> _epochs = Number("--epochs", "Times that every text is seen", s_default.Epochs);
    readonly Option<double?> _rate = new("--learning-rate") { Description = Invariant($"Size of the first steps [default: {s_default.LearningRate}]"), HelpName = "RATE" };
    readonly Option<int?> _wordNgrams = Number("--word-ngrams", "Longest word n-gram that has a vector", s_default.WordNgrams);
    readonly Option<int?> _charsMin = Number("--char-ngrams-min", "Shortest character n-gram that has a vector", s_default.CharNgramsMin);
    readonly Option<int?> _charsMax = Number("--char-ngrams-max", "Longest character n-gram that has a vector, 0 for none", s_default.CharNgramsMax);
    readonly Option<int?> _bucket = Number("--bucket", "Vectors that n-grams share by their hashes", s_default.Bucket);
    readonly Option<string> _loss = new("--loss") { Description = "What training makes small; hs, ova and ns are short for the others [default: softmax]", HelpName = "softmax|hierarchical-softmax|one-vs-all|negative-sampling" };
    readonly Option<int?> _negatives = Number("--negatives", "Labels that negative sampling draws", s_default.Negatives);
    readonly Option<int?> _minCount = Number("--min-count", "Occurrences that give a word a vector of its own", s_default.MinCount);
    readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the first vectors, of the order of texts and of what is held out [default: 0]", HelpName = "N" };
    readonly Option<int?> _threads = Number("--threads", "Threads; with more than one, no two trainings give the same bytes", s_default.Threads);
    readonly Option<bool> _quantize = new("--quantize") { Description = "Make the model small; so do --cutoff, --size-max and a name that ends in .ftz" };
    readonly Option<int?> _cutoff = new("--cutoff") { Description = "Words and n-grams that a small model keeps [default: all]", HelpName = "N" };
    readonly Option<ByteSize?> _sizeMax = new("--size-max") { Description = "Largest model file: a larger model is made small, with the most words and n-grams that fit", HelpName = "SIZE", CustomParser = Parse<ByteSize> };
    readonly Option<int?> _dsub = Number("--dsub", "Columns that share a byte in a small model", s_small.Dsub);
    readonly Option<bool> _noQnorm = new("--no-qnorm") { Description = "Do not code the norms of rows by themselves" };
    readonly Option<bool> _qout = new("--qout") { Description = "Code the output matrix too: worth it with many labels" };
    readonly Option<bool> _noRetrain = new("--no-retrain") { Description = "Do not train again after the cut" };
    readonly Option<int?> _retrainEpochs = Number("--retrain-epochs", "Times that the training after the cut sees every text", s_small.Epochs);
    readonly Option<double?> _retrainRate = new("--retrain-rate") { Description = Invariant($"Size of its first steps [default: {s_small.LearningRate}]"), HelpName = "RATE" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _loss.CompletionSources.Add([.. s_losses.Select(l => l.Name)]);
        foreach (Option option in (Option[])
            [_dim, _epochs, _rate, _wordNgrams, _charsMin, _charsMax, _bucket, _loss, _negatives, _minCount, _seed, _threads, _quantize, _cutoff, _sizeMax, _dsub, _noQnorm, _qout, _noRetrain, _retrainEpochs, _retrainRate])
            command.Options.Add(option);
    }

    /// <summary>Flags that <c>--auto</c> chooses, where they are given all the same.</summary>
    public IEnumerable<string> GivenThoughAuto(Call call) => ((Option[])[_dim, _epochs, _rate, _wordNgrams, _charsMin, _charsMax, _cutoff])
        .Where(option => call.Arguments.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>The options of the training.</summary>
    /// <exception cref="SluiceException">A loss that there is not.</exception>
    public TrainingOptions Training(Call call) => new()
    {
        Dim = call.Get(_dim) ?? s_default.Dim,
        Epochs = call.Get(_epochs) ?? s_default.Epochs,
        LearningRate = call.Get(_rate) ?? s_default.LearningRate,
        WordNgrams = call.Get(_wordNgrams) ?? s_default.WordNgrams,
        CharNgramsMin = call.Get(_charsMin) ?? s_default.CharNgramsMin,
        CharNgramsMax = call.Get(_charsMax) ?? s_default.CharNgramsMax,
        Bucket = call.Get(_bucket) ?? s_default.Bucket,
        Loss = LossOf(call.Get(_loss) ?? "softmax"),
        Negatives = call.Get(_negatives) ?? s_default.Negatives,
        MinCount = call.Get(_minCount) ?? s_default.MinCount,
        Seed = Seed(call),
        Threads = call.Get(_threads) ?? s_default.Threads,
    };

    /// <summary>How the model is made small, if it is.</summary>
    public QuantizeOptions Small(Call call) => new()
    {
        Cutoff = call.Get(_cutoff) ?? 0,
        Dsub = call.Get(_dsub) ?? s_small.Dsub,
        Qnorm = !call.Get(_noQnorm),
        Qout = call.Get(_qout),
        Retrain = !call.Get(_noRetrain),
        Epochs = call.Get(_retrainEpochs) ?? s_small.Epochs,
        LearningRate = call.Get(_retrainRate) ?? s_small.LearningRate,
        Seed = Seed(call),
        Threads = call.Get(_threads) ?? s_default.Threads,
    };

    /// <summary>Whether the model is made small whatever its size.</summary>
    public bool IsSmall(Call call) => call.Get(_quantize) || call.Get(_cutoff) is not null;

    /// <summary>The largest file; null for no bound.</summary>
    public long? SizeMax(Call call) => call.Get(_sizeMax)?.Bytes;

    /// <summary>The seed.</summary>
    public ulong Seed(Call call) => call.Get(_seed) ?? 0;

    /// <summary>Flags that train the same model: those of the training in full, and those of the small model as they were given.</summary>
    public IEnumerable<string> Words(Call call, TrainingOptions options)
    {
        yield return Invariant($"--dim {options.Dim} --epochs {options.Epochs} --learning-rate {options.LearningRate} --word-ngrams {options.WordNgrams}");
        yield return Invariant($"--char-ngrams-min {options.CharNgramsMin} --char-ngrams-max {options.CharNgramsMax} --bucket {options.Bucket} --loss {NameOf(options.Loss)}");
        if (options.Loss == FastTextLoss.NegativeSampling) yield return Invariant($"--negatives {options.Negatives}");
        yield return Invariant($"--min-count {options.MinCount} --seed {options.Seed}");
        if (options.Threads > 1) yield return Invariant($"--threads {options.Threads}");
        foreach (Option option in (Option[])[_quantize, _cutoff, _sizeMax, _dsub, _noQnorm, _qout, _noRetrain, _retrainEpochs, _retrainRate])
            if (call.Arguments.GetResult(option) is { Implicit: false } given) yield return string.Join(' ', given.Tokens.Select(token => ShellWord.Quote(token.Value)).Prepend(option.Name));
    }

    /// <summary>A loss as flags name it.</summary>
    public static string NameOf(FastTextLoss loss) => s_losses.First(l => l.Loss == loss).Name;

    static FastTextLoss LossOf(string name)
    {
        foreach ((string known, FastTextLoss loss) in s_losses)
            if (known == name) return loss;
        string list = string.Join(", ", s_losses.Select(l => l.Name));
        string? nearest = NearestName.Find(name, s_losses.Select(l => l.Name));
        throw new SluiceException($"--loss is '{name}', which is no loss", null, nearest is null ? $"there are {list}" : $"did you mean {nearest}? there are {list}");
    }

    /// <summary>Reads what implements <see cref="IParsable{T}"/>, and says what is wrong in its own words.</summary>
    public static T? Parse<T>(System.CommandLine.Parsing.ArgumentResult result) where T : struct, IParsable<T>
    {
        try
        {
            return T.Parse(result.Tokens[0].Value, CultureInfo.InvariantCulture);
        }
        catch (FormatException error)
        {
            result.AddError(error.Message);
            return default(T);
        }
    }

    static Option<int?> Number(string name, string what, int otherwise) => new(name) { Description = Invariant($"{what} [default: {otherwise}]"), HelpName = "N" };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
