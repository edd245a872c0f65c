namespace Sluice.Ingest.Extract.Metadata;

/// <summary>Makes names of authors of bylines: without "By", roles, addresses and links, each for itself, no name twice.</summary>
sealed class AuthorNames
{
    /// <summary>Authors of a page that are kept.</summary>
    const int NamesMax = 20;

    /// <summary>Longer is a sentence.</summary>
    const int NameCharsMax = 80;

    const int NameWordsMax = 7;

    // With a space or a colon after them; and those that need the colon.
    static readonly string[] s_before = ["written by", "posted by", "words by", "reported by", "story by", "text by", "published by", "by", "von", "par", "por", "door", "przez", "автор"];
    static readonly string[] s_labels = ["author", "authors", "autor", "autore", "auteur", "text", "from", "redaktion", "di", "de", "av", "af"];
    static readonly string[] s_between = [" and ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " with ", " mit ", " & ", " i ", " ve "];
    static readonly string[] s_notNames = ["admin", "administrator", "editor", "staff", "author", "unknown", "anonymous", "webmaster", "null", "undefined", "none", "by", "guest", "root", "default", "n/a"];

    static readonly string[] s_notAuthors = ["image:", "photo:", "photo by", "foto:", "photograph", "getty images", "bild:", "http"];

    readonly List<string> _names = [];
    int _rank = int.MaxValue;

    /// <summary>The names, a semicolon and a space between; null where there are none.</summary>
    public string? Joined => _names.Count == 0 ? null : string.Join("; ", _names);

    /// <summary>Whether a source of that rank would be taken; lower ranks are trusted more.</summary>
    public bool Wants(int rank) => _names.Count == 0 || rank <= _rank;

    public void Clear()
    {
        _names.Clear();
        _rank = int.MaxValue;
    }

    /// <summary>Lets any later source take the place of a single name that is the site's.</summary>
    public void Distrust(string site)
    {
        if (_names.Count == 1 && PageHeadline.IsSameName(_names[0], site)) _rank = int.MaxValue;
    }

    /// <summary>Takes the names of a source, together with others of the same rank, and in place of those of higher ones.</summary>
    /// <param name="rank">Lower ones are trusted more.</param>
    /// <param name="byline">One name, or several.</param>
    /// <param name="isGuess">Whether the text is only likely to be a byline: then what does not look like a person's name is none.</param>
    /// <param name="isOne">Whether it is surely one: "Jong, Michiel de".</param>
    public void Offer(int rank, string byline, bool isOne = false, bool isGuess = false)
    {
        if (!Wants(rank) || byline.Length == 0 || byline.Contains("://", StringComparison.Ordinal)) return;
        bool isFirst = true;
        string clean = WithoutLead(PageText.Clean(byline));
        foreach (string part in isOne ? [clean] : Parts(clean))
        {
            if (NameOf(part) is not { } name || (isGuess && !IsPersonLike(name))) continue;
            if (isFirst && rank < _rank) _names.Clear();
            isFirst = false;
            _rank = rank;
            if (_names.Count < NamesMax && !_names.Exists(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))) _names.Add(name);
        }
    }

    static string WithoutLead(string byline)
    {
        foreach (string word in s_before)
            if (After(word, byline) is ' ' or ':') return byline[(word.Length + 1)..].Trim(' ', ':');
        foreach (string label in s_labels)
            if (After(label, byline) == ':') return byline[(label.Length + 1)..].Trim();
        return byline;

        static char After(string word, string text) => text.Length > word.Length + 1 && text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? text[word.Length] : '\0';
    }

    static IEnumerable<string> Parts(string byline)
    {
        foreach (string piece in byline.Split((string[])[";", "|", "•", "·", " / ", "、"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // "Last, First" is one name, "A B, C D" are two.
            string[] commas = piece.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            IEnumerable<string> listed = commas.Length == 2 && !commas[0].Contains(' ') && !commas[1].Contains(' ') ? [piece] : commas;
            foreach (string one in listed)
            {
                string rest = one;
                while (true)
                {
                    int cut = -1, length = 0;
                    foreach (string word in s_between)
                    {
                        int at = rest.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                        if (at > 0 && (cut < 0 || at < cut) && IsSplit(rest, at, word)) (cut, length) = (at, word.Length);
                    }
                    if (cut < 0) break;
                    yield return rest[..cut];
                    rest = rest[(cut + length)..];
                }
                yield return rest;
            }
        }
    }

    // Spanish and Portuguese names have y and e inside: "Ortega y Gasset". Whole names stand on both sides of a list's word.
    static bool IsSplit(string text, int at, string word) =>
        word.Length > 3 || word == " & " || (text[..at].Contains(' ') && text[(at + word.Length)..].Contains(' '));

    // Two to five words that begin with a capital letter, particles aside; scripts without capitals are believed.
    static bool IsPersonLike(string name)
    {
        string[] words = name.Split(' ');
        if (words.Length > 5) return false;
        int capitals = 0;
        foreach (string word in words)
        {
            if (char.IsUpper(word[0]) || char.GetUnicodeCategory(word[0]) == System.Globalization.UnicodeCategory.OtherLetter) capitals++;
            else if (word.Length > 4) return false;
        }
        return capitals >= 2 || (capitals == 1 && !char.IsUpper(name[0]));
    }

    // "Jo Doe May 20".
    static string WithoutMonth(string name)
    {
        int last = name.LastIndexOf(' ');
        return last > 0 && MonthNames.Find(name.AsSpan(last + 1).Trim('.')) > 0 ? name[..last] : name;
    }

    static string? NameOf(string part)
    {
        string name = part.Trim(' ', ',', '.', ':', '-', '–', '—', '"', '(', ')', '[', ']', '@');
        if (name.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) name = name[3..];
        int bracket = name.IndexOfAny(['(', '[', '<']);
        if (bracket > 2) name = name[..bracket].Trim();
        if (name.AsSpan().IndexOfAnyInRange('0', '9') is > 2 and int digit) name = WithoutMonth(name[..digit].Trim(' ', ',', '.', '-', '–', '|'));
        if (Array.Exists(s_notAuthors, n => name.StartsWith(n, StringComparison.OrdinalIgnoreCase))) return null;
        if (name.Length is < 2 or > NameCharsMax || name.Contains("://", StringComparison.Ordinal) || name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || name.Contains('@') || name.Contains('{')) return null;
        int letters = 0, digits = 0, words = 1;
        foreach (char c in name)
        {
            if (char.IsLetter(c)) letters++;
            else if (char.IsDigit(c)) digits++;
            else if (c == ' ') words++;
        }
        if (letters < 2 || digits > 2 || words > NameWordsMax) return null;
        return Array.Exists(s_notNames, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) ? null : name;
    }
}
