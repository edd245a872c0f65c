using System.Text;
using Sluice.Curate.Govern.License.Reuse;

namespace Sluice.Curate.Tests.Govern.License.Reuse;

public sealed class ReuseFilesTests
{
    [Theory]
    [InlineData("*.c", "a.c", true)]
    [InlineData("*.c", "src/a.c", false)]
    [InlineData("**/*.c", "src/x/a.c", true)]
    [InlineData("src/**", "src/x/a.c", true)]
    [InlineData("src/*", "src/x/a.c", false)]
    [InlineData("src/*/a.c", "src/x/a.c", true)]
    [InlineData("**", "any/thing", true)]
    [InlineData("a\\*.c", "a*.c", true)]
    [InlineData("a\\*.c", "ab.c", false)]
    [InlineData("**b*c", "a/b/bxc", true)]
    [InlineData("", "a", false)]
    public void Patterns_of_REUSE_toml_match_within_folders_and_over_them(string pattern, string path, bool matches) => Assert.Equal(matches, PathPattern.MatchesToml(pattern, path));

    [Theory]
    [InlineData("*", "a/b/c", true)]
    [InlineData("src/*.c", "src/x/a.c", true)]
    [InlineData("?.c", "a.c", true)]
    [InlineData("?.c", "ab.c", false)]
    public void Stars_of_dep5_cross_folders(string pattern, string path, bool matches) => Assert.Equal(matches, PathPattern.MatchesDep5(pattern, path));

    [Fact]
    public void Annotations_of_REUSE_toml_are_read()
    {
        const string Toml = """
            version = 1
            # comment
            [[annotations]]
            path = ["po/*.po", 'doc/**']
            precedence = "override"
            SPDX-FileCopyrightText = ["2019 Jane Doe <jane@example.com>", "2020 John Doe"]
            SPDX-License-Identifier = "GPL-3.0-or-later"

            [[annotations]]
            path = "x.png"
            SPDX-License-Identifier = ["CC0-1.0", "MIT"]
            """;
        List<ReuseAnnotation> read = ReuseFiles.Toml("sub/REUSE.toml", Encoding.UTF8.GetBytes(Toml));
        Assert.Equal(2, read.Count);
        Assert.Equal("GPL-3.0-or-later", read[0].License!.ToString());
        Assert.Equal(ReusePrecedence.Override, read[0].Precedence);
        Assert.Equal(["2019 Jane Doe", "2020 John Doe"], read[0].Holders);
        Assert.True(read[0].Covers("sub/po/de.po") && read[0].Covers("sub/doc/a/b") && !read[0].Covers("po/de.po"));
        Assert.Equal("CC0-1.0 AND MIT", read[1].License!.ToString());
    }

    [Fact]
    public void Paragraphs_of_dep5_are_read()
    {
        const string Dep5 = "Format: https://www.debian.org/doc/\nUpstream-Name: x\n\nFiles: *\nCopyright: 2020 Jane Doe\n 2021 John Doe\nLicense: MIT\n\nFiles: a/* b/*\nCopyright: 2020 Jane Doe\nLicense: ((((\n";
        List<ReuseAnnotation> read = ReuseFiles.Dep5(".reuse/dep5", Encoding.UTF8.GetBytes(Dep5));
        Assert.Equal(2, read.Count);
        Assert.Equal("MIT", read[0].License!.ToString());
        Assert.Equal(["2020 Jane Doe", "2021 John Doe"], read[0].Holders);
        Assert.True(read[1].Covers("b/x/y"));
        Assert.Equal("LicenseRef-unreadable", read[1].License!.ToString());
    }

    [Theory]
    [InlineData("[[annotations]\npath = [\"a\"")]
    [InlineData("[[annotations]]\npath = \"\"\"x")]
    [InlineData("\0\0[[[[")]
    [InlineData("[[annotations]]\npath = {{{{{{")]
    public void Broken_files_say_what_they_can(string toml) => Assert.True(ReuseFiles.Toml("REUSE.toml", Encoding.UTF8.GetBytes(toml)).Count <= 1);
}
