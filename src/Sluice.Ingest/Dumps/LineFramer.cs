using Sluice.Core;
using Sluice.Ingest.Framing;

namespace Sluice.Ingest.Dumps;

/// <summary>Cuts a stream into lines. Lines of white space are passed over; a byte order mark at the start is too.</summary>
/// <param name="window">The stream, at the start of a line.</param>
/// <param name="lineBytesMax">Longest line.</param>
sealed class LineFramer(ByteWindow window, ByteSize lineBytesMax) : IFramer
{
    long _next = window.Position;

    /// <inheritdoc/>
    public long Position => _next;

    /// <inheritdoc/>
    public bool Next(Frame frame)
    {
        while (true)
        {
            if (_next != window.Position && !window.TrySeek(_next)) return false;
            if (!window.Ensure(1)) return false;
            if (window.Position == 0 && window.Ensure(3) && window.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) window.Advance(3);
            if (NextLine(frame)) return true;
        }
    }

    bool NextLine(Frame frame)
    {
        frame.Position = window.Position;
        int length = FindLineEnd((int)lineBytesMax.Bytes);
        if (length < 0)
        {
            PassLine();
            (frame.Kind, frame.Reason, frame.Detail) = (FrameKind.Broken, "line-bytes-max", $"the line is longer than line-bytes-max, {lineBytesMax}");
            frame.Length = window.Position - frame.Position;
            _next = window.Position;
            return true;
        }
        _next = frame.Position + length;
        frame.IsLast = length == 0 || window.Span[length - 1] != '\n';
        frame.Length = length;
        ReadOnlyMemory<byte> line = window.Memory(length);
        if (frame.IsLast && window.Break is { } end)
        {
            (frame.Kind, frame.Reason, frame.Detail) = (FrameKind.Broken, end.Reason, end.Detail);
            return true;
        }
        int kept = line.Span.TrimEnd("\r\n"u8).Length;
        if (!line.Span[..kept].ContainsAnyExcept(" \t\r"u8)) return false;
        (frame.Kind, frame.HeadLength, frame.Bytes) = (FrameKind.Record, 0, line[..kept]);
        return true;
    }

    /// <summary>Bytes of the line at the window's start, its end included; -1 where it is too long.</summary>
    int FindLineEnd(int bytesMax)
    {
        for (int from = 0; ;)
        {
            int end = window.Span[from..].IndexOf((byte)'\n');
            if (end >= 0) return from + end <= bytesMax ? from + end + 1 : -1;
            from = window.Span.Length;
            if (from > bytesMax) return -1;
            if (!window.FillMore(bytesMax + 1)) return window.Span.Length <= bytesMax ? window.Span.Length : -1;
        }
    }

    void PassLine()
    {
        while (true)
        {
            int end = window.Span.IndexOf((byte)'\n');
            window.Advance(end < 0 ? window.Span.Length : end + 1);
            if (end >= 0 || !window.Ensure(1)) return;
        }
    }
}
