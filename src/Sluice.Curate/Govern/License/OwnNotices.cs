using System.Text;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Govern.License;

/// <summary>Which of the finds in an ordinary file speak of that file.</summary>
/// <remarks>A tag has to begin its comment line. A license that is merely named counts only in the comments that the file begins with, in words that grant it or state it
/// ("licensed under …", "License: …", a line "MIT License"). Names of files ("see zlib.ads"), strings and code never count. Texts and notices with a disclaimer count anywhere.</remarks>
static class OwnNotices
{
    const int BeforeBytes = 160, AfterBytes = 40, PrefixBytes = 160;

    static readonly string[] s_granting =
    [
        "licensed under", "licenced under", "released under", "distributed under", "available under", "published under", "provided under", "redistributed under", "covered by", "covered under", "subject to", "governed by", "under the terms", "under terms",
        "under the ", "license:", "licence:", "licenses:", "license is ", "licence is ", "same license", "same licence", "same terms", "conditions of the", "license =", "under a ", "under an ", "licensed ", "license as", "modified under", "placed in", "dedicated to", "used under",
    ];

    /// <summary>Leaves out what does not.</summary>
    /// <param name="text">The file.</param>
    /// <param name="head">Where its leading comments end.</param>
    /// <param name="isProse">Whether it is data or prose: then a license that is merely named is mostly another work's.</param>
    /// <param name="matches">What was found in it.</param>
    public static void Keep(ReadOnlySpan<byte> text, int head, bool isProse, List<LicenseMatch> matches)
    {
        int kept = 0;
        for (int i = 0; i < matches.Count; i++)
        {
            LicenseMatch match = matches[i];
            bool counts = match.Kind switch
            {
                LicenseMatchKind.Tag => BeginsComment(text, match.Start, head, isProse),
                LicenseMatchKind.Reference => !isProse && match.End <= head && States(text, match),
                _ => true,
            };
            if (counts) matches[kept++] = match;
        }
        matches.RemoveRange(kept, matches.Count - kept);
    }

    // Only marks stand before it on its line; in the leading comments also a copyright notice ("/* Copyright 2020 Jane Doe, SPDX-License-Identifier: MIT */").
    static bool BeginsComment(ReadOnlySpan<byte> text, int at, int head, bool isProse)
    {
        int from = Math.Max(0, at - PrefixBytes), line = text[from..at].LastIndexOfAny((byte)'\n', (byte)'\r');
        if (line < 0 && from > 0) return false;
        ReadOnlySpan<byte> prefix = text[(from + line + 1)..at].Trim(" \t\f"u8);
        if (prefix.StartsWith("\uFEFF"u8)) prefix = prefix[3..];
        // Without a mark it has to stand in a block comment, of which only those at the beginning are known.
        if (prefix.IsEmpty) return at < head || isProse;
        if (prefix.SequenceEqual(".\\\""u8) || prefix.SequenceEqual("'\\\""u8)) return true;
        if (prefix.SequenceEqual("\""u8) || prefix.SequenceEqual("'"u8)) return at < head;
        if (prefix.IndexOfAny((byte)'"', (byte)'\'', (byte)'`') >= 0 && !IsDocumentation(prefix, at, head)) return false;
        if (prefix.IndexOfAnyInRange((byte)'0', (byte)'9') < 0 && !HasLetter(prefix)) return true;
        if (IsWordMark(prefix)) return true;
        return at < head && (prefix.IndexOf("opyright"u8) >= 0 || prefix.IndexOf("icense"u8) >= 0);
    }

    static bool IsDocumentation(ReadOnlySpan<byte> prefix, int at, int head) => at < head && (prefix.SequenceEqual("\"\"\""u8) || prefix.SequenceEqual("'''"u8));

    static bool HasLetter(ReadOnlySpan<byte> prefix) => prefix.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0 || prefix.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 || prefix.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0;

    static bool IsWordMark(ReadOnlySpan<byte> prefix) =>
        prefix.SequenceEqual("dnl"u8) || prefix.SequenceEqual("REM"u8) || prefix.SequenceEqual("rem"u8) || prefix.SequenceEqual("@REM"u8) || prefix.SequenceEqual("@rem"u8) || prefix.SequenceEqual("C"u8) || prefix.SequenceEqual("c"u8) || prefix.SequenceEqual("@c"u8);

