using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.C4;

/// <summary>Drops pages that hold a word of a list of bad words in their language.</summary>
/// <remarks>
/// <para>Why: C4 threw away each page with a word of the "List of Dirty, Naughty, Obscene or Otherwise Bad Words" (LDNOOBW). The list is not shipped: get it
/// from its repository (CC BY 4.0) and name the folder. The text is compared in lower case; a word must stand between characters that are no letters, numbers
/// or underscores, but in Japanese, Thai and Chinese it may be part of another.</para>
/// <para>Known problems: the list takes much that is harmless: medicine, sex education, texts about minorities (Dodge et al. 2021, arXiv:2104.08758). On 889
/// English pages of the golden set, 125 go. datatrove draws <c>keep-fraction</c> from an unseeded generator; here the document's id decides. Combining marks
/// are no word characters in either, so words of some Indian scripts match inside longer ones.</para>
/// <para>Example: <c>c4-bad-words: { lists: ldnoobw, missing-list: keep }</c></para>
/// <para>Source: Raffel et al. 2020 (T5), arXiv:1910.10683, section 2.2; datatrove's C4BadWordsFilter.</para>
/// </remarks>
public sealed class C4BadWords : IStep
{
    const string HowToGet =
        "get the lists from https://github.com/LDNOOBW/List-of-Dirty-Naughty-Obscene-and-Otherwise-Bad-Words and name their folder: lists: FOLDER";

    // Languages that LDNOOBW has lists for.
    static readonly string[] s_languages =
    [
        "ar", "cs", "da", "de", "en", "eo", "es", "fa", "fi", "fil", "fr", "fr-CA-u-sd-caqc", "hi", "hu",
        "it", "ja", "kab", "ko", "nl", "no", "pl", "pt", "ru", "sv", "th", "tlh", "tr", "zh",
    ];

    readonly C4BadWordsOptions _options;
    readonly ulong _seed;
    readonly Dictionary<string, BadWordList> _lists = new(StringComparer.Ordinal);
    readonly LowerCase _lowerCase = new();

    /// <summary>Loads the lists of all languages that the folder has.</summary>
    /// <exception cref="SluiceException">The folder has no list, or one can't be read.</exception>
    public C4BadWords(C4BadWordsOptions options, IStepResources resources)
    {
        _options = options;
        _seed = TextHash.Of("c4-bad-words"u8, resources.Seed);
        foreach (string language in s_languages)
        {
            if (resources.TryFind($"{options.Lists}/{language}") is not { } path) continue;
            _lists.Add(language, resources.Load(path, file => BadWordList.Load(file, language)));
        }
        if (_lists.Count == 0) resources.Find($"{options.Lists}/en", HowToGet);
    }

    /// <summary>The catalog's entry.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Map<C4BadWordsOptions>("c4-bad-words",
        "C4 (Raffel et al. 2020, arXiv:1910.10683), as datatrove's C4BadWordsFilter", (options, resources) => new C4BadWords(options, resources));

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        string language = _options.Language ?? document.Language ?? "en";
        if (!_lists.TryGetValue(language, out BadWordList? list))
            return _options.MissingList == MissingList.Keep ? Verdict.Keep : Verdict.Drop("c4-bad-words.missing-list", language);
        if (list.FindIn(_lowerCase.Of(document.Text)) is not { } word) return Verdict.Keep;
        if (_options.KeepFraction > 0 && HashDraw.Of(document.Id, _seed) < _options.KeepFraction) return Verdict.Keep;
        return Verdict.Drop("c4-bad-words.document-removed-with-badwords", word);
    }
}
