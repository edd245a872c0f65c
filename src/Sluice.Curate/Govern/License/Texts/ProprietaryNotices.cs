using System.Collections.Frozen;
using System.Text;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds notices in the comments a file begins with that keep its rights, where no license need be named: "confidential and proprietary", "for non-commercial use only".</summary>
/// <remarks>Unlike <see cref="Restrictions"/> they count alone, so each phrase is one that says it of the file itself; those that code says of its own interfaces too ("internal use only") need a word of rights near them. Own list of phrases, after the notices of large vendors.</remarks>
static class ProprietaryNotices
{
    const int NearWords = 60, ExceptWords = 30;

    /// <summary>Pieces of words, one of which every such notice has, in small letters and in capitals.</summary>
    public static byte[][] Anchors { get; } =
    [
        .. new[] { "onfidential", "roprietary", "rohibited", "ommercial", "rade secret", "use only", "ay not", "cademic" }
            .SelectMany(piece => (byte[][])[Encoding.ASCII.GetBytes(piece), Encoding.ASCII.GetBytes(piece.ToUpperInvariant())]),
    ];

    static readonly FrozenDictionary<uint, (uint[] Words, FrozenSet<uint>? Near)[]> s_phrases = Phrases();
    static readonly uint[] s_inCompliance = Hashes("in compliance with"), s_withoutLicense = Hashes("except as");

    /// <summary>Adds the first one.</summary>
    /// <param name="textUtf8">The file, from its beginning.</param>
    /// <param name="words">Words of a part of it.</param>
    /// <param name="matches">Added to.</param>
    /// <param name="first">The part's first of these: what is in one of them is the license's own.</param>
    public static void Find(ReadOnlySpan<byte> textUtf8, LicenseWords words, List<LicenseMatch> matches, int first)
    {
        int head = -1, count = matches.Count;
        ReadOnlySpan<uint> hashes = words.Hashes;
        for (int at = 0; at < hashes.Length; at++)
        {
            if (!s_phrases.TryGetValue(hashes[at], out (uint[] Words, FrozenSet<uint>? Near)[]? phrases)) continue;
            foreach ((uint[] phrase, FrozenSet<uint>? near) in phrases)
            {
                if (!hashes[at..].StartsWith(phrase)) continue;
                int start = words.Starts[at], end = words.Ends[at + phrase.Length - 1];
                if (head < 0) head = LeadingComment.End(textUtf8);
                if (end > head) return;
                if (near is not null && !HasNear(hashes, at, phrase.Length, near)) continue;
                // One word alone has to be shouted: prose speaks of confidential clients.
                if (phrase.Length == 1 && textUtf8[start..end].ContainsAnyInRange((byte)'a', (byte)'z')) continue;
                ReadOnlySpan<uint> after = hashes[at..Math.Min(hashes.Length, at + ExceptWords)];
                if (after.IndexOf(s_inCompliance) >= 0 || after.IndexOf(s_withoutLicense) >= 0 || IsInside(matches, first, count, start)) continue;
                matches.Add(new(Restrictions.Expression, 0.8, start, end, LicenseMatchKind.Header));
                return;
            }
        }
    }

    static bool HasNear(ReadOnlySpan<uint> hashes, int at, int length, FrozenSet<uint> near)
    {
        for (int i = Math.Max(0, at - NearWords); i < Math.Min(hashes.Length, at + NearWords); i++)
            if ((i < at || i >= at + length) && near.Contains(hashes[i])) return true;
        return false;
    }

    static bool IsInside(List<LicenseMatch> matches, int first, int end, int place)
    {
        for (int i = first; i < end; i++)
            if (matches[i].Start <= place && place < matches[i].End) return true;
        return false;
    }

    static uint[] Hashes(string phrase)
    {
        var words = new LicenseWords();
        words.Add(Encoding.UTF8.GetBytes(phrase), 0);
        return words.Hashes.ToArray();
    }

    static FrozenDictionary<uint, (uint[] Words, FrozenSet<uint>? Near)[]> Phrases()
    {
        FrozenSet<uint> rights = Hashes("copyright rights reserved confidential proprietary property licensors disclosed disclosure unauthorized").ToFrozenSet();
        FrozenSet<uint> copies = Hashes("copying copy reproduction reproduced distribution redistribution dissemination disclosure duplication unauthorized unauthorised").ToFrozenSet();
        FrozenSet<uint> works = Hashes("copyright confidential proprietary software programme material materials product").ToFrozenSet();
        List<(uint[] Words, FrozenSet<uint>? Near)> all = [];
        Add(null, "confidential and proprietary", "proprietary and confidential", "confidential proprietary", "proprietary confidential", "microsoft confidential", "company confidential", "strictly confidential", "unauthorized copying", "unauthorised copying", "unauthorized reproduction", "unauthorized distribution",
            "retain all intellectual property", "noncommercial use only", "noncommercial purposes only", "for noncommercial use", "for noncommercial purposes", "noncommercial research", "not for commercial use", "no commercial use", "commercial use is prohibited", "commercial use prohibited", "commercial use is not", "commercial use is forbidden",
            "commercial use is strictly", "not be used for commercial", "not be used commercially", "academic use only", "academic purposes only", "research use only", "research purposes only", "educational use only", "educational purposes only", "evaluation use only", "evaluation purposes only", "this is proprietary", "is proprietary software", "is proprietary to",
            "proprietary source code", "may not copy modify", "may not copy or", "may not copy distribute", "may not copy this", "may not modify or", "may not modify copy", "may not modify distribute", "may not distribute this", "may not distribute or", "may not redistribute this", "may not redistribute or", "may not use modify", "may not use copy", "may not use or copy", "may not be copied",
            "may not be reproduced", "may not be disclosed", "may not be redistributed", "do not distribute this", "not be copied or", "not be reproduced or", "adobe license agreement");
        Add(rights, "trade secret", "trade secrets", "confidential", "confidential information", "is confidential", "proprietary information", "and proprietary", "proprietary and", "nvidia proprietary", "intel confidential");
        Add(copies, "strictly prohibited", "strictly forbidden", "is prohibited", "are prohibited", "is forbidden", "expressly prohibited");
        Add(works, "internal use only", "personal use only", "private use only");
        return all.GroupBy(phrase => phrase.Words[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

        void Add(FrozenSet<uint>? near, params string[] phrases) => all.AddRange(phrases.Select(phrase => (Hashes(phrase), near)));
    }
}
