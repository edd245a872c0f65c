namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds private keys as they are written to files: PEM (RFC 7468), OpenSSH, PGP armor (RFC 9580), SSH2 and PuTTY.</summary>
/// <remarks>The whole block goes, its first and last line too: what remains is one placeholder. A block cut short goes as far as its lines do. Headers without
/// a key behind them, as programs that read keys have them, stay.</remarks>
sealed class PrivateKeyBlocks(Randomness randomness)
{
    const int HeaderLengthMax = 90, BlockLengthMax = 32 << 10, BodyLengthMin = 64, LineLengthMin = 24;

    /// <summary>Finds the PEM-like block at whose BEGIN an offset points.</summary>
    public void FindPem(ReadOnlySpan<byte> text, int begin, SecretSpans spans)
    {
        int start = begin;
        if (start > 0 && text[start - 1] == ' ') start--;
        while (start > 0 && begin - start < 6 && text[start - 1] == '-') start--;
        if (begin - start < 4) return;
        ReadOnlySpan<byte> header = text[begin..Math.Min(text.Length, begin + HeaderLengthMax)];
        int closes = header.IndexOf("----"u8), key = header.IndexOf("PRIVATE KEY"u8);
        if (closes < 0 || key < 0 || key > closes || header[..closes].IndexOfAny((byte)'\n', (byte)'"', (byte)'\'') >= 0) return;
        int body = begin + closes;
        while (body < text.Length && text[body] == '-') body++;
        int found = text[body..Math.Min(text.Length, body + BlockLengthMax)].IndexOf("PRIVATE KEY"u8);
        int end = found < 0 ? -1 : EndOf(text, body, body + found);
        int bodyEnd = end < 0 ? EndOfLines(text, body) : body + found;
        if (bodyEnd - body < BodyLengthMin || !IsKey(text[body..bodyEnd])) return;
        spans.Add(start, end < 0 ? bodyEnd : end, SecretKinds.PrivateKey);
    }

    /// <summary>Finds the PuTTY key whose first line starts at an offset.</summary>
    public static void FindPutty(ReadOnlySpan<byte> text, int start, SecretSpans spans)
    {
        if (!text[start..].StartsWith("PuTTY-User-Key-File-"u8)) return;
        ReadOnlySpan<byte> block = text[start..Math.Min(text.Length, start + BlockLengthMax)];
        int next = block[1..].IndexOf("PuTTY-User-Key-File-"u8);
        if (next >= 0) block = block[..(next + 1)];
        int lines = block.IndexOf("Private-Lines:"u8), mac = block.IndexOf("Private-MAC:"u8);
        if (lines < 0 || mac < lines) return;
        int end = mac + "Private-MAC:".Length;
        while (end < block.Length && (char.IsAsciiHexDigit((char)block[end]) || block[end] == ' ')) end++;
        spans.Add(start, start + end, SecretKinds.PrivateKey);
    }

    // Behind the END line; -1 where this is another BEGIN.
    static int EndOf(ReadOnlySpan<byte> text, int body, int at)
    {
        if (text[Math.Max(body, at - 60)..at].LastIndexOf("END "u8) < 0) return -1;
        at += "PRIVATE KEY".Length;
        if (text[at..].StartsWith(" BLOCK"u8)) at += " BLOCK".Length;
        while (at < text.Length && text[at] == '-') at++;
        return at;
    }

    // A key that is cut short: as many lines as look like one.
    static int EndOfLines(ReadOnlySpan<byte> text, int at)
    {
        int end = at;
        while (at < text.Length && end - at < BlockLengthMax)
        {
            int next = at;
            while (next < text.Length && next - at < 16 && text[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)'+' or (byte)',' or (byte)'\\' or (byte)'n' or (byte)'r') next++;
            int run = next;
            while (run < text.Length && IsBase64(text[run])) run++;
            if (run - next < LineLengthMin) break;
            at = end = run;
        }
        return end;
    }

    bool IsKey(ReadOnlySpan<byte> body)
    {
        int longest = 0, longestAt = 0, run = 0;
        for (int i = 0; i < body.Length; i++)
        {
            run = IsBase64(body[i]) ? run + 1 : 0;
            if (run > longest) (longest, longestAt) = (run, i + 1 - run);
        }
        ReadOnlySpan<byte> line = body.Slice(longestAt, longest);
        return longest >= LineLengthMin && randomness.Entropy(line) >= 3 && Randomness.Regularity(line) <= LookAlikes.RegularityMax && !Randomness.IsWordy(line);
    }

    static bool IsBase64(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' or (byte)'=';
}
