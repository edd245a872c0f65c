using System.Runtime.Intrinsics;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Measures the blocks of a page: fills <see cref="BlockColumns"/>. Whole numbers only, each pass linear in nodes or blocks.</summary>
sealed class BlockFeatures(NameTable names)
{
    // One giant page must not hold its memory for the rest of the run.
    const int KeptRoomMax = 1 << 18;

    // Where not the whole list of parents is walked.
    const int StepsMax = 32;

    ElementShape[] _shapes = [];
    int[] _blockAt = []; // Per node: blocks that begin before it.
    Sums[] _before = []; // Per block: the sums over those before it.
    BlockLook[] _looks = [];
    readonly Dictionary<ulong, Group> _groups = [];
    readonly Dictionary<uint, int> _elements = [];
    readonly Dictionary<ulong, int> _texts = [];
    readonly HashSet<uint> _titleWords = [];
    int _titleBlock, _firstH1, _h1s, _articles;
    readonly Sums[] _kinds = new Sums[8];

    /// <summary>Measures what all blocks together tell; before <see cref="Fill"/>.</summary>
    public void Prepare(HtmlTree tree, PageBlocks page, ReadOnlySpan<byte> title)
    {
        ReadOnlySpan<TextBlock> blocks = page.All;
        if (IsUnfit(_shapes.Length, tree.NodeCount + 1)) (_shapes, _blockAt) = (new ElementShape[Room(tree.NodeCount)], new int[Room(tree.NodeCount)]);
        if (IsUnfit(_before.Length, blocks.Length + 1)) (_before, _looks) = (new Sums[Room(blocks.Length)], new BlockLook[Room(blocks.Length)]);
        IndexBlocks(tree, blocks);
        _titleWords.Clear();
        WordHashes(title, _titleWords);
        MeasureBlocks(tree, page, blocks);
        MeasureElements(tree);
        GroupLooks(tree, blocks);
    }

    public (int First, int End) BlocksOf(HtmlTree tree, int element) => (_blockAt[element], _blockAt[tree.Nodes[element].End]);

    public ref readonly ElementShape Shape(int element) => ref _shapes[element];

    /// <summary>The nearest element around a block that holds other blocks too.</summary>
    public int Around(HtmlTree tree, in TextBlock block)
    {
        (int first, int end) = BlocksOf(tree, block.Element);
        return end - first > 1 ? block.Element : _shapes[block.Element].Larger;
    }

    /// <summary>Hash of the looks of a block's element and of that around it.</summary>
    public ulong LooksOf(int block) => _looks[block].Looks;

    static bool IsUnfit(int room, int count) => room < count || (room > KeptRoomMax && count < KeptRoomMax / 2);

    static int Room(int count) => Math.Max(1 << 12, count + count / 4 + 2);

    void IndexBlocks(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        int block = 0, nodes = tree.NodeCount;
        for (int i = 0; i < nodes; i++)
        {
            while (block < blocks.Length && blocks[block].First < i) block++;
            _blockAt[i] = block;
        }
        _blockAt[nodes] = blocks.Length;
        _before[0] = default;
        Array.Clear(_kinds);
        for (int i = 0; i < blocks.Length; i++)
        {
            _before[i + 1] = _before[i];
            _before[i + 1].Add(blocks[i]);
            _kinds[(int)blocks[i].Kind & 7].Add(blocks[i]);
        }
    }

