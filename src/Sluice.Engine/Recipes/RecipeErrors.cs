using System.Globalization;
using Sluice.Core;

namespace Sluice.Engine.Recipes;

/// <summary>What is wrong with a recipe, gathered to be reported all together.</summary>
/// <param name="fileName">The recipe's file, for places.</param>
sealed class RecipeErrors(string fileName)
{
    const int ErrorsMax = 50; // Beyond these the file is something else than a recipe, and nobody reads on.

    readonly List<(long Line, long Column, SluiceError Error)> _errors = [];
    int _more;

    /// <summary>Notes one error at a node.</summary>
    public void Add(YamlNode at, string what, string? hint = null)
    {
        if (_errors.Count == ErrorsMax) _more++;
        else _errors.Add((at.Line, at.Column, new(what, Where(at), hint)));
    }

    /// <summary>Notes a word that is none of the valid ones.</summary>
    public void AddUnknown(YamlScalar written, string what, IReadOnlyList<string> valid)
    {
        string? nearest = NearestName.Find(written.Text, valid);
        string list = valid.Count == 0 ? "there are none" : "valid: " + string.Join(", ", valid);
        Add(written, $"{what} '{written.Shown}'", nearest is null ? list : $"did you mean {nearest}? {list}");
    }

    /// <summary>File, line and column of a node.</summary>
    public string Where(YamlNode at) => string.Create(CultureInfo.InvariantCulture, $"{fileName}:{at.Line}:{at.Column}");

    /// <summary>Throws what was noted, in the order of the file; nothing where nothing was.</summary>
    public void ThrowIfAny()
    {
        if (_errors.Count == 0) return;
        List<SluiceError> sorted = [.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column).Select(e => e.Error)];
        if (_more > 0) sorted.Add(new(string.Create(CultureInfo.InvariantCulture, $"{_more} more errors"), fileName));
        throw new SluiceException(sorted);
    }
}
