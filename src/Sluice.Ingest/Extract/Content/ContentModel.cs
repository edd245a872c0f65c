using System.Buffers.Binary;

namespace Sluice.Ingest.Extract.Content;

/// <summary>What was learned of main content: weights of names, and a forest for each of two rounds. Made by <c>eng/train-content</c>; see <c>Model/README.md</c>.</summary>
/// <remarks>Layout, little-endian: the eight bytes <c>slcntnt1</c>; the number of features (4); names: count (4), words (4 each, ascending), weights (1 each); then twice a forest:
/// trees (4), bias (4), questions (3 bytes each: feature, place, threshold), leaves (2 bytes each).</remarks>
sealed record ContentModel(NameTable Names, BlockForest First, BlockForest Second)
{
    static readonly Lazy<ContentModel> s_shipped = new(Load);

    /// <summary>The model that ships with Sluice.</summary>
    public static ContentModel Shipped => s_shipped.Value;

    static ReadOnlySpan<byte> Magic => "slcntnt1"u8;

    static ContentModel Load()
    {
        using Stream stream = typeof(ContentModel).Assembly.GetManifestResourceStream("content.model")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }

    /// <summary>Reads a model; it was written by <see cref="Write"/> for the same features.</summary>
    public static ContentModel Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != (int)BlockFeature.Count)
            throw new InvalidDataException("The content model is of another version: run eng/train-content.");
        bytes = bytes[12..];
        int count = ReadInt(ref bytes);
        KeyValuePair<uint, sbyte>[] names = new KeyValuePair<uint, sbyte>[count];
        for (int i = 0; i < count; i++) names[i] = new(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * 4)..]), (sbyte)bytes[count * 4 + i]);
        bytes = bytes[(count * 5)..];
        BlockForest first = ReadForest(ref bytes);
        return new(new(names), first, ReadForest(ref bytes));
    }

    static int ReadInt(ref ReadOnlySpan<byte> bytes)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bytes = bytes[4..];
        return number;
    }

    static BlockForest ReadForest(ref ReadOnlySpan<byte> bytes)
    {
        int trees = ReadInt(ref bytes), bias = ReadInt(ref bytes);
        BlockForest.Question[] questions = new BlockForest.Question[trees * BlockForest.Depth];
        for (int i = 0; i < questions.Length; i++) questions[i] = new(bytes[3 * i], (sbyte)bytes[3 * i + 1], bytes[3 * i + 2]);
        bytes = bytes[(3 * questions.Length)..];
        short[] leaves = new short[trees << BlockForest.Depth];
        for (int i = 0; i < leaves.Length; i++) leaves[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]);
        bytes = bytes[(2 * leaves.Length)..];
        return new(questions, leaves, bias);
    }

    /// <summary>Writes the model.</summary>
    public void Write(Stream to)
    {
        using BinaryWriter writer = new(to, System.Text.Encoding.ASCII, leaveOpen: true); // Little-endian everywhere.
        writer.Write(Magic);
        writer.Write((int)BlockFeature.Count);
        KeyValuePair<uint, sbyte>[] names = [.. Names.Weights];
        writer.Write(names.Length);
        foreach ((uint word, _) in names) writer.Write(word);
        foreach ((_, sbyte weight) in names) writer.Write(weight);
        WriteForest(writer, First);
        WriteForest(writer, Second);
    }

    static void WriteForest(BinaryWriter writer, BlockForest forest)
    {
        writer.Write(forest.Trees);
        writer.Write(forest.Bias);
        foreach (BlockForest.Question question in forest.Questions)
        {
            writer.Write(question.Feature);
            writer.Write(question.Place);
            writer.Write(question.Threshold);
        }
        foreach (short leaf in forest.Leaves) writer.Write(leaf);
    }
}
