using System.Diagnostics;
using System.Text;
using Sluice.Core;
using Sluice.Core.Records;
using Sluice.Core.Steps;
using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.License.Expressions;

namespace Sluice.Curate.Tests.Govern.License;

public sealed class DetectLicenseTests
{
    const string Mit = """
        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without
        limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following
        conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
        EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE
        OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
        """;

    static string Spdx(string id) => $"SPDX-License-Identifier: {id}\n";

    // Files of a repository: path and text. Judges one of them; its license and what the step says of it.
    static string Of(string path, string text, (string Path, string Text)[] files, DetectLicenseOptions? options = null) => Run(path, text, files, options).License;

    static (string License, string From, string? Conflict, string? Copyright, Verdict Verdict) Run(string path, string text, (string Path, string Text)[] files, DetectLicenseOptions? options = null)
    {
        Repository repository = new()
        {
            Name = "o/r",
            RightsFiles = [.. files.Where(file => RightsFiles.Matches(file.Path)).Select(file => new RepositoryFile(file.Path, "", Encoding.UTF8.GetBytes(file.Text))).OrderBy(file => file.Path, StringComparer.Ordinal)],
        };
        Assert.Equal(files.Length, repository.RightsFiles.Count);
        Document document = Apply.Text(text);
        document.Path = path;
        document.Repository = repository;
        Verdict verdict = LicenseSteps.Create(options).Apply(document, Measurements.None);
        return (Get("license") ?? "none", Get("license-from") ?? "", Get("license-conflict"), Get("copyright"), verdict);

        string? Get(string key) => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text : null;
    }

    [Fact]
    public void The_nearest_license_file_holds()
    {
        (string, string)[] files = [("LICENSE", Mit), ("vendor/x/COPYING", Spdx("BSD-3-Clause"))];
        Assert.Equal("MIT", Of("a.c", "int a;", files));
        Assert.Equal("MIT", Of("vendor/a.c", "int a;", files));
        Assert.Equal("BSD-3-Clause", Of("vendor/x/y/a.c", "int a;", files));
    }

    [Fact]
    public void A_tag_in_the_file_says_more_than_a_license_text_of_the_same_family()
    {
        Assert.Equal("GPL-2.0-or-later", Of("a.c", "// " + Spdx("GPL-2.0-or-later"), [("COPYING", Spdx("GPL-2.0-only"))]));
        Assert.Equal("BSD-2-Clause", Of("a.c", "// " + Spdx("BSD-2-Clause"), [("LICENSE", Mit)]));
    }

    [Fact]
    public void Where_places_differ_the_stricter_holds_and_the_conflict_is_told()
    {
        (string license, string from, string? conflict, _, _) = Run("a.c", "// " + Spdx("GPL-3.0-only"), [("LICENSE", Mit)]);
        Assert.Equal(("GPL-3.0-only", "tag", "tag GPL-3.0-only; LICENSE MIT"), (license, from, conflict));
        (license, from, conflict, _, _) = Run("a.c", "// " + Spdx("MIT"), [("LICENSE", Spdx("GPL-3.0-only"))]);
        Assert.Equal(("GPL-3.0-only", "license-file", "tag MIT; LICENSE GPL-3.0-only"), (license, from, conflict));
        (license, from, conflict, _, _) = Run("a.js", "x", [("LICENSE", Spdx("GPL-3.0-only")), ("package.json", """{"license": "MIT"}""")]);
        Assert.Equal(("GPL-3.0-only", "license-file", "LICENSE GPL-3.0-only; package.json MIT"), (license, from, conflict));
        (license, from, conflict, _, _) = Run("a.js", "x", [("LICENSE", Mit), ("package.json", """{"license": "GPL-3.0-only"}""")]);
        Assert.Equal(("GPL-3.0-only", "manifest", "LICENSE MIT; package.json GPL-3.0-only"), (license, from, conflict));
    }

    [Fact]
    public void The_nearest_holds_or_nothing_where_the_options_say_so()
    {
        (string, string)[] files = [("LICENSE", Spdx("GPL-3.0-only"))];
        Assert.Equal("MIT", Of("a.c", "// " + Spdx("MIT"), files, new() { Conflict = ConflictRule.Nearest }));
        Verdict verdict = Run("a.c", "// " + Spdx("MIT"), files, new() { Conflict = ConflictRule.Refuse }).Verdict;
        Assert.Equal(("detect-license.conflict", "tag MIT; LICENSE GPL-3.0-only", true), (verdict.Rule, verdict.Evidence, verdict.IsWitness));
        Assert.True(Run("b.c", "int b;", files, new() { Conflict = ConflictRule.Refuse }).Verdict.IsKept);
    }

