using System.Runtime.InteropServices;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>A license's text in a file.</summary>
/// <param name="Template">Which, by its place in the index.</param>
/// <param name="Start">First word.</param>
/// <param name="End">Word after the last.</param>
/// <param name="Agreement">How well it agrees.</param>
readonly record struct FoundText(int Template, int Start, int End, TextAgreement Agreement);

/// <summary>Finds license texts in a file's words.</summary>
/// <remarks>Common q-grams name the licenses that may be there; those of one license, in step, name the place; the best few of each place are laid along the text, and the one that explains most of it is taken, then the next of what is left.</remarks>
sealed class TextSearch(LicenseIndex index)
{
    const double HitsShareMin = 0.35;
    const double ScoreMin = 0.6;
    const int RestWordsMin = 12;
    const double RestShareMin = 0.12;
    const int RepeatsMax = 400; // Of one q-gram in a block: more of it would only be more of the same.
    const int BinBits = 6; // Diagonals of a bin, as a power of 2.
    const int CandidatesPerPlaceMax = 24;
    const int OccurrencesMax = 4000;

    readonly int[] _hits = new int[index.Templates.Count];
    readonly int[] _next = new int[index.Templates.Count];
    readonly List<int> _candidates = [];
    readonly List<Occurrence> _occurrences = [];
    readonly List<FoundText> _found = [];
    readonly List<uint> _grams = [];
    readonly ushort[] _seen = new ushort[1 << 16];
    readonly List<int> _touched = [];
    Bin[] _bins = new Bin[256];
    (int Text, int Template)[] _places = new (int, int)[1024];
    readonly TextAlignment _alignment = new();
    readonly TextJudge _judge = new(index);

    // Where a license may be: its words there, how many of them may agree, its q-grams' hits, and the one to begin at.
    readonly record struct Occurrence(int Template, int Start, int End, double Mass, int FirstHit, int AfterHits, int Anchor);

    struct Bin
    {
        public int Count, Diagonal, Run, RunStart, BestRun, Anchor;
    }

    /// <summary>Finds them.</summary>
    /// <param name="text">Numbers of the file's words.</param>
    /// <param name="found">Overwritten: in order of place; they don't overlap.</param>
    public void Find(ReadOnlySpan<int> text, List<FoundText> found)
    {
        found.Clear();
        CountHits(text);
        if (_candidates.Count == 0) return;
        CollectHits(text);
        FindOccurrences(text.Length);
        AlignAll(text);
        Choose(found);
    }

    void CountHits(ReadOnlySpan<int> text)
    {
        Array.Clear(_hits);
        _candidates.Clear();
        _grams.Clear();
        Array.Clear(_seen);
        int[] templateOf = index.TemplateOf;
        for (int at = 0; at + LicenseIndex.GramWords <= text.Length; at++)
        {
            uint gram = LicenseIndex.Gram(text[at..]);
            _grams.Add(gram);
            ref ushort seen = ref _seen[gram >> 16];
            if (seen >= RepeatsMax) continue;
            bool isIndexed = false;
            foreach ((uint Gram, int At) place in index.Find(gram))
            {
                if (place.Gram != gram) continue;
                _hits[templateOf[place.At]]++;
                isIndexed = true;
            }
            if (isIndexed) seen++;
        }
        for (int i = 0; i < _hits.Length; i++)
        {
            LicenseTemplate template = index.Templates[i];
            if (_hits[i] >= Math.Max(1, HitsShareMin * template.Grams)) _candidates.Add(i);
            else _hits[i] = 0;
        }
    }

    void CollectHits(ReadOnlySpan<int> text)
    {
        int total = 0;
        Array.Fill(_next, -1);
        foreach (int template in _candidates)
        {
            _next[template] = total;
            total += _hits[template];
        }
        if (_places.Length < total) _places = new (int, int)[Math.Max(total, _places.Length * 2)];
        int[] templateOf = index.TemplateOf;
        Array.Clear(_seen);
        for (int at = 0; at < _grams.Count; at++)
        {
            uint gram = _grams[at];
            ref ushort seen = ref _seen[gram >> 16];
            if (seen >= RepeatsMax) continue;
            bool isIndexed = false;
            foreach ((uint Gram, int At) place in index.Find(gram))
            {
                if (place.Gram != gram) continue;
                isIndexed = true;
                int template = templateOf[place.At];
                if (_next[template] >= 0) _places[_next[template]++] = (at, place.At - index.Templates[template].Start);
            }
            if (isIndexed) seen++;
        }
    }

