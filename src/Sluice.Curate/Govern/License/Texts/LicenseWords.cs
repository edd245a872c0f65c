using System.Collections.Frozen;
using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>The words of a text as licenses are compared by: lower case, without punctuation, comment marks, markup and list bullets, each with its place.</summary>
/// <remarks>Source: SPDX specification, annex "License matching guidelines and templates": case, white space, punctuation, bullets, spellings and the form of "copyright" don't matter.
/// A word is a run of letters and digits; a character of a script without spaces is a word of its own. Words are 32-bit hashes, the same in every run. What is dropped is decided by the word and its neighbors alone, so that reflowing or commenting a text changes none.</remarks>
sealed class LicenseWords
{
    const int TagBytesMax = 300;
    const int HyphenBytesMax = 40; // To the next line's first word, past indentation and comment marks.
    const uint HashStart = 2166136261, HashStep = 16777619;
    const byte Break = 0, Wide = 0xFF; // In s_fold: what is no part of a word; what is more than ASCII.

    static readonly byte[] s_fold = Fold();

    static readonly FrozenDictionary<uint, uint> s_spellings = Spellings();
    static readonly FrozenSet<uint> s_dropped = Set("dnl", "rem"); // Words that begin comments.
    static readonly FrozenSet<uint> s_joined = Set("non", "sub"); // Written as one word, with a hyphen, or apart.
    static readonly FrozenSet<uint> s_numbered = Set("version", "versions", "v", "ver", "license", "gpl", "lgpl", "agpl", "gplv", "apache", "bsd", "mpl", "epl", "section", "sections", "clause", "clauses", "paragraph", "article",
        "exhibit", "and", "or", "to", "of", "by", "sa", "nc", "nd", "unported", "international", "software", "public");
    static readonly FrozenSet<uint> s_roman = Set("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii");
    static readonly FrozenSet<uint> s_tags = Set("p", "br", "a", "b", "i", "u", "li", "ul", "ol", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "html", "head", "body", "pre", "code", "table", "tbody", "tr",
        "td", "th", "meta", "link", "center", "font", "blockquote", "hr", "img", "tt", "sup", "dl", "dd", "dt", "section", "article", "para", "var", "small", "cite");

    uint[] _hashes = new uint[1024];
    int[] _starts = new int[1024];
    int[] _ends = new int[1024];

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Shape [words].</summary>
    public ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Shape [words]: first byte.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>Shape [words]: byte after the last.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>The hash of one word, given in lower case.</summary>
    public static uint Hash(string word)
    {
        uint hash = HashStart;
        foreach (byte b in Encoding.UTF8.GetBytes(word)) hash = (hash ^ b) * HashStep;
        return s_spellings is not null && s_spellings.TryGetValue(hash, out uint same) ? same : hash;
    }

    /// <summary>Forgets all words.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds the words of a text, or of a part of one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Added to every place.</param>
    public void Add(ReadOnlySpan<byte> text, int offset)
    {
        ReadOnlySpan<byte> fold = s_fold;
        int at = 0;
        bool isJoined = false; // The word before is a prefix of the next.
        while (at < text.Length)
        {
            byte folded = fold[text[at]];
            if (folded == Break)
            {
                if (text[at] == (byte)'<') at = SkipTag(text, at);
                else if (text[at] == (byte)'&') at = SkipEntity(text, at);
                at++;
                continue;
            }
            int start = at;
            uint hash = HashStart;
            if (isJoined) hash = _hashes[Count - 1]; // Goes on with the hash of the word before.
            bool isAlone = false;
            while (at < text.Length)
            {
                folded = fold[text[at]];
                if (folded == Break) break;
                if (folded != Wide)
                {
                    hash = (hash ^ folded) * HashStep;
                    at++;
                    continue;
                }
                int bytes = WideBytes(text[at..], out bool isWord, out bool isOwnWord);
                if (!isWord || (isOwnWord && at > start)) break;
                for (int i = 0; i < bytes; i++) hash = (hash ^ FoldedWide(text, at + i)) * HashStep;
                at += bytes;
                if (isOwnWord)
                {
                    isAlone = true;
                    break;
                }
            }
            if (at == start)
            {
                at += WideBytes(text[at..], out _, out _);
                continue;
            }
            if (isJoined)
            {
                Count--;
                Put(hash, _starts[Count], offset + at);
                isJoined = false;
                continue;
            }
            if (!isAlone && IsDropped(text, start, at, hash)) continue;
            if (s_spellings.TryGetValue(hash, out uint same)) hash = same;
            Put(hash, offset + start, offset + at);
            isJoined = at - start == 3 && s_joined.Contains(hash);
        }
    }