    void MeasureBlocks(HtmlTree tree, PageBlocks page, ReadOnlySpan<TextBlock> blocks)
    {
        _texts.Clear();
        (_titleBlock, _firstH1, _h1s) = (-1, -1, 0);
        int bestTitle = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            ReadOnlySpan<byte> text = page.Text(blocks[i]);
            ref BlockLook look = ref _looks[i];
            look = BlockLook.Of(text);
            look.Hash = HashOf(text);
            _texts[look.Hash] = _texts.GetValueOrDefault(look.Hash) + 1;
            int hits = 0, words = 0;
            if (text.Length < 600)
            {
                WordReader reader = new(text);
                while (reader.Next(out uint hash))
                {
                    words++;
                    if (_titleWords.Contains(hash)) hits++;
                }
            }
            look.TitleShare = ByteScale.Share(hits, Math.Max(words, 1));
            look.TitleCover = ByteScale.Share(hits, Math.Max(_titleWords.Count, 1));
            bool isH1 = blocks[i].Kind == BlockKind.Heading && IsIn(tree, blocks[i].Element, HtmlTag.H1);
            if (isH1)
            {
                if (_firstH1 < 0) _firstH1 = i;
                _h1s++;
            }
            int rank = look.TitleShare > 150 && hits > 1 ? look.TitleCover + (isH1 ? 200 : blocks[i].Kind == BlockKind.Heading ? 100 : 0) : 0;
            if (rank > bestTitle) (bestTitle, _titleBlock) = (rank, i);
        }
    }

    static bool IsIn(HtmlTree tree, int element, HtmlTag tag)
    {
        for (int steps = 0; element > 0 && steps < 4; steps++, element = tree.Nodes[element].Parent)
            if (tree.Nodes[element].Tag == tag) return true;
        return false;
    }

    static void WordHashes(ReadOnlySpan<byte> text, HashSet<uint> hashes)
    {
        WordReader reader = new(text);
        while (reader.Next(out uint hash)) hashes.Add(hash);
    }

    static ulong HashOf(ReadOnlySpan<byte> text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in text) hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    // Parents stand before their children: one pass downward.
    void MeasureElements(HtmlTree tree)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        Vector128<byte> one = Vector128.Create((byte)1);
        _articles = 0;
        _elements.Clear();
        for (int i = 0; i < nodes.Length; i++)
        {
            ref readonly HtmlNode node = ref nodes[i];
            if (node.Tag == HtmlTag.Text) continue;
            ref ElementShape shape = ref _shapes[i];
            if (i == 0)
            {
                shape = new() { Steps = Vector128<byte>.AllBitsSet, Doubtful = -1, Furniture = -1, Comments = -1, Name = 128, NameLeast = 128, NameMost = 128 };
                continue;
            }
            int parent = node.Parent;
            shape = _shapes[parent];
            (int first, int end) = BlocksOf(tree, i);
            if (first == end)
            {
                i = node.End - 1;
                continue;
            }
            (int parentFirst, int parentEnd) = BlocksOf(tree, parent);
            if (parentEnd - parentFirst > end - first) shape.Larger = parent;
            shape.Depth = (byte)Math.Min(255, shape.Depth + 1);
            Vector128<byte> steps = Vector128.Min(shape.Steps, Vector128.Create((byte)254)) + one;
            steps = Vector128.ConditionalSelect(Vector128.Equals(shape.Steps, Vector128<byte>.AllBitsSet), shape.Steps, steps);
            int kind = ElementShape.IndexOf(node.Tag);
            if (kind >= 0) steps = steps.WithElement(kind, (byte)0);
            if (node.Tag == HtmlTag.Article) _articles++;
            switch (node.Tag == HtmlTag.Body ? NameHint.None : NameHints.Of(tree, node))
            {
                case NameHint.Container:
                    steps = steps.WithElement(ElementShape.Container, (byte)0);
                    break;
                case NameHint.Doubtful:
                    steps = steps.WithElement(ElementShape.DoubtfulName, (byte)0);
                    if (shape.Doubtful < 0) shape.Doubtful = i;
                    break;
                case NameHint.Furniture:
                    steps = steps.WithElement(ElementShape.FurnitureName, (byte)0);
                    if (shape.Furniture < 0) shape.Furniture = i;
                    break;
                case NameHint.Comments:
                    steps = steps.WithElement(ElementShape.CommentsName, (byte)0);
                    if (shape.Comments < 0) shape.Comments = i;
                    break;
            }
            shape.Steps = steps;
            shape.Looks = LooksOf(tree, node);
            _elements[shape.Looks] = _elements.GetValueOrDefault(shape.Looks) + 1;
            int name = names.Of(tree, node);
            shape.Name = NameTable.ToByte(name);
            shape.NamePath = (short)Math.Clamp(shape.NamePath + name, -8 * NameTable.Unit, 8 * NameTable.Unit);
            if (shape.Name < shape.NameLeast) shape.NameLeast = shape.Name;
            if (shape.Name > shape.NameMost) shape.NameMost = shape.Name;
        }
    }

    static uint LooksOf(HtmlTree tree, in HtmlNode element)
    {
        uint hash = ((uint)element.Tag + 1) * 2654435761;
        foreach (byte b in tree.Value(element, HtmlAttributeName.Class)) hash = (hash ^ b) * 16777619;
        return hash;
    }

    void GroupLooks(HtmlTree tree, ReadOnlySpan<TextBlock> blocks)
    {
        _groups.Clear();
        for (int i = 0; i < blocks.Length; i++)
        {
            int element = blocks[i].Element, parent = tree.Nodes[element].Parent;
            ulong looks = (ulong)_shapes[element].Looks << 32 | (parent > 0 ? _shapes[parent].Looks : 0);
            _looks[i].Looks = looks;
            ref Group group = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, looks, out _);
            group.Count++;
            group.Sums.Add(blocks[i]);
        }
    }

    /// <summary>Writes the features of the blocks from <paramref name="first"/> on into the columns.</summary>
    public void Fill(HtmlTree tree, ReadOnlySpan<TextBlock> blocks, FirstChoice best, int first, BlockColumns columns)
    {
        int count = columns.Count;
        Sums all = _before[blocks.Length];
        byte[] to = columns.Bytes;
        int stride = columns.Stride;
        for (int row = 0; row < count; row++)
        {
            int i = first + row;
            int at = BlockColumns.Margin + row;
            FillOwn(blocks[i], _looks[i], to, at, stride);
            FillAround(tree, blocks[i], i, all, to, at, stride);
            FillPlace(blocks, i, all, best, tree, to, at, stride);
            void Put(BlockFeature feature, byte value) => to[(int)feature * stride + at] = value;
            Put(BlockFeature.PageBlocks, ByteScale.Size(blocks.Length));
            Put(BlockFeature.PageProse, ByteScale.Size(all.Prose));
            Put(BlockFeature.PageLinks, ByteScale.Share(all.LinkLength, all.Length));
            Put(BlockFeature.PageParagraphs, ByteScale.Share(_kinds[(int)BlockKind.Paragraph].Prose, all.Prose));
            Put(BlockFeature.PageArticles, ByteScale.Size(_articles));
            Put(BlockFeature.PageH1s, ByteScale.Size(_h1s));
            Put(BlockFeature.PageProseBlocks, ByteScale.Share(all.ProseBlocks, blocks.Length));
            Put(BlockFeature.PageCells, ByteScale.Share(_kinds[(int)BlockKind.Cell].Length, all.Length));
        }
    }

    static void FillOwn(in TextBlock block, in BlockLook look, byte[] to, int at, int stride)
    {
        void Put(BlockFeature feature, byte value) => to[(int)feature * stride + at] = value;
        Put(BlockFeature.Length, ByteScale.Size(block.Length));
        Put(BlockFeature.LinkShare, ByteScale.Share(block.LinkLength, block.Length));
        Put(BlockFeature.Stops, ByteScale.Size(block.Stops));
        Put(BlockFeature.Commas, ByteScale.Size(block.Commas));
        Put(BlockFeature.Words, ByteScale.Size(look.Words));
        Put(BlockFeature.WordLength, ByteScale.Least(look.Letters * 8L / Math.Max(1, look.Words)));
        Put(BlockFeature.Capitals, ByteScale.Share(look.Capitals, look.Words));
        Put(BlockFeature.Digits, ByteScale.Share(look.Digits, block.Length));
        Put(BlockFeature.Wide, ByteScale.Share(look.Wide, look.Letters + look.Wide));
        Put(BlockFeature.Kind, (byte)block.Kind);
        Put(BlockFeature.FirstCharacter, look.First);
        Put(BlockFeature.LastCharacter, look.Last);
        Put(BlockFeature.Colons, ByteScale.Least(look.Colons));
        Put(BlockFeature.Quotes, ByteScale.Least(look.Quotes));
        Put(BlockFeature.Marks, ByteScale.Least(look.Marks));
        Put(BlockFeature.Prose, ByteScale.Size(block.Prose));
        Put(BlockFeature.TitleShare, look.TitleShare);
        Put(BlockFeature.TitleCover, look.TitleCover);
    }

    void FillAround(HtmlTree tree, in TextBlock block, int index, in Sums all, byte[] to, int at, int stride)
    {
        void Put(BlockFeature feature, byte value) => to[(int)feature * stride + at] = value;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        ref readonly ElementShape shape = ref _shapes[block.Element];
        int parent = Math.Max(0, nodes[block.Element].Parent);
        Put(BlockFeature.Tag, (byte)nodes[block.Element].Tag);
        Put(BlockFeature.ParentTag, (byte)nodes[parent].Tag);
        Put(BlockFeature.Depth, shape.Depth);
        for (int i = 0; i < 12; i++) Put(BlockFeature.ToArticle + i, shape.Steps[i]);
        for (int i = 12; i < 16; i++) Put(BlockFeature.ToContainer + (i - 12), shape.Steps[i]);
        Put(BlockFeature.DoubtfulProse, shape.Doubtful < 0 ? (byte)255 : ShareOfProse(tree, shape.Doubtful, all));
        Put(BlockFeature.FurnitureProse, shape.Furniture < 0 ? (byte)255 : ShareOfProse(tree, shape.Furniture, all));
        Put(BlockFeature.CommentsProse, shape.Comments < 0 ? (byte)255 : ShareOfProse(tree, shape.Comments, all));
        Put(BlockFeature.NameScore, shape.Name);
        Put(BlockFeature.NameScoreParent, _shapes[parent].Name);
        Put(BlockFeature.NameScoreLeast, shape.NameLeast);
        Put(BlockFeature.NameScoreMost, shape.NameMost);
        Put(BlockFeature.NamePath, NameTable.ToByte(shape.NamePath));

        int around = Around(tree, block);
        int previous = -1;
        for (int level = 0; level < 4; level++)
        {
            (int first, int end) = BlocksOf(tree, around);
            Sums sums = _before[end].Minus(_before[first]);
            int by = level switch { 0 => 0, 1 => 8, 2 => 16, _ => 22 };
            Put(BlockFeature.Blocks1 + by, ByteScale.Size(end - first));
            Put(BlockFeature.Prose1 + by, ByteScale.Share(sums.Prose, all.Prose));
            Put(BlockFeature.Links1 + by, ByteScale.Share(sums.LinkLength, sums.Length));
            Put(BlockFeature.Mean1 + by, ByteScale.Size(sums.Length / Math.Max(1, end - first)));
            if (level < 3)
            {
                Put(BlockFeature.Density1 + by, ByteScale.Share(sums.Prose, sums.Length));
                Put(BlockFeature.Place1 + by, ByteScale.Share(index - first, end - first));
            }
            if (level < 2)
            {
                Put(BlockFeature.Tag1 + by, (byte)nodes[around].Tag);
                Put(BlockFeature.Short1 + by, ByteScale.Share(sums.LinkBlocks, end - first));
            }
            if (level == 0)
            {
                int items = _elements.GetValueOrDefault(_shapes[around].Looks);
                Put(BlockFeature.SameItems, ByteScale.Size(items));
                Put(BlockFeature.SameItemsMean, ByteScale.Size(sums.Prose));
            }
            previous = around;
            around = _shapes[around].Larger;
        }
    }

    byte ShareOfProse(HtmlTree tree, int element, in Sums all)
    {
        (int first, int end) = BlocksOf(tree, element);
        return (byte)Math.Min(254, (int)ByteScale.Share(_before[end].Prose - _before[first].Prose, all.Prose));
    }

    void FillPlace(ReadOnlySpan<TextBlock> blocks, int i, in Sums all, FirstChoice best, HtmlTree tree, byte[] to, int at, int stride)
    {
        void Put(BlockFeature feature, byte value) => to[(int)feature * stride + at] = value;
        Group group = _groups[_looks[i].Looks];
        Put(BlockFeature.Same, ByteScale.Size(group.Count));
        Put(BlockFeature.SameMean, ByteScale.Size(group.Sums.Length / group.Count));
        Put(BlockFeature.SameLinks, ByteScale.Share(group.Sums.LinkLength, group.Sums.Length));
        Put(BlockFeature.SameProse, ByteScale.Share(group.Sums.Prose, group.Sums.Length));
        Put(BlockFeature.SameShare, ByteScale.Share(group.Sums.Prose, all.Prose));
        Put(BlockFeature.SameElements, ByteScale.Size(_elements.GetValueOrDefault(_shapes[blocks[i].Element].Looks)));
        Put(BlockFeature.SameKindProse, ByteScale.Share(_kinds[(int)blocks[i].Kind & 7].Prose, all.Prose));

        Sums before = _before[i];
        Put(BlockFeature.BlocksBefore, ByteScale.Share(i, blocks.Length));
        Put(BlockFeature.TextBefore, ByteScale.Share(before.Length, all.Length));
        Put(BlockFeature.ProseBefore, ByteScale.Share(before.Prose, all.Prose));
        Put(BlockFeature.ProseAfter, ByteScale.Size(all.Prose - _before[i + 1].Prose));
        Put(BlockFeature.FromTitle, _titleBlock < 0 ? (byte)0 : ByteScale.Distance(i - _titleBlock));
        Put(BlockFeature.FromH1, _firstH1 < 0 ? (byte)0 : ByteScale.Distance(i - _firstH1));
        Put(BlockFeature.Doubles, ByteScale.Least(_texts.GetValueOrDefault(_looks[i].Hash)));

        (int bestFirst, int bestEnd) = best.Best;
        (int runFirst, int runEnd) = best.Run;
        Put(BlockFeature.ToBest, i < bestFirst || i >= bestEnd ? (byte)255 : (byte)Math.Clamp(_shapes[blocks[i].Element].Depth - _shapes[best.BestElement].Depth, 0, 254));
        Put(BlockFeature.BestShare, ByteScale.Share(_before[bestEnd].Prose - _before[bestFirst].Prose, all.Prose));
        Put(BlockFeature.FromBest, ByteScale.Distance(i < bestFirst ? i - bestFirst : i >= bestEnd ? i - bestEnd + 1 : 0));
        Put(BlockFeature.FromRun, ByteScale.Distance(i < runFirst ? i - runFirst : i - runFirst + 1));
        Put(BlockFeature.BeforeRunEnd, ByteScale.Distance(i >= runEnd ? runEnd - i - 1 : runEnd - i));
        Put(BlockFeature.InRunShare, (byte)((blocks[i].IsKept ? 1 : 0) + (blocks[i].IsDropped ? 2 : 0)));

        Sums near = _before[Math.Min(blocks.Length, i + 6)].Minus(_before[Math.Max(0, i - 5)]);
        Put(BlockFeature.Prose5, ByteScale.Size(near.Prose));
        Put(BlockFeature.Links5, ByteScale.Share(near.LinkLength, near.Length));
        near = _before[Math.Min(blocks.Length, i + 21)].Minus(_before[Math.Max(0, i - 20)]);
        Put(BlockFeature.Prose20, ByteScale.Size(near.Prose));
        Put(BlockFeature.Links20, ByteScale.Share(near.LinkLength, near.Length));
    }

    struct Sums
    {
        public long Length, LinkLength, Prose;
        public int LinkBlocks, ProseBlocks;

        public void Add(in TextBlock block)
        {
            Length += block.Length;
            LinkLength += block.LinkLength;
            Prose += block.Prose;
            if (block.IsLinks) LinkBlocks++;
            if (block.Prose > 0) ProseBlocks++;
        }

        public readonly Sums Minus(in Sums other) => new()
        {
            Length = Length - other.Length,
            LinkLength = LinkLength - other.LinkLength,
            Prose = Prose - other.Prose,
            LinkBlocks = LinkBlocks - other.LinkBlocks,
            ProseBlocks = ProseBlocks - other.ProseBlocks,
        };
    }

    struct Group
    {
        public int Count;
        public Sums Sums;
    }
}