    static bool States(ReadOnlySpan<byte> text, LicenseMatch match)
    {
        if (IsFileName(text, match.Start, match.End)) return false;
        string before = Sentence(text[Math.Max(0, match.Start - BeforeBytes)..match.Start], isBefore: true);
        string named = Squeezed(text[match.Start..match.End]), after = Sentence(text[match.End..Math.Min(text.Length, match.End + AfterBytes)], isBefore: false);
        // "License: MIT" is found as a whole.
        if (named.StartsWith("licen", StringComparison.Ordinal) && named.AsSpan().IndexOfAny(':', '=') is > 0 and < 12) return !before.EndsWith('"') && !before.EndsWith('\'');
        string sentence = (before + named).Replace('\n', ' ');
        foreach (string words in s_granting)
            if (sentence.Contains(words, StringComparison.Ordinal)) return true;
        string left = before.TrimEnd();
        if (left.EndsWith("license", StringComparison.Ordinal) || left.EndsWith("licence", StringComparison.Ordinal)) return true;
        string right = after.TrimStart(' ', '-');
        if (right.StartsWith("licensed", StringComparison.Ordinal)) return true;
        // A label: alone between marks ("foo.css 1.0 | MIT License | …").
        if (right.StartsWith("licen", StringComparison.Ordinal)) right = right[Math.Min(right.Length, right.AsSpan().StartsWith("licenses") ? 8 : 7)..].TrimStart();
        return (left.Length == 0 || left[^1] is '|' or ';' or ',' or '-' or '(' or ':' or '\n' or '!') && (right.Length == 0 || right[0] is '|' or ';' or ',' or ')' or '.' or '\n' or '-' or '(');
    }

    // "zlib.ads": a name with an ending after it, but no address.
    static bool IsFileName(ReadOnlySpan<byte> text, int start, int end)
    {
        int first = start, last = end;
        while (first > 0 && start - first < BeforeBytes && text[first - 1] > ' ') first--;
        while (last < text.Length && last - end < BeforeBytes && text[last] > ' ') last++;
        ReadOnlySpan<byte> token = text[first..last];
        if (token.IndexOf("://"u8) >= 0 || token.IndexOf("www."u8) >= 0 || token.IndexOf(".org/"u8) >= 0) return false;
        ReadOnlySpan<byte> after = text[end..last];
        return after.Length >= 2 && after[0] == (byte)'.' && char.IsAsciiLetter((char)after[1]);
    }

    // To the end of the sentence or paragraph; lines of a paragraph run on, a line of its own keeps its break.
    static string Sentence(ReadOnlySpan<byte> bytes, bool isBefore)
    {
        string squeezed = Squeezed(bytes);
        if (isBefore)
        {
            int cut = Math.Max(squeezed.LastIndexOf(". ", StringComparison.Ordinal), squeezed.LastIndexOf("\n\n", StringComparison.Ordinal));
            return cut < 0 ? squeezed : squeezed[(cut + (squeezed[cut] == '.' ? 2 : 1))..];
        }
        int end = squeezed.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? squeezed : squeezed[..(end + 1)];
    }

    // Lower case, single spaces, line breaks kept, without comment marks.
    static string Squeezed(ReadOnlySpan<byte> bytes)
    {
        StringBuilder squeezed = new(bytes.Length);
        foreach (byte b in bytes)
        {
            char c = char.ToLowerInvariant((char)b);
            if (c is '\n')
            {
                if (squeezed.Length > 0 && squeezed[^1] == ' ') squeezed.Length--;
                squeezed.Append('\n');
            }
            else if (c is ' ' or '\t' or '\r' or '*' or '#' or '/' or '%' or '`')
            {
                if (squeezed.Length > 0 && squeezed[^1] is not (' ' or '\n')) squeezed.Append(' ');
            }
            else
            {
                squeezed.Append(c);
            }
        }
        return squeezed.ToString();
    }
}
