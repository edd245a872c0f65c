namespace Sluice.Ingest.Extract.Content;

/// <summary>What the model knows of a block: one byte each, in this order. Adding or moving one asks for a new training.</summary>
enum BlockFeature
{
    // The block's own text.
    Length, LinkShare, Stops, Commas, Words, WordLength, Capitals, Digits, Wide, Kind, FirstCharacter, LastCharacter, Colons, Quotes, Links, Marks, Prose,

    // The elements around it.
    Tag, ParentTag, Depth, ToArticle, ToMain, ToSection, ToHeader, ToFooter, ToAside, ToForm, ToFigure, ToTable, ToList, ToQuote, ToHeading, ToBody,
    ToContainer, ToDoubtful, ToFurniture, ToComments, DoubtfulProse, FurnitureProse, CommentsProse, NameScore, NameScoreParent, NameScoreLeast, NameScoreMost, NamePath,

    // The elements around it that hold more blocks: the smallest, the next, the third.
    Blocks1, Prose1, Links1, Mean1, Density1, Place1, Tag1, Short1,
    Blocks2, Prose2, Links2, Mean2, Density2, Place2, Tag2, Short2,
    Blocks3, Prose3, Links3, Mean3, Density3, Place3,
    Blocks4, Prose4, Links4, Mean4,

    // Blocks and elements of the same shape.
    Same, SameMean, SameLinks, SameProse, SameShare, SameElements, SameItems, SameItemsMean, SameKindProse,

    // Where on the page.
    BlocksBefore, TextBefore, ProseBefore, ProseAfter, FromTitle, FromH1, TitleShare, TitleCover, Doubles,

    // The best element by hand-made weights, and the run inside it.
    ToBest, BestShare, FromBest, FromRun, BeforeRunEnd, InRunShare,

    // The text around.
    Prose5, Links5, Prose20, Links20,

    // The page.
    PageBlocks, PageProse, PageLinks, PageParagraphs, PageArticles, PageH1s, PageProseBlocks, PageCells,

    // After a first round: what it made of the blocks around.
    Score, ScoreMean1, ScoreMean2, ScoreMean3, ScoreSame, ScoreBefore, ScoreAfter, WantedBefore, WantedAfter, GapBefore, GapAfter, ScoreWindow3, ScoreWindow10, ScorePage,

    // How many there are.
    Count,
}
