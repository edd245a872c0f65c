using System.Globalization;
using System.Text;

namespace Sluice.Curate.Filter.Language;

/// <summary>The share of a document's letters that the paragraphs of each language have.</summary>
/// <remarks>A paragraph is a line, as extraction writes them. One without a sure language (score of 0.5 or less) counts as <c>und</c>. At most eight languages are named, those with the most
/// letters, each with at least a hundredth; of equals, the first in the order of codes.</remarks>
sealed class ParagraphLanguages(LanguageReading reading)
{
    const double ScoreMin = 0.5;
    const double ShareMin = 0.01;
    const int LanguagesMax = 8;
    // A page of a million lines is no text: what comes after these is not read.
    const int ParagraphsMax = 10_000;

    readonly Dictionary<string, long> _letters = new(StringComparer.Ordinal);

    /// <summary>The shares, largest first, as in <c>en=0.81 fr=0.19</c>; empty for a text without a letter.</summary>
    public string Shares(ReadOnlySpan<byte> textUtf8)
    {
        _letters.Clear();
        long all = 0;
        int paragraphs = 0;
        while (!textUtf8.IsEmpty && paragraphs++ < ParagraphsMax)
        {
            int end = textUtf8.IndexOf((byte)'\n');
            ReadOnlySpan<byte> paragraph = end < 0 ? textUtf8 : textUtf8[..end];
            textUtf8 = end < 0 ? default : textUtf8[(end + 1)..];
            if (paragraph.IsEmpty) continue;
            reading.Read(paragraph);
            string language = reading.Best.Score > ScoreMin ? reading.Labels.Code(reading.Best.Label) : LanguageLabels.Undetermined;
            _letters[language] = _letters.GetValueOrDefault(language) + reading.Letters;
            all += reading.Letters;
        }
        if (all == 0) return "";
        StringBuilder shares = new();
        foreach ((string language, long letters) in _letters.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(LanguagesMax))
        {
            double share = (double)letters / all;
            if (share < ShareMin) break;
            if (shares.Length > 0) shares.Append(' ');
            shares.Append(CultureInfo.InvariantCulture, $"{language}={share:0.00}");
        }
        return shares.ToString();
    }
}
