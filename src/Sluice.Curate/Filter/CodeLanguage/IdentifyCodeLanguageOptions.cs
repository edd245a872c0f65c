using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.CodeLanguage.Marks;
using Sluice.Curate.Filter.CodeLanguage.Notebooks;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>YAML: <c>identify-code-language: { drop-types: [data], drop-marks: [vendored, generated, minified] }</c>.</summary>
public sealed record IdentifyCodeLanguageOptions : IStepOptions
{
    /// <summary>Languages to keep, by Linguist's names or aliases (<c>C#</c>, <c>csharp</c>); empty for all, and for files of no known language.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Languages to drop, by Linguist's names or aliases.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Types of languages to drop: <c>programming</c>, <c>markup</c>, <c>data</c>, <c>prose</c>.</summary>
    public IReadOnlyList<string> DropTypes { get; init; } = [];

    /// <summary>Marks to drop: <c>vendored</c>, <c>generated</c>, <c>minified</c>, <c>documentation</c>, <c>test</c>.</summary>
    public IReadOnlyList<string> DropMarks { get; init; } = [];

    /// <summary>Whether a classifier decides what names and rules leave open. Without it such files have no language.</summary>
    public bool Classifier { get; init; } = true;

    /// <summary>What becomes of Jupyter notebooks: <c>script</c> in the kernel's language with the markdown as comments, <c>markdown</c> with the code in fences (both without outputs), or <c>as-is</c>.</summary>
    public NotebookForm Notebooks { get; init; } = NotebookForm.AsIs;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        foreach ((string key, IReadOnlyList<string> names) in ((string, IReadOnlyList<string>)[])[("keep", Keep), ("drop", Drop)])
        {
            foreach (string name in names)
                if (LanguageTable.Shared.FindByAlias(name) is null) yield return $"{key} names {name}, which is no language{Nearest(name)}";
        }
        foreach (string type in DropTypes)
            if (type is not ("programming" or "markup" or "data" or "prose")) yield return $"drop-types names {type}; use programming, markup, data or prose";
        foreach (string mark in DropMarks)
            if (MarkNames.Find(mark) is null) yield return $"drop-marks names {mark}; use vendored, generated, minified, documentation or test";
        if (Keep.Count > 0 && Drop.Count > 0) yield return "keep and drop exclude each other; give one of them";
    }

    static string Nearest(string name) =>
        NearestName.Find(name, LanguageTable.Shared.All.Select(language => language.Name)) is { } nearest ? $"; did you mean {nearest}?" : "";
}
