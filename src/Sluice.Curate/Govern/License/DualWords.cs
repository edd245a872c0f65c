using System.Text;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Which licenses of a text may be chosen between: looked for between and around what was matched, never inside a license's own words.</summary>
/// <remarks>A sentence says so if it speaks of licenses ("either of the following licenses") or names two of those found ("dual-licensed under MIT and GPL-2.0"); one that denies, asks or tells of the past does not,
/// and a choice of something else (a port, a compiler) is none. What the sentence does not name still holds.</remarks>
static class DualWords
{
    const int AroundBytes = 400, ShortBytes = 200, BetweenBytes = 40;

    // Of all that was found.
    static readonly string[] s_ofAll =
    [
        "either of the following license", "one of the following license", "either license", "either of these license", "any of the following license", "any of these license", "one of these license", "choice of license",
        "choice of one of two license", "either of two license", "either of the two license",
    ];

    // Of what the sentence names.
    static readonly string[] s_ofNamed =
    [
        "dual licensed", "dual-licensed", "dually licensed", "dually-licensed", "triple licensed", "triple-licensed", "tri-licensed", "dual license", "dual-license", "at your choice", "your choice of", "may choose", "can choose", "choose either", "choose between", "choose one of",
        "under the terms of either", "under either", "licensed under either of",
    ];

    static readonly string[] s_denials = [" not ", " no ", "n't ", " never ", "cannot ", " neither ", " formerly ", " previously ", " was ", " were ", " used to ", " until ", " unless ", " except "];

    static readonly string[] s_betweenNames = ["or", "the", "a", "license", "licence", "licenses", "licensed", "version", "under", "terms", "of", "either", "and", "gnu", "new", "modified", "v2", "v3", "2", "2.0", "3", "3.0"];

    /// <summary>The licenses that one may choose between; fewer than two where the text says nothing of a choice.</summary>
    /// <param name="text">The text.</param>
    /// <param name="matches">What was found in it, in order.</param>
    /// <param name="licenses">The different licenses found.</param>
    public static List<LicenseExpression> Between(ReadOnlySpan<byte> text, List<LicenseMatch> matches, List<LicenseExpression> licenses)
    {
        StringBuilder around = new(" ");
        List<LicenseExpression> chosen = [];
        int at = Math.Max(0, matches[0].Start - AroundBytes);
        LicenseMatch last = matches[0];
        foreach (LicenseMatch match in matches)
        {
            bool isShort = match.Kind is LicenseMatchKind.Reference or LicenseMatchKind.Tag || match.Kind == LicenseMatchKind.Header && match.End - match.Start <= ShortBytes;
            if (match.Start > at && match.Start - last.End is > 0 and <= BetweenBytes && isShort && last.Kind != LicenseMatchKind.Text && IsOr(text[last.End..match.Start])) chosen.AddRange(licenses.Where(license => license.ToString() == last.Expression || license.ToString() == match.Expression));
            Add(around, text, at, match.Start);
            if (isShort) Add(around, text, Math.Max(at, match.Start), match.End);
            else around.Append('\n');
            if (match.End > at) (at, last) = (match.End, match);
        }
        Add(around, text, at, Math.Min(text.Length, at + AroundBytes));
        foreach (string sentence in Sentences(around.ToString()))
        {
            if (sentence.EndsWith('?') || Array.Exists(s_denials, denial => sentence.Contains(denial, StringComparison.Ordinal))) continue;
            if (Array.Exists(s_ofAll, phrase => sentence.Contains(phrase, StringComparison.Ordinal)) || IsAlternative(sentence)) return licenses;
            if (!Array.Exists(s_ofNamed, phrase => sentence.Contains(phrase, StringComparison.Ordinal))) continue;
            List<LicenseExpression> named = licenses.FindAll(license => license.Licenses.All(one => Names(sentence, one.Id)));
            if (named.Count > 1) chosen.AddRange(named);
        }
        return [.. chosen.Distinct()];
    }

