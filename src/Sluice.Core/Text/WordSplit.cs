using Sluice.Core.Text.English;

namespace Sluice.Core.Text;

/// <summary>Cuts texts into words; holds the scratch buffers that this takes.</summary>
sealed class WordSplit
{
    EnglishTokenizer? _english;

    public void Split(ReadOnlySpan<byte> text, TokenizerKind kind, ReusableList<Word> words)
    {
        (_english ??= new()).Split(text, words);
    }
}
