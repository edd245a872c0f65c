namespace Sluice.Curate.Govern.Secrets;

/// <summary>Formats that do not start with a literal: Azure client secrets, Telegram bots, Terraform Cloud, Facebook apps.</summary>
static class FloatingFormats
{
    static readonly int s_azure = SecretKinds.IndexOf("azure-client-secret"), s_telegram = SecretKinds.IndexOf("telegram-token"),
        s_terraform = SecretKinds.IndexOf("terraform-token"), s_facebook = SecretKinds.IndexOf("facebook-app-token");

    /// <summary>Finds the token of which a run of letters and digits is a part.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool FindAt(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans, Randomness randomness) =>
        start > 0 && text[start - 1] is (byte)'~' or (byte)'.' or (byte)':' ? FindAzure(text, start, spans, randomness) || FindTelegram(text, start, end, spans)
            : end < text.Length && text[end] is (byte)'.' or (byte)'|' && (FindTerraform(text, start, end, spans, randomness) || FindFacebook(text, start, end, spans, randomness));

    // Three characters, a digit, Q~, and 31 to 34 characters.
    static bool FindAzure(ReadOnlySpan<byte> text, int start, SecretSpans spans, Randomness randomness)
    {
        int from = start;
        while (from > 0 && start - from < 40 && IsAzure(text[from - 1])) from--;
        int mark = text[from..start].LastIndexOf("Q~"u8);
        if (mark < 4 || !char.IsAsciiDigit((char)text[from + mark - 1])) return false;
        int at = from + mark - 4, tail = from + mark + 2, to = tail;
        while (to < text.Length && to - tail < 40 && IsAzure(text[to])) to++;
        if (to - tail is < 31 or > 34 || (at > 0 && IsAzure(text[at - 1]) && text[at - 1] != '.')) return false;
        ReadOnlySpan<byte> token = text[at..to];
        if (randomness.Entropy(token) < 3 || Randomness.Regularity(token) > LookAlikes.RegularityMax || LookAlikes.NamesItself(token)) return false;
        spans.Add(at, to, s_azure);
        return true;
    }

    static bool IsAzure(byte b) => TokenClasses.IsToken(b) || b is (byte)'~' or (byte)'.';

    // Digits of the bot, a colon, and 35 characters of which the first is an A.
    static bool FindTelegram(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans)
    {
        if (end - start != 35 || text[start] != 'A' || text[start - 1] != ':') return false;
        int digits = start - 1;
        while (digits > 0 && start - digits <= 17 && char.IsAsciiDigit((char)text[digits - 1])) digits--;
        if (start - 1 - digits is < 5 or > 16 || (digits > 0 && TokenClasses.IsToken(text[digits - 1])) || Randomness.Regularity(text[start..end]) > LookAlikes.RegularityMax) return false;
        spans.Add(digits, end, s_telegram);
        return true;
    }

    static bool FindTerraform(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans, Randomness randomness)
    {
        if (end - start != 14 || !text[end..].StartsWith(".atlasv1."u8)) return false;
        int to = end + ".atlasv1.".Length, tail = to;
        while (to < text.Length && to - tail < 80 && (TokenClasses.IsToken(text[to]) || text[to] == '=')) to++;
        if (to - tail is < 60 or > 70 || randomness.Entropy(text[start..to]) < 3.5) return false;
        spans.Add(start, to, s_terraform);
        return true;
    }

    // An app's number, a bar, its secret.
    static bool FindFacebook(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans, Randomness randomness)
    {
        if (end - start is not (15 or 16) || text[end] != '|' || text[start..end].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        int to = end + 1;
        while (to < text.Length && to - end < 50 && TokenClasses.IsToken(text[to])) to++;
        if (to - end - 1 is < 27 or > 40 || randomness.Entropy(text[(end + 1)..to]) < 3) return false;
        spans.Add(start, to, s_facebook);
        return true;
    }
}
