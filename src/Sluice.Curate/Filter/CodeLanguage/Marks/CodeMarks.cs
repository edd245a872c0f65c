namespace Sluice.Curate.Filter.CodeLanguage.Marks;

/// <summary>What a file is, beside its language. In metadata by their names in lower case, in this order, by spaces.</summary>
[Flags]
public enum CodeMarks
{
    /// <summary>Nothing of this.</summary>
    None = 0,

    /// <summary>Another project's code, copied in.</summary>
    Vendored = 1,

    /// <summary>Written by a program.</summary>
    Generated = 2,

    /// <summary>Made short for transport, not for reading.</summary>
    Minified = 4,

    /// <summary>About the project, not of it.</summary>
    Documentation = 8,

    /// <summary>Tests the project's code.</summary>
    Test = 16,
}
