using Sluice.Cli.Inspecting;
using Sluice.Fixtures;
using Sluice.Publish.Tests.Release;

namespace Sluice.Cli.Tests.Verbs;

public sealed class AttributionVerbTests : IDisposable
{
    const string Mit = "MIT License\n\nCopyright (c) 2020 Ann\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static SmallRelease Some() => new SmallRelease()
        .Read("o/one", ("LICENSE", Mit), ("NOTICE", "Product \u001b[31mX\n"), ("LICENSES/own.txt", "Be kind."))
        .KeepFile("o/one", "a.c", "int a;", "MIT", "C", "LICENSE", "2020 Ann; 2021 Bob")
        .KeepFile("o/one", "b.c", "int b;", "LicenseRef-own OR Apache-2.0", "C", "LICENSES/own.txt", "2020 Ann")
        .Read("o/two", ("LICENSE", Mit))
        .KeepFile("o/two", "c.py", "c", "MIT", "Python", "LICENSE")
        .Read("o/three", ("COPYING", "Be rude."))
        .KeepFile("o/three", "d.py", "d", "LicenseRef-own", "Python", "COPYING")
        .Read("o/gone");

    string Written(SmallRelease release)
    {
        string path = Path.Combine(_folder.Path, "release");
        release.Write(path);
        return path;
    }

