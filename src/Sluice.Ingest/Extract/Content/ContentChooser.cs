using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Marks the blocks of the main text: each block is measured, and two rounds of a learned model score it, the second with the first one's scores of the blocks around.</summary>
/// <remarks>A first choice by hand-made weights is one of the measures. All whole numbers: the same page gives the same choice on every machine. Linear in nodes and blocks.</remarks>
sealed class ContentChooser
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptRoomMax = 1 << 15;

    // No real page has more; on a hostile one the first choice has to do, so that memory stays bounded.
    const int BlocksMax = 1 << 17;

    readonly ContentModel _model = ContentModel.Shipped;
    readonly FirstChoice _first = new();
    readonly BlockFeatures _features;
    readonly ScoreFeatures _around = new();
    readonly BlockColumns _columns = new();
    byte[] _scores = []; // Of the round before.
    byte[] _next = [];
    int[] _part = [];

    public ContentChooser() => _features = new(_model.Names);

    /// <summary>Sets <see cref="TextBlock.IsKept"/>, <see cref="TextBlock.Score"/> (log odds of being wanted) and <see cref="TextBlock.Reason"/> of each block.</summary>
    public void Choose(HtmlTree tree, PageBlocks page, ReadOnlySpan<byte> title, ExtractFavor favor)
    {
        Span<TextBlock> blocks = page.All;
        if (blocks.IsEmpty) return;
        _first.Choose(tree, page, title, blocks.Length > BlocksMax ? favor : ExtractFavor.Precision);
        if (blocks.Length > BlocksMax) return;
        if (_scores.Length < blocks.Length || (_scores.Length > KeptRoomMax && blocks.Length < KeptRoomMax / 2))
            (_scores, _next) = (new byte[blocks.Length + blocks.Length / 4 + 1024], new byte[blocks.Length + blocks.Length / 4 + 1024]);
        _features.Prepare(tree, page, title);
        Round(tree, blocks, _model.First, isSecond: false);
        (_scores, _next) = (_next, _scores);
        _around.Prepare(_features, blocks, _scores);
        Round(tree, blocks, _model.Second, isSecond: true);
        Mark(blocks, _next.AsSpan(0, blocks.Length), favor);
    }

    /// <summary>Whether a page has less prose than its parts could be told by: then its text may stand in script data.</summary>
    public static bool ShowsNoText(PageBlocks page) => page.Prose < ProseMin;

    /// <summary>Keeps all blocks of a body that has no page around it, but for links and captions.</summary>
    public static void KeepWhole(PageBlocks page)
    {
        foreach (ref TextBlock block in page.All)
        {
            block.IsKept = !block.IsLinks && block.Kind != BlockKind.Caption;
            block.Reason = block.IsKept ? BlockReason.WholePage : block.IsLinks ? BlockReason.Links : BlockReason.Boilerplate;
        }
    }

    // Windows of blocks, with as many on both sides as the model looks at.
    void Round(HtmlTree tree, ReadOnlySpan<TextBlock> blocks, BlockForest forest, bool isSecond)
    {
        if (_part.Length == 0) _part = new int[BlockColumns.BlocksMax + 2 * BlockColumns.Margin];
        for (int first = 0; first < blocks.Length; first += BlockColumns.BlocksMax)
        {
            int from = Math.Max(0, first - BlockColumns.Margin), end = Math.Min(blocks.Length, first + BlockColumns.BlocksMax);
            _columns.Reset(Math.Min(blocks.Length, end + BlockColumns.Margin) - from);
            _features.Fill(tree, blocks, _first, from, _columns);
            if (isSecond) _around.Fill(tree, _features, blocks, _scores, from, _columns);
            forest.Score(_columns, _part);
            for (int i = first; i < end; i++) _next[i] = ScoreFeatures.ToByte(_part[i - from]);
        }
    }

    const int Even = 128;

    // Of a page with less prose there is too little to tell its parts by.
    const int ProseMin = 200;

    /// <summary>Marks what is kept by the last round's scores; before, the marks are those of the first choice.</summary>
    /// <returns>The least score of what is kept for its score.</returns>
    public static int Keep(Span<TextBlock> blocks, ReadOnlySpan<byte> scores, ExtractFavor favor)
    {
        int balanced = KeepThreshold.Of(scores, blocks, Even);
        int threshold = favor switch
        {
            // Where a page's best is less than even odds, precision asks no more than balanced does.
            ExtractFavor.Precision => balanced < Even ? balanced : Math.Max(balanced, KeepThreshold.Of(scores, blocks, Even + 8)),
            ExtractFavor.Balanced => balanced,
            _ => Math.Min(balanced, Even) - 16,
        };
        long prose = 0;
        foreach (ref readonly TextBlock block in blocks) prose += block.Prose;
        for (int i = 0; i < blocks.Length; i++) blocks[i].IsKept = scores[i] >= threshold || (prose < ProseMin && blocks[i].IsKept);
        return threshold;
    }

    void Mark(Span<TextBlock> blocks, ReadOnlySpan<byte> scores, ExtractFavor favor)
    {
        int threshold = Keep(blocks, scores, favor);
        for (int i = 0; i < blocks.Length; i++)
        {
            ref TextBlock block = ref blocks[i];
            block.Score = (scores[i] - Even) / 16f;
            block.Reason = !block.IsKept ? WhyNot(block) : scores[i] < threshold || threshold < Even - 16 ? BlockReason.WholePage : BlockReason.MainText;
        }
    }

    // The model weighs all at once: what it was told of the block that a person would name first.
    BlockReason WhyNot(in TextBlock block)
    {
        ref readonly ElementShape shape = ref _features.Shape(block.Element);
        return shape.Comments >= 0 ? BlockReason.Comment
            : block.IsDropped ? BlockReason.FurnitureName
            : block.IsLinks ? BlockReason.Links
            : shape.Doubtful >= 0 ? BlockReason.DoubtfulName
            : BlockReason.Boilerplate;
    }
}
