using System.Runtime.InteropServices;

namespace Sluice.Bench.Dedup;

/// <summary>How a document came from its parent.</summary>
enum Edit
{
    /// <summary>It has none.</summary>
    Original,
    Copy,
    Words,
    Added,
    Cut,

    /// <summary>Other words before and behind, as another site's header and footer.</summary>
    Framed,
}

/// <summary>Makes any document of a corpus, again and again the same: its words are places in the pool. One instance a thread.</summary>
/// <remarks>An original is woven of runs of a few words of real text; a run goes on where its last word stands elsewhere, so documents that are not of one cluster share
/// next to no 5 words in a row.</remarks>
sealed class DocumentMaker(WordPool pool, CorpusPlan plan, ulong seed)
{
    const int PlacesMin = 8; // A word that stands in fewer places is no good end of a run.
    const int RunMost = 12;

    readonly List<int> _words = [], _spare = [];

    /// <summary>The words of the document made last.</summary>
    public ReadOnlySpan<int> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Makes one.</summary>
    public Edit Make(int cluster, int member)
    {
        _words.Clear();
        Draws draws = Draws.Of(seed, cluster);
        Weave(_words, plan.WordsOf(cluster), ref draws);
        if (!plan.IsChain(cluster)) return member == 0 ? Edit.Original : Change(cluster, member, isChain: false);
        Edit last = Edit.Original;
        for (int step = 1; step <= member; step++) last = Change(cluster, step, isChain: true);
        return last;
    }

    /// <summary>Which member it is an edit of.</summary>
    public int ParentOf(int cluster, int member) => plan.IsChain(cluster) ? member - 1 : 0;

    // The similarity that is aimed at: the true one is measured.
    Edit Change(int cluster, int member, bool isChain)
    {
        Draws draws = Draws.Of(seed, cluster, member);
        double similarity;
        if (isChain) similarity = draws.Between(0.72, 0.97);
        else
        {
            if (draws.Share() < 0.4) return Edit.Copy;
            double drawn = draws.Share();
            similarity = drawn < 0.45 ? draws.Between(0.9, 1) : drawn < 0.65 ? draws.Between(0.8, 0.9) : drawn < 0.77 ? draws.Between(0.7, 0.8) : draws.Between(0.3, 0.7);
        }
        Edit edit = draws.Share() switch { < 0.45 => Edit.Words, < 0.65 => Edit.Added, < 0.85 => Edit.Cut, _ => Edit.Framed };
        int added = Math.Max(1, (int)(_words.Count * (1 / similarity - 1)));
        switch (edit)
        {
            case Edit.Words: ChangeWords(similarity, ref draws); break;
            case Edit.Added: Insert(draws.Below(_words.Count), added, ref draws); break;
            case Edit.Cut:
                int removed = Math.Clamp((int)(_words.Count * (1 - similarity)), 1, Math.Max(1, _words.Count - 10));
                if (removed < _words.Count) _words.RemoveRange(draws.Below(_words.Count - removed), removed);
                break;
            default:
                Insert(0, (added + 1) / 2, ref draws);
                Insert(_words.Count, (added + 1) / 2, ref draws);
                break;
        }
        return edit;
    }

    // A changed word changes five of n shingles: J = (n - 5k) / (n + 5k).
    void ChangeWords(double similarity, ref Draws draws)
    {
        int changed = Math.Max(1, (int)Math.Round(_words.Count * (1 - similarity) / (5 * (1 + similarity))));
        for (int i = 0; i < changed; i++) _words[draws.Below(_words.Count)] = draws.Below(pool.Count);
    }

    void Insert(int at, int words, ref Draws draws)
    {
        _spare.Clear();
        Weave(_spare, words, ref draws);
        _words.InsertRange(at, _spare);
    }

    void Weave(List<int> words, int count, ref Draws draws)
    {
        int from = words.Count;
        CollectionsMarshal.SetCount(words, from + count);
        Span<int> to = CollectionsMarshal.AsSpan(words)[from..];
        int word = draws.Below(pool.Count - RunMost - 1);
        for (int at = 0; at < to.Length;)
        {
            int run = 2 + draws.Below(4);
            for (int n = 1; at < to.Length; n++, word++)
            {
                to[at++] = word;
                if (n < run) continue;
                (int places, int elsewhere) = pool.Elsewhere(word, ref draws);
                if (places < PlacesMin && n < RunMost) continue;
                word = places < PlacesMin ? draws.Below(pool.Count) : elsewhere + 1;
                break;
            }
            if (word >= pool.Count - RunMost) word = draws.Below(pool.Count - RunMost - 1);
        }
    }
}
