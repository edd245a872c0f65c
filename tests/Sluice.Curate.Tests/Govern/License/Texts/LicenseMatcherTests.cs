using System.Diagnostics;
using System.Text;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Tests.Govern.License.Texts;

public sealed class LicenseMatcherTests
{
    static List<LicenseMatch> Find(string text)
    {
        List<LicenseMatch> matches = [];
        SpdxModels.Matcher.Find(Encoding.UTF8.GetBytes(text), matches);
        return matches;
    }

    static string Names(string text) => string.Join(" AND ", Find(text).Select(match => match.Expression).Distinct().Order(StringComparer.Ordinal));

    static string TextOf(string id) => Encoding.UTF8.GetString(SpdxModels.Licenses.First(license => license.Id == id).TextUtf8);

    [Theory]
    [InlineData("This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version.", "GPL-2.0-or-later")]
    [InlineData("This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License version 2 as published by the Free Software Foundation.", "GPL-2.0-only")]
    [InlineData("redistribute it under the terms of version 2.1 of the GNU Lesser General Public License as published by the Free Software Foundation.", "LGPL-2.1-only")]
    [InlineData("// under the terms of the GNU Affero General Public License, either version 3 of the License, or (at your option) any later version.", "AGPL-3.0-or-later")]
    [InlineData("Licensed under the Apache License, Version 2.0 (the \"License\"); you may not use this file except in compliance with the License.", "Apache-2.0")]
    [InlineData("# This file is licensed under the MIT license.", "MIT")]
    [InlineData("License: BSD-3-Clause", "BSD-3-Clause")]
    [InlineData("Licensed under either of Apache License, Version 2.0 or the MIT license at your option.", "Apache-2.0 OR MIT")]
    [InlineData("Dual-licensed under the MIT license and the Apache License 2.0.", "MIT OR Apache-2.0")]
    [InlineData("This work is licensed under https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0")]
    [InlineData("see http://opensource.org/licenses/MIT for the license", "MIT")]
    [InlineData("This work is licensed under a Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License.", "CC-BY-NC-SA-4.0")]
    [InlineData("This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not distributed with this file, You can obtain one at http://mozilla.org/MPL/2.0/.", "MPL-2.0")]
    [InlineData("This file is licensed under the GPLv2+.", "GPL-2.0-or-later")]
    public void Notice_or_reference_gives_its_license(string text, string expression) => Assert.Equal(expression, Names(text));

    [Theory]
    [InlineData("The quick brown fox has no permission to jump over copyright law; distribution of foxes is warranted.")]
    [InlineData("This library is compatible with the GNU General Public License.")]
    [InlineData("int license = 0; /* Copyright (c) 2020 Jane Doe. All rights reserved. */")]
    [InlineData("you may choose a permissive license such as the MIT License")]
    [InlineData("")]
    public void Prose_gives_none(string text) => Assert.Empty(Find(text));

    [Fact]
    public void Gnu_notice_with_an_exception_keeps_it() => Assert.Equal("GPL-2.0-or-later WITH Classpath-exception-2.0", Names(
        "under the terms of the GNU General Public License as published by the Free Software Foundation; either version 2, or (at your option) any later version. Without any warranty. "
        + "As a special exception, linking this library statically or dynamically with other modules is making a combined work."));

    [Fact]
    public void Text_with_a_non_commercial_condition_is_not_permissive()
    {
        string mit = TextOf("MIT");
        Assert.Contains("LicenseRef-", Names(mit.Replace("Permission is hereby granted, free of charge,", "Permission is hereby granted for non-commercial use, free of charge,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("LicenseRef-", Names(mit + "\n\nThe Software may not be used for commercial purposes.\n"), StringComparison.Ordinal);
        Assert.Contains("LicenseRef-", Names("\"Commons Clause\" License Condition v1.0\n\nThe License does not grant to you the right to Sell the Software.\n\n" + mit), StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_are_bytes_of_the_text()
    {
        string text = "/* é\n" + TextOf("ISC") + "\n*/ int x;";
        LicenseMatch match = Assert.Single(Find(text));
        Assert.Equal(("ISC", LicenseMatchKind.Text), (match.Expression, match.Kind));
        string found = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[match.Start..match.End]);
        Assert.EndsWith("PERFORMANCE OF THIS SOFTWARE", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_texts_in_one_file_are_all_found() => Assert.Equal("Apache-2.0 AND BSD-2-Clause AND MIT AND Zlib",
        Names(string.Join("\n\n=====\n\n", TextOf("MIT"), TextOf("Apache-2.0"), TextOf("BSD-2-Clause"), TextOf("Zlib"))));

    [Fact] // Goal: white space, line breaks and comment marks change nothing.
    public void Text_in_any_comment_has_the_same_id()
    {
        var random = new Random(5);
        string[] marks = ["", " * ", "// ", "# ", "-- ", ";; ", "dnl ", "REM ", "% ", "\t"];
        foreach (SpdxLicense license in SpdxModels.Licenses.Where((_, i) => i % 9 == 0))
        {
            string mark = marks[random.Next(marks.Length)], plain = Encoding.UTF8.GetString(license.TextUtf8);
            var text = new StringBuilder(mark);
            int column = 0;
            foreach (string word in plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append(word).Append(' ', random.Next(1, 3));
                if ((column += word.Length) < 50) continue;
                text.Append('\n').Append(mark);
                column = 0;
            }
            string expected = Names(plain);
            Assert.True(expected == Names(text.ToString()), $"{license.Id} after {mark}: {Names(text.ToString())}");
        }
    }

    [Fact]
    public void Hostile_input_takes_linear_time_and_bounded_memory()
    {
        LicenseMatcher matcher = SpdxModels.Matcher;
        List<LicenseMatch> matches = [];
        foreach (string unit in (string[])["permission is hereby granted ", "license: MIT ", "gnu general public license ", "((((", "<license", "copyright (c) ", TextOf("MIT")])
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, 4_000_000 / unit.Length)));
            matches.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
            matcher.Find(text, matches);
            double seconds = (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
            Assert.True(seconds < 20, $"{seconds} s for 4 MB of {unit[..Math.Min(20, unit.Length)]}");
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 400_000_000, $"{allocated} bytes for 4 MB of {unit[..Math.Min(20, unit.Length)]}");
        }
    }

    [Fact]
    public void Any_bytes_are_read()
    {
        byte[] bytes = new byte[20_000];
        new Random(3).NextBytes(bytes);
        List<LicenseMatch> matches = [];
        SpdxModels.Matcher.Find([.. Encoding.ASCII.GetBytes("license SPDX-License-Identifier: MIT\n"), .. bytes, 0xE2, 0x80], matches);
        Assert.Equal("MIT", matches[0].Expression);
    }

    [Fact]
    public void Package_is_the_declared_one()
    {
        string? root = SpdxModels.Path is { } path ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..")) : null;
        Assert.SkipWhen(root is null, "needs a checkout with fetched models");
        Assert.Contains($"\"spdx-license-list\": \"{SpdxListFile.PackageVersion}\"", File.ReadAllText(Path.Combine(root!, "eng", "native", "package.json")), StringComparison.Ordinal);
    }
}
