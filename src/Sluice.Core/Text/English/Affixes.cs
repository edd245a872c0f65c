using System.Text;

namespace Sluice.Core.Text.English;

/// <summary>What is cut off at the ends of a chunk, and where a chunk is cut inside. All lengths in bytes; constant time but for runs of full stops.</summary>
static class Affixes
{
    // Cut off behind an ASCII digit. "тбكم" is one entry, and "тб" none, because the reference's list lacks a space there.
    static readonly byte[][] s_units = Encode(
        "km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % " +
        "км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг м/с км/ч кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ тбكم " +
        "كم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ غرام جرام جم كغ ملغ كوب اكواب " +
        "$ £ € ¥ ฿ US$ C$ A$ ₽ ﷼ ₴ ₠ ₡ ₢ ₣ ₤ ₥ ₦ ₧ ₨ ₩ ₪ ₫ ₭ ₮ ₯ ₰ ₱ ₲ ₳ ₵ ₶ ₷ ₸ ₹ ₺ ₻ ₼ ₾ ₿");

    static readonly int s_unitBytesMax = s_units.Max(u => u.Length);

    static byte[][] Encode(string list) => [.. list.Split(' ').Select(Encoding.UTF8.GetBytes)];

    /// <summary>Bytes cut off at the start; 0 where nothing is.</summary>
    public static int PrefixLength(ReadOnlySpan<byte> chunk)
    {
        byte first = chunk[0];
        switch (first)
        {
            case (byte)'+':
                return chunk.Length > 1 && chunk[1] is >= (byte)'0' and <= (byte)'9' ? 0 : 1;
            case (byte)'.':
                int stops = RunOfStops(chunk, 0);
                return stops >= 2 ? stops : 0;
            case (byte)'U':
                return chunk.StartsWith("US$"u8) ? 3 : 0;
            case (byte)'A' or (byte)'C':
                return chunk.Length > 1 && chunk[1] == '$' ? 2 : 0;
        }
        return (Characters.Of(Utf8.At(chunk, 0, out int length)) & CharacterClasses.Prefix) != 0 ? length : 0;
    }

    /// <summary>Bytes cut off at the end; 0 where nothing is.</summary>
    public static int SuffixLength(ReadOnlySpan<byte> chunk)
    {
        if (chunk.IsEmpty) return 0;
        switch (chunk[^1])
        {
            case (byte)'.':
                return FinalStops(chunk);
            case (byte)'+':
                return chunk.Length > 1 && IsDigit(chunk[^2]) ? 1 : 0;
            case (byte)'s' or (byte)'S':
                int before = chunk.Length - 1;
                if (chunk[..before].EndsWith("'"u8)) return 2;
                if (chunk[..before].EndsWith("’"u8)) return 1 + "’"u8.Length;
                break;
        }
        int last = Utf8.Before(chunk, chunk.Length, out int length);
        if ((Characters.Of(last) & CharacterClasses.Suffix) == 0) return UnitLength(chunk);
        // Two ellipsis characters go together.
        return last == '…' && chunk[..^length].EndsWith("…"u8) ? 2 * length : length;
    }

