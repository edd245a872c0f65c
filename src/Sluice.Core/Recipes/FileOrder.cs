namespace Sluice.Core.Recipes;

/// <summary>In which order the files of a repository stand in the data.</summary>
public enum FileOrder
{
    /// <summary>As the source reads them.</summary>
    Input,

    /// <summary>A file after the files of its repository that it imports.</summary>
    Imports,
}

/// <summary>What a row of the data is.</summary>
public enum RowUnit
{
    /// <summary>One file or document.</summary>
    File,

    /// <summary>Files of one repository, one after the other, with their paths.</summary>
    Repository,
}
