using Sluice.Core;
using Sluice.Storage.Files;

namespace Sluice.Curate.Filter.FastText;

/// <summary>A text classifier in fastText's format (<c>.bin</c>, <c>.ftz</c>): immutable, shared by all workers, each of which reads texts with its own <see cref="FastTextPredictor"/>.</summary>
/// <remarks>Source of the method: Joulin et al. 2016, "Bag of tricks for efficient text classification", arXiv:1607.01759; of the format: the program fasttext 0.9.2, versions 11 and 12.</remarks>
public sealed class FastTextModel
{
    /// <summary>A model of parts that fit together.</summary>
    internal FastTextModel(FastTextArguments arguments, FastTextDictionary dictionary, FastTextMatrix input, FastTextMatrix output)
    {
        (Arguments, Dictionary, Input, Output) = (arguments, dictionary, input, output);
        if (arguments.Loss == FastTextLoss.HierarchicalSoftmax) Tree = new(dictionary.LabelCounts);
    }

    FastTextModel(FastTextReader reader)
    {
        Arguments = FastTextArguments.Read(reader);
        Dictionary = FastTextDictionary.Read(reader, Arguments);
        int columns = Arguments.Dimension;

        bool isInputQuantized = reader.ReadBool();
        if (Dictionary.IsPruned && !isInputQuantized) throw reader.Broken("the fastText model's dictionary is pruned but its matrix is not quantised");
        Input = FastTextMatrix.Read(reader, isInputQuantized, columns, "input");
        bool isOutputQuantized = reader.ReadBool();
        Output = FastTextMatrix.Read(reader, isInputQuantized && isOutputQuantized, columns, "output");

        if (Input.Rows < Dictionary.RowsMin(Arguments))
            throw reader.Broken($"the fastText model's input matrix has {Input.Rows} rows, its dictionary names {Dictionary.RowsMin(Arguments)}");
        if (Output.Rows < Dictionary.Labels.Length)
            throw reader.Broken($"the fastText model's output matrix has {Output.Rows} rows for {Dictionary.Labels.Length} labels");
        if (Arguments.Loss == FastTextLoss.HierarchicalSoftmax) Tree = new(Dictionary.LabelCounts);
    }

    /// <summary>Labels without fastText's prefix, most frequent in training first.</summary>
    public IReadOnlyList<string> Labels => Dictionary.Labels;

    internal FastTextArguments Arguments { get; }

    internal FastTextDictionary Dictionary { get; }

    internal FastTextMatrix Input { get; }

    internal FastTextMatrix Output { get; }

    internal HuffmanTree? Tree { get; }

    /// <summary>Reads a model file.</summary>
    /// <exception cref="SluiceException">It can't be read, is no classifier of a known version, or is broken: the error says where.</exception>
    public static FastTextModel Load(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            return Read(file, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SluiceException("the file is missing", path, "check the path; relative paths start at the current folder");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the model can't be read: {error.Message}", path);
        }
    }

    /// <summary>Reads a model from a stream that knows its length.</summary>
    /// <param name="stream">The model from its first byte on.</param>
    /// <param name="where">Its name, for errors.</param>
    /// <exception cref="SluiceException">It is no classifier of a known version, or is broken.</exception>
    public static FastTextModel Read(Stream stream, string where) => new(new FastTextReader(stream, where));

    /// <summary>Writes the model in the format of fasttext 0.9.2, version 12.</summary>
    public void Write(Stream stream)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        Arguments.Write(writer);
        Dictionary.Write(writer);
        writer.Write(Input.IsQuantized);
        Input.Write(writer);
        writer.Write(Output.IsQuantized);
        Output.Write(writer);
    }

    /// <summary>Writes the model to a file, which is there whole or not at all.</summary>
    public void Save(string path)
    {
        using AtomicFile file = new(path);
        Write(file.Stream);
        file.Commit();
    }

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public long FileBytes()
    {
        using CountingStream stream = new();
        Write(stream);
        return stream.Length;
    }
}
