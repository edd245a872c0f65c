using System.Globalization;
using Sluice.Ingest.Framing;
using Sluice.Storage.Compression;

namespace Sluice.Ingest.Warc;

/// <summary>Cuts a stream into WARC and ARC records.</summary>
/// <remarks>A record's stated length is believed where it leads to a line end, to the next record or to the end of the stream. Elsewhere the record is broken, and the next one is looked for
/// from the record's own head on, so that a wrong length loses that record alone.</remarks>
/// <param name="window">The stream, at the place to begin.</param>
/// <param name="options">Limits.</param>
/// <param name="isArc">Whether the file's records are ARC's: a search for the next record then looks at every line.</param>
sealed class ArchiveFramer(ByteWindow window, WarcOptions options, bool isArc) : IFramer
{
    // Line ends between records: two in WARC, one in ARC; more occur.
    const int SeparatorBytesMax = 4096;

    long _next = window.Position;

    /// <summary>Whether the last record was one of ARC.</summary>
    public bool IsArc { get; private set; } = isArc;

    /// <summary>Where the next record is looked for.</summary>
    public long Position => _next;

    /// <summary>Whether the last frame was a record so large that the rest of the stream is not read.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Starts anew at the place where the window is.</summary>
    public void Restart() => (_next, GaveUp) = (window.Position, false);

    /// <inheritdoc/>
    public bool Next(Frame frame)
    {
        (frame.Id, frame.Url, frame.IsLast) = (null, null, false);
        if (GaveUp || (_next != window.Position && !window.TrySeek(_next)) || !PassBlanks())
        {
            _next = window.Position;
            return false;
        }
        frame.Position = window.Position;
        if (RecordStart.IsWarc(window, 0)) NextWarc(frame);
        else if (RecordStart.IsArc(window, 0, out int lineLength)) NextArc(frame, lineLength);
        else Resync(frame, 1, "garbage", "these bytes begin no record");
        return true;
    }

    void NextWarc(Frame frame)
    {
        IsArc = false;
        int headLength = RecordStart.HeadLength(window, (int)options.HeaderBytesMax.Bytes);
        if (headLength < 0)
        {
            bool isTruncated = window.Span.Length <= options.HeaderBytesMax.Bytes;
            Resync(frame, RecordStart.Magic.Length, isTruncated ? window.Break?.Reason ?? "truncated" : "header-bytes-max",
                isTruncated ? window.Break?.Detail ?? "the file ends inside a record's head" : $"the record's head is longer than header-bytes-max, {options.HeaderBytesMax}");
            return;
        }
        WarcHead head = WarcHead.Parse(window.Span[..headLength]);
        string type = WarcTypes.Name(head.Type);
        long length = head.ContentLength;
        frame.Id = WarcTypes.Id(head.RecordId);
        frame.Url = WarcTypes.Url(head.TargetUri);
        if (length < 0) Resync(frame, headLength, "content-length", "Content-Length is missing, negative or no number");
        else TakeBlock(frame, headLength, length, WarcTypes.IsDocument(type) ? null : type);
    }

    void NextArc(Frame frame, int lineLength)
    {
        IsArc = true;
        _ = ArcHead.TryParse(window.Span[..lineLength].TrimEnd("\r\n"u8), out ArcHead head);
        frame.Url = WarcTypes.Url(head.Url);
        TakeBlock(frame, lineLength, head.ContentLength, head.IsVersionBlock ? "filedesc" : null);
    }

    void TakeBlock(Frame frame, int headLength, long length, string? skippedType)
    {
        if (length > options.RecordBytesMax.Bytes)
        {
            PassLarge(frame, headLength, length, skippedType);
            return;
        }
        int total = headLength + (int)length;
        if (!window.Ensure(total))
        {
            string detail = string.Create(CultureInfo.InvariantCulture, $"the record's block should have {length} bytes, but {window.Span.Length - headLength} are left");
            Resync(frame, headLength, window.Break?.Reason ?? "truncated", window.Break?.Detail ?? detail, ReachesOver(length));
            return;
        }
        int end = PeekBlanks(total, out frame.IsLast);
        if (!frame.IsLast && end == total && !RecordStart.Is(window, end))
        {
            Resync(frame, headLength, "content-length", LeadsNowhere(length));
            return;
        }
        frame.Kind = FrameKind.Record;
        frame.HeadLength = headLength;
        frame.Bytes = window.Memory(total);
        Take(frame, end);
    }

