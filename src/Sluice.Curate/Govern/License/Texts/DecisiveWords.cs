using System.Globalization;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Words that decide what a license permits: where a text has one that its license lacks, or lacks one that its license has, it is another license.</summary>
/// <remarks>Own list, from the differences between the near twins of SPDX's list and between permissive licenses and their restricted offspring (Commons Clause, JSON, Hippocratic, non-commercial, field-of-use).</remarks>
sealed class DecisiveWords
{
    static readonly string[] s_added =
    [
        "noncommercial", "noncommercially", "commercial", "commercially", "commerce", "noncommercials", "military", "weapons", "nuclear", "evil", "ethical", "harm", "academic", "educational", "education", "research",
        "evaluation", "evaluate", "internal", "internally", "personal", "private", "nonprofit", "profit", "prohibited", "forbidden", "disallowed", "restricted", "restriction", "restrictions", "except", "unless", "only", "solely", "exclusively",
        "compete", "competing", "competitive", "hosted", "saas", "resell", "royalty", "royalties", "fee", "payment", "paid", "charge", "subscription",
        "derivative", "derivatives", "noderivatives", "sharealike", "proprietary", "confidential", "reverse", "disassemble", "decompile", "unmodified", "employees", "revenue", "government", "surveillance", "ai", "training", "train",
        "cannot", "mustn", "don", "shall", "must", "not", "never", "no", "without", "revoke", "terminate", "terminates", "source", "disclose", "publish", "contribute", "back", "advertising", "trademark", "trademarks",
    ];

    static readonly string[] s_missing = ["use", "copy", "modify", "distribute", "merge", "publish", "sublicense", "sell", "permitted", "granted", "modification", "modifications", "redistribution", "redistribute", "commercial", "any", "fee", "charge"];

    static readonly string[] s_versioned = ["version", "versions", "v", "license", "public", "attribution", "unported", "international", "sharealike", "noderivs", "noncommercial"];

    // Forms of one word.
    static readonly string[] s_forms =
    [
        "use using used uses", "copy copying copies copied", "modify modifying modification modifications modified", "distribute distributing distribution distributions distributed redistribute redistribution redistributions redistributing redistributed",
        "merge merging", "publish publishing publication", "sublicense sublicensing", "sell selling sold sale", "permitted permission permits permit", "granted grants grant", "fee fees", "charge charges", "restriction restrictions", "only solely", "noncommercial noncommercially",
        "commercial commercially", "prohibited forbidden disallowed", "train training", "evaluation evaluate", "internal internally", "trademark trademarks", "derivative derivatives", "royalty royalties", "educational education",
    ];

    readonly int[] _forms; // Shape [words]: the first form of the word; 0 where it has none.
    readonly bool[] _isVersioned, _isNumber, _isBullet;
    readonly byte[] _kinds; // Bit 0: decides where added; bit 1: where missing.

    public DecisiveWords(WordNumbers vocabulary)
    {
        int[] added = [.. s_added.Select(word => vocabulary.Add(LicenseWords.Hash(word)))];
        int[] missing = [.. s_missing.Select(word => vocabulary.Add(LicenseWords.Hash(word)))];
        int[][] forms = [.. s_forms.Select(line => line.Split(' ').Select(word => vocabulary.Add(LicenseWords.Hash(word))).ToArray())];
        int[] versioned = [.. s_versioned.Select(word => vocabulary.Add(LicenseWords.Hash(word)))];
        int[] numbers = [.. Enumerable.Range(0, 10).Select(number => vocabulary.Add(LicenseWords.Hash(number.ToString(CultureInfo.InvariantCulture))))];
        int[] letters = [.. Enumerable.Range('b', 25).Select(letter => vocabulary.Add(LicenseWords.Hash(((char)letter).ToString())))];
        _isBullet = new bool[vocabulary.Limit];
        foreach (int word in (int[])[.. numbers, .. letters]) _isBullet[word] = true;
        (_isVersioned, _isNumber) = (new bool[vocabulary.Limit], new bool[vocabulary.Limit]);
        _forms = new int[vocabulary.Limit];
        foreach (int[] line in forms)
            foreach (int word in line) _forms[word] = line[0];
        foreach (int word in versioned) _isVersioned[word] = true;
        foreach (int word in numbers) _isNumber[word] = true;
        _kinds = new byte[vocabulary.Limit];
        foreach (int word in added) _kinds[word] |= 1;
        foreach (int word in missing) _kinds[word] |= 2;
        foreach (int[] line in forms)
        {
            byte kinds = 0;
            foreach (int word in line) kinds |= _kinds[word];
            foreach (int word in line) _kinds[word] = kinds;
        }
    }

    /// <summary>One word for all forms of it: "use" for "used".</summary>
    public int Form(int word) => word < _forms.Length && _forms[word] != 0 ? _forms[word] : word;

    /// <summary>Whether a word may be a list's bullet: a digit or letter.</summary>
    public bool IsBullet(int word) => _isBullet.At(word);

    /// <summary>Whether a word that a text adds to its license changes what it permits.</summary>
    public bool IsAddition(int word) => word < _kinds.Length && (_kinds[word] & 1) != 0;

    /// <summary>Whether a word is the number of a license's version: a digit after "version", or the second one of such.</summary>
    public bool IsVersion(ReadOnlySpan<int> words, int at) =>
        _isNumber.At(words[at]) && at > 0 && (_isVersioned.At(words[at - 1]) || (_isNumber.At(words[at - 1]) && at > 1 && _isVersioned.At(words[at - 2])));

    /// <summary>Whether a word that a text lacks does.</summary>
    public bool IsLoss(int word) => word < _kinds.Length && (_kinds[word] & 2) != 0;
}

file static class Flags
{
    public static bool At(this bool[] flags, int word) => word < flags.Length && flags[word];
}
