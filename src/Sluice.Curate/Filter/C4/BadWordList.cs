using Sluice.Core;
using Sluice.Core.Text;

namespace Sluice.Curate.Filter.C4;

/// <summary>The bad words of one language, and how they are found in text of lower case.</summary>
sealed class BadWordList
{
    // mC4 lets these pass in every language: they are parts of common words where no space parts words.
    static readonly HashSet<string> s_allowed = ["sm", "グロ", "女の子", "性"];

    readonly PhraseMatcher _phrases;
    readonly bool _insideWords;

    BadWordList(PhraseMatcher phrases, bool insideWords) => (_phrases, _insideWords) = (phrases, insideWords);

    /// <summary>Reads a list file.</summary>
    /// <param name="path">One word or phrase a line.</param>
    /// <param name="language">In Japanese, Thai and Chinese, words are found inside others too.</param>
    /// <exception cref="SluiceException">The file is no list.</exception>
    public static BadWordList Load(string path, string language)
    {
        try
        {
            // No comments here: entries may start with any character.
            IEnumerable<string> words = File.ReadLines(path).Select(line => line.Trim()).Where(word => word.Length > 0 && !s_allowed.Contains(word));
            return new(new(words.Where(word => !HasUpperAscii(word))), language is "ja" or "th" or "zh");
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new SluiceException($"the list of bad words can't be read: {error.Message}", path);
        }
    }

    /// <summary>A bad word of a text; null where there is none.</summary>
    /// <param name="text">Text in lower case.</param>
    public string? FindIn(ReadOnlySpan<byte> text)
    {
        int at = 0, state = PhraseMatcher.Start;
        for (int phrase; (phrase = _phrases.Next(text, ref at, ref state)) >= 0;)
        {
            if (_insideWords) return _phrases.Phrase(phrase);
            if (WordCharacters.IsAt(text, at)) continue;
            for (; phrase >= 0; phrase = _phrases.NextShorter(state, phrase))
                if (!WordCharacters.IsBefore(text, at - _phrases.Length(phrase))) return _phrases.Phrase(phrase);
        }
        return null;
    }

    // An entry with a capital never matches text in lower case; the matcher would take either case.
    static bool HasUpperAscii(string word) => word.Any(char.IsAsciiLetterUpper);
}
