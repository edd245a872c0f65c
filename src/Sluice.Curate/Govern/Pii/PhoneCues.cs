using System.Text;

namespace Sluice.Curate.Govern.Pii;

/// <summary>Words beside a number that say it is a telephone's: <c>Phone: 60 56 85 91</c>, <c>call 785 8949</c>, <c>781 1704 office</c>.</summary>
/// <remarks>A word before must be the last, or stand before one or two of "at", "on", "to", "number" and their like, on the same line or alone on the line
/// before. A word behind must be the next. Each look costs a constant.</remarks>
static class PhoneCues
{
    const int WindowMax = 40;

    static readonly byte[][] s_before = Words("phone telephone tel mobile cell cellphone fax call calling dial desk whatsapp hotline handy ring sms answering reach messages telefon telefone telefono teléfono télefono tél téléphone " +
        "portable móvil movil celular cellulare komórka telefonnummer telefax faks тел телефон факс Тел Телефон Факс τηλ τηλέφωνο 電話 电话 전화");

    static readonly byte[][] s_between = Words("at on to is us me no number num nr numbers the our my your under office work home or and");

    static readonly byte[][] s_behind = Words("office fax mobile cell phone tel telefax desk");

    /// <summary>Whether one stands before an offset.</summary>
    public static bool IsBefore(ReadOnlySpan<byte> text, int at)
    {
        int floor = Math.Max(0, at - WindowMax), lines = 0;
        for (int word = 0; word < 3; word++)
        {
            while (at > floor && !IsLetter(text[at - 1]))
            {
                byte b = text[--at];
                if (char.IsAsciiDigit((char)b) || b is (byte)';' or (byte)',' or (byte)'=' or (byte)'?' || (b == '\n' && ++lines > 1)) return false;
            }
            int end = at;
            while (at > floor && IsLetter(text[at - 1])) at--;
            if (end == at || (at == floor && floor > 0)) return false;
            if (Contains(s_before, text[at..end])) return true;
            if (lines > 0 || !Contains(s_between, text[at..end])) return false;
        }
        return false;
    }

    /// <summary>Whether one stands at an offset, behind a blank, a hyphen or a parenthesis.</summary>
    public static bool IsBehind(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        while (start < text.Length && start - at < 2 && text[start] is (byte)' ' or (byte)'-' or (byte)'(') start++;
        int end = start;
        while (end < text.Length && end - start < WindowMax && IsLetter(text[end])) end++;
        return start > at && Contains(s_behind, text[start..end]);
    }

    static bool IsLetter(byte b) => char.IsAsciiLetter((char)b) || b >= 0x80 || b == '\'';

    static bool Contains(byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (byte[] known in words)
            if (known.Length == word.Length && IsSame(known, word)) return true;
        return false;
    }

    static bool IsSame(ReadOnlySpan<byte> known, ReadOnlySpan<byte> word)
    {
        for (int i = 0; i < word.Length; i++)
            if (known[i] != (char.IsAsciiLetterUpper((char)word[i]) ? word[i] | 0x20 : word[i])) return false;
        return true;
    }

    static byte[][] Words(string words) => [.. words.Split(' ').Select(Encoding.UTF8.GetBytes)];
}
