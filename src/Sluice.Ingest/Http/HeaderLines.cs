using System.Runtime.InteropServices;

namespace Sluice.Ingest.Http;

/// <summary>Walks header lines (<c>Name: value</c>) as WARC and HTTP have them: ended by CRLF or LF, case ignored, lines folded by a leading blank.</summary>
/// <remarks>Allocates nothing but for folded lines, which are rare. Lines without a colon are passed over.</remarks>
ref struct HeaderLines(ReadOnlySpan<byte> lines)
{
    ReadOnlySpan<byte> _rest = lines;

    /// <summary>The next header; false at the end, or at an empty line.</summary>
    public bool Next(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (!_rest.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine();
            if (line.IsEmpty) break;
            int colon = line.IndexOf((byte)':');
            List<byte>? folded = null;
            while (!_rest.IsEmpty && (_rest[0] is (byte)' ' or (byte)'\t'))
            {
                if (folded is null) (folded = []).AddRange(line);
                folded.Add((byte)' ');
                folded.AddRange(TakeLine().Trim(" \t"u8));
            }
            if (colon <= 0) continue;
            name = line[..colon].Trim(" \t"u8);
            value = (folded is null ? line : CollectionsMarshal.AsSpan(folded))[(colon + 1)..].Trim(" \t"u8);
            return true;
        }
        _rest = name = value = default;
        return false;
    }

    ReadOnlySpan<byte> TakeLine()
    {
        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
