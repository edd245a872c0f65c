using Sluice.Ingest.Extract.Content;

namespace Sluice.Ingest.Tests.Extract.Content;

public sealed class BlockForestTests
{
    [Theory] // Around the width of a vector, and none.
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(200)]
    public void Scores_are_those_of_asking_one_block_at_a_time(int blocks)
    {
        Random random = new(blocks);
        BlockForest forest = Any(random, trees: 20);
        BlockColumns columns = new();
        columns.Reset(blocks);
        for (BlockFeature feature = 0; feature < BlockFeature.Count; feature++) random.NextBytes(columns.Column(feature));
        int[] scores = new int[blocks];
        forest.Score(columns, scores);
        for (int i = 0; i < blocks; i++) Assert.Equal(Plain(forest, columns, i), scores[i]);
    }

    [Fact]
    public void A_model_is_read_as_it_was_written()
    {
        Random random = new(1);
        Dictionary<uint, sbyte> words = Enumerable.Range(0, 100).ToDictionary(i => (uint)(i * 40503), i => (sbyte)(i - 50));
        using MemoryStream first = new(), second = new();
        new ContentModel(new(words), Any(random, 3), Any(random, 5)).Write(first);
        ContentModel.Read(first.ToArray()).Write(second);
        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.Throws<InvalidDataException>(() => ContentModel.Read("another model"u8));
    }

    static BlockForest Any(Random random, int trees)
    {
        BlockForest.Question[] questions = new BlockForest.Question[trees * BlockForest.Depth];
        for (int i = 0; i < questions.Length; i++)
            questions[i] = new((byte)random.Next((int)BlockFeature.Count), (sbyte)random.Next(-BlockColumns.Margin, BlockColumns.Margin + 1), (byte)random.Next(256));
        short[] leaves = new short[trees << BlockForest.Depth];
        for (int i = 0; i < leaves.Length; i++) leaves[i] = (short)random.Next(short.MinValue, short.MaxValue);
        return new(questions, leaves, random.Next(-1000, 1000));
    }

    static int Plain(BlockForest forest, BlockColumns columns, int block)
    {
        int score = forest.Bias;
        for (int tree = 0; tree < forest.Trees; tree++)
        {
            int leaf = 0;
            for (int q = 0; q < BlockForest.Depth; q++)
            {
                BlockForest.Question question = forest.Questions[tree * BlockForest.Depth + q];
                int at = block + question.Place;
                byte value = at < 0 || at >= columns.Count ? (byte)0 : columns.Column((BlockFeature)question.Feature)[at];
                if (value > question.Threshold) leaf |= 1 << q;
            }
            score += forest.Leaves[(tree << BlockForest.Depth) + leaf];
        }
        return score;
    }
}
