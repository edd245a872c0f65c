using System.Runtime.Intrinsics;

namespace Sluice.Ingest.Extract.Content;

/// <summary>A sum of small decision trees over <see cref="BlockColumns"/>. In each tree all nodes of one level ask the same question, so 32 blocks are asked at a time,
/// and the answers are the number of the leaf. Whole numbers only: equal on every machine.</summary>
/// <remarks>Trees of this form: Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features", section 3.</remarks>
sealed class BlockForest(BlockForest.Question[] questions, short[] leaves, int bias)
{
    /// <summary>Questions a tree asks.</summary>
    public const int Depth = 6;

    /// <summary>Of a score, one unit of log odds.</summary>
    public const int Unit = 1024;

    /// <summary>One question: is the feature of the block so many places on greater than a number?</summary>
    public readonly record struct Question(byte Feature, sbyte Place, byte Threshold);

    public int Trees => questions.Length / Depth;

    /// <summary>The questions, <see cref="Depth"/> a tree.</summary>
    public ReadOnlySpan<Question> Questions => questions;

    /// <summary>What each leaf adds, 2 to the power of <see cref="Depth"/> a tree.</summary>
    public ReadOnlySpan<short> Leaves => leaves;

    /// <summary>The score before the first tree.</summary>
    public int Bias => bias;

    /// <summary>Writes the score of each block.</summary>
    public void Score(BlockColumns columns, Span<int> scores)
    {
        scores[..columns.Count].Fill(bias);
        byte[] bytes = columns.Bytes;
        Span<byte> leaf = stackalloc byte[Vector256<byte>.Count];
        for (int tree = 0; tree < Trees; tree++)
        {
            ReadOnlySpan<Question> asked = questions.AsSpan(tree * Depth, Depth);
            ReadOnlySpan<short> added = leaves.AsSpan(tree << Depth, 1 << Depth);
            for (int first = 0; first < columns.Count; first += Vector256<byte>.Count)
            {
                Vector256<byte> number = Vector256<byte>.Zero;
                for (int q = 0; q < Depth; q++)
                {
                    Question question = asked[q];
                    Vector256<byte> values = Vector256.Create(bytes, columns.At((BlockFeature)question.Feature) + first + question.Place);
                    number |= Vector256.GreaterThan(values, Vector256.Create(question.Threshold)) & Vector256.Create((byte)(1 << q));
                }
                number.CopyTo(leaf);
                int end = Math.Min(Vector256<byte>.Count, columns.Count - first);
                for (int i = 0; i < end; i++) scores[first + i] += added[leaf[i]];
            }
        }
    }
}