    // An occurrence's q-grams lie near one diagonal (place in text less place in license); those that are common by chance lie anywhere.
    void FindOccurrences(int words)
    {
        _occurrences.Clear();
        int start = 0;
        foreach (int number in _candidates)
        {
            LicenseTemplate template = index.Templates[number];
            int end = start + _hits[number];
            int bins = ((words + template.Length) >> BinBits) + 3;
            if (_bins.Length < bins) _bins = new Bin[bins * 2];
            _touched.Clear();
            for (int hit = start; hit < end; hit++)
            {
                (int s, int t) = _places[hit];
                int diagonal = s - t + template.Length, bin = (diagonal >> BinBits) + 1;
                ref Bin at = ref _bins[bin];
                if (at.Count++ == 0) _touched.Add(bin);
                if (at.Diagonal == diagonal) at.Run++;
                else (at.Diagonal, at.Run, at.RunStart) = (diagonal, 1, hit);
                if (at.Run > at.BestRun) (at.BestRun, at.Anchor) = (at.Run, at.RunStart);
            }
            foreach (int bin in _touched)
            {
                ref Bin at = ref _bins[bin];
                if (at.Count < _bins[bin - 1].Count || at.Count <= _bins[bin + 1].Count) continue;
                int count = at.Count + _bins[bin - 1].Count + _bins[bin + 1].Count;
                if (count < HitsShareMin * template.Grams || _occurrences.Count >= OccurrencesMax) continue;
                (int s, int t) = _places[at.Anchor];
                _occurrences.Add(new(number, Math.Max(0, s - t), Math.Min(words, s - t + template.Length), Math.Min(1, (double)count / template.Grams) * template.Length, start, end, at.Anchor));
            }
            foreach (int bin in _touched) _bins[bin] = default;
            start = end;
        }
    }

    // Best first; a place that enough better ones were tried for is left.
    void AlignAll(ReadOnlySpan<int> text)
    {
        _found.Clear();
        _occurrences.Sort((a, b) => b.Mass.CompareTo(a.Mass) is var order and not 0 ? order : a.Template != b.Template ? a.Template.CompareTo(b.Template) : a.Start.CompareTo(b.Start));
        var tried = new List<(int Start, int End, double Rank)>();
        foreach (Occurrence occurrence in _occurrences)
        {
            LicenseTemplate template = index.Templates[occurrence.Template];
            int overlapping = 0;
            bool isHopeless = false;
            foreach ((int start, int end, double rank) in tried)
            {
                if (Math.Min(end, occurrence.End) - Math.Max(start, occurrence.Start) < (occurrence.End - occurrence.Start) / 2) continue;
                overlapping++;
                isHopeless |= rank > occurrence.Mass + 10;
            }
            if (overlapping >= CandidatesPerPlaceMax || isHopeless) continue;
            ReadOnlySpan<(int, int)> hits = _places.AsSpan(occurrence.FirstHit, occurrence.AfterHits - occurrence.FirstHit);
            if (!_alignment.Align(index.Words[template.Start..template.End], text, hits, occurrence.Anchor - occurrence.FirstHit)) continue;
            TextAgreement agreement = _judge.Judge(template, text, _alignment.Edits);
            tried.Add((occurrence.Start, occurrence.End, agreement.IsWhole ? agreement.Rank : double.MinValue));
            if (agreement.Score >= ScoreMin || agreement.IsClean) _found.Add(new(occurrence.Template, _alignment.Span.Start, _alignment.Span.End, agreement));
        }
    }


    // Those that agree whole first, then passages, most words first; of the others, what tells of words that none of these explains.
    void Choose(List<FoundText> found)
    {
        _found.Sort((a, b) => b.Agreement.IsWhole.CompareTo(a.Agreement.IsWhole) is var whole and not 0 ? whole
            : b.Agreement.IsClean.CompareTo(a.Agreement.IsClean) is var clean and not 0 ? clean
            : b.Agreement.Rank.CompareTo(a.Agreement.Rank) is var order and not 0 ? order : a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Template.CompareTo(b.Template));
        foreach (FoundText text in _found)
        {
            int taken = 0;
            bool isInside = false;
            foreach (FoundText other in CollectionsMarshal.AsSpan(found))
            {
                int overlap = Math.Min(other.End, text.End) - Math.Max(other.Start, text.Start);
                if (overlap <= 0) continue;
                taken += overlap;
                isInside |= other.Start <= text.Start && other.End >= text.End;
            }
            int words = text.End - text.Start;
            bool isFree = taken <= Math.Min(3, words / 10);
            bool isMore = !text.Agreement.IsClean && !isInside && text.Agreement.Matched - taken >= Math.Max(RestWordsMin, RestShareMin * words);
            if (isFree || isMore) found.Add(text);
        }
        found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
    }
}
