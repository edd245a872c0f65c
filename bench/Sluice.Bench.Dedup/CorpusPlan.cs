namespace Sluice.Bench.Dedup;

/// <summary>Which documents a corpus has: clusters with their sizes and lengths, and the order in which their members come. Follows from the seed.</summary>
/// <remarks>Like the web: a third of all documents stand alone, the others' cluster sizes follow a power law, three clusters (notices of parked domains, say) hold a part of a percent
/// of everything, and the members of a cluster are far apart. Lengths are log-normal: half of the documents have less than 320 words, one of 50 has more than 2,500.</remarks>
sealed class CorpusPlan
{
    const double AloneShare = 0.80; // Of clusters.
    const double SizeExponent = 1.35; // P(size >= s) = (s/2)^-1.35 for the others.
    const double ChainShare = 0.10; // Of clusters of 3 to 32.
    const int ChainMembersMax = 32;
    const double WordsMedian = 320, WordsSpread = 1.0;
    const int WordsMin = 20, WordsMax = 100_000;
    static readonly double[] s_largestShares = [0.01, 0.005, 0.0025];

    readonly List<int> _firstMember = [];
    readonly List<int> _words = [];
    readonly List<bool> _isChain = [];
    readonly List<int> _clusterOf = [];

    public CorpusPlan(long bytes, WordPool pool, ulong seed)
    {
        Draws draws = Draws.Of(seed, -1);
        double planned = 0;
        int expected = (int)(bytes / (WordsMedian * Math.Exp(WordsSpread * WordsSpread / 2) * pool.BytesPerWord));
        foreach (double share in s_largestShares) Add((int)(expected * share), 40 + draws.Below(260), isChain: false);
        while (planned < bytes)
        {
            int size = draws.Share() < AloneShare ? 1 : (int)Math.Min(2 * Math.Pow(1 - draws.Share(), -1 / SizeExponent), Math.Max(100, expected * s_largestShares[^1]));
            Add(size, (int)Math.Clamp(WordsMedian * Math.Exp(WordsSpread * draws.Normal()), WordsMin, WordsMax), size is > 2 and <= ChainMembersMax && draws.Share() < ChainShare);
        }
        _firstMember.Add(Documents);
        Order = [.. Enumerable.Range(0, Documents)];
        for (int i = Documents - 1; i > 0; i--)
        {
            int j = draws.Below(i + 1);
            (Order[i], Order[j]) = (Order[j], Order[i]);
        }

        void Add(int size, int words, bool isChain)
        {
            if (size == 0) return;
            _firstMember.Add(Documents);
            _words.Add(words);
            _isChain.Add(isChain);
            for (int member = 0; member < size; member++) _clusterOf.Add(_words.Count - 1);
            planned += (double)size * words * pool.BytesPerWord;
        }
    }

    /// <summary>Documents of all clusters; a document's number is its cluster's first plus its place in the cluster.</summary>
    public int Documents => _clusterOf.Count;

    /// <summary>Clusters, those of one document included.</summary>
    public int Clusters => _words.Count;

    /// <summary>The documents' numbers as the corpus has them.</summary>
    public int[] Order { get; }

    public int ClusterOf(int document) => _clusterOf[document];

    public int MemberOf(int document) => document - _firstMember[_clusterOf[document]];

    public int DocumentOf(int cluster, int member) => _firstMember[cluster] + member;

    public int SizeOf(int cluster) => _firstMember[cluster + 1] - _firstMember[cluster];

    /// <summary>Words of a cluster's original.</summary>
    public int WordsOf(int cluster) => _words[cluster];

    /// <summary>Whether each member is an edit of the one before, not of the first.</summary>
    public bool IsChain(int cluster) => _isChain[cluster];

    /// <summary>Whether this names a document.</summary>
    public bool Has(int cluster, int member) => cluster >= 0 && cluster < Clusters && member >= 0 && member < SizeOf(cluster);
}
