using System.Runtime.InteropServices;
using Sluice.Core.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>What all workers share: the words of all license texts, one after the other, and where each q-gram of words occurs in them.</summary>
/// <remarks>Texts with the same words are kept once. Long texts are looked up by a quarter of their q-grams, chosen by their hash, short ones by all.</remarks>
sealed class LicenseIndex
{
    /// <summary>Words of a q-gram.</summary>
    public const int GramWords = 4;

    const int WholeWordsMax = 700; // Texts up to this length are looked up by all their q-grams.
    const uint SampleMask = 3;
    const int BucketBits = 20;

    static readonly string[] s_gplTitle = ["gnu", "general", "public", "license", "version", "3"];

    readonly List<int> _words = [];
    readonly List<WordRole> _roles = [];
    readonly List<LicenseTemplate> _templates = [];
    readonly int[] _buckets = new int[(1 << BucketBits) + 1];
    readonly (uint Gram, int At)[] _places;
    readonly int[] _textsWith; // Shape [words' numbers].

    LicenseIndex(List<SpdxLicense> licenses)
    {
        Ids = new(licenses.Select(license => license.Id));
        Vocabulary = new();
        Licenses = [.. licenses.Select(license => (license.Id, license.Name, license.Url))];
        foreach (var same in Texts(licenses)) AddTemplate(same);
        TemplateOf = new int[_words.Count];
        for (int i = 0; i < _templates.Count; i++) TemplateOf.AsSpan(_templates[i].Start, _templates[i].Length).Fill(i);
        _places = Place();
        _textsWith = CountTexts();
        Names = new(Vocabulary, Ids, Licenses);
        Exceptions = new(Vocabulary);
        Notices = new(Vocabulary);
        Restrictions = new(Vocabulary);
        Decisive = new(Vocabulary);
    }

    /// <summary>The ids of the list.</summary>
    public LicenseIds Ids { get; }

    /// <summary>Ids, names and addresses, for references.</summary>
    public IReadOnlyList<(string Id, string Name, string Url)> Licenses { get; }

    /// <summary>Numbers of the words.</summary>
    public WordNumbers Vocabulary { get; }

    /// <summary>Names that licenses are called by.</summary>
    public LicenseNames Names { get; }

    /// <summary>Exceptions below GNU notices.</summary>
    public GnuExceptions Exceptions { get; }

    /// <summary>Words that take a license back.</summary>
    public Restrictions Restrictions { get; }

    /// <summary>Words of notices.</summary>
    public NoticeWords Notices { get; }

    /// <summary>Words that decide between licenses.</summary>
    public DecisiveWords Decisive { get; }

    /// <summary>The texts.</summary>
    public IReadOnlyList<LicenseTemplate> Templates => _templates;

    /// <summary>Shape [words of all texts]: numbers of words.</summary>
    public ReadOnlySpan<int> Words => CollectionsMarshal.AsSpan(_words);

    /// <summary>Shape [words of all texts].</summary>
    public ReadOnlySpan<WordRole> Roles => CollectionsMarshal.AsSpan(_roles);

    /// <summary>Shape [words of all texts]: the text that a word belongs to.</summary>
    public int[] TemplateOf { get; }

    /// <summary>Reads the list and indexes it.</summary>
    public static LicenseIndex Load(string path) => new(SpdxListFile.Read(path));

    /// <summary>Where a q-gram may occur; the caller compares <c>Gram</c>.</summary>
    public ReadOnlySpan<(uint Gram, int At)> Find(uint gram)
    {
        uint bucket = gram >> (32 - BucketBits);
        return _places.AsSpan(_buckets[bucket].._buckets[bucket + 1]);
    }

    /// <summary>Texts that have a word.</summary>
    public int TextsWith(int word) => word < _textsWith.Length ? _textsWith[word] : 0;

    int[] CountTexts()
    {
        int[] counts = new int[Vocabulary.Limit], last = new int[Vocabulary.Limit];
        for (int i = 0; i < _templates.Count; i++)
        {
            foreach (int word in Words[_templates[i].Start.._templates[i].End])
            {
                if (last[word] == i + 1) continue;
                last[word] = i + 1;
                counts[word]++;
            }
        }
        return counts;
    }

