namespace Sluice.Ingest.Extract.Content;

/// <summary>Why a block was kept or left out.</summary>
enum BlockReason : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>Kept: within the main text.</summary>
    MainText,

    /// <summary>Kept: the page has no prose, so all but furniture is kept.</summary>
    WholePage,

    /// <summary>Kept: readers' comments, which were asked for.</summary>
    KeptComment,

    /// <summary>Left out: the name or role of an element around it says furniture.</summary>
    FurnitureName,

    /// <summary>Left out: the name of an element around it makes it doubtful.</summary>
    DoubtfulName,

    /// <summary>Left out: readers' comments.</summary>
    Comment,

    /// <summary>Left out: a list whose entries link elsewhere.</summary>
    TeaserList,

    /// <summary>Left out: mostly links.</summary>
    Links,

    /// <summary>Left out: outside the element of the main text, or past its edges.</summary>
    Outside,

    /// <summary>Left out: a short line beside lines that were left out.</summary>
    BesideDropped,

    /// <summary>Left out: says the title again.</summary>
    RepeatsTitle,

    /// <summary>Left out: a heading of nothing.</summary>
    DanglingHeading,

    /// <summary>Left out: a line that stands on the page twice.</summary>
    Repeated,

    /// <summary>Left out: a table, where tables were not asked for.</summary>
    Table,

    /// <summary>Left out: boilerplate by its looks or words.</summary>
    Boilerplate,
}