    [Fact]
    public void Two_permissive_files_with_names_of_licenses_are_a_choice()
    {
        Assert.Equal("Apache-2.0 OR MIT", Of("a.rs", "x", [("LICENSE-APACHE", Spdx("Apache-2.0")), ("LICENSE-MIT", Mit)]));
        Assert.Equal("Apache-2.0 AND MIT", Of("a.rs", "x", [("LICENSE", Spdx("Apache-2.0")), ("LICENSE.txt", Mit)]));
        Assert.Equal("GPL-3.0-only AND MIT", Of("a.rs", "x", [("LICENSE-GPL", Spdx("GPL-3.0-only")), ("LICENSE-MIT", Mit)]));
    }

    [Fact]
    public void A_manifest_can_say_that_two_files_are_a_choice()
    {
        Assert.Equal("MPL-2.0 OR MIT", Of("a.js", "x", [("LICENSE", Mit), ("LICENSE-MPL", Spdx("MPL-2.0")), ("package.json", """{"license": "(MPL-2.0 OR MIT)"}""")]));
        Assert.Equal("MIT AND MPL-2.0", Of("a.js", "x", [("LICENSE", Mit), ("LICENSE-MPL", Spdx("MPL-2.0"))]));
    }

    [Fact]
    public void Dual_words_in_one_file_are_a_choice_and_two_texts_without_them_hold_together()
    {
        Assert.Equal("MIT OR GPL-2.0-only", Of("a.c", "x", [("LICENSE", $"You may use this under EITHER of the following licenses.\n\n{Mit}\n\n----\n{Spdx("GPL-2.0-only")}")]));
        Assert.Equal("MIT AND GPL-2.0-only", Of("a.c", "x", [("LICENSE", $"{Mit}\n\nThe files of contrib:\n{Spdx("GPL-2.0-only")}")]));
    }

    [Theory]
    [InlineData("Choose either tabs or spaces.", false)]
    [InlineData("You may choose a port.", false)]
    [InlineData("The build may use either gcc or clang at your choice.", false)]
    [InlineData("Dual licensed? No.", false)]
    [InlineData("This is not dual licensed under MIT and GPL-2.0.", false)]
    [InlineData("Is it dual-licensed under MIT and GPL-2.0?", false)]
    [InlineData("You may choose MIT bolts.", false)]
    [InlineData("Alternatively, use the other port.", false)]
    [InlineData("Dual licensed under the MIT and GPL licenses.", true)]
    [InlineData("You may use it under either license.", true)]
    [InlineData("You may choose the MIT license or the GNU General Public License.", true)]
    [InlineData("It is available under any of these licenses.", true)]
    [InlineData("Alternatively, this software may be distributed under the terms of the GNU General Public License.", true)]
    public void Only_a_sentence_about_licenses_makes_them_a_choice(string words, bool isChoice) =>
        Assert.Equal(isChoice, LicenseExpressionParser.TryParse(Of("a.c", "x", [("LICENSE", $"{Mit}\n\n{words}\n\n{Spdx("GPL-2.0-only")}")]))!.Kind == ExpressionKind.Or);

    [Fact]
    public void A_choice_between_two_licenses_takes_no_third_with_it() =>
        Assert.Equal("(MIT OR Apache-2.0) AND GPL-2.0-only", Of("a.c", "x", [("LICENSE", $"Dual-licensed under MIT and Apache-2.0.\n\n{Spdx("MIT")}\n{Spdx("Apache-2.0")}\nThe files of contrib:\n\n{Spdx("GPL-2.0-only")}")]));

    [Theory]
    [InlineData("COPYING3")]
    [InlineData("COPYING.LIB")]
    [InlineData("COPYRIGHT3")]
    [InlineData("LICENSE2.txt")]
    [InlineData("LICENSE GPL.txt")]
    public void License_files_with_a_number_or_a_name_behind_are_read(string name)
    {
        Assert.True(RightsFiles.Matches(name));
        Assert.Equal("GPL-3.0-only", Of("a.js", "x", [(name, Spdx("GPL-3.0-only")), ("package.json", """{"license": "MIT"}""")]));
    }

