using System.Globalization;
using System.Text;

namespace Sluice.Curate.Tests.Dedup.Substring;

/// <summary>The rule by a suffix array of the whole corpus, over strings: none of the program's code.</summary>
/// <remarks>Elements are words and what lies between them, so that suffixes begin at words; documents, and white space that is too long, end with elements of their own.</remarks>
static class RepeatedWindowsOracle
{
    const int WordBytesMax = 256, GapBytesMax = 256;

    /// <summary>For each document, whether each byte of it is cut.</summary>
    public static bool[][] Cut(IReadOnlyList<string> texts, int least, bool isBytes)
    {
        List<int> elements = [];
        List<(int Document, int Start, int End)> words = []; // Of every second element; Start -1 for the ends.
        Dictionary<string, int> ids = [];
        int ends = 0;
        for (int document = 0; document < texts.Count; document++)
        {
            foreach ((string gap, string word, int start, int end) in Words(texts[document]))
            {
                bool isBreak = words.Count == 0 || words[^1].Start < 0 || Encoding.UTF8.GetByteCount(gap) > GapBytesMax;
                if (elements.Count > 0) elements.Add(isBreak ? --ends : Id(ids, "g" + gap));
                elements.Add(Id(ids, "w" + word));
                words.Add((document, start, end));
            }
            if (elements.Count > 0) elements.Add(--ends);
            elements.Add(--ends);
            words.Add((document, -1, -1));
        }
        return Mark(texts, [.. elements], words, least, isBytes);
    }

    static bool[][] Mark(IReadOnlyList<string> texts, int[] elements, List<(int Document, int Start, int End)> words, int least, bool isBytes)
    {
        bool[][] cut = [.. texts.Select(t => new bool[Encoding.UTF8.GetByteCount(t)])];
        int[] ranks = Ranks(elements, out int[] order);
        int[] common = Common(elements, order, ranks);
        for (int word = 0; word < words.Count; word++)
        {
            int last = LastOfWindow(elements, words, word, least, isBytes);
            if (last < 0 || !IsRepeated(order, common, ranks[2 * word], 2 * (last - word) + 1)) continue;
            Array.Fill(cut[words[word].Document], true, words[word].Start, words[last].End - words[word].Start);
        }
        return cut;
    }

    static int LastOfWindow(int[] elements, List<(int Document, int Start, int End)> words, int first, int least, bool isBytes)
    {
        if (words[first].Start < 0) return -1;
        for (int last = first; ; last++)
        {
            if (isBytes ? words[last].End - words[first].Start >= least : last - first + 1 >= least) return last;
            if (2 * last + 1 >= elements.Length || elements[2 * last + 1] < 0) return -1;
        }
    }

    // Whether a suffix of an earlier place has as many elements in common.
    static bool IsRepeated(int[] order, int[] common, int rank, int length)
    {
        int place = order[rank];
        for (int at = rank; at > 0 && common[at] >= length; at--) if (order[at - 1] < place) return true;
        for (int at = rank + 1; at < order.Length && common[at] >= length; at++) if (order[at] < place) return true;
        return false;
    }

    // Prefix doubling: Manber and Myers 1990.
    static int[] Ranks(int[] elements, out int[] order)
    {
        int n = elements.Length;
        int[] places = [.. Enumerable.Range(0, n)];
        long[] keys = [.. elements.Select(e => (long)e)];
        int[] ranks = new int[n];
        for (int length = 1; ; length *= 2)
        {
            Array.Sort((long[])keys.Clone(), places);
            long[] byPlace = keys;
            int rank = 0;
            for (int at = 0; at < n; at++)
            {
                if (at > 0 && byPlace[places[at]] != byPlace[places[at - 1]]) rank = at;
                ranks[places[at]] = rank;
            }
            bool isDone = ranks.Distinct().Count() == n;
            if (isDone) break;
            keys = [.. Enumerable.Range(0, n).Select(p => (long)ranks[p] << 32 | (uint)(p + length < n ? ranks[p + length] + 1 : 0))];
            places = [.. Enumerable.Range(0, n)];
        }
        order = places;
        return ranks;
    }

    // Elements that a suffix has in common with the one before it in order: Kasai et al. 2001.
    static int[] Common(int[] elements, int[] order, int[] ranks)
    {
        int[] common = new int[elements.Length];
        for (int place = 0, length = 0; place < elements.Length; place++)
        {
            if (ranks[place] == 0)
            {
                length = 0;
                continue;
            }
            int other = order[ranks[place] - 1];
            while (place + length < elements.Length && other + length < elements.Length && elements[place + length] == elements[other + length]) length++;
            common[ranks[place]] = length;
            length = Math.Max(0, length - 1);
        }
        return common;
    }

    static int Id(Dictionary<string, int> ids, string text)
    {
        if (!ids.TryGetValue(text, out int id)) ids.Add(text, id = ids.Count + 1);
        return id;
    }

    static IEnumerable<(string Gap, string Word, int Start, int End)> Words(string text)
    {
        StringBuilder gap = new();
        List<string> run = [];
        int at = 0;
        foreach (string character in Characters(text).Append(" "))
        {
            bool isSpace = character.All(char.IsWhiteSpace), isAlone = IsAlone(character);
            if (!isSpace && !isAlone)
            {
                run.Add(character);
                continue;
            }
            string whole = string.Concat(run);
            foreach (string word in Encoding.UTF8.GetByteCount(whole) > WordBytesMax ? run : run.Count > 0 ? [whole] : [])
                yield return Take(word);
            run.Clear();
            if (isAlone) yield return Take(character);
            else gap.Append(character);
        }

        (string, string, int, int) Take(string word)
        {
            int start = at + Encoding.UTF8.GetByteCount(gap.ToString());
            (string before, at) = (gap.ToString(), start + Encoding.UTF8.GetByteCount(word));
            gap.Clear();
            return (before, word, start, at);
        }
    }

    // Code points; in these tests there are no marks but those of Thai.
    static IEnumerable<string> Characters(string text)
    {
        string current = "";
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (current.Length > 0 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && !current.All(char.IsWhiteSpace))
            {
                current += rune;
                continue;
            }
            if (current.Length > 0) yield return current;
            current = rune.ToString();
        }
        if (current.Length > 0) yield return current;
    }

    static bool IsAlone(string character) => character[0] is (>= '\u0E00' and <= '\u0EFF') or (>= '\u3001' and <= '\u9FFF');
}
