namespace Sluice.Curate.Filter.CodeLanguage.Notebooks;

/// <summary>What becomes of a Jupyter notebook.</summary>
public enum NotebookForm
{
    /// <summary>The JSON that it is, outputs and all.</summary>
    AsIs,

    /// <summary>A script in the kernel's language, with the markdown as comments.</summary>
    Script,

    /// <summary>Markdown, with the code in fences.</summary>
    Markdown,
}