    [Fact]
    public void A_README_can_say_that_two_files_are_a_choice() =>
        Assert.Equal("MIT OR MPL-2.0", Of("a.js", "x", [("LICENSE", Mit), ("LICENSE-MPL", Spdx("MPL-2.0")), ("README.md", $"# License\nDual-licensed:\n{Spdx("MIT")}{Spdx("MPL-2.0")}")]));

    [Fact]
    public void More_licenses_than_anyone_could_check_are_proprietary() =>
        Assert.Equal("LicenseRef-unreadable", Of("a.c", "x", [("LICENSE", string.Concat(Enumerable.Range(0, 200).Select(i => Spdx($"LicenseRef-{i}"))))]));

    [Fact]
    public void The_lesser_GPL_with_the_GPL_beside_it_is_the_lesser_one() =>
        Assert.Equal("LGPL-3.0-only", Of("a.c", "x", [("COPYING", Spdx("GPL-3.0-only")), ("COPYING.LESSER", Spdx("LGPL-3.0-only"))]));

    [Fact]
    public void License_files_about_other_works_and_source_files_about_licenses_count_for_nothing() =>
        Assert.Equal("MIT", Of("a.c", "x", [("LICENSE", Mit), ("LICENSE-3rdparty.txt", Spdx("GPL-3.0-only")), ("license.py", Spdx("AGPL-3.0-only"))]));

    [Fact]
    public void A_license_file_with_terms_that_no_listed_license_has_is_proprietary_and_a_short_pointer_is_nothing()
    {
        string terms = string.Concat(Enumerable.Repeat("You may look at this software while it rains. ", 20));
        Assert.Equal("LicenseRef-unrecognized", Of("a.c", "x", [("LICENSE", terms)]));
        Assert.Equal("LicenseRef-unrecognized", Of("a.js", "x", [("LICENSE", terms), ("package.json", """{"license": "MIT"}""")]));
        Assert.Equal("MIT", Of("x/a.c", "x", [("LICENSE", Mit), ("x/LICENSE", "See ../LICENSE\n")]));
    }

    // A file whose text is followed by a mark was read only so far.
    static string OfUnread(string path, string unread, string text, params (string Path, string Text)[] files)
    {
        Repository repository = new()
        {
            Name = "o/r",
            RightsFiles = [.. files.Select(file => new RepositoryFile(file.Path, "", Encoding.UTF8.GetBytes(file.Text))), new RepositoryFile(unread, "", Encoding.UTF8.GetBytes(text)) { Unread = "read.symlink" }],
        };
        Document document = Apply.Text("x");
        document.Path = path;
        document.Repository = repository;
        Assert.NotNull(LicenseSteps.Create(new() { Allow = ["permissive"] }).Apply(document, Measurements.None).Rule);
        return document.Metadata.TryGet("license", out MetadataValue value) ? value.Text! : "none";
    }

    [Fact]
    public void License_files_that_could_not_be_read_permit_nothing()
    {
        const string Unknown = "LicenseRef-unrecognized", Package = """{"license": "MIT"}""";
        Assert.Equal(Unknown, OfUnread("a.js", "LICENSE", "", ("package.json", Package)));
        Assert.Equal(Unknown, OfUnread("a.js", "LICENSE.pdf", "%PDF", ("package.json", Package)));
        Assert.Equal(Unknown, OfUnread("src/a.js", "src/LICENSE", "", ("LICENSE", Mit)));
        Assert.Equal("MIT AND LicenseRef-unrecognized", OfUnread("a.js", "LICENSE", Mit, ("package.json", Package)));
        Assert.Equal("GPL-3.0-only", OfUnread("a.js", "LICENSE", Spdx("GPL-3.0-only"), ("package.json", Package)));
        Assert.Equal(Unknown, OfUnread("deep/a.js", RightsFiles.MorePath, "", ("deep/LICENSE", Mit)));
        Assert.Equal(Unknown, OfUnread("a.js", "LICENSES/MIT.txt", ""));
        Assert.Equal(Unknown, OfUnread("a.js", "REUSE.toml", "", ("package.json", Package)));
        Assert.Equal(Unknown, OfUnread("a.js", "a.js.license", "", ("LICENSE", Mit)));
        Assert.Equal("MIT AND LicenseRef-unrecognized", OfUnread("a.js", "LICENSE-APACHE", "", ("LICENSE-MIT", Mit), ("package.json", """{"license": "MIT OR LicenseRef-unrecognized"}""")));
    }

