using System.Buffers;
using System.Text;
using Sluice.Core;

namespace Sluice.Curate.Filter.FastText.Training;

/// <summary>Labelled texts to train with, held as numbers of words: about four bytes a word. They serve any number of trainings.</summary>
/// <remarks>Words are cut as fastText cuts them; line breaks count as blanks; a word <c>&lt;/s&gt;</c> ends the text, and one is appended. Words that begin with
/// <c>__label__</c> are left out, as a prediction leaves them out.</remarks>
public sealed class TrainingTexts
{
    static readonly SearchValues<char> s_blanks = SearchValues.Create(" \t\n\v\f\r\0");
    readonly List<int> _words = [];
    readonly List<int> _wordEnds = [];
    readonly List<int> _labels = [];
    readonly List<int> _labelEnds = [];

    /// <summary>Texts that were added.</summary>
    public int Count => _wordEnds.Count;

    /// <summary>Words of all texts, with an end of line for each.</summary>
    public long WordCount => _words.Count;

    /// <summary>Different labels.</summary>
    public int LabelCount => Labels.Count;

    internal WordTable Words { get; } = new();

    internal WordTable Labels { get; } = new();

    /// <summary>Adds a text.</summary>
    /// <param name="label">Its label, without fastText's prefix; not empty, without white space.</param>
    /// <param name="textUtf8">The text.</param>
    /// <exception cref="ArgumentException">The label can't be one.</exception>
    public void Add(string label, ReadOnlySpan<byte> textUtf8) => Add([label], textUtf8);

    /// <summary>Adds a text with any number of labels.</summary>
    /// <param name="labels">Its labels, without fastText's prefix; each not empty, without white space.</param>
    /// <param name="textUtf8">The text.</param>
    /// <exception cref="ArgumentException">A label can't be one.</exception>
    public void Add(IReadOnlyList<string> labels, ReadOnlySpan<byte> textUtf8)
    {
        foreach (string label in labels)
            if (LabelProblem(label) is { } problem) throw new ArgumentException(problem, nameof(labels));
        foreach (string label in labels) _labels.Add(Labels.Add(Encoding.UTF8.GetBytes(FastTextDictionary.LabelPrefix + label)));
        _labelEnds.Add(_labels.Count);
        FastTextWords words = new(textUtf8);
        while (words.MoveNext())
        {
            ReadOnlySpan<byte> word = textUtf8.Slice(words.Start, words.Length);
            if (word.SequenceEqual(FastTextDictionary.EndOfLine)) break;
            if (!FastTextDictionary.LooksLikeLabel(word)) _words.Add(Words.Add(word));
        }
        _words.Add(Words.Add(FastTextDictionary.EndOfLine));
        _wordEnds.Add(_words.Count);
        if (_words.Count > Array.MaxLength / 2) throw new SluiceException("the training texts have more than a billion words", null, "train on fewer texts") { ExitCode = 1 };
    }

    /// <summary>What keeps a string from being a label; null where nothing does.</summary>
    public static string? LabelProblem(string label) =>
        label.Length == 0 ? "the label is empty" : label.AsSpan().ContainsAny(s_blanks) ? $"the label '{label}' holds white space, which ends a label in fastText's format" : null;

    /// <summary>The words of a text, by their numbers in <see cref="Words"/>.</summary>
    internal ReadOnlySpan<int> WordsOf(int text) => Slice(_words, _wordEnds, text);

    /// <summary>The labels of a text, by their numbers in <see cref="Labels"/>.</summary>
    internal ReadOnlySpan<int> LabelsOf(int text) => Slice(_labels, _labelEnds, text);

    static ReadOnlySpan<int> Slice(List<int> all, List<int> ends, int text)
    {
        int start = text == 0 ? 0 : ends[text - 1];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all)[start..ends[text]];
    }
}