    /// <summary>The hash of the q-gram of words that begins there.</summary>
    public static uint Gram(ReadOnlySpan<int> words)
    {
        uint hash = (uint)words[0];
        hash = (hash * 0x9E3779B1) ^ (uint)words[1];
        hash = (hash * 0x9E3779B1) ^ (uint)words[2];
        hash = (hash * 0x9E3779B1) ^ (uint)words[3];
        hash ^= hash >> 15;
        hash *= 0x85EBCA77;
        return hash ^ (hash >> 13);
    }

    // Each text once, named by the shortest of the ids that have it: the deprecated GNU ids are shorter than their successors.
    static IEnumerable<(string Id, LicenseWords Words, SpdxLicense License)> Texts(List<SpdxLicense> licenses)
    {
        var seen = new HashSet<ulong>();
        foreach (SpdxLicense license in licenses.OrderBy(license => license.Id.Length).ThenBy(license => license.Id, StringComparer.Ordinal))
        {
            var words = new LicenseWords();
            words.Add(license.TextUtf8, 0);
            if (seen.Add(TextHash.Of(MemoryMarshal.AsBytes(words.Hashes)))) yield return (license.Id, words, license);
        }
    }

    void AddTemplate((string Id, LicenseWords Words, SpdxLicense License) text)
    {
        string id = text.Id.EndsWith('+') ? text.Id[..^1] + "-or-later" : text.Id;
        string expression = Ids.FindGnu(id) ?? id;
        int start = _words.Count;
        foreach (uint hash in text.Words.Hashes) _words.Add(Vocabulary.Add(hash));
        WordRole[] roles = TemplateRoles.Of(text.License.TextUtf8, text.Words);
        _roles.AddRange(roles);
        // LGPL-3.0's listed text has the GPL below it; files of it mostly don't.
        int second = id.StartsWith("LGPL-3.0", StringComparison.Ordinal) ? Words[(start + s_gplTitle.Length)..].IndexOf(Numbers(s_gplTitle)) : -1;
        if (second < 0)
        {
            AddPart(expression, start, _words.Count);
            return;
        }
        second += start + s_gplTitle.Length;
        AddPart(expression, start, _words.Count);
        int copy = _words.Count;
        _words.AddRange(_words.GetRange(start, second - start));
        _roles.AddRange(_roles.GetRange(start, second - start));
        AddPart(expression, copy, _words.Count);
    }

    int[] Numbers(string[] words) => [.. words.Select(word => Vocabulary.Add(LicenseWords.Hash(word)))];

    void AddPart(string expression, int start, int end)
    {
        int required = 0, grams = 0;
        for (int i = start; i < end; i++)
        {
            if (_roles[i] == WordRole.Required) required++;
            if (_roles[i] != WordRole.Optional && i + GramWords <= end && IsIndexed(Gram(Words[i..]), end - start)) grams++;
        }
        _templates.Add(new(expression, start, end, required, grams));
    }

    static bool IsIndexed(uint gram, int words) => words <= WholeWordsMax || (gram & SampleMask) == 0;

    // Counting sort by the hash's first bits.
    (uint, int)[] Place()
    {
        var grams = new List<(uint Gram, int At)>(_words.Count);
        foreach (LicenseTemplate template in _templates)
        {
            for (int at = template.Start; at + GramWords <= template.End; at++)
            {
                uint gram = Gram(Words[at..]);
                if (IsIndexed(gram, template.Length)) grams.Add((gram, at));
            }
        }
        foreach ((uint gram, _) in grams) _buckets[(gram >> (32 - BucketBits)) + 1]++;
        for (int i = 1; i < _buckets.Length; i++) _buckets[i] += _buckets[i - 1];
        int[] next = [.. _buckets];
        var places = new (uint, int)[grams.Count];
        foreach ((uint Gram, int At) place in grams) places[next[place.Gram >> (32 - BucketBits)]++] = place;
        return places;
    }
}