    [Fact]
    public void People_read_who_is_credited_and_each_text_once()
    {
        string output = SluiceProgram.Run("attribution", Written(Some())).Expect(0).Output;
        Assert.StartsWith("3 repositories, 4 files, 14 bytes of text, 4 license texts and notices\n\no/one\n  from https://example.org/o/one\n", output, StringComparison.Ordinal);
        Assert.Contains("  LicenseRef-own OR Apache-2.0: 1 file, 6 bytes; [1] LICENSES/own.txt, [2] NOTICE\n    2020 Ann\n  MIT: 1 file, 6 bytes; [3] LICENSE, [2] NOTICE\n    2020 Ann\n    2021 Bob\n", output, StringComparison.Ordinal);
        Assert.Contains("  | Product \uFFFD[31mX\n", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("  | MIT License\n").Length);
        Assert.DoesNotContain("o/gone", output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_repository_comes_with_its_own_texts_only()
    {
        string output = SluiceProgram.Run("attribution", Written(Some()), "--repository", "o/three").Expect(0).Output;
        Assert.Contains("1 repository, 1 file, 1 byte of text, 1 license text or notice\n\no/three\n", output, StringComparison.Ordinal);
        Assert.Contains("  | Be rude.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("MIT", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_repositories_licenses_and_texts()
    {
        string release = Written(Some());
        SluiceProgram.Result result = SluiceProgram.Run("attribution", release, "--json");
        JsonElement json = JsonDocument.Parse(result.Expect(0).Output).RootElement;
        Assert.Equal(["o/one", "o/two", "o/three"], json.GetProperty("repositories").EnumerateArray().Select(one => one.GetProperty("repository").GetString()));
        JsonElement first = json.GetProperty("repositories")[0];
        Assert.Equal((2, 12), (first.GetProperty("files").GetInt64(), first.GetProperty("bytes").GetInt64()));
        Assert.Equal(["2020 Ann", "2021 Bob"], first.GetProperty("licenses")[1].GetProperty("holders").EnumerateArray().Select(holder => holder.GetString()));
        Assert.Equal(["Be kind.", "Product \u001b[31mX\n", Mit, "Be rude."], json.GetProperty("texts").EnumerateArray().Select(text => text.GetProperty("text").GetString()));
        Assert.Equal(result.Output, SluiceProgram.Run("attribution", release, "--format", "json").Output);
    }

    [Fact]
    public void Spdx_document_keeps_to_its_schema()
    {
        string output = SluiceProgram.Run("attribution", Written(Some()), "--format", "spdx").Expect(0).Output;
        JsonElement document = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("SPDX-2.3", "CC0-1.0", "SPDXRef-DOCUMENT", "small"), (Text(document, "spdxVersion"), Text(document, "dataLicense"), Text(document, "SPDXID"), Text(document, "name")));
        Assert.Equal("2024-05-01T10:00:00Z", Text(document.GetProperty("creationInfo"), "created"));
        Assert.True(Uri.TryCreate(Text(document, "documentNamespace"), UriKind.Absolute, out Uri? space) && space.Fragment.Length == 0);

        JsonElement[] packages = [.. document.GetProperty("packages").EnumerateArray()];
        Assert.Equal(["o/one", "o/two", "o/three"], packages.Select(package => Text(package, "name")));
        Assert.All(packages, package => Assert.All((string[])["SPDXID", "downloadLocation", "licenseConcluded", "licenseDeclared", "copyrightText"], key => Assert.NotEmpty(Text(package, key))));
        Assert.Equal(["(LicenseRef-own OR Apache-2.0) AND MIT", "MIT", "LicenseRef-own-2"], packages.Select(package => Text(package, "licenseConcluded")));
        Assert.Equal("git+https://example.org/o/one@" + new string('c', 40), Text(packages[0], "downloadLocation"));
        Assert.Equal("Copyright 2020 Ann\nCopyright 2021 Bob", Text(packages[0], "copyrightText"));
        Assert.Equal(["Product \u001b[31mX\n"], packages[0].GetProperty("attributionTexts").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(packages.Select(package => Text(package, "SPDXID")), document.GetProperty("relationships").EnumerateArray().Select(relation => Text(relation, "relatedSpdxElement")));

        Dictionary<string, string> extracted = document.GetProperty("hasExtractedLicensingInfos").EnumerateArray().ToDictionary(one => Text(one, "licenseId"), one => Text(one, "extractedText"));
        Assert.Equal(("Be kind.", "Be rude."), (extracted["LicenseRef-own"], extracted["LicenseRef-own-2"]));
        Assert.Contains(Mit, extracted.Values);
        // Every reference that the document makes is explained in it.
        foreach (string reference in output.Split(['"', ' ', '(', ')', ';', ':', ',']).Where(word => word.StartsWith("LicenseRef-", StringComparison.Ordinal))) Assert.Contains(reference.TrimEnd('.'), extracted.Keys);

        static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;
    }

    [Fact]
    public void Hostile_repository_cannot_break_any_format()
    {
        SmallRelease release = new SmallRelease().Read("o/\u001b[2J\"x\n<b>", ("LICENSE", "a\"b\u0007"))
            .KeepFile("o/\u001b[2J\"x\n<b>", "a", "a", "MIT) AND (GPL-3.0 \u202e", "C", "LICENSE", "2020 \u001b[31mAnn \"A\"");
        string path = Written(release);
        string text = SluiceProgram.Run("attribution", path).Expect(0).Output;
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        JsonElement spdx = JsonDocument.Parse(SluiceProgram.Run("attribution", path, "--format", "spdx").Expect(0).Output).RootElement;
        Assert.Equal("LicenseRef-sluice-license-1", spdx.GetProperty("packages")[0].GetProperty("licenseConcluded").GetString());
        JsonDocument.Parse(SluiceProgram.Run("attribution", path, "--json").Expect(0).Output);
    }

    [Fact]
    public void Errors_say_what_is_wrong_and_how_to_mend_it()
    {
        string code = Written(Some());
        Assert.Contains("did you mean o/one?", SluiceProgram.Run("attribution", code, "--repository", "o/onee").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("did you mean spdx?", SluiceProgram.Run("attribution", code, "--format", "spx").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("exclude each other", SluiceProgram.Run("attribution", code, "--json", "--format", "text").Expect(2).Error, StringComparison.Ordinal);
        string web = Path.Combine(_folder.Path, "web");
        new SmallRelease().Keep("a", "text").Write(web);
        Assert.Contains("credits no repositories", SluiceProgram.Run("attribution", web).Expect(2).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("MIT  AND (Apache-2.0 OR GPL-2.0-or-later WITH Classpath-exception-2.0)", "MIT AND (Apache-2.0 OR GPL-2.0-or-later WITH Classpath-exception-2.0)")]
    [InlineData("LicenseRef-a AND GPL-2.0+", "LicenseRef-a! AND GPL-2.0+")]
    [InlineData("", null)]
    [InlineData("MIT AND", null)]
    [InlineData("MIT Apache-2.0", null)]
    [InlineData("(MIT", null)]
    [InlineData("MIT)", null)]
    [InlineData("()", null)]
    [InlineData("MIT WITH (a)", null)]
    [InlineData("MIT WITH a WITH b", null)]
    [InlineData("MIT AND NOASSERTION", null)]
    [InlineData("MIT/X11", null)]
    [InlineData("LicenseRef-", null)]
    public void Expressions_are_checked_by_their_grammar(string expression, string? rewritten) => Assert.Equal(rewritten, SpdxExpression.Rewrite(expression, reference => reference + "!"));
}
