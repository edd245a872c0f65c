using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds words beside a license that take back what it gives: "for non-commercial use only", the Commons Clause, "strictly prohibited".</summary>
/// <remarks>They are looked for near what was found, and at the file's beginning, outside of the texts found; what is found makes the file's license one that nobody listed. Own list of phrases; a phrase that fires for no reason costs a document, one that is missing costs trust.</remarks>
sealed class Restrictions
{
    /// <summary>What stands for such terms.</summary>
    public const string Expression = "LicenseRef-restriction";

    const int NearWords = 200;
    const int BeginningWords = 400;

    static readonly string[] s_phrases =
    [
        "for noncommercial", "noncommercial use", "noncommercial purposes", "noncommercial only", "not for commercial", "no commercial use", "commercial use is not", "commercial use is prohibited", "commercial use prohibited", "commercial use requires", "commercial use is forbidden",
        "commercial use of this", "used for commercial purposes without", "not be used for commercial", "not be used commercially", "not use this software for commercial", "not use the software for commercial", "not use this for commercial", "commercial use without",
        "personal use only", "for personal use", "private use only", "internal use only", "evaluation purposes", "evaluation only", "evaluation use", "academic use", "academic purposes", "academic and research", "research purposes only", "research use only", "educational purposes only", "educational use only", "research only", "education only",
        "commons clause", "second anniversary", "change date", "change license", "future license", "grant of future", "right to sell the software", "not sell", "not be sold", "not be resold", "not resell", "not redistribute", "not be redistributed", "not distribute", "not be distributed", "not modify", "not be modified", "no modification", "not copy", "not be copied",
        "strictly prohibited", "is prohibited", "unauthorized copying", "unauthorized use", "proprietary and confidential", "confidential and proprietary", "trade secret", "no part of this", "no license is granted", "no rights are granted", "without the express written", "reverse engineer", "additional restrictions", "following restrictions", "additional conditions",
        "military", "weapons", "hosted service", "managed service", "competing product", "compete with", "competing use", "paid license", "commercial license is required", "requires a commercial license", "purchase a license", "train ai", "machine learning models", "as long as you do not", "provided that you do not", "except for use", "must not be used for", "may not be used for", "shall not be used for",
    ];

    readonly (int[] Words, int First)[] _phrases;
    readonly bool[] _isFirst;

    public Restrictions(WordNumbers vocabulary)
    {
        _phrases = [.. s_phrases.Select(phrase => Numbers(vocabulary, phrase)).Select(words => (words, words[0]))];
        _isFirst = new bool[vocabulary.Limit];
        foreach ((_, int first) in _phrases) _isFirst[first] = true;
    }

    /// <summary>Adds what is found.</summary>
    /// <param name="words">The file's words.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="texts">Texts found, in order of place.</param>
    /// <param name="matches">All that was found; added to.</param>
    /// <param name="first">The file's first of these.</param>
    public void Find(LicenseWords words, ReadOnlySpan<int> numbers, List<FoundText> texts, List<LicenseMatch> matches, int first)
    {
        int found = matches.Count, text = 0, match = first;
        for (int at = 0; at < numbers.Length; at++)
        {
            while (text < texts.Count && texts[text].End <= at) text++;
            if (text < texts.Count && texts[text].Start <= at)
            {
                at = texts[text].End - 1;
                continue;
            }
            if (numbers[at] >= _isFirst.Length || !_isFirst[numbers[at]]) continue;
            foreach ((int[] phrase, int firstWord) in _phrases)
            {
                if (numbers[at] != firstWord || !numbers[at..].StartsWith(phrase)) continue;
                if (!IsNear(words, at, matches, first, found, ref match)) break;
                matches.Add(new(Expression, 0.8, words.Starts[at], words.Ends[at + phrase.Length - 1], LicenseMatchKind.Reference));
                return; // One is enough.
            }
        }
    }

    static bool IsNear(LicenseWords words, int at, List<LicenseMatch> matches, int first, int end, ref int next)
    {
        if (at < BeginningWords) return true;
        int from = words.Starts[Math.Max(0, at - NearWords)], to = words.Ends[Math.Min(words.Count - 1, at + NearWords)];
        while (next < end && matches[next].End < from) next++; // In order of place, as this is.
        return next < end && matches[next].Start < to;
    }

    static int[] Numbers(WordNumbers vocabulary, string phrase)
    {
        var words = new LicenseWords();
        words.Add(Encoding.UTF8.GetBytes(phrase), 0);
        return [.. words.Hashes.ToArray().Select(vocabulary.Add)];
    }
}
