using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>The words of an element's names (class, id, itemprop, role), as hashes: each whole name, and its parts where it is cut by what is no letter
/// or by a capital after a small letter. Digits and case do not count.</summary>
static class NameWords
{
    /// <summary>More words of one element are not read.</summary>
    public const int WordsMax = 48;

    // A longer part of a name is made by a machine.
    const int PartBytesMax = 24;

    /// <summary>Writes the hashes of an element's words; returns how many.</summary>
    public static int Read(HtmlTree tree, in HtmlNode element, Span<uint> words)
    {
        int count = 0;
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            uint seed = attribute.Name switch
            {
                HtmlAttributeName.Class or HtmlAttributeName.Id => 2166136261u,
                HtmlAttributeName.ItemProp => 0x9E3779B9u,
                HtmlAttributeName.Role => 0x85EBCA6Bu,
                _ => 0u,
            };
            if (seed != 0) count = Read(tree.Value(attribute), seed, words, count);
        }
        return count;
    }

    static int Read(ReadOnlySpan<byte> names, uint seed, Span<uint> words, int count)
    {
        uint whole = seed, part = seed;
        int wholeLength = 0, partLength = 0, parts = 0;
        for (int i = 0; i <= names.Length; i++)
        {
            byte b = i < names.Length ? names[i] : (byte)' ';
            bool isLetter = (b | 0x20) is >= (byte)'a' and <= (byte)'z';
            bool isCut = !isLetter || (b < 'a' && i > 0 && names[i - 1] >= 'a');
            if (isCut && partLength > 0)
            {
                if (partLength is > 1 and <= PartBytesMax) Add(part, words, ref count);
                parts++;
                (part, partLength) = (seed, 0);
            }
            if (isLetter)
            {
                part = (part ^ (uint)(b | 0x20)) * 16777619;
                whole = (whole ^ (uint)(b | 0x20)) * 16777619;
                partLength++;
                wholeLength++;
            }
            if (b is (byte)' ' or (byte)'\t' or (byte)'\n')
            {
                if (parts > 1 && wholeLength <= 3 * PartBytesMax) Add(whole * 0x9E3779B1u, words, ref count);
                (whole, wholeLength, parts) = (seed, 0, 0);
            }
        }
        return count;
    }

    static void Add(uint word, Span<uint> words, ref int count)
    {
        if (count < words.Length) words[count++] = word;
    }
}
