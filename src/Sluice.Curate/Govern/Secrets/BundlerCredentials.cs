namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds the credentials of private gem sources in the variables that Bundler reads: <c>BUNDLE_GEMS__EXAMPLE__COM=name:password</c>.</summary>
/// <remarks>Source: bundle-config(1), "Credentials for gem sources": dots of the host as two underscores.</remarks>
static class BundlerCredentials
{
    const int NameLengthMax = 120, ValueLengthMax = 200;

    /// <summary>Finds the credentials of the variable whose name starts at an offset.</summary>
    public static void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        if (!text[at..].StartsWith("BUNDLE_"u8)) return;
        int end = at;
        while (end < text.Length && end - at < NameLengthMax && (char.IsAsciiLetterUpper((char)text[end]) || char.IsAsciiDigit((char)text[end]) || text[end] == '_')) end++;
        if (text[at..end].IndexOf("__"u8) < 0) return;
        int start = end;
        while (start < text.Length && start - end < 5 && text[start] is (byte)' ' or (byte)'=' or (byte)':' or (byte)'"' or (byte)'\'') start++;
        if (start == end) return;
        int colon = -1, to = start;
        for (; to < text.Length && to - start < ValueLengthMax && (TokenClasses.IsToken(text[to]) || text[to] is (byte)':' or (byte)'.' or (byte)'+' or (byte)'='); to++)
            if (text[to] == ':' && colon < 0) colon = to;
        if (colon < 0) return;
        ReadOnlySpan<byte> password = text[(colon + 1)..to];
        if (!LookAlikes.IsTrivial(password) && !LookAlikes.IsNamedPassword(password)) spans.Add(colon + 1, to, SecretKinds.BundlerCredentials);
    }
}
