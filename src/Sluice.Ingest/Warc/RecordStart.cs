using System.Buffers;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Warc;

/// <summary>Tells where records begin.</summary>
static class RecordStart
{
    // Enough for a version line and the name of the first field after it.
    const int ProbeBytes = 128;

    // Longer ARC lines are no heads.
    const int ArcLineBytesMax = 16 << 10;

    static readonly SearchValues<byte> s_versionBytes = SearchValues.Create("0123456789."u8);

    /// <summary>What every WARC record begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "WARC/"u8;

    /// <summary>Whether a record begins at a place of the window.</summary>
    public static bool Is(ByteWindow window, int at) => IsWarc(window, at) || IsArc(window, at, out _);

    /// <summary>Whether a WARC record, well formed or not, begins at a place of the window.</summary>
    public static bool IsWarc(ByteWindow window, int at)
    {
        window.Ensure(at + Magic.Length);
        return at <= window.Span.Length && window.Span[at..].StartsWith(Magic);
    }

    /// <summary>Whether an ARC record begins at a place of the window.</summary>
    /// <param name="window">The stream.</param>
    /// <param name="at">The place, from the window's start.</param>
    /// <param name="lineLength">Its head line, line end included.</param>
    public static bool IsArc(ByteWindow window, int at, out int lineLength)
    {
        lineLength = 0;
        window.Ensure(at + 16);
        if (at >= window.Span.Length || !ArcHead.MayBegin(window.Span[at..])) return false;
        int end;
        while ((end = window.Span[at..].IndexOf((byte)'\n')) < 0)
            if (!window.FillMore(at + ArcLineBytesMax)) return false;
        lineLength = end + 1;
        return end <= ArcLineBytesMax && ArcHead.TryParse(window.Span.Slice(at, end), out _);
    }

    /// <summary>Bytes of the head at the window's start, the empty line included; -1 where it is longer than <paramref name="bytesMax"/> or the stream ends in it.</summary>
    public static int HeadLength(ByteWindow window, int bytesMax)
    {
        for (int from = 0; ;)
        {
            ReadOnlySpan<byte> span = window.Span;
            int length = HeadLength(span[..Math.Min(span.Length, bytesMax + 4)], ref from);
            if (length > 0) return length <= bytesMax ? length : -1;
            if (!window.FillMore(bytesMax + 4)) return -1;
        }
    }

    /// <summary>Bytes up to and with the first empty line; 0 where there is none yet.</summary>
    /// <param name="span">The bytes.</param>
    /// <param name="from">Where to look on; moved as far as nothing was found.</param>
    public static int HeadLength(ReadOnlySpan<byte> span, ref int from)
    {
        while (true)
        {
            int line = span[from..].IndexOf((byte)'\n');
            if (line < 0)
            {
                from = span.Length;
                return 0;
            }
            from += line;
            ReadOnlySpan<byte> after = span[(from + 1)..];
            if (after.StartsWith("\n"u8)) return from + 2;
            if (after.StartsWith("\r\n"u8)) return from + 3;
            if (after.IsEmpty || (after.Length == 1 && after[0] == '\r')) return 0;
            from++;
        }
    }

    /// <summary>Moves the window to the next place where a record surely begins; to the stream's end and false where none does.</summary>
    /// <param name="window">The stream.</param>
    /// <param name="from">Where to begin, from the window's start.</param>
    /// <param name="isArc">Whether lines that are heads of ARC records count.</param>
    public static bool Find(ByteWindow window, int from, bool isArc)
    {
        window.Ensure(from);
        window.Advance(Math.Min(from, window.Span.Length));
        while (true)
        {
            int line = isArc ? window.Span.IndexOf((byte)'\n') : -1;
            int candidate = (line < 0 ? window.Span : window.Span[..line]).IndexOf(Magic);
            if (candidate < 0 && line < 0)
            {
                int kept = Math.Min(window.Span.Length, Magic.Length - 1);
                window.Advance(window.Span.Length - kept);
                if (window.Ensure(kept + 1)) continue;
                window.Advance(window.Span.Length);
                return false;
            }
            if (candidate >= 0)
            {
                window.Advance(candidate);
                if (IsSurelyWarc(window)) return true;
                window.Advance(1);
            }
            else
            {
                window.Advance(line + 1);
                if (IsArc(window, 0, out _)) return true;
            }
        }
    }

    /// <summary>A version line and then a field: what text that speaks of WARC files seldom has.</summary>
    public static bool IsSurelyWarc(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic)) return false;
        int lineEnd = bytes.IndexOf((byte)'\n');
        if (lineEnd < 0) return false;
        ReadOnlySpan<byte> version = bytes[Magic.Length..lineEnd].TrimEnd("\r \t"u8);
        if (version.IsEmpty || version.Length > 8 || version.ContainsAnyExcept(s_versionBytes)) return false;
        ReadOnlySpan<byte> field = bytes[(lineEnd + 1)..];
        int colon = field.IndexOf((byte)':');
        if (colon is <= 0 or > 64) return false;
        foreach (byte b in field[..colon])
            if (!(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_')) return false;
        return true;
    }

    static bool IsSurelyWarc(ByteWindow window)
    {
        window.Ensure(ProbeBytes);
        return IsSurelyWarc(window.Span[..Math.Min(window.Span.Length, ProbeBytes)]);
    }
}
