namespace Sluice.Core.Text;

/// <summary>What the English rules, and the facts about words, ask of a character.</summary>
[Flags]
enum CharacterClasses : ushort
{
    None = 0,

    /// <summary>A letter to the infix rules: Latin, some Greek and Cyrillic, and the uncased scripts.</summary>
    Letter = 1 << 0,

    /// <summary>A lower-case letter to the rules; letters of uncased scripts are lower and upper at once.</summary>
    Lower = 1 << 1,

    /// <summary>An upper-case letter to the rules.</summary>
    Upper = 1 << 2,

    /// <summary>0 to 9.</summary>
    Digit = 1 << 3,

    /// <summary>A quotation mark, or a bracket that the rules take for one.</summary>
    Quote = 1 << 4,

    /// <summary>Cut off alone where a chunk starts with it.</summary>
    Prefix = 1 << 5,

    /// <summary>Cut off alone where a chunk ends with it.</summary>
    Suffix = 1 << 6,

    /// <summary>A symbol that is cut out wherever it stands: pictures, arrows, box drawing, …</summary>
    Icon = 1 << 7,

    /// <summary>A final full stop behind it is cut off.</summary>
    BeforeStop = 1 << 8,

    /// <summary>An infix can start with it.</summary>
    InfixStart = 1 << 9,

    /// <summary>May start or end the label of a host name.</summary>
    Host = 1 << 10,

    /// <summary>Unicode category L*: Python's <c>isalpha</c>.</summary>
    Alphabetic = 1 << 11,

    /// <summary>Outside <see cref="SymbolMarks"/>.</summary>
    NonSymbol = 1 << 12,

    /// <summary>Unicode category P*.</summary>
    Punctuation = 1 << 13,

    /// <summary>White space to Python.</summary>
    Space = 1 << 14,

    /// <summary>Ends a sentence where it is a word by itself.</summary>
    EndsSentence = 1 << 15,
}
