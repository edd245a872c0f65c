namespace Sluice.Curate.Govern.Secrets;

/// <summary>Finds the values of Kubernetes Secrets in YAML: base64 below <c>data:</c> in a document whose <c>kind</c> is <c>Secret</c>.</summary>
/// <remarks>Source: Kubernetes API reference, Secret v1. Documents are divided by <c>---</c>.</remarks>
sealed class KubernetesSecrets
{
    const int BeforeMax = 4 << 10, AfterMax = 16 << 10, LengthMin = 10;

    int _until;

    /// <summary>Forgets the last text.</summary>
    public void Reset() => _until = 0;

    /// <summary>Finds the values of the document in which <c>nd:</c> of <c>kind:</c> stands at an offset.</summary>
    public void FindAt(ReadOnlySpan<byte> text, int at, SecretSpans spans)
    {
        if (at < _until || !text[..at].EndsWith("ki"u8)) return;
        int value = at + 3;
        while (value < text.Length && text[value] is (byte)' ' or (byte)'\t' or (byte)'"' or (byte)'\'') value++;
        if (!text[value..].StartsWith("Secret"u8) || (value + 6 < text.Length && TokenClasses.IsToken(text[value + 6]))) return;
        int start = Math.Max(_until, at - BeforeMax), end = Math.Min(text.Length, value + AfterMax);
        int before = text[start..at].LastIndexOf("\n---"u8), after = text[value..end].IndexOf("\n---"u8);
        if (before >= 0) start += before + 4;
        if (after >= 0) end = value + after;
        _until = end;
        FindValues(text, start, end, spans);
    }

    static void FindValues(ReadOnlySpan<byte> text, int at, int end, SecretSpans spans)
    {
        int dataIndent = -1;
        while (at < end)
        {
            int newline = text[at..end].IndexOf((byte)'\n'), next = newline < 0 ? end : at + newline + 1;
            int start = at;
            while (start < next && text[start] is (byte)' ' or (byte)'\t') start++;
            int indent = start - at;
            ReadOnlySpan<byte> line = text[start..next].TrimEnd("\r\n \t"u8);
            if (line.Length > 0 && line[0] != '#')
            {
                if (line.SequenceEqual("data:"u8)) dataIndent = indent;
                else if (dataIndent >= 0 && indent <= dataIndent) dataIndent = -1;
                else if (dataIndent >= 0) FindValue(text, start, start + line.Length, spans);
            }
            at = next;
        }
    }

    static void FindValue(ReadOnlySpan<byte> text, int start, int end, SecretSpans spans)
    {
        int colon = text[start..end].IndexOf((byte)':');
        int from = colon < 0 ? start : start + colon + 1;
        while (from < end && text[from] is (byte)' ' or (byte)'\t' or (byte)'"' or (byte)'\'') from++;
        int to = from;
        while (to < end && (char.IsAsciiLetterOrDigit((char)text[to]) || text[to] is (byte)'+' or (byte)'/' or (byte)'=')) to++;
        if (to - from < LengthMin || (to < end && text[to] is not ((byte)'"' or (byte)'\'' or (byte)' '))) return;
        ReadOnlySpan<byte> value = text[from..to];
        if (!LookAlikes.IsTrivial(value) && !LookAlikes.NamesItself(value)) spans.Add(from, to, SecretKinds.KubernetesSecret);
    }
}
