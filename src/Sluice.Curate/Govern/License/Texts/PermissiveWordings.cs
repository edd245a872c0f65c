using System.Collections.Frozen;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Wordings of the BSD and HPND families that no listed text has: a grant to all, followed by nothing but the family's own conditions and disclaimers, in words of their own.</summary>
/// <remarks>Sentence by sentence: each must be one of the family's, told by its words; a word that restricts, or a condition with words that no text of the family has, and it is none. Named by its clauses: the listed member with the same ones.
/// Own rules, from the family's texts in SPDX's list. Linear in the words.</remarks>
sealed class PermissiveWordings
{
    const int SentenceWordsMax = 260;
    const double VariantScoreMin = 0.95;
    const int GrantOddWordsMax = 2, ConditionOddWordsMax = 3, NameOddWordsMax = 14;

    [Flags]
    enum Word
    {
        None = 0,
        Common = 1,          // Of the grant and of conditions to keep the notice.
        Restricts = 1 << 1,
        Permits = 1 << 2,
        Modifies = 1 << 3,
        Keeps = 1 << 4,
        Notice = 1 << 5,
        Binary = 1 << 6,
        Endorses = 1 << 7,
        Negates = 1 << 8,
        Acknowledges = 1 << 9,
        Warranty = 1 << 10,
        Sells = 1 << 11,
        Documents = 1 << 12,
        Product = 1 << 13,
    }

    static readonly FrozenDictionary<uint, Word> s_words = Words();
    static readonly FrozenSet<uint> s_abbreviations = Hashes("inc corp co ltd").ToFrozenSet();
    static readonly uint[] s_bsd = Hashes("redistribution and use in source and binary forms"), s_hpnd = Hashes("permission to use copy modify"), s_anyPurpose = Hashes("for any purpose");

    readonly Dictionary<string, int> _templates = [];
    readonly bool[] _templateIsVariant;

    public PermissiveWordings(LicenseIndex index)
    {
        _templateIsVariant = [.. index.Templates.Select(template => template.IsPermissive && (template.Expression.StartsWith("BSD-3-Clause-", StringComparison.Ordinal) || template.Expression.StartsWith("BSD-2-Clause-", StringComparison.Ordinal) || template.Expression.StartsWith("HPND-", StringComparison.Ordinal)))];
        for (int i = 0; i < index.Templates.Count; i++) _templates.TryAdd(index.Templates[i].Expression, i);
    }

    /// <summary>Adds those that are no clean text, in the place of what was found there.</summary>
    /// <param name="text">The text; the words' places are its own.</param>
    /// <param name="words">Its words.</param>
    /// <param name="found">Texts found, in order of place; changed.</param>
    public void Find(ReadOnlySpan<byte> text, LicenseWords words, List<FoundText> found)
    {
        ReadOnlySpan<uint> hashes = words.Hashes;
        bool isChanged = false;
        for (int at = 0; at < hashes.Length; at++)
        {
            bool isBsd = hashes[at] == s_bsd[0] && hashes[at..].StartsWith(s_bsd);
            if (!isBsd && !(hashes[at] == s_hpnd[0] && hashes[at..].StartsWith(s_hpnd))) continue;
            if (found.Exists(other => other.Start <= at && at < other.End && IsNamed(other))) continue;
            string? expression = isBsd ? Bsd(text, words, at, out int end) : Hpnd(text, words, at, out end);
            if (expression is null || !_templates.TryGetValue(expression, out int template)) continue;
            int last = end;
            if (found.Exists(other => other.Start < last && other.End > at && (IsNamed(other) || other.End > last))) continue;
            found.RemoveAll(other => other.Start < last && other.End > at);
            int odd = (last - at) / 10; // Nine tenths: below a text of the list, above one that is not known.
            found.Add(new(template, at, last, new(last - at, odd, 0, 0, 0, 0, last - at)));
            isChanged = true;
            at = last - 1;
        }
        if (isChanged) found.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
    }

    // A listed variant of the family has a name of its own where its own words are there.
    bool IsNamed(FoundText found)
    {
        if (!found.Agreement.IsClean) return false;
        return found.Agreement.Score >= VariantScoreMin || !_templateIsVariant[found.Template];
    }

    static string? Bsd(ReadOnlySpan<byte> text, LicenseWords words, int start, out int end)
    {
        Word all = ReadSentence(text, words, start, out end, out int odd, out int negations);
        // A grant with its first condition in one sentence has the words of both.
        if (!all.HasFlag(Word.Permits) || !all.HasFlag(Word.Modifies) || all.HasFlag(Word.Restricts) || odd > GrantOddWordsMax || negations > 0) return null;
        bool keeps = false, endorses = false, acknowledges = false, disclaims = false;
        while (end < words.Count)
        {
            Word sentence = ReadSentence(text, words, end, out int next, out odd, out negations);
            bool isKeeping = sentence.HasFlag(Word.Keeps) && sentence.HasFlag(Word.Notice) && odd <= ConditionOddWordsMax && negations == 0;
            bool isEndorsing = sentence.HasFlag(Word.Endorses) && negations > 0 && odd <= NameOddWordsMax;
            bool isAcknowledging = (sentence.HasFlag(Word.Acknowledges) || (acknowledges && sentence.HasFlag(Word.Product))) && odd <= NameOddWordsMax;
            if (sentence.HasFlag(Word.Warranty) && (!sentence.HasFlag(Word.Restricts) || disclaims)) disclaims = true;
            else if (sentence.HasFlag(Word.Restricts)) return disclaims ? Name() : null;
            else if (isAcknowledging) acknowledges = true;
            else if (isEndorsing) endorses = true;
            else if (isKeeping) keeps = true;
            else if (!disclaims || !text[words.Ends[end - 1]..words.Starts[end]].Contains((byte)';')) return disclaims ? Name() : null; // "…SERVICES; LOSS OF USE…" goes on.
            end = next;
        }
        return disclaims ? Name() : null;

        string? Name() => !keeps ? null : acknowledges ? "BSD-4-Clause" : endorses ? "BSD-3-Clause" : "BSD-2-Clause";
    }

