using System.Numerics;
using Sluice.Curate.Govern.Decontamination.Benchmarks;

namespace Sluice.Curate.Govern.Decontamination;

/// <summary>The n-gram share: from a hit on, both ways, the n-grams that a text has too, some in a row may be missing; then their share of the text's, weighted by
/// rarity, and with the answer and the passage near by.</summary>
/// <remarks>Source: AI2's decon (github.com/allenai/decon, doc/simple-details.md): n-grams of 5, 11 misses in a row, weights by inverse document frequency, weights of
/// question, answer and passage with confidence by length, full share asked up to 20 tokens and the threshold from 50 on. Otherwise here: words, not tokens, numbers all alike; each
/// n-gram of a document is looked up, not every tenth; hits are 8 words long; a question's own share is enough, an answer of 20 words or more is found by itself; and equal
/// texts are looked for once. See docs/explanation/decontamination.md.</remarks>
sealed class OverlapSearch(ItemIndex index, DecontaminateOptions options) : WordSearch(index, isSpaced: false)
{
    // 20 and 50 tokens of cl100k, at four tokens to three words.
    const int PerfectWords = 15, EasyWords = 38;
    const double QuestionWeight = 0.75, AnswerWeight = 0.25;
    const double QuestionOfPassageWeight = 0.85, PassageWeight = 0.15;
    const double QuestionOfAllWeight = 0.7, AnswerOfAllWeight = 0.2, PassageOfAllWeight = 0.1;
    const int ShortAnswerReach = 50, LongAnswerReach = 100;
    const int SupportedItemsMax = 4;

    // A question that is less than this part of what it would need by itself is not helped by its answer.
    const double SupportedShareMin = 0.5;

    readonly GramSet _question = new(), _support = new();

    private protected override int Judge(int at, uint place, int text)
    {
        int reach = Math.Min(ReachWords, (2 * Index.LengthOf(text)) + ItemIndexBuilder.DifferentWordsMin);
        Spend(_question.Load(Index, text));
        _question.Forget();
        int first = at, last = at;
        Walk(at, +1, Math.Min(Count - WordGrams.ShareWords, at + reach), ref last);
        Walk(at - 1, -1, Math.Max(0, at - reach), ref first);
        int lastWord = last + WordGrams.ShareWords - 1;
        double share = _question.Share;
        BestScore = Math.Max(BestScore, share);
        double threshold = ThresholdOf(Index.LengthOf(text));
        (double Score, double Threshold) best = (share, threshold);
        if (share < threshold && share >= SupportedShareMin && Index.Owners.FieldOf(text) == ItemField.Question) best = Supported(text, share, first, lastWord, best);
        if (best.Score >= best.Threshold) AddMatch(text, best.Score, best.Threshold, first, lastWord);
        return lastWord;
    }

    // Goes over the n-grams one way, as long as not too many in a row are missing.
    void Walk(int from, int step, int end, ref int found)
    {
        ReadOnlySpan<uint> words = Hashes;
        int misses = 0, steps = 0;
        for (int at = from; step > 0 ? at <= end : at >= end; at += step)
        {
            steps++;
            if (_question.Find(WordGrams.Sum(words.Slice(at, WordGrams.ShareWords))))
            {
                misses = 0;
                found = at;
            }
            else if (++misses > options.MissesMax)
            {
                break;
            }
        }
        Spend(steps);
    }

    double ThresholdOf(int words) => words <= PerfectWords ? 1 : words >= EasyWords ? options.Threshold
        : 1 - ((1 - options.Threshold) * (words - PerfectWords) / (EasyWords - PerfectWords));

