using Sluice.Core.Text;

namespace Sluice.Curate.Filter.CodeQuality;

/// <summary>Counts of a text's lines. A line ends at a line feed, a carriage return before it left out; where there is no line feed at all, at a carriage return.</summary>
/// <remarks>A line end at the very end of the text starts no further line. Lengths in code points. Time O(text); allocates nothing.</remarks>
struct LineStatistics
{
    /// <summary>Lines.</summary>
    public int Lines;

    /// <summary>Lines with more than white space.</summary>
    public int Filled;

    /// <summary>Code points of the longest.</summary>
    public int Longest;

    /// <summary>Mean of their code points.</summary>
    public double Mean;

    /// <summary>The byte that ends lines.</summary>
    public byte End;

    /// <summary>Counts a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="codePoints">Code points of the text.</param>
    public static LineStatistics Of(ReadOnlySpan<byte> text, int codePoints)
    {
        LineStatistics counts = new() { End = text.Contains((byte)'\n') ? (byte)'\n' : (byte)'\r' };
        long bytes = 0;
        for (int at = 0; at < text.Length;)
        {
            ReadOnlySpan<byte> line = Next(text, counts.End, ref at);
            counts.Lines++;
            bytes += line.Length;
            if (line.ContainsAnyExcept(" \t\v\f\r"u8)) counts.Filled++;
            if (line.Length > counts.Longest) counts.Longest = Math.Max(counts.Longest, CodePoints.Count(line));
        }
        int continuing = text.Length - codePoints;
        if (counts.Lines > 0) counts.Mean = (double)(bytes - continuing) / counts.Lines;
        return counts;
    }

    /// <summary>The line at an offset, without its end; the offset is moved behind it.</summary>
    public static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, byte end, ref int at)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int length = rest.IndexOf(end);
        if (length < 0) length = rest.Length;
        at += Math.Min(length + 1, rest.Length);
        if (length > 0 && end == '\n' && rest[length - 1] == '\r') length--;
        return rest[..length];
    }
}
