using Sluice.Core;
using Sluice.Core.Steps;
using Sluice.Curate.Filter.CodeLanguage.Marks;
using Sluice.Curate.Filter.CodeLanguage.Notebooks;

namespace Sluice.Curate.Filter.CodeLanguage;

/// <summary>Names the programming language of a file, and marks what is vendored, generated, minified, documentation or a test; drops what the options say.</summary>
/// <remarks>Source: Linguist's rules, in its order: a line for an editor, file name, interpreter, extension, rules of content, then a classifier. Names are Linguist's.
/// Metadata: <c>code-language</c> (absent where nothing tells it), <c>code-language-by</c>, <c>code-type</c>, <c>marks</c>; of a notebook that was turned into text, <c>notebook</c> (the form),
/// and the kernel's language as the language. A document without a path is looked at by its id's last part.</remarks>
public sealed class IdentifyCodeLanguage : IStep
{
    /// <summary>The step's name, and the prefix of its rules.</summary>
    public const string Name = "identify-code-language";

    const string OtherLanguageRule = Name + ".other-language";
    const string DroppedLanguageRule = Name + ".dropped-language";
    const string TypeRule = Name + ".type";
    const int ExtensionLengthMax = 16;

    // By evidence, as metadata names it.
    static readonly string[] s_by = ["", "modeline", "file-name", "shebang", "extension", "content", "rule", "classifier"];

    readonly CodeIdentifier _identifier;
    readonly PathMarks _paths = new();
    readonly NotebookReader? _notebooks; // Null where they stay as they are.
    readonly NotebookForm _form;
    readonly HashSet<ProgrammingLanguage> _keep, _drop;
    readonly string[] _dropTypes;
    readonly (CodeMarks Mark, string Rule)[] _dropMarks;

    IdentifyCodeLanguage(IdentifyCodeLanguageOptions options)
    {
        _identifier = new(options.Classifier ? new CodeClassifier(CodeModel.Shipped) : null);
        _form = options.Notebooks;
        if (_form != NotebookForm.AsIs) _notebooks = new();
        (_keep, _drop) = (Languages(options.Keep), Languages(options.Drop));
        _dropTypes = [.. options.DropTypes];
        _dropMarks = [.. options.DropMarks.Select(name => (MarkNames.Find(name)!.Value, $"{Name}.{name}"))];
    }

    /// <summary>The step's entry in the catalog.</summary>
    public static StepDefinition Definition { get; } =
        StepDefinition.Map<IdentifyCodeLanguageOptions>(Name, "github-linguist, its rules and lists of September 2026", (options, _) => new IdentifyCodeLanguage(options), takesFiles: true);

    /// <inheritdoc/>
    public Verdict Apply(Document document, Measurements measurements)
    {
        string path = document.Path ?? document.Id;
        ProgrammingLanguage? language = _identifier.Identify(path, document.Text, out CodeEvidence by);
        CodeMarks marks = Marks(path, document.Text);
        string told = s_by[(int)by];
        if (_notebooks is not null && language?.Name == "Jupyter Notebook" && _notebooks.Read(document.Text, _form) is { } kernel)
        {
            (language, told) = (kernel, "notebook");
            document.SetText(_notebooks.Text);
            document.Metadata.Set("notebook", _form == NotebookForm.Script ? "script" : "markdown");
        }
        if (language is not null)
        {
            document.Metadata.Set("code-language", language.Name);
            document.Metadata.Set("code-language-by", told);
            document.Metadata.Set("code-type", language.Type);
        }
        if (marks != CodeMarks.None) document.Metadata.Set("marks", MarkNames.Of(marks));
        return Judge(language, marks);
    }

    Verdict Judge(ProgrammingLanguage? language, CodeMarks marks)
    {
        if (_keep.Count > 0 && (language is null || !_keep.Contains(language))) return Verdict.Drop(OtherLanguageRule, language?.Name ?? "none");
        if (language is not null && _drop.Contains(language)) return Verdict.Drop(DroppedLanguageRule, language.Name);
        if (language is not null && Array.IndexOf(_dropTypes, language.Type) >= 0) return Verdict.Drop(TypeRule, language.Type);
        foreach ((CodeMarks mark, string rule) in _dropMarks)
            if ((marks & mark) != 0) return Verdict.Drop(rule, MarkNames.Of(mark));
        return Verdict.Keep;
    }

    CodeMarks Marks(string path, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        ReadOnlySpan<char> extension = name[Math.Max(name.LastIndexOf('.'), 0)..];
        if (extension.Length is 0 or > ExtensionLengthMax || extension[0] != '.') extension = default;
        Span<char> lower = stackalloc char[ExtensionLengthMax];
        extension.ToLowerInvariant(lower);
        return _paths.Of(path) | ContentMarks.Of(lower[..extension.Length], text);
    }

    static HashSet<ProgrammingLanguage> Languages(IReadOnlyList<string> names) => [.. names.Select(name => LanguageTable.Shared.FindByAlias(name)!)];
}
