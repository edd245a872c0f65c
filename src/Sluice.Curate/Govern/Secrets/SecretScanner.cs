using System.Numerics;

namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds the secrets of a text in one pass: <see cref="SecretAnchors"/> says where to look, a matcher for each family of formats looks.</summary>
/// <remarks>Linear in the text, whatever it is; keeps no text; an instance belongs to one worker.</remarks>
sealed class SecretScanner
{
    const int LongRun = 20, DottedPrefixMax = 48;

    readonly SecretAnchors _anchors = new();
    readonly TokenFormats _formats;
    readonly AssignedValues _assigned;
    readonly PrivateKeyBlocks _keys;
    readonly Passwords _passwords;
    readonly CurlCommands _curl;
    readonly AuthorizationHeaders _authorization;
    readonly KubernetesSecrets _kubernetes = new();
    readonly Randomness _randomness = new();
    int _runEnd;

    /// <summary>Makes a scanner.</summary>
    public SecretScanner()
    {
        _formats = new(_randomness);
        _assigned = new(_randomness);
        _keys = new(_randomness);
        _passwords = new(_randomness);
        _curl = new(_randomness);
        _authorization = new(_randomness);
    }

    /// <summary>Adds the secrets of a text, overlaps and all.</summary>
    public void Find(ReadOnlySpan<byte> text, SecretSpans spans)
    {
        _runEnd = 0;
        _formats.Reset();
        _assigned.Reset();
        _curl.Reset();
        _kubernetes.Reset();
        for (int at = 0; at < text.Length; at += SecretAnchors.Block)
        {
            SecretAnchors.Found found = _anchors.Look(text, at);
            for (ulong bits = found.Literals; bits != 0; bits &= bits - 1) TakeLiteral(text, at + BitOperations.TrailingZeroCount(bits), spans);
            for (ulong bits = found.Runs; bits != 0; bits &= bits - 1)
            {
                int run = at + BitOperations.TrailingZeroCount(bits);
                if (run >= _runEnd) TakeRun(text, run, spans);
            }
        }
    }

    void TakeLiteral(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        switch (text[at] | 0x20)
        {
            case ':':
                if (text[at..].StartsWith("://"u8)) UrlSecrets.FindAt(text, at, spans);
                break;
            case 'p' when (text[at + 1] | 0x20) == 'u':
                PrivateKeyBlocks.FindPutty(text, at, spans);
                break;
            case 'p':
                _passwords.FindAt(text, at, spans);
                break;
            case 'c':
                _curl.FindAt(text, at, spans);
                break;
            case 'n':
                _kubernetes.FindAt(text, at, spans);
                break;
            case 'u':
                _authorization.FindAt(text, at, spans);
                break;
            case 'b' when text[at..].StartsWith("BEGIN "u8):
                _keys.FindPem(text, at, spans);
                break;
            case 'b':
                BundlerCredentials.FindAt(text, at, spans);
                break;
        }
    }

    void TakeRun(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        int start = at, end = at + 1;
        while (start > _runEnd && TokenClasses.IsToken(text[start - 1])) start--;
        while (end < text.Length && TokenClasses.IsToken(text[end])) end++;
        _runEnd = end;
        if (end - start < 10) return;
        bool hasDigit = text[start..end].IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
        if (!hasDigit && end - start < LongRun) return;
        if (FindFormat(text, start, end, spans)) return;
        if (FloatingFormats.FindAt(text, start, end, spans, _randomness) || !hasDigit) return;
        _assigned.Find(text, start, end, spans);
    }

    bool FindFormat(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans)
    {
        // What an escape leaves of itself before a token: \nghp_…
        bool isEscaped = start > 0 && text[start - 1] == '\\';
        if (_formats.FindAt(text, start, spans, out int found) || (isEscaped && _formats.FindAt(text, start + 1, spans, out found))) return Took(found);
        if (start > 0 && text[start - 1] == '%' && _formats.FindAt(text, start + 2, spans, out found)) return Took(found);
        for (int hyphen = start; ; hyphen++)
        {
            int next = text[hyphen..end].IndexOf((byte)'-');
            if (next < 0) break;
            hyphen += next;
            if (_formats.FindAt(text, hyphen + 1, spans, out found)) return Took(found);
        }
        if (start < 2 || text[start - 1] is not ((byte)'.' or (byte)'~')) return false;
        for (int prefix = start - 2; prefix >= Math.Max(0, start - DottedPrefixMax) && (TokenClasses.IsToken(text[prefix]) || text[prefix] is (byte)'.' or (byte)'~'); prefix--)
            if ((prefix == 0 || !TokenClasses.IsToken(text[prefix - 1])) && _formats.FindAt(text, prefix, spans, out found)) return Took(found);
        return false;
    }

    bool Took(int end)
    {
        _runEnd = Math.Max(_runEnd, end);
        return true;
    }
}