    [Theory]
    [InlineData("All rights reserved.")]
    [InlineData("You may not use this.")]
    [InlineData("UNLICENSED")]
    [InlineData("Copyright 2020 Jane Doe")]
    [InlineData("See the license at https://example.org/license")]
    [InlineData("")]
    public void License_file_that_says_nothing_known_is_proprietary_however_short(string text) =>
        Assert.Equal("LicenseRef-unrecognized", Of("a.js", "x", [("LICENSE.md", text), ("package.json", """{"license": "MIT"}""")]));

    [Theory]
    [InlineData("See ../LICENSE\n")]
    [InlineData("../LICENSE")]
    [InlineData("Please refer to the LICENSE file in the root of this repository.")]
    [InlineData("See [LICENSE](../../LICENSE.md) for details.")]
    [InlineData("MIT\n")]
    [InlineData("MIT License\n")]
    public void Short_license_file_that_points_to_another_or_names_a_license_is_no_unknown_one(string text) =>
        Assert.Equal("MIT", Of("x/a.c", "x", [("LICENSE", Mit), ("x/LICENSE", text)]));

    [Fact]
    public void REUSE_files_say_it_for_files_that_cannot()
    {
        (string, string)[] files =
        [
            ("LICENSES/MIT.txt", Mit), ("LICENSES/CC0-1.0.txt", Spdx("CC0-1.0")),
            ("REUSE.toml", "version = 1\n[[annotations]]\npath = \"data/**\"\nSPDX-FileCopyrightText = \"2020 Jane Doe\"\nSPDX-License-Identifier = \"CC0-1.0\"\n"),
            ("a.csv.license", "SPDX-FileCopyrightText: 2021 John Doe\n" + Spdx("MIT")),
        ];
        Assert.Equal(("CC0-1.0", "reuse", "2020 Jane Doe"), Run("data/x/y.csv", "1,2", files) is var a ? (a.License, a.From, a.Copyright) : default);
        Assert.Equal(("MIT", "reuse", "2021 John Doe"), Run("a.csv", "1,2", files) is var b ? (b.License, b.From, b.Copyright) : default);
        Assert.Equal(("MIT", "tag", null), Run("a.c", "// " + Spdx("MIT"), files) is var c ? (c.License, c.From, c.Conflict) : default);
        Assert.Equal("CC0-1.0 AND MIT", Of("other.c", "int a;", files));
    }

    [Fact]
    public void A_README_speaks_only_where_nothing_else_does_and_only_if_asked()
    {
        const string Readme = "# Tool\n\nMIT and GPL are licenses.\n\n## License\n\nSPDX-License-Identifier: ISC\n\n## More\n\nSPDX-License-Identifier: GPL-3.0-only\n";
        Assert.Equal(("ISC", "readme"), Run("a.c", "x", [("README.md", Readme)], new() { Readme = true }) is var a ? (a.License, a.From) : default);
        Assert.Equal("none", Of("a.c", "x", [("README.md", Readme)]));
        Assert.Equal("MIT", Of("a.c", "x", [("README.md", Readme), ("LICENSE", Mit)]));
    }

    [Fact]
    public void Nothing_found_is_no_permission_unless_named()
    {
        Verdict verdict = Run("a.c", "int a;", [], new() { Allow = ["permissive"] }).Verdict;
        Assert.Equal(("detect-license.none-found", true), (verdict.Rule, verdict.IsWitness));
        Assert.True(Run("a.c", "int a;", [], new() { Allow = ["permissive", "none-found"] }).Verdict.IsKept);
        Assert.True(Run("a.c", "int a;", []).Verdict.IsKept);
        Assert.False(Run("a.c", "int a;", [], new() { Deny = ["none-found"] }).Verdict.IsKept);
    }

