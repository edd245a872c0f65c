using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Sluice.Publish.Inspect;

/// <summary>What a part of a word diff is.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the first text only.</summary>
    First,

    /// <summary>In the second text only.</summary>
    Second,
}

/// <summary>Words that belong together in a diff.</summary>
/// <param name="Kind">In which texts they are.</param>
/// <param name="Words">The words, without the white space between them.</param>
public readonly record struct DiffPart(DiffKind Kind, IReadOnlyList<string> Words);

/// <summary>How two texts differ, word by word: the shortest list of words to take out and to put in, as far as the budget goes.</summary>
/// <remarks>Words are what white space divides; characters of scripts without spaces stand alone. The algorithm is linear in memory: it finds the middle of the shortest way from both
/// ends and goes on on either side (Myers 1986, "An O(ND) difference algorithm and its variations", section 4b). Its steps are bounded by <see cref="StepsMax"/>: what is left then is
/// told as taken out and put in whole, so hostile texts cost no more.</remarks>
public sealed class WordDiff
{
    /// <summary>Words of a text that are compared; what comes after them is left out (<see cref="IsCut"/>).</summary>
    public const int WordsMax = 200_000;

    /// <summary>Steps that the comparison may take: under a second.</summary>
    public const long StepsMax = 100_000_000;

    readonly int[] _a, _b;
    readonly bool[] _onlyA, _onlyB;
    int[] _forward = [], _backward = [];
    long _stepsLeft = StepsMax;

    WordDiff(int[] a, int[] b) => (_a, _b, _onlyA, _onlyB) = (a, b, new bool[a.Length], new bool[b.Length]);

    /// <summary>The parts in order; what is in the first text only comes before what is in the second only.</summary>
    public IReadOnlyList<DiffPart> Parts { get; private set; } = [];

    /// <summary>Whether a text has more words than are compared.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the steps ran out: then words may be told as changed that are the same.</summary>
    public bool IsCoarse => _stepsLeft < 0;

    /// <summary>Compares two texts.</summary>
    public static WordDiff Of(string first, string second)
    {
        (List<string> a, bool isFirstCut) = WordsOf(first);
        (List<string> b, bool isSecondCut) = WordsOf(second);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        WordDiff diff = new(NumbersOf(a, numbers), NumbersOf(b, numbers)) { IsCut = isFirstCut || isSecondCut };
        diff.Compare(0, a.Count, 0, b.Count);
        diff.Parts = diff.Collect(a, b);
        return diff;
    }

    static (List<string> Words, bool IsCut) WordsOf(string text)
    {
        List<string> words = [];
        int start = -1;
        for (int at = 0; at <= text.Length;)
        {
            Rune rune = default;
            bool isEnd = at == text.Length;
            int length = 1;
            if (!isEnd && Rune.DecodeFromUtf16(text.AsSpan(at), out rune, out length) != System.Buffers.OperationStatus.Done) rune = Rune.ReplacementChar;
            bool isAlone = !isEnd && StandsAlone(rune);
            if (isEnd || isAlone || Rune.IsWhiteSpace(rune))
            {
                if (start >= 0) words.Add(text[start..at]);
                start = -1;
                if (isAlone) words.Add(text.Substring(at, length));
            }
            else if (start < 0) start = at;
            at += length;
            if (words.Count >= WordsMax) return (words[..WordsMax], at < text.Length);
        }
        return (words, false);
    }

    // Han, kana, Thai, Lao, Khmer, Myanmar: a change of one character is no change of the whole sentence.
    static bool StandsAlone(Rune rune) => rune.Value is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF or >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;

