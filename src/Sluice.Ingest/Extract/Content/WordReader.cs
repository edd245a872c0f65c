namespace Sluice.Ingest.Extract.Content;

/// <summary>Words of a text, small letters and capitals of ASCII alike, as hashes; a character of a script without spaces is a word.</summary>
ref struct WordReader(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> _rest = text;

    public bool Next(out uint hash)
    {
        hash = 2166136261;
        int i = 0;
        while (i < _rest.Length && !IsWord(_rest[i])) i++;
        if (i == _rest.Length) return false;
        if (_rest[i] is >= 0xE3 and <= 0xED)
        {
            int end = Math.Min(_rest.Length, i + 3);
            for (; i < end; i++) hash = (hash ^ _rest[i]) * 16777619;
        }
        else
        {
            for (; i < _rest.Length && IsWord(_rest[i]) && _rest[i] is not (>= 0xE3 and <= 0xED); i++)
                hash = (hash ^ (_rest[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(_rest[i] | 0x20) : _rest[i])) * 16777619;
        }
        _rest = _rest[i..];
        return true;
    }

    static bool IsWord(byte b) => b >= 0x80 || (b | 0x20) is >= (byte)'a' and <= (byte)'z' || b is >= (byte)'0' and <= (byte)'9';
}
