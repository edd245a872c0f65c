using Sluice.Core;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Filter.Language;

/// <summary>What a model's labels mean: the ISO code of each, and which one stands for no language.</summary>
/// <remarks>lid.176 names two languages by their Wikipedias' codes, which are other or no languages in ISO 639: <c>als</c> (there Tosk Albanian) is Alemannic, <c>gsw</c>, and
/// <c>eml</c> (retired) is <c>egl</c>. Its other labels are ISO codes, some of them old or of groups (<c>sh</c>, <c>bh</c>, <c>nah</c>).</remarks>
sealed class LanguageLabels
{
    /// <summary>ISO 639's code for a text of no known language.</summary>
    public const string Undetermined = "und";

    static readonly Dictionary<string, string> s_wikipedias = new(StringComparer.Ordinal) { ["als"] = "gsw", ["eml"] = "egl" };

    readonly FastTextModel _model;
    readonly string[] _codes;

    public LanguageLabels(FastTextModel model)
    {
        _model = model;
        bool isWikipedias = s_wikipedias.Keys.All(model.Labels.Contains);
        _codes = [.. model.Labels.Select(label => isWikipedias ? s_wikipedias.GetValueOrDefault(label, label) : label)];
        HasUndetermined = model.Labels.Contains(Undetermined);
    }

    /// <summary>Whether the model has a label for what is no language.</summary>
    public bool HasUndetermined { get; }

    /// <summary>The code of a label; <see cref="Undetermined"/> for none.</summary>
    public string Code(int label) => label < 0 ? Undetermined : _codes[label];

    /// <summary>The label that a recipe names, by the model's name for it or by its code.</summary>
    /// <exception cref="SluiceException">There is none.</exception>
    public int Find(string name)
    {
        for (int label = 0; label < _codes.Length; label++)
            if (_model.Labels[label] == name || _codes[label] == name) return label;
        IEnumerable<string> near = _codes.Where(l => l.StartsWith(name[..Math.Min(2, name.Length)], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).Take(5);
        throw new SluiceException($"identify-language: keep names '{name}', which is no label of the model", null,
            near.Any() ? $"labels that begin so: {string.Join(", ", near)}" : $"its labels look like these: {string.Join(", ", _codes.Take(5))}");
    }
}