    static int[] NumbersOf(List<string> words, Dictionary<string, int> numbers)
    {
        int[] found = new int[words.Count];
        for (int i = 0; i < found.Length; i++)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, words[i], out bool isKnown);
            if (!isKnown) number = numbers.Count;
            found[i] = number;
        }
        return found;
    }

    void Compare(int aStart, int aEnd, int bStart, int bEnd)
    {
        while (aStart < aEnd && bStart < bEnd && _a[aStart] == _b[bStart]) (aStart, bStart) = (aStart + 1, bStart + 1);
        while (aStart < aEnd && bStart < bEnd && _a[aEnd - 1] == _b[bEnd - 1]) (aEnd, bEnd) = (aEnd - 1, bEnd - 1);
        if (aStart == aEnd || bStart == bEnd || !TryFindMiddle(aStart, aEnd, bStart, bEnd, out int aMiddle, out int bMiddle))
        {
            _onlyA.AsSpan(aStart..aEnd).Fill(true);
            _onlyB.AsSpan(bStart..bEnd).Fill(true);
            return;
        }
        Compare(aStart, aMiddle, bStart, bMiddle);
        Compare(aMiddle, aEnd, bMiddle, bEnd);
    }

    // A point on a shortest way: where the furthest ways from both ends meet. Each side of it has half of the differences, so the depth is logarithmic.
    bool TryFindMiddle(int aStart, int aEnd, int bStart, int bEnd, out int aMiddle, out int bMiddle)
    {
        (aMiddle, bMiddle) = (0, 0);
        int n = aEnd - aStart, m = bEnd - bStart, delta = n - m, most = (n + m + 1) / 2, offset = most + 1;
        if (_forward.Length < 2 * most + 3) (_forward, _backward) = (new int[2 * most + 3], new int[2 * most + 3]);
        int[] forward = _forward, backward = _backward;
        forward[offset + 1] = backward[offset + 1] = 0;
        for (int d = 0; d <= most; d++)
        {
            _stepsLeft -= 2 * d + 2;
            if (_stepsLeft < 0) return false;
            for (int k = -d; k <= d; k += 2)
            {
                int x = k == -d || k != d && forward[offset + k - 1] < forward[offset + k + 1] ? forward[offset + k + 1] : forward[offset + k - 1] + 1, y = x - k;
                int from = x;
                while (x < n && y < m && y >= 0 && _a[aStart + x] == _b[bStart + y]) (x, y) = (x + 1, y + 1);
                _stepsLeft -= x - from;
                forward[offset + k] = x;
                int opposite = delta - k;
                if (delta % 2 == 0 || opposite < -(d - 1) || opposite > d - 1 || x > n || y > m || x + backward[offset + opposite] < n) continue;
                return Meet(x, y, n, m, aStart, bStart, out aMiddle, out bMiddle);
            }
            for (int k = -d; k <= d; k += 2)
            {
                int x = k == -d || k != d && backward[offset + k - 1] < backward[offset + k + 1] ? backward[offset + k + 1] : backward[offset + k - 1] + 1, y = x - k;
                int from = x;
                while (x < n && y < m && y >= 0 && _a[aEnd - 1 - x] == _b[bEnd - 1 - y]) (x, y) = (x + 1, y + 1);
                _stepsLeft -= x - from;
                backward[offset + k] = x;
                int opposite = delta - k;
                if (delta % 2 != 0 || opposite < -d || opposite > d || x > n || y > m || x + forward[offset + opposite] < n) continue;
                return Meet(n - x, m - y, n, m, aStart, bStart, out aMiddle, out bMiddle);
            }
        }
        return false;
    }

    // At an end of the box there is nothing to divide: the words that are left have none in common.
    static bool Meet(int x, int y, int n, int m, int aStart, int bStart, out int aMiddle, out int bMiddle)
    {
        (aMiddle, bMiddle) = (aStart + x, bStart + y);
        return x >= 0 && y >= 0 && x <= n && y <= m && (x, y) != (0, 0) && (x, y) != (n, m);
    }

    List<DiffPart> Collect(List<string> a, List<string> b)
    {
        List<DiffPart> parts = [];
        for (int inA = 0, inB = 0; inA < a.Count || inB < b.Count;)
        {
            int fromA = inA, fromB = inB;
            while (inA < a.Count && _onlyA[inA]) inA++;
            while (inB < b.Count && _onlyB[inB]) inB++;
            if (inA > fromA) parts.Add(new(DiffKind.First, a[fromA..inA]));
            if (inB > fromB) parts.Add(new(DiffKind.Second, b[fromB..inB]));
            fromA = inA;
            while (inA < a.Count && inB < b.Count && !_onlyA[inA] && !_onlyB[inB]) (inA, inB) = (inA + 1, inB + 1);
            if (inA > fromA) parts.Add(new(DiffKind.Same, a[fromA..inA]));
        }
        return parts;
    }
}
