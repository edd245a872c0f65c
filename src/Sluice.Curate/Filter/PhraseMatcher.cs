using System.Text;

namespace Sluice.Curate.Filter;

/// <summary>Finds every occurrence of any of some phrases in one pass over bytes, ASCII letters in either case (Aho-Corasick, as a table of states by byte
/// class).</summary>
/// <remarks>Time O(text); allocates nothing. Source: Aho and Corasick 1975, "Efficient string matching: an aid to bibliographic search".</remarks>
sealed class PhraseMatcher
{
    /// <summary>Most bytes of all phrases together: the table takes about 200 times as much.</summary>
    public const int PhrasesBytesMax = 1 << 17;

    readonly byte[] _classOfByte = new byte[256];
    readonly string[] _phrases;
    readonly int[] _phraseLengths;
    readonly int _classes;

    // Row after row; a state is the index of its row's first cell. Negative: complemented, and a phrase ends there.
    readonly int[] _next;
    readonly int[] _phraseEndingAt;
    readonly int[] _shorterEndingAt;

    /// <summary>Builds the table.</summary>
    /// <param name="phrases">Phrases in lower case, without repeats; empty ones are left out.</param>
    /// <exception cref="ArgumentException">They have more bytes than <see cref="PhrasesBytesMax"/>.</exception>
    public PhraseMatcher(IEnumerable<string> phrases)
    {
        _phrases = [.. phrases.Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)];
        byte[][] bytes = [.. _phrases.Select(Encoding.UTF8.GetBytes)];
        _phraseLengths = [.. bytes.Select(b => b.Length)];
        if (bytes.Sum(b => (long)b.Length) > PhrasesBytesMax) throw new ArgumentException($"the phrases have more than {PhrasesBytesMax} bytes");
        _classes = ClassBytes(bytes);

        List<int[]> trie = [NewRow()];
        List<int> ends = [-1];
        for (int phrase = 0; phrase < bytes.Length; phrase++)
        {
            int state = 0;
            foreach (byte b in bytes[phrase])
            {
                ref int child = ref trie[state][_classOfByte[b]];
                if (child < 0)
                {
                    child = trie.Count;
                    trie.Add(NewRow());
                    ends.Add(-1);
                }
                state = trie[state][_classOfByte[b]];
            }
            ends[state] = phrase;
        }
        _phraseEndingAt = [.. ends];
        _shorterEndingAt = new int[trie.Count];
        _next = new int[trie.Count * _classes];
        Link(trie);
    }

    /// <summary>Where each scan starts.</summary>
    public const int Start = 0;

    /// <summary>Whether there is no phrase.</summary>
    public bool IsEmpty => _phrases.Length == 0;

    /// <summary>A phrase by its number.</summary>
    public string Phrase(int phrase) => _phrases[phrase];

    /// <summary>Bytes of a phrase.</summary>
    public int Length(int phrase) => _phraseLengths[phrase];

    /// <summary>The number of the longest phrase that ends at the next place where any ends; -1 at the end of the text.</summary>
    /// <param name="text">Bytes.</param>
    /// <param name="at">Where to go on; moved behind the place found.</param>
    /// <param name="state">Kept from call to call; <see cref="Start"/> at first.</param>
    public int Next(ReadOnlySpan<byte> text, ref int at, ref int state)
    {
        int[] next = _next;
        byte[] classes = _classOfByte;
        int row = state;
        for (int i = at; i < text.Length; i++)
        {
            row = next[row + classes[text[i]]];
            if (row >= 0) continue;
            row = ~row;
            at = i + 1;
            state = row;
            int here = row / _classes;
            return _phraseEndingAt[here] >= 0 ? _phraseEndingAt[here] : Shorter(here);
        }
        at = text.Length;
        state = row;
        return -1;
    }

    /// <summary>The next shorter phrase that ends at the same place; -1 where there is none.</summary>
    public int NextShorter(int state, int phrase)
    {
        int here = state / _classes;
        if (_phraseEndingAt[here] == phrase) return Shorter(here);
        for (here = _shorterEndingAt[here]; here > 0; here = _shorterEndingAt[here])
            if (_phraseEndingAt[here] == phrase) return Shorter(here);
        return -1;
    }

    int Shorter(int state) => _shorterEndingAt[state] > 0 ? _phraseEndingAt[_shorterEndingAt[state]] : -1;

    // Class 0: bytes of no phrase. Upper-case ASCII letters share the class of their lower case.
    int ClassBytes(byte[][] phrases)
    {
        int classes = 1;
        foreach (byte[] phrase in phrases)
            foreach (byte b in phrase)
                if (_classOfByte[b] == 0) _classOfByte[b] = checked((byte)classes++);
        for (int b = 'A'; b <= 'Z'; b++) _classOfByte[b] = _classOfByte[b | 0x20];
        return classes;
    }

    int[] NewRow()
    {
        int[] row = new int[_classes];
        Array.Fill(row, -1);
        return row;
    }

    // Breadth first: a state's failure state is nearer to the root, so its row is already complete.
    void Link(List<int[]> trie)
    {
        int[] failure = new int[trie.Count];
        Queue<int> queue = new([0]);
        while (queue.TryDequeue(out int state))
        {
            int fallback = failure[state];
            _shorterEndingAt[state] = _phraseEndingAt[fallback] >= 0 ? fallback : _shorterEndingAt[fallback];
            for (int c = 0; c < _classes; c++)
            {
                int child = trie[state][c];
                if (child < 0)
                {
                    trie[state][c] = state == 0 ? 0 : trie[fallback][c];
                    continue;
                }
                failure[child] = state == 0 ? 0 : trie[fallback][c];
                queue.Enqueue(child);
            }
        }
        for (int state = 0; state < trie.Count; state++)
            for (int c = 0; c < _classes; c++)
            {
                int target = trie[state][c];
                bool ends = _phraseEndingAt[target] >= 0 || _shorterEndingAt[target] > 0;
                _next[state * _classes + c] = ends ? ~(target * _classes) : target * _classes;
            }
    }
}
