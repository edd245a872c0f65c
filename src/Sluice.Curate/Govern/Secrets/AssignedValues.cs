namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds random values that are given to a name that says they are secret: <c>api_key = "…"</c>, <c>"clientSecret": "…"</c>,
/// <c>&lt;token&gt;…&lt;/token&gt;</c>.</summary>
/// <remarks>It starts from the value, a run that can be a key, and reads backwards: quotes, an operator, the name. A value is looked at once, so a text costs
/// linear time.</remarks>
sealed class AssignedValues(Randomness randomness)
{
    const int LengthMin = 10, ValueLengthMax = 512, NameLengthMax = 80;

    readonly CredentialName _name = new();
    int _valueEnd;

    /// <summary>Forgets the last text.</summary>
    public void Reset() => _valueEnd = 0;

    /// <summary>Finds the value that holds a run of letters and digits.</summary>
    public void Find(ReadOnlySpan<byte> text, int runStart, int runEnd, SecretSpans spans)
    {
        if (runStart < _valueEnd) return;
        int start = runStart, end = runEnd, floor = _valueEnd;
        while (start > floor && text[start - 1] != '=' && TokenClasses.IsValue(text[start - 1])) start--;
        while (end < text.Length && TokenClasses.IsValue(text[end])) end++;
        _valueEnd = end;
        // a \n before or behind, as in strings of strings
        if (start > 0 && text[start - 1] == '\\' && text[start] is (byte)'n' or (byte)'t' or (byte)'r') start++;
        if (end - start is < LengthMin or > ValueLengthMax) return;
        if (!EndsValue(text, end)) return;
        int nameEnd = OperatorStart(text, start);
        if (nameEnd < 0) return;
        ReadOnlySpan<byte> value = text[start..end];
        // The name, and one word behind it at most: the type of "var token string = …".
        int nameStart = nameEnd, words = 1;
        for (; nameStart > 0 && nameEnd - nameStart < NameLengthMax; nameStart--)
        {
            byte b = text[nameStart - 1];
            if (b is (byte)' ' or (byte)'\t' ? nameStart < nameEnd && text[nameStart] > ' ' && ++words > 2 : !TokenClasses.IsToken(b) && b != '.') break;
        }
        if (nameStart == nameEnd) return;
        _name.Read(text[nameStart..nameEnd]);
        int kind = KindOf(value);
        if (kind >= 0) spans.Add(start, end, kind);
    }