    /// <summary>Bytes of the infix at an offset; 0 where none starts there.</summary>
    /// <param name="chunk">The chunk, ends cut off.</param>
    /// <param name="at">Offset of a character of class <see cref="CharacterClasses.InfixStart"/>.</param>
    /// <param name="before">Classes of the character before it; none at the start.</param>
    public static int InfixLength(ReadOnlySpan<byte> chunk, int at, CharacterClasses before)
    {
        const CharacterClasses LetterOrDigit = CharacterClasses.Letter | CharacterClasses.Digit;
        int length;
        switch (chunk[at])
        {
            case (byte)'.':
                int stops = RunOfStops(chunk, at);
                if (stops >= 2) return stops;
                return (before & (CharacterClasses.Lower | CharacterClasses.Quote)) != 0
                    && (ClassesAt(chunk, at + 1) & (CharacterClasses.Upper | CharacterClasses.Quote)) != 0 ? 1 : 0;
            case (byte)'+' or (byte)'*' or (byte)'^':
                return IsBetweenNumbers(chunk, at, before) ? 1 : 0;
            case (byte)',':
                return (before & CharacterClasses.Letter) != 0 && (ClassesAt(chunk, at + 1) & CharacterClasses.Letter) != 0 ? 1 : 0;
            case (byte)':' or (byte)'<' or (byte)'>' or (byte)'=' or (byte)'/' or (byte)'~':
                return (before & LetterOrDigit) != 0 && (ClassesAt(chunk, at + 1) & CharacterClasses.Letter) != 0 ? 1 : 0;
            case (byte)'-':
                if (IsBetweenNumbers(chunk, at, before)) return 1;
                if ((before & LetterOrDigit) == 0) return 0;
                for (length = 1; length <= 3; length++)
                {
                    if ((ClassesAt(chunk, at + length) & CharacterClasses.Letter) != 0) return length;
                    if (at + length >= chunk.Length || chunk[at + length] != '-') return 0;
                }
                return 0;
        }
        int c = Utf8.At(chunk, at, out length);
        if (c is not ('–' or '—')) return length;
        if ((before & LetterOrDigit) == 0) return 0;
        if ((ClassesAt(chunk, at + length) & CharacterClasses.Letter) != 0) return length;
        return c == '—' && chunk[(at + length)..].StartsWith("—"u8) && (ClassesAt(chunk, at + 2 * length) & CharacterClasses.Letter) != 0 ? 2 * length : 0;
    }

    static bool IsBetweenNumbers(ReadOnlySpan<byte> chunk, int at, CharacterClasses before) =>
        (before & CharacterClasses.Digit) != 0 && at + 1 < chunk.Length && (IsDigit(chunk[at + 1]) || chunk[at + 1] == '-');

    // One full stop goes behind lower case, digits and marks, behind two capitals, and behind degrees; a run of them goes whole.
    static int FinalStops(ReadOnlySpan<byte> chunk)
    {
        int run = 1;
        while (run < chunk.Length && chunk[^(run + 1)] == '.') run++;
        if (run >= 2) return run;
        if (chunk.Length == 1) return 0;
        int last = Utf8.Before(chunk, chunk.Length - 1, out int length);
        CharacterClasses classes = Characters.Of(last);
        if ((classes & CharacterClasses.BeforeStop) != 0) return 1;
        int end = chunk.Length - 1 - length;
        if (end == 0) return 0;
        int secondLast = Utf8.Before(chunk, end, out _);
        if ((classes & CharacterClasses.Upper) != 0 && (Characters.Of(secondLast) & CharacterClasses.Upper) != 0) return 1;
        return secondLast == '°' && last is 'F' or 'f' or 'C' or 'c' or 'K' or 'k' ? 1 : 0;
    }

    static int UnitLength(ReadOnlySpan<byte> chunk)
    {
        // Units hold no digit, so the unit is what follows the last one.
        int length = 0;
        while (length < chunk.Length && !IsDigit(chunk[^(length + 1)]))
            if (++length > s_unitBytesMax) return 0;
        if (length == 0 || length == chunk.Length) return 0;
        ReadOnlySpan<byte> tail = chunk[^length..];
        foreach (byte[] unit in s_units)
            if (tail.SequenceEqual(unit)) return length;
        return 0;
    }

    static CharacterClasses ClassesAt(ReadOnlySpan<byte> chunk, int at) => at < chunk.Length ? Characters.Of(Utf8.At(chunk, at, out _)) : CharacterClasses.None;

    static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    static int RunOfStops(ReadOnlySpan<byte> chunk, int at)
    {
        int end = at;
        while (end < chunk.Length && chunk[end] == '.') end++;
        return end - at;
    }
}