    [Theory]
    [InlineData("-- the license of this package: see zlib.ads\npackage Zlib is\n", "none")]
    [InlineData("-- License information is in the zlib.ads file\npackage Zlib is\n", "none")]
    [InlineData("// Tests.\nvoid f() { Write(\"LICENSE\", \"MIT\\n\"); }\n", "none")]
    [InlineData("int a;\n// licensed under the MIT License\n", "none")]
    [InlineData("string[] a = [\"license\", \"license-texts\"];\nvar b = \"license: MIT\";\n", "none")]
    [InlineData("byte[] Tag() => \"SPDX-License-Identifier: MIT\"u8.ToArray();\n", "none")]
    [InlineData("int a = 1; // SPDX-License-Identifier: MIT\n", "none")]
    [InlineData("// SPDX-License-Identifier: GPL-3.0-only\nvar a =\n  \"SPDX-License-Identifier: MIT\";\n", "GPL-3.0-only")]
    [InlineData("int a;\n// SPDX-License-Identifier: MIT\n", "MIT")]
    [InlineData("/*\n SPDX-License-Identifier: MIT\n*/\nint a;\n", "MIT")]
    [InlineData("/* Copyright 2020 Jane Doe, SPDX-License-Identifier: MIT */\nint a;\n", "MIT")]
    [InlineData("#!/bin/sh\n#\n# Licensed under the MIT License\necho\n", "MIT")]
    [InlineData("'use strict';\n/*! foo v1.2, licensed MIT */\nf()\n", "MIT")]
    [InlineData("#ifndef A_H\n#define A_H\n/* This file is released\n * under the MIT license. */\nint a;\n", "MIT")]
    [InlineData("\"\"\"Tool.\n\nLicense: MIT\n\"\"\"\nimport os\n", "MIT")]
    public void Only_comments_that_grant_or_state_a_license_speak_of_a_source_file(string text, string license) => Assert.Equal(license, Of("src/a.x", text, []));

    [Fact]
    public void Prose_about_licenses_is_no_license_file()
    {
        string prose = string.Concat(Enumerable.Repeat("We accept code that is licensed under the MIT License or the Apache License 2.0. ", 40));
        foreach (string name in (ReadOnlySpan<string>)["license-policy.md", "copyright-law.md", "license-FAQ.md", "copyright.md"])
            Assert.Equal("ISC", Of("docs/a.py", "import os", [("LICENSE", Spdx("ISC")), ($"docs/{name}", prose)]));
        Assert.Equal("ISC", Of("docs/license-policy.md", prose, [("LICENSE", Spdx("ISC")), ("docs/license-policy.md", prose)]));
        Assert.Equal("LicenseRef-unrecognized", Of("docs/a.py", "import os", [("LICENSE", Spdx("ISC")), ("docs/LICENSE", prose)]));
        // An unusual name, but a license's text and little else.
        Assert.Equal("MIT", Of("docs/a.py", "import os", [("LICENSE", Spdx("ISC")), ("docs/LICENSE-docs", Mit)]));
        foreach (string name in (ReadOnlySpan<string>)["LICENSE.GPL-2.0", "COPYING3", "LICENSE_1_0.txt", "GPL-LICENSE.txt", "COPYING.LESSER", "LICENSE-Apache-2.0", "LICENCE.md", "UNLICENSE", "LICENSE-2.0.txt"]) Assert.True(LicenseFileNames.IsUsual(name), name);
    }

    [Fact]
    public void A_second_step_judges_what_the_first_wrote_down()
    {
        Document document = Apply.Text("// SPDX-License-Identifier: GPL-3.0-only\n");
        document.Path = "a.c";
        document.Repository = new() { Name = "o/r" };
        Assert.True(LicenseSteps.Create().Apply(document, Measurements.None).IsKept);
        // Another text would be found to be MIT, were it searched.
        document.SetText("// SPDX-License-Identifier: MIT\n"u8);
        Assert.Equal("detect-license.not-allowed", LicenseSteps.Create(new() { Allow = ["permissive"] }).Apply(document, Measurements.None).Rule);
        Assert.True(LicenseSteps.Create(new() { Allow = ["strong-copyleft"] }).Apply(document, Measurements.None).IsKept);
        document = Apply.Text("int a;");
        (document.Path, document.Repository) = ("a.c", new() { Name = "o/r" });
        LicenseSteps.Create().Apply(document, Measurements.None);
        document.SetText("// SPDX-License-Identifier: MIT\n"u8);
        Assert.Equal("detect-license.none-found", LicenseSteps.Create(new() { Allow = ["permissive"] }).Apply(document, Measurements.None).Rule);
    }

