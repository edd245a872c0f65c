using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>A first guess at the main text, which the model of blocks is told of: furniture out by name, then the element whose blocks weigh most, then its edges cut.</summary>
/// <remarks>Each block weighs its prose, or less than nothing where it is furniture by its looks. The sum over an element is greatest for the smallest one that holds
/// the whole text and little else; the same sum over a run of blocks cuts its edges. The idea of weighing by sums: Pasternack and Roth 2009, "Extracting article
/// text from the web with maximum subsequence segmentation". Each pass is linear in nodes or blocks.</remarks>
sealed class FirstChoice
{
    // Below this much prose a choice is no use, and a looser one is tried.
    const int ProseMin = 200;

    // However much furniture stands between two parts of a text, it costs no more than this.
    const int GapMax = 400;

    // One giant page must not hold its memory for the rest of the run.
    const int KeptRoomMax = 1 << 18;

    int[] _blockAt = new int[1 << 12]; // Per node: blocks that begin before it.
    NameHint[] _hints = new NameHint[1 << 12]; // Per element.
    Sums[] _before = new Sums[1 << 12]; // Per block: the sums over those before it.
    long[] _weightBefore = new long[1 << 12]; // Per block: weight of those before it that no name dropped.

    /// <summary>The blocks of the best element, and of the best run in it.</summary>
    public (int First, int End) Best { get; private set; }

    public (int First, int End) Run { get; private set; }

    public int BestElement { get; private set; }

    /// <summary>Sets <see cref="TextBlock.IsKept"/> of each block.</summary>
    public void Choose(HtmlTree tree, PageBlocks page, ReadOnlySpan<byte> title, ExtractFavor favor)
    {
        Span<TextBlock> blocks = page.All;
        if (blocks.IsEmpty) return;
        foreach (ref TextBlock block in blocks) block.Weigh(favor);
        Index(tree, blocks);
        // From the strictest hints to none, until enough prose is left.
        for (NameHint strictest = favor == ExtractFavor.Recall ? NameHint.Furniture : NameHint.Doubtful; ; strictest++)
        {
            foreach (ref TextBlock block in blocks) block.IsDropped = block.IsKept = false;
            DropByName(tree, blocks, strictest);
            if (favor != ExtractFavor.Recall) DropTeaserLists(tree, blocks);
            (int first, int end) = FindBest(tree, blocks);
            Best = (first, end);
            KeepBestRun(blocks, first, end);
            if (favor == ExtractFavor.Precision)
            {
                DropAmongDropped(blocks);
                PageTitle.DropRepeats(page, title);
            }
            DropDanglingHeadings(blocks);
            if (ProseOfKept(blocks) >= ProseMin) return;
            if (strictest > NameHint.Comments) break;
        }
        KeepAllButFurniture(tree, blocks);
    }

    // A page without prose (a data sheet, a short note): there is no best part, so all of it.
    void KeepAllButFurniture(HtmlTree tree, Span<TextBlock> blocks)
    {
        foreach (ref TextBlock block in blocks) block.IsDropped = false;
        DropByName(tree, blocks, NameHint.Furniture);
        bool isAny = false;
        foreach (ref TextBlock block in blocks) isAny |= block.IsKept = !block.IsDropped && !block.IsLinks;
        if (isAny) return;
        foreach (ref TextBlock block in blocks) block.IsKept = !block.IsLinks;
    }

