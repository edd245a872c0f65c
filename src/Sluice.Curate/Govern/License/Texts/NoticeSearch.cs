using System.Globalization;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds notices and references: licenses that are named rather than quoted.</summary>
/// <remarks>A name counts where words of licensing stand before it ("licensed under the …"), or where it is a line's beginning; versions, "or later", exceptions and alternatives are read from the words around it. A GNU license without a version is any version of it, as the license itself says.</remarks>
sealed class NoticeSearch(LicenseIndex index)
{
    const int ContextWords = 7;
    const int VersionWordsAfter = 30;
    const int VersionWordsBefore = 7;
    const int LaterWordsAfter = 14;
    const int NoticeWordsBefore = 40, NoticeWordsAfter = 90;
    const int JoinWordsMax = 14;
    const int MentionsMax = 2000;
    const int ExampleWords = 14;
    const int ValuesMax = 500;
    const int LineStartBytes = 60;

    readonly NoticeWords _is = index.Notices;
    readonly LicenseNames _names = index.Names;
    readonly LicenseAddresses _addresses = new(index.Ids);
    readonly SpdxTags _tags = new(index.Ids);
    readonly List<LicenseMention> _mentions = [];
    int _exampleEnd; // Word after a license that was named as an example or a contrast; -1 before the first.

    /// <summary>Finds them where no text was found.</summary>
    /// <param name="textUtf8">The file.</param>
    /// <param name="words">Its words.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="texts">Texts found, in order of place.</param>
    /// <param name="matches">Added to.</param>
    /// <param name="first">The block's first of these.</param>
    public void Find(ReadOnlySpan<byte> textUtf8, LicenseWords words, ReadOnlySpan<int> numbers, List<FoundText> texts, List<LicenseMatch> matches, int first)
    {
        _mentions.Clear();
        _exampleEnd = -1;
        int text = 0, values = 0;
        for (int at = 0; at < numbers.Length && _mentions.Count < MentionsMax; at++)
        {
            while (text < texts.Count && texts[text].End <= at) text++;
            if (text < texts.Count && texts[text].Start <= at)
            {
                at = texts[text].End - 1;
                continue;
            }
            if (numbers[at] == _is.License && values++ < ValuesMax && ReadValue(textUtf8, words, at, matches) is > 0 and var last)
            {
                at = last;
                continue;
            }
            if (_names.Find(numbers, at, out int length) is not { } name || IsInTag(words.Starts[at], matches, first)) continue;
            if (Read(name, textUtf8, words, numbers, at, length) is not { } mention) continue;
            _mentions.Add(mention);
            at = Math.Max(at, mention.End - 1);
        }
        Emit(textUtf8, words, numbers, texts, matches);
    }

    // A tag's words are read as its expression.
    static bool IsInTag(int at, List<LicenseMatch> matches, int first)
    {
        for (int i = first; i < matches.Count; i++)
            if (matches[i].Kind == LicenseMatchKind.Tag && matches[i].Start <= at && at < matches[i].End) return true;
        return false;
    }

    // "license": "MIT", License: BSD-3-Clause: ids after a colon or an equals sign.
    int ReadValue(ReadOnlySpan<byte> text, LicenseWords words, int at, List<LicenseMatch> matches)
    {
        int byteAt = words.Ends[at];
        while (byteAt < text.Length && text[byteAt] is (byte)'"' or (byte)'\'' or (byte)' ' or (byte)'*' or (byte)']') byteAt++;
        if (byteAt >= text.Length || text[byteAt] is not ((byte)':' or (byte)'=')) return 0;
        if (_tags.ReadListed(text, byteAt + 1, out int end) is not { } expression) return 0;
        matches.Add(new(expression, 0.9, words.Starts[at], end, LicenseMatchKind.Reference));
        while (at + 1 < words.Count && words.Starts[at + 1] < end) at++;
        return at;
    }

