using System.Globalization;
using System.Text;
using Sluice.Core;
using Sluice.Curate.Filter.FastText;

namespace Sluice.Curate.Tests.Filter.FastText;

public sealed class FastTextModelTests
{
    static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Filter", "FastText", "Models");

    public static TheoryData<string> Models => new(Directory.GetFiles(s_folder).Where(f => f.EndsWith(".bin", StringComparison.Ordinal) || f.EndsWith(".ftz", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    static FastTextModel Read(byte[] bytes) => FastTextModel.Read(new MemoryStream(bytes), "model");

    static LabelScore Predict(FastTextPredictor predictor, string text)
    {
        predictor.Read(Encoding.UTF8.GetBytes(text));
        return predictor.Best();
    }

    [Theory] // Outside oracle: the program fasttext 0.9.2 (Models/README.md).
    [MemberData(nameof(Models))]
    public void Labels_and_scores_are_those_of_the_reference(string file)
    {
        FastTextModel model = FastTextModel.Load(Path.Combine(s_folder, file));
        FastTextPredictor predictor = new(model);
        string[] texts = File.ReadAllLines(Path.Combine(s_folder, "texts.txt"));
        string[][] expected = [.. File.ReadAllLines(Path.Combine(s_folder, "expected.tsv")).Select(line => line.Split('\t')).Where(row => row[0] == file)];
        Assert.Equal(texts.Length, expected.Length);
        foreach ((string text, string[] row) in texts.Zip(expected))
        {
            LabelScore best = Predict(predictor, text);
            double score = double.Parse(row[2], CultureInfo.InvariantCulture);
            Assert.Equal(row[1], model.Labels[best.Label]);
            Assert.InRange(best.Score, score - 1e-5, score + 1e-5); // The program prints six digits.
            Assert.Equal(best.Score, predictor.Score(best.Label), 1e-12);
            for (int label = 0; label < model.Labels.Count; label++) Assert.False(predictor.Score(label) > best.Score + 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_score_does_not_depend_on_what_was_read_before(string file)
    {
        FastTextModel model = FastTextModel.Load(Path.Combine(s_folder, file));
        FastTextPredictor used = new(model);
        string[] texts = File.ReadAllLines(Path.Combine(s_folder, "texts.txt"));
        foreach (string text in texts.Concat(texts.Reverse())) Assert.Equal(Predict(new(model), text), Predict(used, text));
    }

    [Fact]
    public void A_line_break_is_a_blank_and_the_end_of_line_word_ends_the_text()
    {
        FastTextPredictor predictor = new(FastTextModel.Load(Path.Combine(s_folder, "softmax.bin")));
        Assert.Equal(Predict(predictor, "la rivière passe"), Predict(predictor, "\nla\r\nrivière\0passe\n"));
        Assert.Equal(Predict(predictor, "la rivière"), Predict(predictor, "la rivière </s> the river runs"));
        Assert.NotEqual(Predict(predictor, "la rivière"), Predict(predictor, "la rivière </s>x the river runs"));
    }

    [Fact]
    public void Unpacked_rows_give_the_same_bits_as_codes()
    {
        Random random = new(1);
        byte[] bytes = MatrixBytes(random, rows: 40, columns: 21, partColumns: 4);
        QuantizedMatrix codes = QuantizedMatrix.ReadCodes(new FastTextReader(new MemoryStream(bytes), "matrix"), 21, "input");
        DenseMatrix floats = codes.Unpack();
        float[] fromCodes = new float[21], fromFloats = new float[21];
        int[] rows = [3, 3, 39, 0, 17];
        codes.AddRows(rows, fromCodes);
        floats.AddRows(rows, fromFloats);
        Assert.Equal(fromFloats, fromCodes);
    }

    static byte[] MatrixBytes(Random random, int rows, int columns, int partColumns)
    {
        int parts = (columns + partColumns - 1) / partColumns;
        MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(false);
        writer.Write((long)rows);
        writer.Write((long)columns);
        writer.Write(rows * parts);
        for (int n = 0; n < rows * parts; n++) writer.Write((byte)random.Next(256));
        writer.Write(columns);
        writer.Write(parts);
        writer.Write(partColumns);
        writer.Write(columns - (parts - 1) * partColumns);
        for (int n = 0; n < columns * 256; n++) writer.Write(random.NextSingle() - 0.5f);
        writer.Flush();
        return stream.ToArray();
    }

    [Fact]
    public void A_model_cut_off_anywhere_is_refused()
    {
        foreach (string file in (string[])["pruned.ftz", "words-only.bin", "quantized-output.ftz"])
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, file));
            for (int length = 0; length < bytes.Length; length += length < 400 ? 1 : 37)
                Assert.Equal(2, Assert.Throws<SluiceException>(() => Read(bytes[..length])).ExitCode);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_damaged_model_is_refused_or_answers(string file)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(s_folder, file));
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] bytes = (byte[])whole.Clone();
            int reach = trial % 2 == 0 ? 120 : bytes.Length; // Sizes are in the first bytes, more or less.
            for (int flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(reach)] = (byte)(random.Next(3) == 0 ? 255 : random.Next(256));
            try
            {
                FastTextModel model = Read(bytes);
                FastTextPredictor predictor = new(model);
                LabelScore best = Predict(predictor, "The river runs La rivière Der Fluss Река 川は antidisestablishmentarianism");
                Assert.InRange(best.Label, -1, model.Labels.Count - 1);
                predictor.Score(model.Labels.Count - 1);
            }
            catch (SluiceException refused)
            {
                Assert.Contains("fastText", refused.Message);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, trial {trial}: {error}");
            }
        }
    }

    [Fact]
    public void Sizes_that_no_file_could_hold_are_refused_before_memory_is_taken()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, "softmax.bin"));
        byte[] hostile = (byte[])bytes.Clone();
        BitConverter.TryWriteBytes(hostile.AsSpan(64), int.MaxValue); // Dictionary entries,
        BitConverter.TryWriteBytes(hostile.AsSpan(68), int.MaxValue - 5); // words of them.
        BitConverter.TryWriteBytes(hostile.AsSpan(72), 5);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SluiceException>(() => Read(hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Throws<SluiceException>(() => Read("no model at all"u8.ToArray()));
        Assert.Throws<SluiceException>(() => FastTextModel.Load(Path.Combine(s_folder, "absent.bin")));
        Assert.Throws<SluiceException>(() => FastTextModel.Load(s_folder));
    }

    [Fact]
    public void Exp_is_the_library_s_to_the_last_bits()
    {
        for (double x = -699; x < 699; x += 0.37) Assert.InRange(PortableExp.Of(x) / Math.Exp(x), 1 - 1e-14, 1 + 1e-14);
        Assert.Equal(1, PortableExp.Of(0));
        Assert.InRange(PortableExp.Of(double.NegativeInfinity), 0, 1e-300);
    }
}
