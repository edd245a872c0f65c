using System.Text;
using System.Text.RegularExpressions;
using Sluice.Curate.Govern.License.Texts;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.License.Texts;

/// <summary>Every text of SPDX's list, whole and damaged. The sets of other detectors are scored by ../shared/tools/score-license (docs/explanation/license-detection.md).</summary>
public sealed class LicenseScoreTests
{
    static readonly string[] s_words = ["AND", "OR", "WITH"];

    static string Plain(string id) => Regex.Replace(Regex.Replace(id.ToLowerInvariant(), "-with-[a-z0-9.-]*exception$|(-no)?-(invariants|rfn|copyleft-exception|combined-work-exception)", ""), "(-only|-or-later|\\+)$", "");

    static List<string> Ids(LicenseMatcher matcher, string text)
    {
        List<LicenseMatch> matches = [];
        matcher.Find(Encoding.UTF8.GetBytes(text), matches);
        return [.. matches.SelectMany(match => Regex.Replace(match.Expression, @"WITH \S+", "").Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries)).Where(word => !s_words.Contains(word)).Distinct()];
    }

    [Fact] // score-license, sets spdx and spdx-copyright: 99 and 97 % are the floors.
    public void Texts_of_the_list_have_their_own_id()
    {
        LicenseMatcher matcher = SpdxModels.Matcher;
        var wrong = new List<string>();
        IReadOnlyList<SpdxLicense> licenses = SpdxModels.Licenses;
        foreach (SpdxLicense license in licenses)
        {
            var ids = Ids(matcher, "© 2007 Example GmbH, Köln. All rights reserved.\n\n" + Encoding.UTF8.GetString(license.TextUtf8));
            if (ids.Count != 1 || Plain(ids[0]) != Plain(license.Id)) wrong.Add($"{license.Id}: {string.Join(' ', ids)}");
        }
        Assert.True(wrong.Count <= licenses.Count / 50, string.Join('\n', wrong)); // 2 %: some ids of the list have the same text.
    }

    [Fact] // Goal: no damage makes a restricting license a permissive one.
    public void Damaged_restricting_texts_are_never_called_permissive()
    {
        string classes = File.ReadAllText(SharedData.Path("tools/license_classes.py"));
        HashSet<string> permissive = Set(classes, "PERMISSIVE"), restricting = Set(classes, "RESTRICTED");
        LicenseMatcher matcher = SpdxModels.Matcher;
        var random = new Random(11);
        var wrong = new List<string>();
        foreach (SpdxLicense license in SpdxModels.Licenses.Where(license => restricting.Contains(license.Id)))
        {
            string[] words = Encoding.UTF8.GetString(license.TextUtf8).Split(' ');
            for (int kind = 0; kind < 5; kind++)
            {
                int at = random.Next(words.Length), next = random.Next(at, words.Length);
                IEnumerable<string> left = kind switch
                {
                    0 => words[..at],
                    1 => words[at..],
                    2 => words[at..next],
                    3 => words.Where(_ => random.Next(30) != 0),
                    _ => words[..at].Concat(words[Math.Min(words.Length, at + 1 + random.Next(60))..]),
                };
                List<string> ids = Ids(matcher, string.Join(' ', left));
                if (ids.Count > 0 && ids.TrueForAll(permissive.Contains)) wrong.Add($"{license.Id}, damage {kind}, words {at} {next}: {string.Join(' ', ids)}");
            }
        }
        // Sleepycat's and Sendmail-8.23's texts have a permissive one whole inside; Parity-7.0.0's ends with the names of some: cut there, nothing tells what they were.
        string[] undecidable = ["Sleepycat,", "Sendmail-8.23,", "Parity-7.0.0, damage 1,"];
        wrong.RemoveAll(line => Array.Exists(undecidable, start => line.StartsWith(start, StringComparison.Ordinal)));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static HashSet<string> Set(string python, string name) =>
        [.. Regex.Match(python, name + " = set\\(\"\"\"(.*?)\"\"\"", RegexOptions.Singleline).Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
