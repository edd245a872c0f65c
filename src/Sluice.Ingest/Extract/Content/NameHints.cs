using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Sluice.Ingest.Extract.Html;

namespace Sluice.Ingest.Extract.Content;

/// <summary>Reads <see cref="NameHint"/>s off elements.</summary>
static class NameHints
{
    const int WordBytesMax = 24;
    const int WordsMax = 5;
    const int NamesMax = 12;

    // Words of class and id; with a star, beginnings of words.
    const string CommentWords = "comment comments commentlist commentarea disqus respond replies";

    const string FurnitureWords =
        "share* sharing social* related* recommend* recirc* sidebar* widget* footer* breadcrumb* newsletter* subscri* advert* ad ads adslot sponsor* promo* cookie* consent " +
        "gdpr popup* modal* overlay* menu* nav navbar navi* toolbar pagination pager paging outbrain taboola trending mostread popular login signin signup register* byline* " +
        "copyright* masthead skiplink* noprint disclaimer* tooltip* feedback* rating* vote* voting carousel* donat* push webpush adblock* disclosure airship notification* outro";

    const string DoubtfulWords =
        "callout* alert* breaking attribution cite* app tags tag taglist meta metadata author authors bio caption* credit* date dateline timestamp published readmore previous " +
        "also latest links linklist buttons button tools actions banner* header aside secondary infobox toc category categories topics keyword* photo* gallery image* figure " +
        "video* player embed* twitter* facebook* instagram* pinterest* email sub subscribe topbar contact about archive* blogroll search* form language* correction*";

    // From one of these on, a name speaks of what is beside the element or how it behaves.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_modifiers =
        Set("has with no is not enable enabled disable disabled without js hide show can");

    // Names of containers: one of the first words, then one of the second; or one word.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_containerFirst = Set("article story post entry news blog page main body content text td single detail");
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_containerSecond = Set("body content text copy main article");
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_containerWhole =
        Set("articlebody articletext articlecontent storybody storycontent postbody postcontent entrycontent bodycopy bodytext maincontent articlebodytext hentry newsbody");

    // Roles of furniture; source: WAI-ARIA 1.2, 5.3.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_furnitureRoles =
        Set("navigation search contentinfo dialog alertdialog menu menubar complementary");

    static readonly FrozenDictionary<string, NameHint>.AlternateLookup<ReadOnlySpan<char>> s_words = WholeWords().GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly (string Prefix, NameHint Hint)[][] s_prefixes = Prefixes();

    /// <summary>The hint of one element.</summary>
    public static NameHint Of(HtmlTree tree, in HtmlNode element)
    {
        if (element.Tag is HtmlTag.Nav or HtmlTag.Aside or HtmlTag.Footer or HtmlTag.Menu or HtmlTag.Search or HtmlTag.Dialog) return NameHint.Furniture;
        if (element.Tag is HtmlTag.Pre or HtmlTag.Code) return NameHint.None; // Their names tell the language: language-python.
        NameHint hint = element.Tag is HtmlTag.Form or HtmlTag.Figcaption ? NameHint.Doubtful : NameHint.None;
        foreach (HtmlAttribute attribute in tree.Attributes(element))
        {
            ReadOnlySpan<byte> value = tree.Value(attribute);
            NameHint found = attribute.Name switch
            {
                HtmlAttributeName.Class or HtmlAttributeName.Id => OfNames(value),
                HtmlAttributeName.Role => OfRole(value),
                HtmlAttributeName.ItemProp when value.SequenceEqual("articleBody"u8) => NameHint.Container,
                _ => NameHint.None,
            };
            if (found == NameHint.Container && attribute.Name == HtmlAttributeName.ItemProp) return found;
            if (found > hint) hint = found;
        }
        return hint == NameHint.Doubtful && (element.Tag.IsHeading() || element.Tag is HtmlTag.Article or HtmlTag.Main) ? NameHint.None : hint;
    }

    static NameHint OfRole(ReadOnlySpan<byte> role)
    {
        Span<char> word = stackalloc char[WordBytesMax];
        return Ascii.ToLower(role, word, out int length) == OperationStatus.Done && s_furnitureRoles.Contains(word[..length]) ? NameHint.Furniture : NameHint.None;
    }