    LicenseMention? Read(LicenseName name, ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int at, int length)
    {
        int end = at + length, endByte = words.Ends[end - 1];
        string? expression;
        if (name.Kind == LicenseNameKind.Address)
        {
            expression = _addresses.Find(text, words.Starts[at], out endByte);
            if (expression is null) return null;
            while (end < words.Count && words.Starts[end] < endByte) end++;
            if (_exampleEnd >= 0 && at - _exampleEnd <= ExampleWords)
            {
                _exampleEnd = end;
                return null;
            }
            return new(name, at, end, expression, IsNotice(numbers, at, end), endByte);
        }
        if (IsAgainst(numbers, at, end) || (end < numbers.Length && numbers[end] == _is.Compatible)) return null;
        if (name.Kind == LicenseNameKind.CreativeCommons)
        {
            expression = CreativeCommons(name, text, words, numbers, ref end);
            if (expression is null) return null;
            return new(name, at, end, expression, IsNotice(numbers, at, end), words.Ends[end - 1]);
        }
        if (!HasContext(name, text, words, numbers, at, end)) return null;
        if (name.Kind == LicenseNameKind.Gnu)
        {
            expression = Gnu(name.Family, text, words, numbers, at, ref end);
        }
        else
        {
            int after = end;
            if (name.Versions.Count > 0 && after < numbers.Length && numbers[after] == _is.License) after++;
            string? version = name.Versions.Count == 0 ? null : ReadVersion(text, words, numbers, after, out int next);
            if (version is not null && name.Of(version) is not null)
            {
                next = after;
                ReadVersion(text, words, numbers, after, out next);
                end = next;
            }
            else if (version is null && name.Versions.Count > 0)
            {
                version = VersionBefore(text, words, numbers, at);
            }
            expression = name.Of(version) ?? (version is not null ? null : name.Default);
            if (expression is null) return null;
        }
        for (int i = end; i < Math.Min(end + 2, numbers.Length); i++)
            if (numbers[i] == _is.Compatible) return null;
        return new(name, at, end, expression, IsNotice(numbers, at, end), words.Ends[end - 1]);
    }

    // What follows in a list of examples is one, too.
    bool IsAgainst(ReadOnlySpan<int> numbers, int at, int end)
    {
        bool isAgainst = (_exampleEnd >= 0 && at - _exampleEnd <= ExampleWords) || IsAgainst(numbers, at);
        if (isAgainst) _exampleEnd = end;
        return isAgainst;
    }

    bool IsAgainst(ReadOnlySpan<int> numbers, int at)
    {
        for (int i = Math.Max(0, at - 4); i < at; i++)
            if (_is.Is(numbers[i], WordGroup.Against)) return true;
        return false;
    }

    bool IsNotice(ReadOnlySpan<int> numbers, int at, int end)
    {
        for (int i = Math.Max(0, at - NoticeWordsBefore); i < Math.Min(numbers.Length, end + NoticeWordsAfter); i++)
            if (_is.Is(numbers[i], WordGroup.Notice)) return true;
        return false;
    }

    bool HasContext(LicenseName name, ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int at, int end)
    {
        bool isLicensedAfter = end < numbers.Length && numbers[end] == _is.Licensed;
        if (isLicensedAfter) return true;
        bool hasContext = false;
        for (int i = Math.Max(0, at - ContextWords); i < at; i++) hasContext |= _is.Is(numbers[i], WordGroup.Context);
        if (_mentions.Count > 0 && at - _mentions[^1].End <= 4) hasContext = true;
        if (!name.IsShort) return hasContext || IsLineStart(text, words, at);
        return hasContext && (at == 0 || _is.Is(numbers[at - 1], WordGroup.Beside) || (_mentions.Count > 0 && _mentions[^1].End == at));
    }

    // Only comment marks and articles stand before it on its line.
    static bool IsLineStart(ReadOnlySpan<byte> text, LicenseWords words, int at)
    {
        int start = words.Starts[at];
        int from = Math.Max(0, start - LineStartBytes);
        int line = text[from..start].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        if (line == 0 && from > 0) return false;
        line += from;
        return (at == 0 || words.Starts[at - 1] < line || (at == 1 || words.Starts[at - 2] < line) && words.Ends[at - 1] - words.Starts[at - 1] is 3 or 4 or 1);
    }

    // A version that follows: "version 2.0", "v2", "2.0", ", Version 2".
    string? ReadVersion(ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int at, out int end)
    {
        end = at;
        if (at < numbers.Length && _is.Is(numbers[at], WordGroup.Version)) at++;
        if (at >= words.Count) return null;
        if (at > 0 && words.Starts[at] - words.Ends[at - 1] > 40) return null;
        ReadOnlySpan<byte> word = text[words.Starts[at]..words.Ends[at]];
        if (word.Length > 1 && (word[0] | 0x20) == 'v') word = word[1..];
        if (word.Length is 0 or > 3 || !char.IsAsciiDigit((char)word[0])) return null;
        if (word.Length > 1 && char.IsAsciiDigit((char)word[0]) && char.IsAsciiDigit((char)word[1])) return null; // A day or a year.
        string version = System.Text.Encoding.ASCII.GetString(word).ToLowerInvariant();
        end = at + 1;
        while (end < words.Count && words.Starts[end] == words.Ends[end - 1] + 1 && text[words.Ends[end - 1]] == (byte)'.')
        {
            ReadOnlySpan<byte> part = text[words.Starts[end]..words.Ends[end]];
            if (part.Length > 2 || !char.IsAsciiDigit((char)part[0])) break;
            version += "." + System.Text.Encoding.ASCII.GetString(part).ToLowerInvariant();
            end++;
        }
        return version;
    }

