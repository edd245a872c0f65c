using System.Buffers;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds passwords of any shape behind a name that says so: <c>password = "P@ss…"</c>, <c>DB_PWD=…</c>, <c>Password=…;</c> of a connection string,
/// <c>&lt;add key="ClearTextPassword" value="…" /&gt;</c>.</summary>
/// <remarks>Quoted values, and unquoted ones where nothing but a value can stand: settings files and connection strings. Words alone are left: they are mostly
/// what a program shows or reads, and no secret.</remarks>
sealed class Passwords(Randomness randomness)
{
    const int LengthMin = 6, LengthMax = 128, TailLengthMax = 16, EntropyMinTimes10 = 25;

    static readonly SearchValues<byte> s_brackets = SearchValues.Create("()[]{}"u8);

    /// <summary>Finds the password behind the name in which <c>pas</c> or <c>pwd</c> stands at an offset.</summary>
    public void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        int nameEnd = EndOfName(text, at);
        if (nameEnd < 0) return;
        int value = StartOfValue(text, nameEnd, out byte quote, out bool isEquals);
        if (value < 0) return;
        int end = value;
        int limit = Math.Min(text.Length, value + LengthMax + 1);
        if (quote != 0)
        {
            while (end < limit && text[end] != quote && text[end] is not ((byte)'\n' or (byte)' ')) end++;
            if (end >= text.Length || text[end] != quote) return;
            if (end > value && text[end - 1] == '\\') end--;
        }
        else
        {
            while (end < limit && text[end] is not ((byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t' or (byte)';' or (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'&' or (byte)',' or (byte)'`' or (byte)')')) end++;
            if (!isEquals && !IsSetting(text, at)) return;
            bool endsConnection = end < text.Length && text[end] is (byte)';' or (byte)'"';
            if (!IsSetting(text, at) && !(endsConnection && IsInConnection(text, at))) return;
        }
        if (IsPassword(text[value..end], quote != 0)) spans.Add(value, end, SecretKinds.Password);
    }

    // "passw(or)d", "passphrase", "pwd", "_pass", and at most a short tail: password2, pwd_prod. -1 for other names.
    static int EndOfName(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> rest = text[at..Math.Min(text.Length, at + 12)];
        int length = Is(rest, "password") || Is(rest, "passwort") ? 8 : Is(rest, "passwd") ? 6 : Is(rest, "passphrase") ? 10 : Is(rest, "pwd") ? 3 : Is(rest, "pass") && IsWholeWord(text, at, 4) ? 4 : 0;
        if (length == 0) return -1;
        int end = at + length, tail = end;
        while (end < text.Length && end - tail < TailLengthMax && TokenClasses.IsToken(text[end])) end++;
        for (int i = tail; i < end; i++)
            if (char.IsAsciiLetter((char)text[i]) && (i == tail || char.IsAsciiLetter((char)text[i - 1]) == false) && IsOther(text[i..end])) return -1;
        return end > tail && char.IsAsciiLetter((char)text[tail]) ? -1 : end;
    }

    static bool IsWholeWord(ReadOnlySpan<byte> text, int at, int length) =>
        (at == 0 || !char.IsAsciiLetter((char)text[at - 1])) && (at + length >= text.Length || !char.IsAsciiLetter((char)text[at + length]));

    static bool Is(ReadOnlySpan<byte> text, string word)
    {
        if (text.Length < word.Length) return false;
        for (int i = 0; i < word.Length; i++)
            if ((text[i] | 0x20) != word[i]) return false;
        return true;
    }

    static bool IsOther(ReadOnlySpan<byte> tail) => Is(tail, "hash") || Is(tail, "file") || Is(tail, "field") || Is(tail, "name") || Is(tail, "len") || Is(tail, "min") || Is(tail, "max") || Is(tail, "policy")
        || Is(tail, "reset") || Is(tail, "hint") || Is(tail, "label") || Is(tail, "input") || Is(tail, "type") || Is(tail, "url") || Is(tail, "path") || Is(tail, "id") || Is(tail, "key") || Is(tail, "text") || Is(tail, "error");

    // Behind quote, bracket and operator; -1 where no value follows. quote is 0 where none opens.
    static int StartOfValue(ReadOnlySpan<byte> text, int at, out byte quote, out bool isEquals)
    {
        (quote, isEquals) = (0, false);
        bool isAssigned = false, wasQuoted = false;
        for (int i = 0; i < 24 && at < text.Length; i++, at++)
        {
            byte b = text[at];
            if (b is (byte)' ' or (byte)'\t' or (byte)']' or (byte)'\\' or (byte)'?') continue;
            if (b is (byte)'=' or (byte)':' or (byte)'>')
            {
                isAssigned = true;
                isEquals |= b == '=';
                continue;
            }
            if (b is (byte)'"' or (byte)'\'' or (byte)'`')
            {
                if (isAssigned)
                {
                    quote = b;
                    return at + 1;
                }
                wasQuoted = true;
                continue;
            }
            if (b == ',' && wasQuoted && AssignedValues.IsFirstArgument(text, at))
            {
                isAssigned = true;
                continue;
            }
            if (!isAssigned && wasQuoted && text[at..].StartsWith("value=\""u8))
            {
                quote = (byte)'"';
                return at + "value=\"".Length;
            }
            return isAssigned && b > ' ' ? at : -1;
        }
        return -1;
    }

    // Whether the line has nothing but the name before the value: KEY=…, export KEY=…, key: ….
    static bool IsSetting(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        while (start > 0 && at - start < 60 && text[start - 1] is not ((byte)'\n' or (byte)'\r'))
        {
            start--;
            if (!TokenClasses.IsToken(text[start]) && text[start] is not ((byte)'.' or (byte)' ' or (byte)'\t' or (byte)'$')) return false;
        }
        return start == 0 || text[start - 1] is (byte)'\n' or (byte)'\r';
    }

    static bool IsInConnection(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> before = text[Math.Max(0, at - 200)..at];
        return before.TrimEnd((byte)' ').EndsWith(";"u8) && before.IndexOf((byte)'=') >= 0;
    }

    bool IsPassword(ReadOnlySpan<byte> value, bool isQuoted)
    {
        if (value.Length is < LengthMin or > LengthMax || LookAlikes.IsReference(value) || LookAlikes.IsTrivial(value) || LookAlikes.IsNamedPassword(value)) return false;
        int letters = 0, digits = 0, signs = 0;
        foreach (byte b in value)
        {
            if (char.IsAsciiLetter((char)b)) letters++;
            else if (char.IsAsciiDigit((char)b)) digits++;
            else if (b is not ((byte)'_' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)':' or (byte)'|' or (byte)',')) signs++;
            if (b >= 0x80 || b < ' ') return false;
        }
        if (letters < 2 || (digits == 0 && (signs == 0 || !isQuoted)) || (!isQuoted && value.IndexOfAny(s_brackets) >= 0)) return false;
        if (value.IndexOf("//"u8) >= 0 || value[^1] == ':' || value.IndexOf("()"u8) >= 0) return false;
        return randomness.Entropy(value) * 10 >= EntropyMinTimes10 && !(Randomness.IsWordy(value) && digits < 2);
    }
}
