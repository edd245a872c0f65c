using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What the scores of a first round say of the blocks around each block. Whole numbers only; linear in blocks.</summary>
sealed class ScoreFeatures
{
    long[] _scoreBefore = []; // Per block: sum of score times length over those before.
    long[] _lengthBefore = [];
    long[] _wantedBefore = []; // Length of those wanted.
    readonly Dictionary<ulong, (long Score, long Length)> _groups = [];

    /// <summary>A score as one byte: 128 is even, 16 steps a unit of log odds.</summary>
    public static byte ToByte(int score) => (byte)Math.Clamp(128 + score / (BlockForest.Unit / 16), 0, 255);

    public void Prepare(BlockFeatures features, ReadOnlySpan<TextBlock> blocks, ReadOnlySpan<byte> scores)
    {
        if (_scoreBefore.Length <= blocks.Length || _scoreBefore.Length > 1 << 18)
        {
            int room = blocks.Length + blocks.Length / 4 + 1024;
            (_scoreBefore, _lengthBefore, _wantedBefore) = (new long[room], new long[room], new long[room]);
        }
        _groups.Clear();
        for (int i = 0; i < blocks.Length; i++)
        {
            int length = WeightOf(blocks[i]);
            _scoreBefore[i + 1] = _scoreBefore[i] + (long)scores[i] * length;
            _lengthBefore[i + 1] = _lengthBefore[i] + length;
            _wantedBefore[i + 1] = _wantedBefore[i] + (scores[i] > 128 ? length : 0);
            ref (long Score, long Length) group = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, features.LooksOf(i), out _);
            group.Score += (long)scores[i] * length;
            group.Length += length;
        }
    }

    static int WeightOf(in TextBlock block) => Math.Clamp(block.Length, 1, 1000);

    public void Fill(HtmlTree tree, BlockFeatures features, ReadOnlySpan<TextBlock> blocks, ReadOnlySpan<byte> scores, int first, BlockColumns columns)
    {
        byte[] to = columns.Bytes;
        int stride = columns.Stride;
        int gap = 0;
        int lastGap = blocks.Length;
        long wanted = _wantedBefore[blocks.Length];
        for (int i = Math.Max(0, first - 1000); i < first; i++) gap = scores[i] > 128 ? 0 : gap + WeightOf(blocks[i]);
        for (int row = 0; row < columns.Count; row++)
        {
            int i = first + row, at = BlockColumns.Margin + row;
            void Put(BlockFeature feature, byte value) => to[(int)feature * stride + at] = value;
            Put(BlockFeature.Score, scores[i]);
            int around = features.Around(tree, blocks[i]);
            for (int level = 0; level < 3; level++)
            {
                (int from, int end) = features.BlocksOf(tree, around);
                Put(BlockFeature.ScoreMean1 + level, MeanWithout(i, from, end, scores[i], blocks[i]));
                around = features.Shape(around).Larger;
            }
            (long score, long length) = _groups[features.LooksOf(i)];
            Put(BlockFeature.ScoreSame, (byte)(score / Math.Max(1, length)));
            Put(BlockFeature.ScoreBefore, Mean(Math.Max(0, i - 3), i));
            Put(BlockFeature.ScoreAfter, Mean(i + 1, Math.Min(blocks.Length, i + 4)));
            Put(BlockFeature.ScoreWindow3, Mean(Math.Max(0, i - 10), i));
            Put(BlockFeature.ScoreWindow10, Mean(i + 1, Math.Min(blocks.Length, i + 11)));
            Put(BlockFeature.WantedBefore, ByteScale.Share(_wantedBefore[i], wanted));
            Put(BlockFeature.WantedAfter, ByteScale.Size(wanted - _wantedBefore[i + 1]));
            Put(BlockFeature.ScorePage, ByteScale.Size(wanted));
            Put(BlockFeature.GapBefore, ByteScale.Size(gap));
            gap = scores[i] > 128 ? 0 : gap + WeightOf(blocks[i]);
        }
        gap = 0;
        for (int i = Math.Min(blocks.Length, first + columns.Count + 1000) - 1; i >= first; i--)
        {
            if (i < first + columns.Count) to[(int)BlockFeature.GapAfter * stride + BlockColumns.Margin + i - first] = ByteScale.Size(gap);
            gap = scores[i] > 128 ? 0 : gap + WeightOf(blocks[i]);
        }
    }

    byte Mean(int from, int end) => end <= from ? (byte)0 : (byte)((_scoreBefore[end] - _scoreBefore[from]) / Math.Max(1, _lengthBefore[end] - _lengthBefore[from]));

    byte MeanWithout(int i, int from, int end, byte score, in TextBlock block)
    {
        long length = _lengthBefore[end] - _lengthBefore[from] - WeightOf(block);
        return length <= 0 ? (byte)0 : (byte)Math.Clamp((_scoreBefore[end] - _scoreBefore[from] - (long)score * WeightOf(block)) / length, 0, 255);
    }
}
