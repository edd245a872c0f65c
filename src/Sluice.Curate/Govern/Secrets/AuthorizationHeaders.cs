namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds what an <c>Authorization</c> header carries: <c>Authorization: Bearer …</c>, <c>Basic …</c>, <c>Token …</c>, or a bare value.</summary>
/// <remarks>Source: RFC 9110 section 11.6.2, RFC 6750, RFC 7617.</remarks>
sealed class AuthorizationHeaders(Randomness randomness)
{
    const int LengthMin = 8, LengthMax = 4096;
    const double EntropyMin = 2.75;

    /// <summary>Finds the value of the header in whose name <c>uth</c> stands at an offset.</summary>
    public void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        if (!text[at..].StartsWith("uthorization"u8) && !text[at..].StartsWith("UTHORIZATION"u8)) return;
        at += "uthorization".Length;
        int start = SkipBetween(text, at);
        if (start == at || text[at..start].IndexOfAny((byte)':', (byte)'=', (byte)',') < 0) return;
        int word = start;
        while (word < text.Length && char.IsAsciiLetter((char)text[word])) word++;
        if (word < text.Length && text[word] == ' ' && IsScheme(text[start..word])) start = SkipBetween(text, word);
        int end = start;
        while (end < text.Length && end - start <= LengthMax && (TokenClasses.IsValue(text[end]) || text[end] == '@')) end++;
        if (end - start is < LengthMin or > LengthMax || (end < text.Length && text[end] > ' ' && text[end] is not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' or (byte)',' or (byte)'<'))) return;
        ReadOnlySpan<byte> value = text[start..end];
        if (randomness.Entropy(value) < EntropyMin || Randomness.Regularity(value) > LookAlikes.RegularityMax || Randomness.IsWordy(value) || LookAlikes.NamesItself(value)
            || LookAlikes.IsReference(value) || value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return;
        spans.Add(start, end, SecretKinds.Authorization);
    }

    static bool IsScheme(ReadOnlySpan<byte> word) => word.Length is >= 5 and <= 6
        && (Ascii(word, "bearer") || Ascii(word, "basic") || Ascii(word, "token") || Ascii(word, "apikey"));

    static bool Ascii(ReadOnlySpan<byte> word, string lower) => System.Text.Ascii.EqualsIgnoreCase(word, lower);

    static int SkipBetween(ReadOnlySpan<byte> text, int at)
    {
        for (int i = 0; i < 8 && at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)':' or (byte)'=' or (byte)'"' or (byte)'\'' or (byte)',' or (byte)'>' or (byte)']' or (byte)'\\' or (byte)'`'; i++) at++;
        return at;
    }
}
