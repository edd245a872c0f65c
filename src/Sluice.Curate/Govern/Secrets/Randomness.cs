namespace Sluice.Curate.Govern.Secrets;

/// <summary>Tells what was drawn at random from what people wrote: entropy, sequences, repeats and pairs of letters.</summary>
/// <remarks>An instance owns its counters; no method looks at more than <see cref="LengthMax"/> bytes.</remarks>
sealed class Randomness
{
    /// <summary>Bytes that are looked at.</summary>
    public const int LengthMax = 512;

    static readonly double[] s_countTimesLog = [0, .. Enumerable.Range(1, LengthMax).Select(n => n * Math.Log2(n))];

    // Pairs of letters that make up 95 of 100 in this project's own documentation and sources (200 of the 676): a row a first letter, as the letters behind it.
    static readonly string[] s_usualPairs =
    [
        "bcdgiklmnprstxy", "aelouy", "aehiklortu", "adeios", "acdeflmnprstwxy", "aefiort", "eirt", "aeiot", "cdefglmnoprstv", "s", "eis", "adeilostuy", "abeilmops",
        "acdegilostu", "cdfiklmnoprstuvw", "aelorstu", "u", "acdegiknorstuy", "acehilopstu", "aehimorstuy", "abeilmnprst", "aeo", "ehior", "t", "st", "e",
    ];

    static readonly uint[] s_pairs = [.. s_usualPairs.Select(row => row.Aggregate(0u, (bits, letter) => bits | 1u << (letter - 'a')))];

    readonly int[] _counts = new int[256];

    /// <summary>Shannon entropy of the bytes, in bits a byte; 0 for none.</summary>
    public double Entropy(ReadOnlySpan<byte> value)
    {
        if (value.Length > LengthMax) value = value[..LengthMax];
        if (value.IsEmpty) return 0;
        foreach (byte b in value) _counts[b]++;
        double sum = 0;
        foreach (byte b in value)
        {
            sum += s_countTimesLog[_counts[b]];
            _counts[b] = 0;
        }
        return (s_countTimesLog[value.Length] - sum) / value.Length;
    }

    /// <summary>Share of the bytes that lie in runs of four or more that repeat (<c>aaaa</c>) or count up or down (<c>abcd</c>, <c>4321</c>).</summary>
    public static double Regularity(ReadOnlySpan<byte> value)
    {
        if (value.Length > LengthMax) value = value[..LengthMax];
        int regular = 0;
        for (int i = 0; i + 1 < value.Length;)
        {
            int step = value[i + 1] - value[i], end = i + 1;
            if (step is < -1 or > 1)
            {
                i++;
                continue;
            }
            while (end + 1 < value.Length && value[end + 1] - value[end] == step) end++;
            if (end - i >= 3) regular += end - i + 1;
            i = end - i >= 3 ? end + 1 : i + 1;
        }
        return value.Length == 0 ? 0 : (double)regular / value.Length;
    }

    /// <summary>Whether a value reads like words or names of a program: long runs of letters in one case (or with a capital), made of the usual pairs.</summary>
    public static bool IsWordy(ReadOnlySpan<byte> value)
    {
        if (value.Length > LengthMax) value = value[..LengthMax];
        int pairs = 0, usual = 0, inWords = 0, others = 0;
        for (int i = 0; i < value.Length;)
        {
            if (!char.IsAsciiLetter((char)value[i]))
            {
                if (char.IsAsciiDigit((char)value[i])) others++;
                i++;
                continue;
            }
            int end = i + 1;
            while (end < value.Length && IsSameWord(value[end - 1], value[end], end - i)) end++;
            if (end - i >= 3)
            {
                inWords += end - i;
                for (int k = i; k + 1 < end; k++, pairs++)
                    if ((s_pairs[(value[k] | 0x20) - 'a'] >> ((value[k + 1] | 0x20) - 'a') & 1) != 0) usual++;
            }
            else others += end - i;
            i = end;
        }
        return pairs > 0 && inWords * 2 >= others * 3 && usual * 10 >= pairs * 7;
    }

    // A small letter goes on with any; a capital with a capital, or with a small letter at the start of the word.
    static bool IsSameWord(byte before, byte next, int length) =>
        char.IsAsciiLetterLower((char)next) ? char.IsAsciiLetterLower((char)before) || length == 1 : char.IsAsciiLetterUpper((char)next) && char.IsAsciiLetterUpper((char)before);

    /// <summary>Whether all are hex digits, but for hyphens.</summary>
    public static bool IsHex(ReadOnlySpan<byte> value)
    {
        foreach (byte b in value)
            if (!char.IsAsciiHexDigit((char)b) && b != '-') return false;
        return true;
    }

    /// <summary>Whether it is written as a UUID: 8-4-4-4-12 hex digits.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> value) =>
        value.Length == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-' && IsHex(value);
}