    // The question's share with that of answer and passage near by, for the item where that is most.
    (double Score, double Threshold) Supported(int text, double share, int first, int last, (double Score, double Threshold) best)
    {
        ReadOnlySpan<uint> items = Index.Owners.ItemsOf(text);
        foreach (uint item in items[..Math.Min(items.Length, SupportedItemsMax)])
        {
            int answer = Index.TextOf(item, ItemField.Answer), passage = Index.TextOf(item, ItemField.Passage);
            if (answer < 0 && passage < 0) continue;
            double question = answer < 0 ? QuestionOfPassageWeight : passage < 0 ? QuestionWeight : QuestionOfAllWeight;
            double sum = question * Confidence(text), score = sum * share;
            int words = Index.LengthOf(text);
            if (answer >= 0) Add(answer, passage < 0 ? AnswerWeight : AnswerOfAllWeight, AnswerShare(answer, first, last));
            if (passage >= 0) Add(passage, answer < 0 ? PassageWeight : PassageOfAllWeight, NearShare(passage, first, last));
            score /= sum;
            double threshold = ThresholdOf(words);
            if (score - threshold > best.Score - best.Threshold) best = (score, threshold);

            void Add(int other, double weight, double otherShare)
            {
                weight *= Confidence(other);
                sum += weight;
                score += weight * otherShare;
                words += Index.LengthOf(other);
            }
        }
        return best;
    }

    // Half for the shortest text, whole from 20 n-grams on.
    double Confidence(int text) => 0.5 + (0.5 * Math.Min(1, Math.Max(0, Index.LengthOf(text) - WordGrams.ShareWords + 1) / 20.0));

    // A short answer has to stand there word for word.
    double AnswerShare(int answer, int first, int last)
    {
        ReadOnlySpan<uint> words = Index.WordsOf(answer);
        if (words.Length > WordGrams.SeedWords) return NearShare(answer, first, last);
        int start = Math.Max(0, first - ShortAnswerReach), end = Math.Min(Count, last + 1 + ShortAnswerReach);
        Spend(end - start);
        // The question may hold the answer's words itself: only what stands around it counts.
        return Hashes[start..first].IndexOf(words) >= 0 || Hashes[Math.Min(last + 1, end)..end].IndexOf(words) >= 0 ? 1 : 0;
    }

    double NearShare(int text, int first, int last)
    {
        int reach = Math.Min(ReachWords, Math.Max(LongAnswerReach, 2 * Index.LengthOf(text)));
        Spend(_support.Load(Index, text));
        _support.Forget();
        int end = Math.Min(Count - WordGrams.ShareWords, last + reach), start = Math.Max(0, first - reach);
        for (int at = start; at <= end; at++) _support.Find(WordGrams.Sum(Hashes.Slice(at, WordGrams.ShareWords)));
        Spend(Math.Max(0, end - start));
        return _support.Share;
    }

    // The n-grams of one text, and which were found.
    sealed class GramSet
    {
        ulong[] _keys = new ulong[256];
        byte[] _weights = new byte[256];
        int[] _found = new int[256];
        int _stamp, _text = -1, _mask = 255;
        int _sum, _total;

        public double Share => _total == 0 ? 0 : (double)_sum / _total;

        // Gives the work that it took.
        public int Load(ItemIndex index, int text)
        {
            if (text == _text) return 1;
            ReadOnlySpan<uint> words = index.WordsOf(text);
            int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * words.Length));
            if (size > _keys.Length)
            {
                _keys = new ulong[size];
                _weights = new byte[size];
                _found = new int[size];
            }
            Array.Clear(_weights, 0, size);
            (_text, _mask, _total) = (text, size - 1, 0);
            int start = (int)index.Starts[text];
            for (int at = 0; at + WordGrams.ShareWords <= words.Length; at++)
            {
                byte weight = index.Weights[start + at];
                if (weight == 0) continue;
                ulong sum = WordGrams.Sum(words.Slice(at, WordGrams.ShareWords));
                int slot = (int)(sum >> 40) & _mask;
                while (_weights[slot] != 0) slot = (slot + 1) & _mask;
                (_keys[slot], _weights[slot]) = (sum, weight);
                _total += weight;
            }
            return size;
        }

        public void Forget()
        {
            _sum = 0;
            if (++_stamp != int.MaxValue) return;
            Array.Clear(_found);
            _stamp = 1;
        }

        public bool Find(ulong sum)
        {
            for (int slot = (int)(sum >> 40) & _mask; _weights[slot] != 0; slot = (slot + 1) & _mask)
            {
                if (_keys[slot] != sum) continue;
                if (_found[slot] != _stamp) _sum += _weights[slot];
                _found[slot] = _stamp;
                return true;
            }
            return false;
        }
    }
}