    void Index(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        if (IsUnfit(_blockAt.Length, tree.NodeCount))
        {
            _blockAt = new int[RoomFor(tree.NodeCount)];
            _hints = new NameHint[_blockAt.Length];
        }
        if (IsUnfit(_before.Length, blocks.Length)) (_before, _weightBefore) = (new Sums[RoomFor(blocks.Length)], new long[RoomFor(blocks.Length)]);
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int block = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            while (block < blocks.Length && blocks[block].First < i) block++;
            _blockAt[i] = block;
            if (nodes[i].Tag != HtmlTag.Text) _hints[i] = NameHints.Of(tree, nodes[i]);
        }
        _blockAt[nodes.Length] = blocks.Length;
        for (int i = 0; i < blocks.Length; i++) _before[i + 1] = _before[i].Plus(blocks[i]);
    }

    static bool IsUnfit(int room, int count) => room <= count || (room > KeptRoomMax && count < KeptRoomMax / 2);

    static int RoomFor(int count) => Math.Max(1 << 12, count + count / 4 + 1);

    // The blocks of an element.
    (int First, int End) BlocksOf(HtmlTree tree, int element) => (_blockAt[element], _blockAt[tree.Nodes[element].End]);

    void DropByName(HtmlTree tree, Span<TextBlock> blocks, NameHint strictest)
    {
        long all = _before[blocks.Length].Prose;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
        {
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag is HtmlTag.Text or HtmlTag.Body) continue;
            (int first, int end) = BlocksOf(tree, i);
            if (first == end)
            {
                i = node.End - 1;
                continue;
            }
            NameHint hint = _hints[i];
            if (hint < strictest) continue;
            long prose = _before[end].Prose - _before[first].Prose;
            bool isDropped = hint switch
            {
                NameHint.Comments => all - prose >= 2 * ProseMin || prose * 5 <= all * 2,
                NameHint.Furniture => prose * 5 <= all * 2,
                _ => prose * 5 <= all,
            };
            if (!isDropped) continue;
            for (int b = first; b < end; b++) blocks[b].IsDropped = true;
            i = node.End - 1;
        }
    }

    // Lists whose every entry links somewhere: teasers, tags, related pages.
    void DropTeaserLists(HtmlTree tree, Span<TextBlock> blocks)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        for (int i = 1; i < nodes.Length; i++)
        {
            if (nodes[i].Tag is not (HtmlTag.Ul or HtmlTag.Ol)) continue;
            (int first, int end) = BlocksOf(tree, i);
            long length = _before[end].Length - _before[first].Length;
            long links = _before[end].LinkLength - _before[first].LinkLength;
            int linked = _before[end].Linked - _before[first].Linked;
            if (end - first < 2 || links * 10 < length * 3 || linked * 10 < (end - first) * 4) continue;
            for (int b = first; b < end; b++) blocks[b].IsDropped = true;
            i = nodes[i].End - 1;
        }
    }

    (int First, int End) FindBest(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        for (int i = 0; i < blocks.Length; i++) _weightBefore[i + 1] = _weightBefore[i] + (blocks[i].IsDropped ? 0 : blocks[i].Weight);
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        long best = long.MinValue;
        (int, int) range = (0, blocks.Length);
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Tag == HtmlTag.Text) continue;
            (int first, int end) = BlocksOf(tree, i);
            if (first == end)
            {
                i = nodes[i].End - 1;
                continue;
            }
            long weight = _weightBefore[end] - _weightBefore[first];
            if (weight > 0 && (nodes[i].Tag == HtmlTag.Article || _hints[i] == NameHint.Container)) weight += weight / 8;
            if (weight < best) continue; // Of equals the deepest.
            (best, range) = (weight, (first, end));
            BestElement = i;
        }
        return range;
    }

    // Keeps the run of greatest weight, but for what is furniture by its looks.
    void KeepBestRun(Span<TextBlock> blocks, int first, int end)
    {
        long sum = 0, best = 0;
        int gap = 0;
        int start = first, bestFirst = first, bestEnd = first;
        for (int i = first; i < end; i++)
        {
            if (blocks[i].IsDropped) continue;
            if (sum < 0) (sum, start) = (0, i);
            int weight = blocks[i].Weight;
            if (weight >= 0) gap = weight > 0 ? 0 : gap;
            else gap -= weight = Math.Max(weight, gap - GapMax);
            sum += weight;
            if (sum > best) (best, bestFirst, bestEnd) = (sum, start, i + 1);
        }
        Run = (bestFirst, bestEnd);
        for (int i = bestFirst; i < bestEnd; i++) blocks[i].IsKept = !blocks[i].IsDropped && !blocks[i].IsLinks;
    }

    // Short lines beside lines that were left out (dates, sources, "read more") belong to those.
    static void DropAmongDropped(Span<TextBlock> blocks)
    {
        for (int i = 0; i < blocks.Length;)
        {
            int end = i;
            bool isFurniture = false;
            for (; end < blocks.Length && blocks[end].Weight <= 0; end++) isFurniture |= blocks[end].IsLinks || blocks[end].IsDropped;
            if (isFurniture)
                foreach (ref TextBlock block in blocks[i..end]) block.IsKept &= block.Kind is BlockKind.Heading or BlockKind.Cell;
            i = end + 1;
        }
    }

    // A heading of nothing that was kept: the next block, but for deeper headings, is left out or a heading as high.
    static void DropDanglingHeadings(Span<TextBlock> blocks)
    {
        Span<bool> isFilled = stackalloc bool[7]; // Per level: whether something was kept under the next heading of that level.
        isFilled.Clear();
        for (int i = blocks.Length - 1; i >= 0; i--)
        {
            ref TextBlock block = ref blocks[i];
            if (block.Kind != BlockKind.Heading || block.Prose > 0)
            {
                if (block.IsKept) isFilled.Fill(true);
                continue;
            }
            int level = Math.Clamp((int)block.Level, 1, 6);
            block.IsKept &= isFilled[level];
            for (int l = level; l <= 6; l++) isFilled[l] = false;
        }
    }

    static long ProseOfKept(ReadOnlySpan<TextBlock> blocks)
    {
        long prose = 0;
        foreach (ref readonly TextBlock block in blocks)
            if (block.IsKept) prose += block.Prose;
        return prose;
    }

    readonly record struct Sums(long Prose, long Length, long LinkLength, int Linked)
    {
        public Sums Plus(in TextBlock block) =>
            new(Prose + block.Prose, Length + block.Length, LinkLength + block.LinkLength, Linked + (block.LinkLength > 0 ? 1 : 0));
    }
}
