using System.Text;
using System.Text.RegularExpressions;

namespace Sluice.TrainContent;

/// <summary>Words and shingles as score-extraction counts them.</summary>
static partial class Words
{
    /// <summary>Words in a shingle.</summary>
    public const int Shingle = 4;

    static readonly Dictionary<string, int> s_ids = [];

    public static IEnumerable<string> Split(string text) => Split().Matches(text.Normalize(NormalizationForm.FormC)).Select(m => m.Value);

    public static Dictionary<string, int> Counts(IEnumerable<string> words)
    {
        Dictionary<string, int> counts = [];
        foreach (string word in words) counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    /// <summary>Numbers of the words; article-extraction-benchmark does not cut scripts without spaces.</summary>
    public static int[] Ids(string text, string set)
    {
        IEnumerable<string> words = set == "article-extraction-benchmark" ? Runs().Matches(text).Select(m => m.Value) : Split(text);
        lock (s_ids)
        {
            List<int> ids = [];
            foreach (string word in words)
            {
                if (!s_ids.TryGetValue(word, out int id)) s_ids[word] = id = s_ids.Count + 1;
                ids.Add(id);
            }
            return [.. ids];
        }
    }

    /// <summary>Bag of shingles; a shorter text is one.</summary>
    public static Dictionary<ulong, int> Shingles(ReadOnlySpan<int> ids)
    {
        Dictionary<ulong, int> bag = [];
        if (ids.IsEmpty) return bag;
        for (int i = 0; i < Math.Max(1, ids.Length - Shingle + 1); i++)
        {
            ulong hash = Hash(ids[i..Math.Min(ids.Length, i + Shingle)]);
            bag[hash] = bag.GetValueOrDefault(hash) + 1;
        }
        return bag;
    }

    public static ulong Hash(ReadOnlySpan<int> ids)
    {
        ulong hash = 14695981039346656037;
        foreach (int id in ids) hash = (hash ^ (uint)id) * 1099511628211 ^ (hash >> 29);
        return hash;
    }

    // A character of a script written without spaces, or a run of other letters and digits.
    [GeneratedRegex(@"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")]
    private static partial Regex Split();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Runs();
}
