using System.Text;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Whether a text says that one of its licenses may be chosen: looked for between and around what was matched, never inside a license's own words.</summary>
static class DualWords
{
    const int AroundBytes = 400;

    static readonly string[] s_phrases =
    [
        "dual licensed", "dual-licensed", "dually licensed", "triple licensed", "tri-licensed", "dual license", "dual-license", "either of the following license", "one of the following license",
        "under either license", "either of these license", "any of the following license", "at your choice", "your choice of", "may choose", "can choose", "choose either", "choose between",
        "choose one of", "choice of license", "under the terms of either", "alternatively, ",
    ];

    /// <summary>Whether the text says so.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text, List<LicenseMatch> matches)
    {
        StringBuilder around = new();
        int at = Math.Max(0, matches[0].Start - AroundBytes);
        foreach (LicenseMatch match in matches)
        {
            Add(around, text, at, match.Start);
            // A short "or" right between two names: "MIT or Apache-2.0".
            if (match.Start > at && match.Start - at <= 40 && Squeezed(text[at..match.Start]).Contains(" or ", StringComparison.Ordinal) && match.Start != matches[0].Start) return true;
            at = Math.Max(at, match.End);
        }
        Add(around, text, at, Math.Min(text.Length, at + AroundBytes));
        string squeezed = around.ToString();
        foreach (string phrase in s_phrases)
            if (squeezed.Contains(phrase, StringComparison.Ordinal)) return true;
        return false;
    }

    static void Add(StringBuilder around, ReadOnlySpan<byte> text, int start, int end)
    {
        if (end <= start) return;
        if (end - start <= 2 * AroundBytes) around.Append(Squeezed(text[start..end]));
        else around.Append(Squeezed(text.Slice(start, AroundBytes))).Append(" … ").Append(Squeezed(text[(end - AroundBytes)..end]));
    }

    // Lower case, with single spaces in place of white space and comment marks.
    static string Squeezed(ReadOnlySpan<byte> bytes)
    {
        StringBuilder squeezed = new(" ");
        foreach (byte b in bytes)
        {
            char c = char.ToLowerInvariant((char)b);
            if (c is ' ' or '\t' or '\r' or '\n' or '*' or '#' or '/' or '`')
            {
                if (squeezed[^1] != ' ') squeezed.Append(' ');
            }
            else squeezed.Append(c);
        }
        return squeezed.Append(' ').ToString();
    }
}
