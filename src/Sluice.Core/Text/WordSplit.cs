using Sluice.Core.Text.English;
using Sluice.Core.Text.Unicode;

namespace Sluice.Core.Text;

/// <summary>Cuts texts into words; holds the scratch buffers that this takes.</summary>
sealed class WordSplit
{
    EnglishTokenizer? _english;
    UnicodeTokenizer? _unicode;

    /// <summary>Adds the words of a text to a list that is empty.</summary>
    public void Split(ReadOnlySpan<byte> text, TokenizerKind kind, ReusableList<Word> words)
    {
        if (kind == TokenizerKind.English) (_english ??= new()).Split(text, words);
        else (_unicode ??= new()).Split(text, words);
    }
}
