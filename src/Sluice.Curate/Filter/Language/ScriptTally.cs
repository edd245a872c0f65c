using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sluice.Curate.Filter.Language;

/// <summary>Counts the letters of a text by script: one worker's scratch numbers.</summary>
/// <remarks>Source: Unicode's property Script, UAX #24; codes of ISO 15924. Japanese (<c>Jpan</c>) and Korean (<c>Kore</c>) are scripts of several; Chinese is <c>Hans</c> or <c>Hant</c>
/// where its characters tell, else <c>Hani</c>. A text without a letter has the code for an undetermined script, <c>Zyyy</c>.</remarks>
public sealed class ScriptTally
{
    /// <summary>The code of a text without a letter.</summary>
    public const string Undetermined = "Zyyy";

    const int BasicPlane = 0x10000;
    // Kana among ideographs make a text Japanese from this share of its letters on: names and quotations in Chinese have fewer.
    const int KanaShareMin = 20;
    const int RepeatsMax = 3;

    static readonly string[] s_codes;
    static readonly byte[] s_basic = new byte[BasicPlane]; // Index in s_codes; 0 for none.
    static readonly (int First, int Last, byte Script)[] s_above;
    static readonly int s_latin, s_han, s_hiragana, s_katakana, s_hangul, s_bopomofo;

    readonly int[] _letters = new int[s_codes.Length];
    int _simplified, _traditional;
    int _last, _repeats;

    static ScriptTally()
    {
        List<string> codes = [Undetermined];
        List<(int First, int Last, byte Script)> above = [];
        foreach (string line in ScriptTable.Ranges.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ');
            foreach (string range in parts[1..])
            {
                int dash = range.IndexOf('-', StringComparison.Ordinal);
                int first = Hex(dash < 0 ? range : range[..dash]), last = Hex(dash < 0 ? range : range[(dash + 1)..]);
                if (first >= BasicPlane) above.Add((first, last, (byte)codes.Count));
                else
                {
                    for (int c = first; c <= last; c++)
                        if (IsLetter((char)c)) s_basic[c] = (byte)codes.Count;
                }
            }
            codes.Add(parts[0]);
        }
        s_codes = [.. codes];
        s_above = [.. above.OrderBy(range => range.First)];
        (s_latin, s_han, s_hangul) = (codes.IndexOf("Latn"), codes.IndexOf("Hani"), codes.IndexOf("Hang"));
        (s_hiragana, s_katakana, s_bopomofo) = (codes.IndexOf("Hira"), codes.IndexOf("Kana"), codes.IndexOf("Bopo"));
    }

    /// <summary>Letters and marks of the text read last, of all scripts; of one that is repeated in a row, only the first three.</summary>
    public int Letters { get; private set; }

    /// <summary>Counts a text.</summary>
    /// <param name="textUtf8">The text, valid UTF-8.</param>
    /// <remarks>Time O(bytes); allocates nothing.</remarks>
    public void Read(ReadOnlySpan<byte> textUtf8)
    {
        _letters.AsSpan().Clear();
        Letters = _simplified = _traditional = _last = _repeats = 0;
        int latin = 0;
        while (!textUtf8.IsEmpty)
        {
            byte first = textUtf8[0];
            if (first < 0x80)
            {
                // Letters of both cases lie at equal places of their blocks of 32.
                if ((uint)((first | 0x20) - 'a') < 26 && !IsRepeat(first)) latin++;
                textUtf8 = textUtf8[1..];
                continue;
            }
            if (Rune.DecodeFromUtf8(textUtf8, out Rune rune, out int length) == OperationStatus.Done) Add(rune.Value);
            textUtf8 = textUtf8[length..];
        }
        _letters[s_latin] += latin;
        Letters += latin;
    }

    /// <summary>The ISO 15924 code of the script with the most letters in the text read last; of equals, the first in Unicode's order.</summary>
    public string Script()
    {
        if (Letters == 0) return Undetermined;
        // Scripts that are written together count as one: their sum is compared with the others.
        int kana = _letters[s_hiragana] + _letters[s_katakana], han = _letters[s_han], hangul = _letters[s_hangul];
        int eastAsian = kana + han + hangul + _letters[s_bopomofo];
        int most = 0;
        for (int n = 1; n < _letters.Length; n++)
            if (!IsEastAsian(n) && _letters[n] > (most == 0 ? 0 : _letters[most])) most = n;
        if (most != 0 && _letters[most] >= eastAsian) return s_codes[most];
        if (hangul > kana && (long)hangul * KanaShareMin > eastAsian) return "Kore";
        if (kana > 0 && (long)kana * KanaShareMin > eastAsian) return "Jpan";
        if (_letters[s_bopomofo] > han) return "Bopo";
        return _simplified > _traditional ? "Hans" : _traditional > _simplified ? "Hant" : "Hani";
    }

    bool IsRepeat(int letter)
    {
        _repeats = letter == _last ? _repeats + 1 : 1;
        _last = letter;
        return _repeats > RepeatsMax;
    }

    static bool IsEastAsian(int script) => script == s_han || script == s_hiragana || script == s_katakana || script == s_hangul || script == s_bopomofo;

    void Add(int codePoint)
    {
        int script = codePoint < BasicPlane ? s_basic[codePoint] : Above(codePoint);
        if (script == 0 || IsRepeat(codePoint)) return;
        _letters[script]++;
        Letters++;
        if (script != s_han) return;
        if (HanVariants.IsSimplified(codePoint)) _simplified++;
        else if (HanVariants.IsTraditional(codePoint)) _traditional++;
    }

    static int Above(int codePoint)
    {
        int low = 0, high = s_above.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (s_above[middle].Last < codePoint) low = middle + 1;
            else high = middle;
        }
        return low < s_above.Length && s_above[low].First <= codePoint ? s_above[low].Script : 0;
    }

    // Some scripts have digits, punctuation and signs of their own: they do not make a text.
    static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
