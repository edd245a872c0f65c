using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Filter.Language;

/// <summary>Names the language of a document by a fastText model, and drops documents of other languages or with too low a score.</summary>
/// <remarks>Source: datatrove's LanguageFilter, with the models of Joulin et al. 2016. A document is kept if any of the languages to keep scores above the least
/// score; without such a list, if its best language does. Else the rule is <c>score</c> where no language scores above it, and <c>language</c> where another one does. A text without a word is <c>und</c>, score 0. Codes are ISO 639's; the script (<c>script</c>, ISO 15924) is that of most letters. A best score of just over 1 (the reference's logarithms have a slack) is written as 1.</remarks>
public sealed class IdentifyLanguage : IStep
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "identify-language";

    /// <summary>The small model that ships with Sluice.</summary>
    public const string ShippedModel = "sluice-languages.ftz";

    const string ScoreRule = Name + ".score";
    const string LanguageRule = Name + ".language";

    static readonly string[] s_defaultModels = ["lid.176.bin", "lid.176.ftz"];

    readonly IdentifyLanguageOptions _options;
    readonly LanguageReading _reading;
    readonly ParagraphLanguages? _paragraphs; // Null where they are not asked for.
    readonly int[] _keep;

    IdentifyLanguage(IdentifyLanguageOptions options, FastTextModel model)
    {
        (_options, _reading) = (options, new(model, options.LettersMin));
        _keep = [.. options.Keep.Select(_reading.Labels.Find)];
        // A reading of its own: the document's scores are still asked for after it.
        _paragraphs = options.Paragraphs ? new(new(model, options.LettersMin)) : null;
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<IdentifyLanguageOptions>(Name, "datatrove 0.10.0, LanguageFilter; fastText, arXiv:1607.01759", Create);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        _reading.Read(document.Text);
        LabelScore best = _reading.Best;
        double score = Math.Min(best.Score, 1);
        string language = _reading.Labels.Code(best.Label);
        document.Language = language;
        document.LanguageScore = score;
        document.Metadata.Set("language", language);
        document.Metadata.Set("language-score", score);
        document.Metadata.Set("script", _reading.Script);
        if (_paragraphs is not null) document.Metadata.Set("languages", _paragraphs.Shares(document.Text));
        measurements.Add("score", score);

        if (_options.LabelOnly) return Verdict.Keep;
        bool isSure = best.Score > _options.MinScore;
        if (_keep.Length == 0 && isSure) return Verdict.Keep;
        foreach (int label in _keep)
            if (best.Label >= 0 && _reading.Score(label) > _options.MinScore) return Verdict.Keep;
        return isSure ? Verdict.Drop(LanguageRule, language) : Verdict.Drop(ScoreRule, score, _options.MinScore);
    }

    static IdentifyLanguage Create(IdentifyLanguageOptions options, IStepResources resources)
    {
        string? path = options.Model is null ? s_defaultModels.Select(resources.TryFind).FirstOrDefault(found => found is not null) : null;
        path ??= resources.Find(options.Model ?? s_defaultModels[^1],
            "the 176-language models of fastText are lid.176.bin (131 MB) and lid.176.ftz (1 MB) at https://fasttext.cc/docs/en/language-identification.html; "
            + "put one into a folder and name it with --models DIR or SLUICE_MODELS; or take the model that ships with Sluice, with the option model: " + ShippedModel);
        return new(options, resources.Load(path, FastTextModel.Load));
    }
}
