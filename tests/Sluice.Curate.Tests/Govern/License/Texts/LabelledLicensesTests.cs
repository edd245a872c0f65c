using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sluice.Core.Rights;
using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.License.Expressions;
using Sluice.Curate.Govern.License.Texts;
using Sluice.Fixtures;

namespace Sluice.Curate.Tests.Govern.License.Texts;

/// <summary>What is reached on google/licenseclassifier's labelled files, which must not get worse; ../shared/tools/score-license has the whole figures.</summary>
public sealed class LabelledLicensesTests
{
    static readonly string[] s_words = ["AND", "OR", "WITH"];

    static IEnumerable<JsonElement> Rows(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(SharedData.Path(path)), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line) yield return JsonElement.Parse(line);
    }

    static string Plain(string id) => Regex.Replace(Regex.Replace(id.ToLowerInvariant(), "-with-[a-z0-9.-]*exception$|(-no)?-(invariants|rfn)", ""), "(-only|-or-later|\\+)$", "");

    static LicenseExpression? Expression(LicenseMatcher matcher, string text)
    {
        List<LicenseMatch> matches = [];
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        matcher.Find(bytes, matches);
        return TextLicense.Of(bytes, matches)?.Expression;
    }

    static HashSet<string> Ids(LicenseExpression? expression) =>
        expression is null ? [] : [.. Regex.Replace(expression.ToString(), @"WITH \S+", "").Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => !s_words.Contains(word) && !word.StartsWith("LicenseRef-", StringComparison.Ordinal)).Select(Plain)];

    [Fact]
    public void Texts_and_notices_of_single_licenses_are_named()
    {
        LicenseMatcher matcher = SpdxModels.Matcher;
        HashSet<string> known = [.. SpdxModels.Licenses.Select(license => Plain(license.Id))];
        int files = 0, exact = 0;
        var wrong = new List<string>();
        foreach (JsonElement row in Rows("data/code/licenseclassifier-assets.jsonl.gz"))
        {
            string id = row.GetProperty("id").GetString()!, truth = Plain(id);
            if (row.GetProperty("kind").GetString() == "Supplement" || !known.Contains(truth)) continue;
            LicenseExpression? answer = Expression(matcher, row.GetProperty("text").GetString()!);
            files++;
            if (Ids(answer).SetEquals([truth])) exact++;
            else wrong.Add($"{id}/{row.GetProperty("variant").GetString()}: {answer}");
            bool restricts = LicenseExpressionParser.TryParse(id) is { } license && LicenseCategories.Of(license) > LicenseCategory.Permissive;
            Assert.False(restricts && answer is not null && LicenseCategories.Of(answer) <= LicenseCategory.Permissive, $"{id} is called {answer}");
        }
        Assert.True(exact >= 0.9 * files, $"{exact} of {files}\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Files_with_several_licenses_have_all_of_them()
    {
        LicenseMatcher matcher = SpdxModels.Matcher;
        int files = 0, exact = 0;
        var wrong = new List<string>();
        foreach (JsonElement row in Rows("data/code/licenseclassifier-scenarios.jsonl.gz"))
        {
            string id = row.GetProperty("id").GetString()!;
            if (id is "README.md" or "licen") continue;
            HashSet<string> truth = [.. row.GetProperty("expected").EnumerateArray().Select(name => name.GetString()!.Trim()).Where(name => name != "Copyright").Select(Plain)];
            LicenseExpression? answer = Expression(matcher, row.GetProperty("text").GetString()!);
            files++;
            if (Ids(answer).SetEquals(truth)) exact++;
            else wrong.Add($"{id}: {answer}");
        }
        Assert.True(exact >= 0.87 * files, $"{exact} of {files}\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [InlineData("", "BSD-3-Clause")]
    [InlineData(" This software may only be used for research.", null)]
    [InlineData(" Commercial use needs a permission of the author.", null)]
    public void Wordings_of_the_family_are_named_where_nothing_restricts(string added, string? expected)
    {
        string text = $"""
            Redistribution and use in source and binary forms, with or without modification, are permitted provided that: (1) source code distributions retain
            the above copyright notice and this paragraph in its entirety, (2) distributions including binary code include the above copyright notice in the
            documentation.{added} The name of Example Works may not be used to endorse or promote products derived from this software without specific prior
            written permission.

            THIS SOFTWARE IS PROVIDED ``AS IS'' AND WITHOUT ANY EXPRESS OR IMPLIED WARRANTIES.
            """;
        LicenseExpression? answer = Expression(SpdxModels.Matcher, text);
        if (expected is not null) Assert.Equal(expected, answer?.ToString());
        else Assert.False(answer is not null && LicenseCategories.Of(answer) <= LicenseCategory.Permissive, $"{answer}");
    }
}
