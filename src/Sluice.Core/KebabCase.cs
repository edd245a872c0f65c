using System.Text;

namespace Sluice.Core;

/// <summary>Names of properties and enum members as recipes and command lines write them: <c>WordsMin</c> is <c>words-min</c>, <c>Top2Gram</c> is <c>top-2-gram</c>.</summary>
public static class KebabCase
{
    // Words that hold a digit as people write them; everywhere else a number is a word of its own.
    static readonly string[] s_wordsWithDigits = ["Ipv4", "Ipv6", "C4", "Sha1", "Sha256", "Md5", "Xxhash64", "Utf8", "S3", "Iso8601", "Gpt3"];

    /// <summary>The name in kebab case.</summary>
    public static string From(string name)
    {
        StringBuilder kebab = new(name.Length + 8);
        for (int i = 0; i < name.Length;)
        {
            int end = WordEnd(name, i);
            if (kebab.Length > 0) kebab.Append('-');
            kebab.Append(name[i..end].ToLowerInvariant());
            i = end;
        }
        return kebab.ToString();
    }

    static int WordEnd(string name, int start)
    {
        foreach (string word in s_wordsWithDigits)
        {
            int end = start + word.Length;
            if (string.CompareOrdinal(name, start, word, 0, word.Length) == 0 && (end == name.Length || !char.IsAsciiLetterLower(name[end]) && !char.IsAsciiDigit(name[end]))) return end;
        }
        int i = start + 1;
        if (char.IsAsciiDigit(name[start]))
        {
            while (i < name.Length && char.IsAsciiDigit(name[i])) i++;
            return i;
        }
        // A run of capitals is one word up to the capital that begins the next: `HTMLText` is html-text.
        while (i < name.Length && char.IsAsciiLetterUpper(name[i - 1]) && char.IsAsciiLetterUpper(name[i]) && (i + 1 == name.Length || !char.IsAsciiLetterLower(name[i + 1]))) i++;
        while (i < name.Length && char.IsAsciiLetterLower(name[i])) i++;
        return i;
    }
}
