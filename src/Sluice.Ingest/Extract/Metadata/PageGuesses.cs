using System.Globalization;
using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Finds authors and dates on pages that mark none: by names of classes, by the URL's path, by texts that look like a date.</summary>
/// <remarks>Run only where the marked sources said nothing; one pass over the tree, and each element's text is read once, if short.</remarks>
static class PageGuesses
{
    /// <summary>Rank of an author that a class names.</summary>
    public const int AuthorRank = 9;

    const int ClassDateRank = 12;
    const int UrlDateRank = 7;
    const int TextDateRank = 14;
    const int BylineCharsMax = 100;
    const int DateTextCharsMax = 160;

    /// <summary>Texts that are looked at for a date or a byline; real pages have it among the first hundreds.</summary>
    const int LookedAtMax = 3_000;

    /// <summary>Adds what can be guessed of the facts that are missing.</summary>
    public static void Add(HtmlTree tree, string? url, PageFacts facts, AuthorNames authors)
    {
        bool wantsDate = facts.Wants(PageFact.Published, ClassDateRank), wantsAuthor = authors.Wants(AuthorRank);
        if (wantsDate || wantsAuthor) ByClass(tree, facts, authors, wantsDate, wantsAuthor);
        if (url is not null && facts.Wants(PageFact.Published, UrlDateRank)) facts.Offer(PageFact.Published, UrlDateRank, OfUrl(url)?.ToString());
        if (facts[PageFact.Published] is null) facts.Offer(PageFact.Published, TextDateRank, OfText(tree)?.ToString());
    }

    static void ByClass(HtmlTree tree, PageFacts facts, AuthorNames authors, bool wantsDate, bool wantsAuthor)
    {
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int lookedAt = 0;
        for (int i = 1; i < nodes.Length && lookedAt < LookedAtMax && (wantsDate || wantsAuthor); i++)
        {
            if (nodes[i].Tag is HtmlTag.Svg or HtmlTag.Script or HtmlTag.Style) i = nodes[i].End - 1;
            else if (nodes[i].Tag != HtmlTag.Text && nodes[i].Length > 0)
            {
                bool isDate = false, isAuthor = false;
                foreach (HtmlAttribute attribute in tree.Attributes(nodes[i]))
                {
                    if (attribute.Name is not (HtmlAttributeName.Class or HtmlAttributeName.Id)) continue;
                    ReadOnlySpan<byte> name = tree.Value(attribute);
                    isDate |= wantsDate && IsDateName(name);
                    isAuthor |= wantsAuthor && IsAuthorName(name);
                }
                if (!isDate && !isAuthor) continue;
                lookedAt++;
                if (isDate && PageText.Of(tree, i, DateTextCharsMax) is { Length: > 0 } date && DateText.Find(date, isValue: false) is { } found)
                {
                    facts.Offer(PageFact.Published, ClassDateRank, found.ToString());
                    wantsDate = false;
                }
                if (isAuthor && PageText.Of(tree, i, BylineCharsMax) is { Length: > 0 } byline && IsBylineLike(byline))
                {
                    authors.Offer(AuthorRank, byline, isGuess: true);
                    wantsAuthor = authors.Wants(AuthorRank + 1);
                }
            }
        }
    }

    static bool IsDateName(ReadOnlySpan<byte> name) =>
        Has(name, "date"u8) && !Has(name, "update"u8) || Has(name, "publish"u8) || Has(name, "posted"u8) || Has(name, "timestamp"u8) || Has(name, "datum"u8) || Has(name, "fecha"u8)
        || Has(name, "entry-meta"u8) || Has(name, "post-meta"u8) || Has(name, "entry-time"u8) || Has(name, "byline"u8);

    static bool IsAuthorName(ReadOnlySpan<byte> name) =>
        (Has(name, "author"u8) || Has(name, "byline"u8) || Has(name, "autor"u8)) && !Has(name, "comment"u8) && !Has(name, "bio"u8) && !Has(name, "avatar"u8) && !Has(name, "image"u8);

    static bool Has(ReadOnlySpan<byte> name, ReadOnlySpan<byte> part)
    {
        int at = name.IndexOfAny(part[0], (byte)(part[0] & ~0x20));
        while (at >= 0 && at + part.Length <= name.Length)
        {
            if (Ascii.EqualsIgnoreCase(name.Slice(at, part.Length), part)) return true;
            int next = name[(at + 1)..].IndexOfAny(part[0], (byte)(part[0] & ~0x20));
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    static bool IsBylineLike(string byline) => !byline.Contains("://", StringComparison.Ordinal) && byline.Count(static c => c == ' ') <= 14;

    /// <summary>The date in a URL's path: <c>/2017/10/06/</c>, <c>/2017-10-06-</c>, <c>/20171006</c>.</summary>
    public static PageDate? OfUrl(string url)
    {
        int path = url.IndexOf("://", StringComparison.Ordinal);
        path = path < 0 ? 0 : url.IndexOf('/', path + 3);
        if (path < 0) return null;
        ReadOnlySpan<char> rest = url.AsSpan(path);
        int query = rest.IndexOfAny('?', '#');
        if (query >= 0) rest = rest[..query];
        for (int at = 0; at + 8 <= rest.Length; at++)
        {
            if (!char.IsAsciiDigit(rest[at]) || (at > 0 && char.IsAsciiDigit(rest[at - 1]))) continue;
            int digits = rest[at..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 0) digits = rest.Length - at;
            if (digits == 8 && PageDate.Of(Number(rest.Slice(at, 4)), Number(rest.Slice(at + 4, 2)), Number(rest.Slice(at + 6, 2))) is { } packed) return packed;
            if (digits != 4 || at + 8 > rest.Length || rest[at + 4] is not ('/' or '-' or '_' or '.')) continue;
            ReadOnlySpan<char> after = rest[(at + 5)..];
            int month = after.IndexOf(rest[at + 4]);
            if (month is < 1 or > 2 || after[..month].ContainsAnyExceptInRange('0', '9')) continue;
            after = after[(month + 1)..];
            int day = after.IndexOfAnyExceptInRange('0', '9');
            if (day < 0) day = after.Length;
            if (day is 1 or 2 && PageDate.Of(Number(rest.Slice(at, 4)), Number(rest.Slice(at + 5, month)), Number(after[..day])) is { } found) return found;
        }
        return null;
    }

    static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // The first short text that holds a date: what is long is prose, which tells of other days.
    static PageDate? OfText(HtmlTree tree)
    {
        const int TextBytesMax = 80;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        int lookedAt = 0;
        for (int i = 1; i < nodes.Length && lookedAt < LookedAtMax; i++)
        {
            if (nodes[i].Tag is HtmlTag.Svg or HtmlTag.Script or HtmlTag.Style or HtmlTag.Title or HtmlTag.Noscript or HtmlTag.Select) i = nodes[i].End - 1;
            else if (nodes[i].Tag == HtmlTag.Text && nodes[i].Length >= 6)
            {
                ReadOnlySpan<byte> text = tree.Text(nodes[i]).Trim(" \t\r\n"u8);
                if (text.Length is < 6 or > TextBytesMax || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) continue;
                lookedAt++;
                if (text.IndexOf("©"u8) < 0 && DateText.Find(PageText.Clean(Encoding.UTF8.GetString(text)), isValue: false) is { } found) return found;
            }
        }
        return null;
    }
}