    [Fact]
    public void Copyright_in_strings_of_code_holds_nothing() =>
        Assert.Equal("2020 Jane Doe", Run("a.cs", "// Copyright (c) 2020 Jane Doe\nclass A { const string B = \"Copyright (c) 2019 John Roe\"; }\n// Copyright (c) 2018 Max Poe\n", []).Copyright);

    [Fact]
    public void A_file_is_not_credited_with_the_text_of_another_license()
    {
        Assert.Null(FilesOf("// " + Spdx("Apache-2.0"), ("LICENSE", Spdx("Zlib"))));
        Assert.Equal("LICENSE", FilesOf("// " + Spdx("Zlib"), ("LICENSE", Spdx("Zlib"))));
        Assert.Equal("LICENSE", FilesOf("// " + Spdx("MIT"), ("LICENSE", Spdx("GPL-3.0-only"))));

        static string? FilesOf(string text, (string Path, string Text) file)
        {
            Document document = Apply.Text(text);
            document.Path = "a.c";
            document.Repository = new()
            {
                Name = "o/r",
                RightsFiles = [new(file.Path, "", Encoding.UTF8.GetBytes(file.Text))],
            };
            LicenseSteps.Create().Apply(document, Measurements.None);
            return document.Metadata.TryGet("license-files", out MetadataValue files) ? files.Text : null;
        }
    }

    [Fact]
    public void A_manifest_that_names_fewer_licenses_than_the_license_file_is_told() =>
        Assert.Equal(("MIT AND ISC", "LICENSE MIT AND ISC; package.json ISC"), Run("a.js", "x", [("LICENSE", $"{Mit}\n\n{Spdx("ISC")}"), ("package.json", "{\"license\": \"ISC\"}")]) is var a ? (a.License, a.Conflict) : default);

    [Theory]
    [InlineData("MIT OR GPL-3.0-only", new[] { "permissive" }, new string[0], true)]
    [InlineData("MIT AND GPL-3.0-only", new[] { "permissive" }, new string[0], false)]
    [InlineData("MIT AND GPL-3.0-only", new[] { "permissive", "GPL-3.0" }, new string[0], true)]
    [InlineData("MIT", new[] { "Apache-2.0" }, new string[0], false)]
    [InlineData("MIT", new string[0], new[] { "MIT" }, false)]
    [InlineData("MIT OR ISC", new string[0], new[] { "MIT" }, true)]
    [InlineData("MIT", new[] { "permissive" }, new[] { "mit" }, false)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", new[] { "weak-copyleft" }, new string[0], true)]
    [InlineData("LicenseRef-own", new[] { "LicenseRef-own" }, new string[0], true)]
    [InlineData("LicenseRef-own", new[] { "permissive" }, new string[0], false)]
    public void Policies_judge_expressions(string license, string[] allow, string[] deny, bool isKept)
    {
        DetectLicenseOptions options = new()
        {
            Allow = allow,
            Deny = deny,
        };
        Assert.Empty(options.Problems());
        Assert.Equal(isKept, Run("a.c", "// " + Spdx(license), [], options).Verdict.IsKept);
    }

    [Fact]
    public void Names_that_are_no_license_are_refused_with_the_nearest() =>
        Assert.Equal(["allow has 'permisive', which is neither an SPDX license id nor a category; did you mean permissive?"], new DetectLicenseOptions { Allow = ["permisive", "MIT"] }.Problems());

    [Fact]
    public void A_file_without_repository_is_judged_by_its_own_text()
    {
        Document document = Apply.Text(Mit);
        LicenseSteps.Create().Apply(document, Measurements.None);
        Assert.True(document.Metadata.TryGet("license", out MetadataValue license));
        Assert.Equal("MIT", license.Text);
    }

    [Fact]
    public void Huge_license_files_and_hostile_expressions_cost_little()
    {
        DetectLicense step = LicenseSteps.Create();
        Document document = Apply.Text(new string('x', 50 << 20));
        Stopwatch watch = Stopwatch.StartNew();
        step.Apply(document, Measurements.None);
        document = Apply.Text("SPDX-License-Identifier: " + string.Concat(Enumerable.Repeat("(MIT AND ", 200_000)));
        Assert.True(new LicensePolicy(["permissive"], []).Judge(null) is { IsKept: false });
        step.Apply(document, Measurements.None);
        Assert.True(!document.Metadata.TryGet("license-category", out MetadataValue category) || category.Text != "permissive");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }
}
