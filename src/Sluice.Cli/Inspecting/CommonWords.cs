using System.Text;
using Sluice.Curate.Govern.Decontamination;

namespace Sluice.Cli.Inspecting;

/// <summary>A part of a text.</summary>
/// <param name="Text">The part.</param>
/// <param name="IsCommon">Whether another text has its words too.</param>
readonly record struct TextPart(string Text, bool IsCommon);

/// <summary>Finds what two texts have in common: runs of words, read as <c>decontaminate</c> reads them.</summary>
static class CommonWords
{
    const int RunWords = 3;

    /// <summary>The text in parts, one after the other.</summary>
    /// <param name="text">The text to part.</param>
    /// <param name="other">What it is compared with.</param>
    public static IReadOnlyList<TextPart> Parts(string text, string other)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        List<MatchWord> words = Words(utf8), others = Words(Encoding.UTF8.GetBytes(other));
        HashSet<(uint, uint, uint)> runs = [];
        for (int i = 0; i + RunWords <= others.Count; i++) runs.Add(Run(others, i));
        bool[] isCommon = new bool[words.Count];
        for (int i = 0; i + RunWords <= words.Count; i++)
            if (runs.Contains(Run(words, i))) Array.Fill(isCommon, true, i, RunWords);
        List<TextPart> parts = [];
        int at = 0;
        for (int i = 0; i < words.Count; i++)
        {
            if (!isCommon[i]) continue;
            int last = i;
            while (last + 1 < words.Count && isCommon[last + 1]) last++;
            Add(at, words[i].Start, false);
            Add(words[i].Start, words[last].End, true);
            (at, i) = (words[last].End, last);
        }
        Add(at, utf8.Length, false);
        return parts;

        void Add(int start, int end, bool common)
        {
            if (end > start) parts.Add(new(Encoding.UTF8.GetString(utf8, start, end - start), common));
        }
    }

    /// <summary>The text with its common parts between marks.</summary>
    public static string Marked(string text, string other) => string.Concat(Parts(text, other).Select(part => part.IsCommon ? $"⟦{part.Text}⟧" : part.Text));

    static (uint, uint, uint) Run(List<MatchWord> words, int at) => (words[at].Hash, words[at + 1].Hash, words[at + 2].Hash);

    static List<MatchWord> Words(byte[] utf8)
    {
        List<MatchWord> words = [];
        for (int at = 0; MatchWords.ReadLoose(utf8, ref at, out MatchWord word);) words.Add(word);
        return words;
    }
}