    static bool EndsValue(ReadOnlySpan<byte> text, int end) => end >= text.Length
        || text[end] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)';' or (byte)',' or (byte)'&' or (byte)'<' or (byte)'\\' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    // Where the name in front of a value ends; -1 where there is no operator between.
    static int OperatorStart(ReadOnlySpan<byte> text, int at)
    {
        bool isAssigned = false, isQuoted = false;
        for (int i = 0; i < 5 && at > 0 && text[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'=' or (byte)'\\'; i++)
        {
            at--;
            isAssigned |= text[at] == '=';
            isQuoted |= text[at] is (byte)'"' or (byte)'\'' or (byte)'`';
        }
        for (int i = 0; i < 4 && at > 0 && text[at - 1] is (byte)'=' or (byte)':' or (byte)'>' or (byte)'|' or (byte)'?' or (byte)','; i++)
        {
            at--;
            if (text[at] == ',' && !(isQuoted && IsFirstArgument(text, at))) return -1;
            isAssigned = true;
        }
        if (!isAssigned) return -1;
        for (int i = 0; i < 4 && at > 0 && text[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'`' or (byte)']' or (byte)'\\'; i++) at--;
        return at;
    }

    /// <summary>Whether a string that ends before a comma is the first argument of a call, as the names of settings are: <c>set("token", "…")</c>.</summary>
    internal static bool IsFirstArgument(ReadOnlySpan<byte> text, int comma)
    {
        if (comma < 2 || text[comma - 1] is not ((byte)'"' or (byte)'\'' or (byte)'`')) return false;
        byte quote = text[comma - 1];
        int open = comma - 2;
        while (open > 0 && comma - open < NameLengthMax && text[open] != quote) open--;
        return open > 0 && text[open] == quote && text[open - 1] == '(';
    }

    int KindOf(ReadOnlySpan<byte> value)
    {
        Secrecy secrecy = _name.Judge();
        int kind = -1;
        for (int i = 0; i < _name.Count && kind < 0; i++)
        {
            kind = ServiceValues.KindOf(_name[i], value);
            if (kind < 0 && i + 1 < _name.Count) kind = ServiceValues.KindOf(_name.Pair(i), value);
        }
        if (kind < 0 && secrecy == Secrecy.None) return -1;
        if (Randomness.Regularity(value) > LookAlikes.RegularityMax || LookAlikes.NamesItself(value) || LookAlikes.IsPublished(value)) return -1;
        if (kind >= 0 && secrecy == Secrecy.None && !EndsWithService()) return -1;
        if (!IsRandom(value, kind >= 0 ? Secrecy.Strong : secrecy)) return -1;
        return kind >= 0 ? kind : _name.IsPassword() ? SecretKinds.Password : SecretKinds.ApiKey;
    }

    // "linear: 3f…" may be a secret where nothing but the service is named.
    bool EndsWithService() => _name.Count <= 2;

    bool IsRandom(ReadOnlySpan<byte> value, Secrecy secrecy)
    {
        double entropy = randomness.Entropy(value);
        if (Randomness.IsHex(value))
        {
            // Commits, digests and ids are hex too: only a name that leaves no doubt makes them secret.
            return secrecy == Secrecy.Strong && value.Length >= 16 && entropy >= 2.75 && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0;
        }
        if (IsPlace(value) || IsIdentifier(value) || IsPublicKey(value) || Randomness.IsWordy(value)) return false;
        return entropy >= (secrecy == Secrecy.Strong ? 3.4 : 4) && IsMixed(value);
    }

    // A path, a host, a version, a call.
    static bool IsPlace(ReadOnlySpan<byte> value)
    {
        if (value[0] is (byte)'/' or (byte)'.' or (byte)'~' || value.IndexOf("//"u8) >= 0 || value.IndexOf("./"u8) >= 0 || value.IndexOf(".."u8) >= 0) return true;
        int dots = value.Count((byte)'.'), slashes = value.Count((byte)'/');
        if (dots > 0 && slashes > 0) return true;
        // a.b.name, 1.2.3-rc.1: no part long enough for a key
        int longest = 0;
        for (ReadOnlySpan<byte> rest = value; dots > 0;)
        {
            int dot = rest.IndexOf((byte)'.');
            longest = Math.Max(longest, dot < 0 ? rest.Length : dot);
            if (dot < 0) break;
            rest = rest[(dot + 1)..];
        }
        return dots > 0 && longest < 20;
    }

    // gss_krb5_rfc1964_keydata: three parts or more, none long, each of small letters, of capitals, or with a capital first.
    static bool IsIdentifier(ReadOnlySpan<byte> value)
    {
        int parts = 1, length = 0;
        bool hasLower = false, hasUpper = false;
        foreach (byte b in value)
        {
            if (b is (byte)'_' or (byte)'-')
            {
                (parts, length, hasLower, hasUpper) = (parts + 1, 0, false, false);
                continue;
            }
            bool isUpper = char.IsAsciiLetterUpper((char)b), isLower = char.IsAsciiLetterLower((char)b);
            if (++length > 12 || (isUpper && hasLower) || !(isUpper || isLower || char.IsAsciiDigit((char)b))) return false;
            if (isLower && hasUpper && length > 2) return false;
            hasLower |= isLower;
            hasUpper |= isUpper && length > 1;
        }
        return parts >= 3;
    }

    // The first bytes of public keys, in DER and as OpenSSH writes them.
    static bool IsPublicKey(ReadOnlySpan<byte> value) => value.StartsWith("MFkwEw"u8) || value.StartsWith("MIGf"u8) || value.StartsWith("MIIBIj"u8) || value.StartsWith("MIICIj"u8)
        || value.StartsWith("MCowBQYDK2Vw"u8) || value.StartsWith("AAAAB3NzaC1"u8) || value.StartsWith("AAAAC3NzaC1"u8) || value.StartsWith("AAAAE2VjZHNh"u8);

    static bool IsMixed(ReadOnlySpan<byte> value)
    {
        int digits = 0, letters = 0;
        foreach (byte b in value)
        {
            if (char.IsAsciiDigit((char)b)) digits++;
            else if (char.IsAsciiLetter((char)b)) letters++;
        }
        return letters >= 3 && digits >= 1 && (digits >= 2 || value.Length >= 20);
    }
}