    /// <summary>Gets past a record that is too large to be read.</summary>
    void PassLarge(Frame frame, int headLength, long length, string? skippedType)
    {
        string tooLarge = string.Create(CultureInfo.InvariantCulture, $"the record's block has {length} bytes; record-bytes-max is {options.RecordBytesMax}");
        long blockStart = frame.Position + headLength;
        bool isWithin = length <= options.SkippedBytesMax.Bytes || window.Reader is StoredBytes;
        bool isThere = length < long.MaxValue - blockStart && window.TrySeek(blockStart + (isWithin ? length : options.SkippedBytesMax.Bytes));
        if (isThere && !isWithin)
        {
            GaveUp = true;
            SetBroken(frame, "skipped-bytes-max", $"{tooLarge}, and only {options.SkippedBytesMax} (skipped-bytes-max) are read to get past a record");
            Take(frame, window.Position - frame.Position);
            return;
        }
        if (isThere)
        {
            int blanks = PeekBlanks(0, out frame.IsLast);
            if (frame.IsLast || blanks > 0 || RecordStart.Is(window, 0))
            {
                SetBroken(frame, "record-bytes-max", tooLarge);
                if (skippedType is not null) (frame.Kind, frame.Reason) = (FrameKind.Skipped, skippedType);
                Take(frame, headLength + length + blanks);
                return;
            }
        }
        // The length is wrong, or the stream is cut; what it led over is looked through from the head on.
        (string reason, string detail) = isThere ? ("content-length", LeadsNowhere(length)) : (window.Break?.Reason ?? "truncated", window.Break?.Detail ?? $"{tooLarge}; the stream ends before it does");
        if (window.TrySeek(blockStart))
        {
            Resync(frame, 0, reason, detail, ReachesOver(length));
            return;
        }
        SetBroken(frame, reason, detail);
        frame.IsLast = true;
        Take(frame, window.Position - frame.Position);
    }

    /// <summary>Passes to the next place where a record begins, or to the end: what lies between is broken.</summary>
    /// <param name="frame">Takes the broken bytes.</param>
    /// <param name="from">Bytes that surely belong to it.</param>
    /// <param name="reason">Why it is broken.</param>
    /// <param name="detail">The same for a person.</param>
    /// <param name="detailIfFound">Where given: what is said, with reason <c>content-length</c>, if another record follows.</param>
    void Resync(Frame frame, int from, string reason, string detail, string? detailIfFound = null)
    {
        bool isFound = RecordStart.Find(window, from, IsArc);
        frame.IsLast = !isFound;
        if (isFound && detailIfFound is not null) (reason, detail) = ("content-length", detailIfFound);
        SetBroken(frame, reason, detail);
        Take(frame, window.Position - frame.Position);
    }

    static void SetBroken(Frame frame, string reason, string detail) => (frame.Kind, frame.Reason, frame.Detail) = (FrameKind.Broken, reason, detail);

    void Take(Frame frame, long length)
    {
        frame.Length = length;
        _next = frame.Position + length;
    }

    bool PassBlanks()
    {
        while (true)
        {
            int blanks = window.Span.IndexOfAnyExcept("\r\n \t\0"u8);
            if (blanks >= 0)
            {
                window.Advance(blanks);
                return true;
            }
            window.Advance(window.Span.Length);
            if (!window.Ensure(1)) return false;
        }
    }

    /// <summary>Where the line ends after a record stop, from the window's start.</summary>
    int PeekBlanks(int from, out bool isLast)
    {
        int end = from;
        while (end - from < SeparatorBytesMax)
        {
            if (!window.Ensure(end + 1))
            {
                isLast = true;
                return end;
            }
            if (window.Span[end] is not ((byte)'\r' or (byte)'\n')) break;
            end++;
        }
        isLast = false;
        return end;
    }

    static string LeadsNowhere(long length) => string.Create(CultureInfo.InvariantCulture, $"Content-Length says {length}, but no record ends there");

    static string ReachesOver(long length) => string.Create(CultureInfo.InvariantCulture, $"Content-Length says {length}, which reaches over the next record");
}