    // "version 2.1 of the …", "version 2 or later of the …".
    string? VersionBefore(ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int at)
    {
        for (int i = at - 1; i >= Math.Max(0, at - VersionWordsBefore); i--)
            if (_is.Is(numbers[i], WordGroup.Version) && ReadVersion(text, words, numbers, i, out int next) is { } version && next <= at) return version;
        return null;
    }

    string? Gnu(string family, ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int at, ref int end)
    {
        int from = end;
        string? version = null;
        ReadOnlySpan<byte> last = text[words.Starts[end - 1]..words.Ends[end - 1]];
        if (char.IsAsciiDigit((char)last[^1])) // GPLv3, LGPLv2.1
        {
            version = ((char)last[^1]).ToString(CultureInfo.InvariantCulture);
            if (end < words.Count && words.Starts[end] == words.Ends[end - 1] + 1 && text[words.Ends[end - 1]] == (byte)'.' && words.Ends[end] - words.Starts[end] == 1)
            {
                version += "." + (char)text[words.Starts[end]];
                end++;
            }
            from = end;
        }
        bool isBefore = false;
        if (version is null && VersionBefore(text, words, numbers, at) is { } before) (version, isBefore) = (before, true);
        if (version is null)
        {
            for (int i = end; i < Math.Min(words.Count, end + VersionWordsAfter) && version is null; i++)
            {
                if (i > end + 2 && _names.Find(numbers, i, out _) is { Kind: LicenseNameKind.Gnu } other && other.Family != family) break;
                if (_is.Is(numbers[i], WordGroup.Notice) || _is.Is(numbers[i], WordGroup.Elsewhere)) break;
                if (!_is.Is(numbers[i], WordGroup.Version) && i > end && !StartsWithV(text, words, i)) continue;
                version = ReadVersion(text, words, numbers, i, out int next);
                if (version is not null) from = end = next;
            }
        }
        if (version is null) return null;
        bool isLater = words.Ends[end - 1] < text.Length && text[words.Ends[end - 1]] == (byte)'+';
        string? second = null;
        int laterFrom = isBefore ? Math.Max(0, at - VersionWordsBefore) : from, laterTo = isBefore ? at : Math.Min(words.Count, from + LaterWordsAfter);
        for (int i = laterFrom; i < laterTo && !isLater; i++)
        {
            if (!isBefore && i > from + 1 && _names.Find(numbers, i, out _) is { Kind: LicenseNameKind.Gnu }) break;
            isLater = _is.Is(numbers[i], WordGroup.Later);
            if (second is null && numbers[i] == _is.Or && i + 1 < laterTo && ReadVersionNear(text, words, numbers, i + 1, laterTo) is { } found) second = Id(family, found, false);
        }
        string? first = Id(family, version, isLater);
        return first is not null && second is not null && !isLater && second != first ? $"{first} OR {second}" : first;
    }

    // "or version 3", "or (at your option) version 3".
    string? ReadVersionNear(ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, int from, int to)
    {
        for (int i = from; i < Math.Min(to, from + 4); i++)
            if (_is.Is(numbers[i], WordGroup.Version)) return ReadVersion(text, words, numbers, i, out _);
        return null;
    }

    static bool StartsWithV(ReadOnlySpan<byte> text, LicenseWords words, int at) =>
        (text[words.Starts[at]] | 0x20) == 'v' && words.Ends[at] - words.Starts[at] == 2 && char.IsAsciiDigit((char)text[words.Starts[at] + 1]);

    string? Id(string family, string version, bool isLater)
    {
        if (!version.Contains('.', StringComparison.Ordinal)) version += family == "GFDL" ? ".1" : ".0";
        return index.Ids.FindGnu($"{family}-{version}{(isLater ? "+" : "")}");
    }

    static string AnyVersion(string family) => family switch { "LGPL" => "LGPL-2.0-or-later", "AGPL" => "AGPL-3.0-or-later", "GFDL" => "GFDL-1.1-or-later", _ => "GPL-1.0-or-later" };

