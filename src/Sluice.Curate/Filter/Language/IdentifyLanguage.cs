using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Filter.Language;

/// <summary>Names the language of a document by a fastText model, and drops documents of other languages or with too low a score.</summary>
/// <remarks>Source: datatrove's LanguageFilter, with the models of Joulin et al. 2016. A document is kept if any of the languages to keep scores above the least
/// score; without such a list, if its best language does. Else the rule is <c>score</c> where no language scores above it, and <c>language</c> where another one does. A text without a word is <c>und</c>, score 0. A best score of just over 1 (the reference's logarithms have a slack) is written as 1.</remarks>
public sealed class IdentifyLanguage : IStep
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "identify-language";

    /// <summary>The small model that ships with Sluice.</summary>
    public const string ShippedModel = "sluice-languages.ftz";

    const string ScoreRule = Name + ".score";
    const string LanguageRule = Name + ".language";
    const string Unknown = "und";

    static readonly string[] s_defaultModels = ["lid.176.bin", "lid.176.ftz"];

    readonly IdentifyLanguageOptions _options;
    readonly FastTextModel _model;
    readonly FastTextPredictor _predictor;
    readonly int[] _keep;

    IdentifyLanguage(IdentifyLanguageOptions options, FastTextModel model)
    {
        (_options, _model, _predictor) = (options, model, new(model));
        _keep = [.. options.Keep.Select(LabelOf)];
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<IdentifyLanguageOptions>(Name, "datatrove 0.10.0, LanguageFilter; fastText, arXiv:1607.01759", Create);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        _predictor.Read(document.Text);
        LabelScore best = _predictor.WordCount > 0 ? _predictor.Best() : new(-1, 0);
        double score = Math.Min(best.Score, 1);
        string language = best.Label < 0 ? Unknown : _model.Labels[best.Label];
        document.Language = language;
        document.LanguageScore = score;
        document.Metadata.Set("language", language);
        document.Metadata.Set("language-score", score);
        measurements.Add("score", score);

        if (_options.LabelOnly) return Verdict.Keep;
        bool isSure = best.Score > _options.MinScore;
        if (_keep.Length == 0 && isSure) return Verdict.Keep;
        foreach (int label in _keep)
            if (best.Label >= 0 && _predictor.Score(label) > _options.MinScore) return Verdict.Keep;
        return isSure ? Verdict.Drop(LanguageRule, language) : Verdict.Drop(ScoreRule, score, _options.MinScore);
    }

    static IdentifyLanguage Create(IdentifyLanguageOptions options, IStepResources resources)
    {
        string? path = options.Model is null ? s_defaultModels.Select(resources.TryFind).FirstOrDefault(found => found is not null) : null;
        path ??= resources.Find(options.Model ?? s_defaultModels[^1],
            "the 176-language models of fastText are lid.176.bin (131 MB) and lid.176.ftz (1 MB) at https://fasttext.cc/docs/en/language-identification.html; "
            + "put one into a folder and name it with --models DIR or SLUICE_MODELS; or take the smaller model that ships with Sluice, with the option model: " + ShippedModel);
        return new(options, resources.Load(path, FastTextModel.Load));
    }

    int LabelOf(string code)
    {
        for (int label = 0; label < _model.Labels.Count; label++)
            if (_model.Labels[label] == code) return label;
        IEnumerable<string> near = _model.Labels.Where(l => l.StartsWith(code[..Math.Min(2, code.Length)], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Take(5);
        throw new SluiceException($"identify-language: keep names '{code}', which is no label of the model", null,
            near.Any() ? $"labels that begin so: {string.Join(", ", near)}" : $"its labels look like these: {string.Join(", ", _model.Labels.Take(5))}");
    }
}
