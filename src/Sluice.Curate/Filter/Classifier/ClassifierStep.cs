using System.Buffers;
using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Filter.Classifier;

/// <summary>Scores a document, or each of its paragraphs, by any classifier in fastText's format, and drops what scores too low or too high.</summary>
/// <remarks>Source: the quality filter of DataComp-LM (Li et al. 2024, arXiv:2406.11794) and datatrove's FastTextClassifierFilter. As in both, a score at the threshold is kept.
/// Line breaks count as blanks, as DataComp-LM joins lines; datatrove's default joins them without one, which glues words together. A text without a word scores 0.
/// By paragraph, a document of which nothing is left is dropped by the rule <c>empty</c>. <c>sluice classifier train</c> makes models, and its report shows what each threshold keeps.</remarks>
public sealed class ClassifierStep : IStep
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "classifier";

    const double MinScoreDefault = 0.5;
    const string ScoreRule = Name + ".score";
    const string EmptyRule = Name + ".empty";

    readonly ClassifierOptions _options;
    readonly FastTextPredictor _predictor;
    readonly int _label;
    readonly double _minScore;
    readonly double _maxScore;

    ClassifierStep(ClassifierOptions options, FastTextModel model, int label)
    {
        (_options, _predictor, _label) = (options, new(model), label);
        bool hasThreshold = (options.MinScore ?? options.MaxScore) is not null;
        _minScore = options.LabelOnly ? 0 : options.MinScore ?? (hasThreshold ? 0 : MinScoreDefault);
        _maxScore = options.LabelOnly ? 1 : options.MaxScore ?? 1;
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Map<ClassifierOptions>(Name, "DataComp-LM, arXiv:2406.11794; datatrove 0.10.0, FastTextClassifierFilter; fastText, arXiv:1607.01759", Create);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        if (_options.By == ClassifierUnit.Paragraph) return ApplyToParagraphs(document, measurements);
        double score = Score(document.Text);
        document.Metadata.Set(_options.MetadataKey, score);
        measurements.Add("score", score);
        return score < _minScore ? Verdict.Drop(ScoreRule, score, _minScore) : score > _maxScore ? Verdict.Drop(ScoreRule, score, _maxScore) : Verdict.Keep;
    }

    Verdict ApplyToParagraphs(Document document, Measurements measurements)
    {
        int paragraphs = 0, kept = 0;
        double sum = 0;
        ReadOnlySpan<byte> left = document.Text;
        IBufferWriter<byte> text = document.BeginText();
        while (!left.IsEmpty)
        {
            int end = left.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? left : left[..(end + 1)];
            left = left[line.Length..];
            bool isKept = true;
            if (!line.Trim(" \t\r\n\f\v"u8).IsEmpty)
            {
                double score = Score(line);
                sum += score;
                paragraphs++;
                isKept = score >= _minScore && score <= _maxScore;
                if (isKept) kept++;
            }
            if (isKept) text.Write(line); // Blank lines stay: they part what is around them.
        }
        double mean = paragraphs == 0 ? 0 : sum / paragraphs;
        document.Metadata.Set(_options.MetadataKey, mean);
        measurements.Add("score", mean);
        measurements.Add("paragraphs", paragraphs);
        measurements.Add("kept-paragraphs", kept);
        if (kept == paragraphs) return paragraphs > 0 || _options.LabelOnly ? Verdict.Keep : Verdict.Drop(EmptyRule);
        if (kept == 0) return Verdict.Drop(EmptyRule);
        document.CommitText();
        return Verdict.Keep;
    }

    double Score(ReadOnlySpan<byte> text) => _predictor.Read(text) && _predictor.WordCount > 0 ? Math.Min(_predictor.Score(_label), 1) : 0;

    static ClassifierStep Create(ClassifierOptions options, IStepResources resources)
    {
        if (options.Model is null) throw new SluiceException("classifier: model is not given", null, "name a fastText model: classifier: { model: quality.ftz, label: hq }");
        string path = resources.Find(options.Model, "`sluice classifier train` makes one of labelled texts; name it by its path, or put it into a folder and name that with --models DIR or SLUICE_MODELS");
        FastTextModel model = resources.Load(path, FastTextModel.Load);
        return new(options, model, LabelOf(options, model, path));
    }

    static int LabelOf(ClassifierOptions options, FastTextModel model, string path)
    {
        const int ShownMax = 20;
        for (int label = 0; label < model.Labels.Count; label++)
            if (model.Labels[label] == options.Label) return label;
        string labels = $"its labels are {string.Join(", ", model.Labels.Take(ShownMax))}{(model.Labels.Count > ShownMax ? ", …" : "")}";
        if (options.Label is null) throw new SluiceException("classifier: label is not given", path, labels);
        string? nearest = NearestName.Find(options.Label, model.Labels);
        throw new SluiceException($"classifier: label is '{options.Label}', which the model doesn't have", path, nearest is null ? labels : $"did you mean {nearest}? {labels}");
    }
}