    // "Alternatively, this software may be distributed under the terms of the GNU General Public License": as below BSD texts.
    static bool IsAlternative(string sentence) => sentence.StartsWith(" alternatively, ", StringComparison.Ordinal) && sentence.Contains(" under the terms of ", StringComparison.Ordinal)
        && (sentence.Contains("license", StringComparison.Ordinal) || sentence.Contains("gpl", StringComparison.Ordinal));

    // "MIT or Apache-2.0".
    static bool IsOr(ReadOnlySpan<byte> between)
    {
        StringBuilder squeezed = new(" ");
        Add(squeezed, between, 0, between.Length);
        string[] words = squeezed.ToString().Split((char[])[' ', ',', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Contains("or", StringComparer.Ordinal) && Array.TrueForAll(words, word => s_betweenNames.Contains(word, StringComparer.Ordinal));
    }

    static bool Names(string sentence, string id)
    {
        string name = id.Replace("LicenseRef-", "", StringComparison.Ordinal).ToLowerInvariant();
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        string family = dash > 0 ? name[..dash] : name;
        string words = sentence.Replace("lesser general public", "lgpl", StringComparison.Ordinal).Replace("library general public", "lgpl", StringComparison.Ordinal).Replace("affero general public", "agpl", StringComparison.Ordinal)
            .Replace("general public", "gpl", StringComparison.Ordinal).Replace("mozilla public", "mpl", StringComparison.Ordinal).Replace("eclipse public", "epl", StringComparison.Ordinal);
        for (int at = 0; (at = words.IndexOf(family, at, StringComparison.Ordinal)) >= 0; at += family.Length)
            if (at == 0 || !char.IsLetterOrDigit(words[at - 1])) return true;
        return false;
    }

    static IEnumerable<string> Sentences(string squeezed)
    {
        int start = 0;
        for (int i = 0; i < squeezed.Length; i++)
        {
            bool ends = squeezed[i] == '\n' || squeezed[i] is '.' or '!' or '?' or ';' && (i + 1 == squeezed.Length || squeezed[i + 1] is ' ' or '\n');
            if (!ends) continue;
            yield return " " + squeezed[start..(squeezed[i] == '\n' ? i : i + 1)].Trim() + (squeezed[i] == '?' ? "" : " ");
            start = i + 1;
        }
        yield return " " + squeezed[start..].Trim() + " ";
    }

    static void Add(StringBuilder around, ReadOnlySpan<byte> text, int start, int end)
    {
        if (end <= start) return;
        if (end - start <= 2 * AroundBytes)
        {
            Squeeze(around, text[start..end]);
            return;
        }
        Squeeze(around, text.Slice(start, AroundBytes));
        around.Append('\n');
        Squeeze(around, text[(end - AroundBytes)..end]);
    }

    // Lower case, with single spaces in place of white space and comment marks; a line break where a paragraph ends, unless it ends as one that goes on.
    static void Squeeze(StringBuilder squeezed, ReadOnlySpan<byte> bytes)
    {
        int breaks = 0;
        foreach (byte b in bytes)
        {
            char c = char.ToLowerInvariant((char)b);
            if (c is ' ' or '\t' or '\r' or '\n' or '*' or '#' or '/' or '`' || (c == '-' && squeezed[^1] is ' ' or '\n'))
            {
                if (c == '\n') breaks++;
                if (squeezed[^1] is not (' ' or '\n')) squeezed.Append(' ');
                if (breaks == 2 && squeezed.Length > 3 && squeezed[^2] != ':' && !(squeezed[^2] == 'f' && squeezed[^3] == 'o' && squeezed[^4] == ' ')) squeezed[^1] = '\n';
            }
            else
            {
                breaks = 0;
                squeezed.Append(c);
            }
        }
        if (squeezed[^1] is not (' ' or '\n') && bytes.Length > 0 && bytes[^1] is (byte)'\n') squeezed.Append(' ');
    }
}
