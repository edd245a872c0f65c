namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds passwords in URLs (<c>postgres://name:password@host</c>, RFC 3986 section 3.2.1) and URLs that are secrets themselves: webhooks.</summary>
static class UrlSecrets
{
    const int AuthorityLengthMax = 300, PathLengthMax = 400;

    static readonly bool[] s_ends = Ends();

    // Hosts, with what of the path shows that the rest is a secret, and how long that is at least.
    static readonly (byte[] Place, int LengthMin)[] s_webhooks =
    [
        ("hooks.slack.com/services/"u8.ToArray(), 40), ("hooks.slack.com/workflows/"u8.ToArray(), 40), ("hooks.slack.com/triggers/"u8.ToArray(), 40),
        ("discord.com/api/webhooks/"u8.ToArray(), 70), ("discordapp.com/api/webhooks/"u8.ToArray(), 70), (".webhook.office.com/webhookb2/"u8.ToArray(), 100),
        ("outlook.office.com/webhook/"u8.ToArray(), 100),
    ];

    /// <summary>Finds what is secret in the URL whose <c>://</c> stands at an offset.</summary>
    public static void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        if (at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1])) return;
        int start = at + 3, colon = -1, end = start;
        for (int limit = Math.Min(text.Length, start + AuthorityLengthMax); end < limit && !s_ends[text[end]]; end++)
            if (text[end] == ':' && colon < 0) colon = end;
        if (end < text.Length && text[end] == '@' && colon >= 0 && IsPassword(text[start..colon], text[(colon + 1)..end])) spans.Add(colon + 1, end, SecretKinds.UrlPassword);
        else if (end < text.Length && text[end] == '/') FindWebhook(text, start, end, spans);
    }

    static void FindWebhook(ReadOnlySpan<byte> text, int host, int slash, SecretSpans spans)
    {
        foreach ((byte[] place, int lengthMin) in s_webhooks)
        {
            int hostLength = place.AsSpan().IndexOf((byte)'/');
            int start = slash - hostLength;
            if (start < host || !text[start..].StartsWith(place)) continue;
            int from = start + place.Length, end = from;
            while (end < text.Length && end - from < PathLengthMax && (TokenClasses.IsToken(text[end]) || text[end] is (byte)'/' or (byte)'+' or (byte)'@')) end++;
            ReadOnlySpan<byte> path = text[from..end];
            if (path.Length >= lengthMin && Randomness.Regularity(path) < 0.4 && !LookAlikes.NamesItself(path) && path.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0) spans.Add(from, end, SecretKinds.Webhook);
            return;
        }
    }

    static bool IsPassword(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password) => password.Length >= 4 && !password.SequenceEqual(user)
        && !LookAlikes.IsReference(password) && !LookAlikes.IsTrivial(password) && !LookAlikes.IsNamedPassword(password) && !IsPort(password);

    static bool IsPort(ReadOnlySpan<byte> value) => value.Length <= 5 && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    static bool[] Ends()
    {
        bool[] ends = new bool[256];
        for (int b = 0; b <= ' '; b++) ends[b] = true;
        foreach (char c in "\"'`<>/\\@?#,;") ends[c] = true;
        return ends;
    }
}
