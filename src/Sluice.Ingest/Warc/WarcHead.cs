using System.Buffers.Text;
using System.Text;
using Sluice.Ingest.Http;

namespace Sluice.Ingest.Warc;

/// <summary>The head of a WARC record: what framing needs, found in one pass over its lines, without garbage.</summary>
ref struct WarcHead
{
    /// <summary>Content-Length; -1 where it is missing, negative or no number.</summary>
    public long ContentLength;

    /// <summary>WARC-Type as stated.</summary>
    public ReadOnlySpan<byte> Type;

    /// <summary>WARC-Record-ID as stated.</summary>
    public ReadOnlySpan<byte> RecordId;

    /// <summary>WARC-Target-URI as stated.</summary>
    public ReadOnlySpan<byte> TargetUri;

    /// <summary>WARC-Date as stated.</summary>
    public ReadOnlySpan<byte> Date;

    /// <summary>Content-Type of the block.</summary>
    public ReadOnlySpan<byte> ContentType;

    /// <summary>WARC-Payload-Digest as stated.</summary>
    public ReadOnlySpan<byte> PayloadDigest;

    /// <summary>WARC-Truncated as stated.</summary>
    public ReadOnlySpan<byte> Truncated;

    /// <summary>WARC-Identified-Payload-Type as stated.</summary>
    public ReadOnlySpan<byte> IdentifiedPayloadType;

    /// <summary>WARC-Segment-Number; 0 where none is stated.</summary>
    public long SegmentNumber;

    /// <summary>Reads a head.</summary>
    /// <param name="head">All from <c>WARC/</c> to the empty line.</param>
    public static WarcHead Parse(ReadOnlySpan<byte> head)
    {
        WarcHead result = new() { ContentLength = -1 };
        int versionEnd = head.IndexOf((byte)'\n');
        HeaderLines lines = new(versionEnd < 0 ? default : head[(versionEnd + 1)..]);
        while (lines.Next(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)) result.Take(name, value);
        return result;
    }

    void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // The first of repeated fields counts, as for the field's other readers.
        switch (name.Length)
        {
            case 9 when Is(name, "WARC-Type"u8): Set(ref Type, value); break;
            case 9 when Is(name, "WARC-Date"u8): Set(ref Date, value); break;
            case 12 when Is(name, "Content-Type"u8): Set(ref ContentType, value); break;
            case 14 when Is(name, "Content-Length"u8): TakeLength(value); break;
            case 14 when Is(name, "WARC-Record-ID"u8): Set(ref RecordId, value); break;
            case 14 when Is(name, "WARC-Truncated"u8): Set(ref Truncated, value); break;
            case 15 when Is(name, "WARC-Target-URI"u8): Set(ref TargetUri, value); break;
            case 19 when Is(name, "WARC-Payload-Digest"u8): Set(ref PayloadDigest, value); break;
            case 19 when Is(name, "WARC-Segment-Number"u8): SegmentNumber = Number(value); break;
            case 28 when Is(name, "WARC-Identified-Payload-Type"u8): Set(ref IdentifiedPayloadType, value); break;
        }
    }

    void TakeLength(ReadOnlySpan<byte> value)
    {
        if (ContentLength < 0) ContentLength = Number(value);
    }

    static long Number(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out long number, out int used) && used == value.Length ? number : -1;

    static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);

    static void Set(ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        if (field.IsEmpty) field = value;
    }
}