    static string? Hpnd(ReadOnlySpan<byte> text, LicenseWords words, int start, out int end)
    {
        Word all = ReadSentence(text, words, start, out end, out int odd, out int negations);
        bool isForAny = words.Hashes[start..end].IndexOf(s_anyPurpose) >= 0, names = all.HasFlag(Word.Endorses);
        if (!isForAny || !all.HasFlag(Word.Permits) || all.HasFlag(Word.Restricts) || odd > (names ? NameOddWordsMax : ConditionOddWordsMax) || (negations > 0 && !names)) return null;
        bool sells = all.HasFlag(Word.Sells), documents = all.HasFlag(Word.Documents), disclaims = false;
        while (end < words.Count)
        {
            Word sentence = ReadSentence(text, words, end, out int next, out odd, out negations);
            bool isEndorsing = sentence.HasFlag(Word.Endorses) && negations > 0 && odd <= NameOddWordsMax;
            if (sentence.HasFlag(Word.Restricts) && !disclaims) return null;
            if (sentence.HasFlag(Word.Warranty)) disclaims = true;
            else if (isEndorsing) names = true;
            else break;
            end = next;
        }
        if (!disclaims) return null;
        return sells ? "HPND-sell-variant" : documents || names ? "HPND" : "ISC";
    }

    // A sentence's words together; how many the family doesn't have, and how often it says no.
    static Word ReadSentence(ReadOnlySpan<byte> text, LicenseWords words, int start, out int end, out int odd, out int negations)
    {
        Word all = Word.None;
        (odd, negations) = (0, 0);
        for (end = start; end < words.Count && end - start < SentenceWordsMax; end++)
        {
            if (end > start && !s_abbreviations.Contains(words.Hashes[end - 1]) && IsBreak(text[words.Ends[end - 1]..words.Starts[end]], text[words.Starts[end]])) break;
            Word word = s_words.GetValueOrDefault(words.Hashes[end]);
            if (word == Word.None) odd++;
            if (word.HasFlag(Word.Negates)) negations++;
            all |= word;
        }
        return all;
    }

    // A stop before a small letter is an abbreviation's.
    static bool IsBreak(ReadOnlySpan<byte> gap, byte next)
    {
        return gap.IndexOfAny((byte)';', (byte)':') >= 0 || (!char.IsAsciiLetterLower((char)next) && gap.IndexOf((byte)'.') is >= 0 and var stop && gap.Length > stop + 1) || (gap.IndexOf((byte)'(') is >= 0 and var open && gap[open..].Contains((byte)')'))
            || (gap.IndexOf((byte)'\n') is >= 0 and var line && gap[(line + 1)..].Contains((byte)'\n'));
    }

    static uint[] Hashes(string phrase) => [.. phrase.Split(' ').Select(LicenseWords.Hash)];

    static FrozenDictionary<uint, Word> Words()
    {
        Dictionary<uint, Word> words = [];
        Add(Word.Common, "redistribution redistributions distribution distributions redistribute distribute distributed copies copy use in source and binary forms form with or without modification modifications modified are is permitted provided that the following conditions condition met of code must shall "
            + "retain above copyright notice notices this list disclaimer disclaimers reproduce documentation other materials material paragraph its entirety including include existing prior current all any entire permission to appear both supporting such software modify sell granted hereby for purpose fee "
            + "be used name names may as an a by from on at file files immediately beginning both duplicated preserved holder holders author authors contributors license terms statement accompanying it also each without product products derived");
        Add(Word.Permits, "permitted granted");
        Add(Word.Modifies, "modification modifications modify modified");
        Add(Word.Keeps, "retain reproduce include includes duplicated preserve preserved appear");
        Add(Word.Notice, "notice notices disclaimer paragraph");
        Add(Word.Endorses, "endorse endorsement promote promotion publicity");
        Add(Word.Negates, "not neither nor no never");
        Add(Word.Acknowledges, "acknowledgment acknowledgments acknowledge acknowledges");
        Add(Word.Product, "product software");
        Add(Word.Warranty, "warranty warranties liable liability damages disclaims disclaimed merchantability representations");
        Add(Word.Sells, "sell");
        Add(Word.Documents, "documentation");
        Add(Word.Restricts, "noncommercial noncommercially commercial commercially military weapons nuclear evil ethical academic educational education research evaluation internal internally personal private nonprofit profit prohibited forbidden disallowed "
            + "restricted except unless only solely exclusively compete competing competitive hosted saas resell royalty royalties payment paid charge charges subscription derivative derivatives proprietary confidential reverse disassemble decompile unmodified employees revenue government surveillance ai training "
            + "revoke revoked terminate terminates disclose contribute gpl gnu agreement alternatively sublicense");
        return words.ToFrozenDictionary();

        void Add(Word kind, string list)
        {
            foreach (string word in list.Split(' '))
            {
                uint hash = LicenseWords.Hash(word);
                words[hash] = words.GetValueOrDefault(hash) | kind;
            }
        }
    }
}
