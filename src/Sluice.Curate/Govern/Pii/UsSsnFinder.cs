namespace Sluice.Curate.Govern.Pii;

/// <summary>Finds US social security numbers written as 3-2-4 digits with hyphens or spaces.</summary>
/// <remarks>Source: Social Security Administration, "Social Security Number Randomization": area never 000, 666 or from 900, group never 00, serial never
/// 0000.</remarks>
static class UsSsnFinder
{
    /// <summary>Adds the number that starts at a digit.</summary>
    /// <returns>Whether one does.</returns>
    public static bool FindAt(ReadOnlySpan<byte> text, int start, PiiSpans spans)
    {
        if (!DigitGroups.StartsNumber(text, start)) return false;
        DigitGroups groups = DigitGroups.Read(text, start, " -"u8);
        if (groups.Count != 3 || groups[0].Length != 3 || groups[1].Length != 2 || groups[2].Length != 4 || !groups.IsEven(3)) return false;
        int end = groups[2].End;
        ReadOnlySpan<byte> number = text[start..end];
        if (!DigitGroups.EndsNumber(text, end) || (text.Length > end && text[end] == '-' && DigitGroups.IsDigitAt(text, end + 1))) return false;
        bool isArea = number[0] != '9' && !number.StartsWith("000"u8) && !number.StartsWith("666"u8);
        if (!isArea || number[4..6].SequenceEqual("00"u8) || number.EndsWith("0000"u8)) return false;
        spans.Add(start, end, PiiKind.UsSsn);
        return true;
    }
}
