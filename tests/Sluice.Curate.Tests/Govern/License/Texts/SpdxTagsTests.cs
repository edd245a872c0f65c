using System.Text;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Tests.Govern.License.Texts;

public sealed class SpdxTagsTests
{
    static readonly SpdxTags s_tags = new(new(["MIT", "Apache-2.0", "BSD-3-Clause", "GPL-2.0", "GPL-2.0-only", "GPL-2.0-or-later", "MPL-1.1", "Commons-Clause"]));

    static List<LicenseMatch> Find(string text)
    {
        List<LicenseMatch> matches = [];
        s_tags.Find(Encoding.UTF8.GetBytes(text), 0, matches);
        return matches;
    }

    [Theory]
    [InlineData("// SPDX-License-Identifier: MIT", "MIT")]
    [InlineData("/* SPDX-License-Identifier: mit */", "MIT")]
    [InlineData("<!-- SPDX-License-Identifier: (MIT or Apache-2.0) -->", "MIT OR Apache-2.0")]
    [InlineData("/* SPDX-License-Identifier: GPL-2.0+ */", "GPL-2.0-or-later")]
    [InlineData("# SPDX-License-Identifier: GPL-2.0\n", "GPL-2.0-only")]
    [InlineData("-- SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note", "GPL-2.0-only WITH Linux-syscall-note")]
    [InlineData("; SPDX-License-Identifier: MIT AND (MPL-1.1 OR GPL-2.0-or-later)", "MIT AND (MPL-1.1 OR GPL-2.0-or-later)")]
    [InlineData("SPDX-License-Identifier: \"BSD-3-Clause\"", "BSD-3-Clause")]
    [InlineData("SPDX-License-Identifier: MIT/Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("(* SPDX-License-Identifier: MIT. *)", "MIT")]
    [InlineData("SPDX-License-Identifier: MIT and more words", "MIT AND LicenseRef-more AND LicenseRef-broken-expression")]
    [InlineData("# spdx-license-identifier: MIT", "MIT")]
    [InlineData("# SPDX-Licence-Identifier: MIT\r\n", "MIT")]
    [InlineData("# SPDX-License-Identifier:\u00A0\u200BMIT\uFEFF \n", "MIT")]
    [InlineData("{# SPDX-License-Identifier: MIT #}", "MIT")]
    [InlineData("\"\"\"SPDX-License-Identifier: MIT\"\"\"", "MIT")]
    [InlineData("(SPDX-License-Identifier: MIT).", "MIT")]
    public void Tag_gives_its_expression(string text, string expression) => Assert.Equal(expression, Assert.Single(Find(text)).Expression);

    [Theory] // What a reader can't be sure of must not read as permissive.
    [InlineData("SPDX-License-Identifier: Foo-1.0", "LicenseRef-Foo-1.0")]
    [InlineData("SPDX-License-Identifier: MIT GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT, GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT & GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT; GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT (GPL-3.0-only)", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT | GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT \u0410ND GPL-3.0-only", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT \u200B& x", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: ", "LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: */", "LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT OR Apache-2.0, GPL-2.0", "(MIT OR Apache-2.0) AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT AND", "MIT AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: (MIT AND GPL-2.0", "(MIT AND GPL-2.0-only) AND LicenseRef-broken-expression")]
    [InlineData("SPDX-License-Identifier: MIT WITH Commons-Clause", "(MIT AND Commons-Clause)")]
    [InlineData("SPDX-License-Identifier: MIT WITH Unheard-exception", "(MIT AND LicenseRef-Unheard-exception)")]
    public void Broken_and_unlisted_expressions_keep_a_reference(string text, string expression) => Assert.Equal(expression, Assert.Single(Find(text)).Expression);

    [Theory]
    [InlineData("SPDX-License-Identifier")]
    [InlineData("the SPDX-License-Identifier tag")]
    public void Name_of_the_tag_alone_is_none(string text) => Assert.Empty(Find(text));

    [Fact]
    public void Several_tags_each_have_their_place()
    {
        const string Text = "/* é SPDX-License-Identifier: MIT */\n// SPDX-License-Identifier: Apache-2.0\n";
        List<LicenseMatch> matches = Find(Text);
        Assert.Equal(["SPDX-License-Identifier: MIT", "SPDX-License-Identifier: Apache-2.0"], matches.Select(match => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Text)[match.Start..match.End])));
    }

    [Fact]
    public void Deep_nesting_ends() => Assert.Equal("LicenseRef-broken-expression", Assert.Single(Find("SPDX-License-Identifier: " + new string('(', 900))).Expression);
}
