namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds the password that a <c>curl</c> command is given: <c>curl -u name:password</c>, <c>--user "name:password"</c>.</summary>
sealed class CurlCommands(Randomness randomness)
{
    const int LengthMax = 2000, LinesMax = 6, ArgumentLengthMax = 200;

    int _until;

    /// <summary>Forgets the last text.</summary>
    public void Reset() => _until = 0;

    /// <summary>Finds the password of the command that starts at an offset.</summary>
    public void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        if (at < _until || !text[at..].StartsWith("curl"u8) || (at > 0 && TokenClasses.IsToken(text[at - 1]))) return;
        int end = Math.Min(text.Length, at + LengthMax), lines = 0;
        for (int i = at + 4; i + 3 < end; i++)
        {
            if (text[i] == '\n' && ++lines == LinesMax) end = i;
            if (text[i] != '-' || text[i - 1] is not ((byte)' ' or (byte)'\t' or (byte)'\n')) continue;
            int argument = text[i..].StartsWith("--user"u8) ? i + 6 : text[i..].StartsWith("-u"u8) ? i + 2 : 0;
            if (argument == 0 || argument >= end || text[argument] is not ((byte)' ' or (byte)'\t' or (byte)'=' or (byte)'"' or (byte)'\'' or (byte)'\\')) continue;
            while (argument < end && text[argument] is (byte)' ' or (byte)'\t' or (byte)'=' or (byte)'\\' or (byte)'\r' or (byte)'\n') argument++;
            FindArgument(text, argument, spans);
        }
        _until = end;
    }

    // One word as the shell reads it: quotes may stand around all of it or a part.
    void FindArgument(ReadOnlySpan<byte> text, int start, SecretSpans spans)
    {
        byte quote = 0;
        int colon = -1, end = start, limit = Math.Min(text.Length, start + ArgumentLengthMax);
        for (; end < limit; end++)
        {
            byte b = text[end];
            if (quote != 0 && b == quote) quote = 0;
            else if (quote == 0 && b is (byte)'"' or (byte)'\'') quote = b;
            else if (quote == 0 && b <= ' ') break;
            else if (b == ':' && colon < 0) colon = end;
            else if (b == '\n') break;
        }
        if (colon < 0) return;
        int from = colon + 1;
        while (from < end && text[from] is (byte)'"' or (byte)'\'') from++;
        while (end > from && text[end - 1] is (byte)'"' or (byte)'\'' or (byte)',' or (byte)';' or (byte)')') end--;
        ReadOnlySpan<byte> password = text[from..end];
        if (password.Length < 3 || LookAlikes.IsReference(password) || LookAlikes.IsTrivial(password) || LookAlikes.IsNamedPassword(password)) return;
        if (password.IndexOf((byte)' ') >= 0 || randomness.Entropy(password) < 2) return;
        spans.Add(from, end, SecretKinds.CurlPassword);
    }
}