    /// <summary>Makes one word of two that a hyphen parts at a line's end, where only the whole one is known: "documenta-", "tion".</summary>
    /// <param name="text">The text; places are its own.</param>
    /// <param name="known">Words of licenses.</param>
    public void JoinHyphens(ReadOnlySpan<byte> text, WordNumbers known)
    {
        int count = 0;
        for (int i = 0; i < Count; i++, count++)
        {
            (uint hash, int start, int end) = (_hashes[i], _starts[i], _ends[i]);
            if (end < text.Length && text[end] == (byte)'-' && i + 1 < Count && _starts[i + 1] - end <= HyphenBytesMax && text[end.._starts[i + 1]].Contains((byte)'\n') && (known.Find(hash) == 0 || known.Find(_hashes[i + 1]) == 0))
            {
                uint joined = hash;
                foreach (byte b in text[_starts[i + 1].._ends[i + 1]]) joined = (joined ^ s_fold[b]) * HashStep;
                if (s_spellings.TryGetValue(joined, out uint same)) joined = same;
                if (known.Find(joined) != 0) (hash, end) = (joined, _ends[++i]);
            }
            (_hashes[count], _starts[count], _ends[count]) = (hash, start, end);
        }
        Count = count;
    }

    void Put(uint hash, int start, int end)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }
        (_hashes[Count], _starts[Count], _ends[Count]) = (hash, start, end);
        Count++;
    }

    // Bullets, the c of (c), the s of a genitive, comment words.
    bool IsDropped(ReadOnlySpan<byte> text, int start, int end, uint hash)
    {
        int length = end - start;
        if (length > 5) return false;
        byte before = start > 0 ? text[start - 1] : (byte)' ', after = end < text.Length ? text[end] : (byte)' ';
        if (length == 1 && (before == (byte)'\'' || (before == 0x99 && start > 2 && text[start - 2] == 0x80 && text[start - 3] == 0xE2))) return true;
        if (length > 1 && s_dropped.Contains(hash)) return true;
        bool isBullet = length == 1 || (length == 2 && char.IsAsciiDigit((char)text[start]) && char.IsAsciiDigit((char)text[start + 1])) || s_roman.Contains(hash);
        if (!isBullet) return false;
        if (before == (byte)'(' && after == (byte)')') return true;
        if (!IsSpace(before) && before != (byte)'*' && before != (byte)'/') return false;
        if (after == (byte)')') return true;
        if (after != (byte)'.') return false;
        if (end + 1 < text.Length && !IsSpace(text[end + 1])) return false;
        return Count == 0 || !s_numbered.Contains(_hashes[Count - 1]);
    }

    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)'\v';

    // The position of a markup tag's ">"; the "<" itself where it opens none (a placeholder, an address).
    static int SkipTag(ReadOnlySpan<byte> text, int at)
    {
        int name = at + 1;
        if (name < text.Length && text[name] == (byte)'/') name++;
        int end = name;
        uint hash = HashStart;
        while (end < text.Length && end - name < 11 && char.IsAsciiLetterOrDigit((char)text[end])) hash = (hash ^ s_fold[text[end++]]) * HashStep;
        if (end == name || end == text.Length || !(IsSpace(text[end]) || text[end] is (byte)'>' or (byte)'/') || !s_tags.Contains(hash)) return at;
        ReadOnlySpan<byte> rest = text.Slice(end, Math.Min(TagBytesMax, text.Length - end));
        int close = rest.IndexOfAny((byte)'>', (byte)'<');
        return close >= 0 && rest[close] == (byte)'>' ? end + close : at;
    }

    // The position of the ";" of an entity such as &quot;, or the "&" itself.
    static int SkipEntity(ReadOnlySpan<byte> text, int at)
    {
        int end = at + 1;
        while (end < text.Length && end - at < 8 && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] == (byte)'#')) end++;
        return end > at + 1 && end < text.Length && text[end] == (byte)';' ? end : at;
    }

    // Length of a character of several bytes; bytes that are no UTF-8 stand alone and are no word.
    static int WideBytes(ReadOnlySpan<byte> text, out bool isWord, out bool isOwnWord)
    {
        (isWord, isOwnWord) = (false, false);
        if (Rune.DecodeFromUtf8(text, out Rune rune, out int bytes) != System.Buffers.OperationStatus.Done) return Math.Max(1, bytes);
        int value = rune.Value;
        bool isMark = value is (>= 0x80 and <= 0xBF) or 0xD7 or 0xF7 or (>= 0x2000 and <= 0x2E7F) or (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFF0F) or (>= 0xFF1A and <= 0xFF20) or (>= 0xE000 and <= 0xF8FF) or 0xFEFF or 0xFFFD or (>= 0xFF3B and <= 0xFF40) or (>= 0xFF5B and <= 0xFF65);
        isWord = !isMark;
        isOwnWord = isWord && value >= 0x2E80;
        return bytes;
    }

    // Latin-1's capitals to small ones; others stay.
    static byte FoldedWide(ReadOnlySpan<byte> text, int at) =>
        at > 0 && text[at - 1] == 0xC3 && text[at] is >= 0x80 and <= 0x9E ? (byte)(text[at] + 0x20) : text[at];

    static byte[] Fold()
    {
        byte[] fold = new byte[256];
        for (int b = 0; b < 256; b++)
            fold[b] = b >= 0x80 ? Wide : char.IsAsciiLetterOrDigit((char)b) ? (byte)char.ToLowerInvariant((char)b) : Break;
        return fold;
    }

    static FrozenSet<uint> Set(params string[] words) => words.Select(Hash).ToFrozenSet();

    static FrozenDictionary<uint, uint> Spellings()
    {
        (string From, string To)[] pairs =
        [
            ("licence", "license"), ("licences", "licenses"), ("licenced", "licensed"), ("licencing", "licensing"), ("sublicence", "sublicense"), ("licencee", "licensee"), ("licencees", "licensees"),
            ("https", "http"), ("copyrights", "copyright"), ("owner", "holder"), ("owners", "holders"), ("acknowledgement", "acknowledgment"), ("acknowledgements", "acknowledgments"), ("organisation", "organization"),
            ("organisations", "organizations"), ("authorisation", "authorization"), ("authorised", "authorized"), ("judgement", "judgment"), ("whilst", "while"), ("favour", "favor"), ("utilisation", "utilization"),
            ("fulfil", "fulfill"), ("behaviour", "behavior"), ("defence", "defense"), ("wilful", "willful"), ("program", "programme"), ("centre", "center"), ("artefact", "artifact"), ("analogue", "analog"),
            ("merchantibility", "merchantability"), ("noninfringment", "noninfringement"), ("recognise", "recognize"), ("realise", "realize"), ("cancelled", "canceled"), ("labelled", "labeled"),
        ];
        return pairs.ToDictionary(pair => Hash(pair.From), pair => Hash(pair.To)).ToFrozenDictionary();
    }
}