    static NameHint OfNames(ReadOnlySpan<byte> names)
    {
        NameHint hint = NameHint.None;
        int count = 0;
        foreach (Range range in names.Split((byte)' '))
        {
            if (++count > NamesMax) return NameHint.None; // So many flags are those of the whole page.
            NameHint ofName = OfName(names[range]);
            if (ofName > hint && !(hint == NameHint.Container && ofName == NameHint.Doubtful)) hint = ofName;
            else if (ofName == NameHint.Container && hint == NameHint.Doubtful) hint = ofName;
        }
        return hint;
    }

    // A name is cut into words at what is no letter, and where a capital follows a small letter.
    static NameHint OfName(ReadOnlySpan<byte> name)
    {
        // Utility classes (print:hidden, md:w-1/2, Mt(4px)) tell the looks, not the content.
        if (name.IndexOfAny(":(@/"u8) >= 0) return NameHint.None;
        int modifier = name.IndexOf("--"u8);
        if (IsHiding(name[(modifier < 0 ? 0 : modifier + 2)..])) return NameHint.Doubtful;
        if (modifier > 0) name = name[..modifier];
        Span<char> word = stackalloc char[WordBytesMax];
        int length = 0;
        int words = 0;
        NameHint hint = NameHint.None;
        bool wasContainerFirst = false;
        for (int i = 0; i <= name.Length; i++)
        {
            byte b = i < name.Length ? name[i] : (byte)' ';
            bool isLetter = (b | 0x20) is >= (byte)'a' and <= (byte)'z';
            if (length > 0 && (!isLetter || (b < 'a' && name[i - 1] >= 'a')))
            {
                ReadOnlySpan<char> found = word[..length];
                if (s_modifiers.Contains(found)) return hint;
                if (++words > WordsMax) return NameHint.None; // A sentence: the anchor of a heading.
                NameHint ofWord = OfWord(found);
                if (wasContainerFirst && s_containerSecond.Contains(found) || s_containerWhole.Contains(found)) ofWord = NameHint.Container;
                wasContainerFirst = s_containerFirst.Contains(found);
                if (ofWord > hint) hint = ofWord;
                length = 0;
            }
            if (isLetter && length < word.Length) word[length++] = (char)(b | 0x20);
        }
        return hint;
    }

    static bool IsHiding(ReadOnlySpan<byte> name) => name.SequenceEqual("hide"u8) || name.SequenceEqual("hidden"u8) || name.SequenceEqual("is-hidden"u8)
        || name.SequenceEqual("d-none"u8) || name.SequenceEqual("sr-only"u8) || name.SequenceEqual("visually-hidden"u8) || name.SequenceEqual("screen-reader-text"u8);

    static NameHint OfWord(ReadOnlySpan<char> word)
    {
        if (s_words.TryGetValue(word, out NameHint hint)) return hint;
        foreach ((string prefix, NameHint ofPrefix) in s_prefixes[word[0] - 'a'])
            if (word.StartsWith(prefix, StringComparison.Ordinal)) return ofPrefix;
        return NameHint.None;
    }

    static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    static FrozenDictionary<string, NameHint> WholeWords() =>
        All().Where(w => !w.Word.EndsWith('*')).DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => w.Hint, StringComparer.Ordinal);

    static (string, NameHint)[][] Prefixes()
    {
        ILookup<char, (string, NameHint)> byLetter = All().Where(w => w.Word.EndsWith('*')).ToLookup(w => w.Word[0], w => (w.Word.TrimEnd('*'), w.Hint));
        return [.. Enumerable.Range('a', 26).Select(c => byLetter[(char)c].ToArray())];
    }

    static IEnumerable<(string Word, NameHint Hint)> All() =>
        [.. Of(CommentWords, NameHint.Comments), .. Of(FurnitureWords, NameHint.Furniture), .. Of(DoubtfulWords, NameHint.Doubtful)];

    static IEnumerable<(string Word, NameHint Hint)> Of(string words, NameHint hint) => words.Split(' ').Select(w => (w, hint));
}