    // "Creative Commons Attribution-NonCommercial 4.0", "CC BY-SA 3.0".
    string? CreativeCommons(LicenseName name, ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, ref int end)
    {
        bool isBy = name.Family == "CC-BY", isNc = false, isNd = false, isSa = false;
        int at = end;
        for (; at < Math.Min(words.Count, end + 12); at++)
        {
            ReadOnlySpan<byte> word = text[words.Starts[at]..words.Ends[at]];
            string lower = word.Length > 20 ? "" : System.Text.Encoding.ASCII.GetString(word).ToLowerInvariant();
            if (lower is "attribution" or "by") isBy = true;
            else if (lower is "nc" or "noncommercial" || lower.StartsWith("non", StringComparison.Ordinal)) isNc = true;
            else if (lower is "sa" or "sharealike" or "share") isSa = true;
            else if (lower is "nd" or "noderivs" or "noderivatives" or "no" or "noderivative") isNd = true;
            else if (lower is "alike" or "derivatives" or "derivs" or "derivative" or "works" or "commercial" or "license" or "public" or "international" or "unported" or "generic" or "cc") continue;
            else if (ReadVersion(text, words, numbers, at, out int next) is { } version)
            {
                end = next;
                if (!isBy) return null;
                return index.Ids.Find($"CC-BY{(isNc ? "-NC" : "")}{(isSa ? "-SA" : "")}{(isNd ? "-ND" : "")}-{(version.Contains('.', StringComparison.Ordinal) ? version : version + ".0")}");
            }
            else break;
        }
        if (!isBy) return null;
        end = at;
        return index.Ids.Find($"CC-BY{(isNc ? "-NC" : "")}{(isSa ? "-SA" : "")}{(isNd ? "-ND" : "")}-4.0");
    }

    void Emit(ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers, List<FoundText> texts, List<LicenseMatch> matches)
    {
        DropVersionless(texts);
        int count = _mentions.Count;
        int first = 0;
        while (first < count)
        {
            // Alternatives in one sentence, and notices that begin with "alternatively", are one choice.
            int last = first;
            LicenseMention mention = _mentions[first];
            string expression = WithException(mention, numbers);
            var sides = new List<string> { expression };
            bool isNotice = mention.IsNotice;
            while (last + 1 < count && IsAlternative(_mentions[last], _mentions[last + 1], text, words, numbers))
            {
                string side = WithException(_mentions[++last], numbers);
                if (!sides.Contains(side)) sides.Add(side);
                isNotice |= _mentions[last].IsNotice;
            }
            matches.Add(new(string.Join(" OR ", sides), isNotice ? 0.95 : 0.9, words.Starts[mention.Start], _mentions[last].EndByte, isNotice ? LicenseMatchKind.Header : LicenseMatchKind.Reference));
            first = last + 1;
        }
    }

    string WithException(LicenseMention mention, ReadOnlySpan<int> numbers)
    {
        if (mention.Name.Kind != LicenseNameKind.Gnu || !mention.IsNotice || mention.Expression!.Contains(' ', StringComparison.Ordinal)) return mention.Expression!;
        return index.Exceptions.Find(numbers, mention.Start) is { } exception ? $"{mention.Expression} WITH {exception}" : mention.Expression;
    }

    // A GNU license's notice names it several times, once with its version; a text that never tells one means any.
    void DropVersionless(List<FoundText> texts)
    {
        bool hasVersion = texts.Exists(found => IsGnu(index.Templates[found.Template].Expression));
        foreach (LicenseMention mention in _mentions) hasVersion |= mention.Expression is not null && IsGnu(mention.Expression);
        var kept = new List<LicenseMention>();
        foreach (LicenseMention mention in _mentions)
        {
            if (mention.Expression is not null) kept.Add(mention);
            else if (!hasVersion && !kept.Exists(other => other.Name.Kind == LicenseNameKind.Gnu)) kept.Add(mention with { Expression = AnyVersion(mention.Name.Family) });
        }
        _mentions.Clear();
        foreach (LicenseMention mention in kept)
        {
            // The address or the second naming of what was just named.
            bool isRepeat = _mentions.Exists(other => other.Expression == mention.Expression && mention.Start - other.End < 150);
            if (!isRepeat) _mentions.Add(mention);
        }
    }

    static bool IsGnu(string expression) => expression.Contains("GPL-", StringComparison.Ordinal) || expression.Contains("GFDL-", StringComparison.Ordinal);

    bool IsAlternative(LicenseMention one, LicenseMention two, ReadOnlySpan<byte> text, LicenseWords words, ReadOnlySpan<int> numbers)
    {
        int gap = two.Start - one.End;
        for (int i = Math.Max(one.End, two.Start - 20); i < two.Start; i++)
            if (numbers[i] == _is.Alternatively) return true;
        if (gap < 0 || gap > JoinWordsMax) return false;
        if (gap == 0) return text[one.EndByte..words.Starts[two.Start]].IndexOf((byte)'/') >= 0;
        bool hasOr = false;
        for (int i = one.End; i < two.Start; i++)
        {
            hasOr |= numbers[i] == _is.Or;
            if (!_is.Is(numbers[i], WordGroup.Joining)) return false; // A choice that may have conditions is none.
        }
        if (hasOr) return true;
        bool hasAnd = false, isDual = false;
        for (int i = one.End; i < two.Start; i++) hasAnd |= numbers[i] == _is.And;
        for (int i = Math.Max(0, one.Start - 14); i < one.Start; i++) isDual |= numbers[i] == _is.Dual || numbers[i] == _is.Either;
        return hasAnd && isDual;
    }
}
