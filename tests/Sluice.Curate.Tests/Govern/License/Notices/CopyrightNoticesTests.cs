using System.Diagnostics;
using System.Text;
using Sluice.Curate.Govern.License.Notices;

namespace Sluice.Curate.Tests.Govern.License.Notices;

public sealed class CopyrightNoticesTests
{
    static string Find(string text)
    {
        List<string> holders = [];
        CopyrightNotices.Find(Encoding.UTF8.GetBytes(text), holders);
        return string.Join("; ", holders);
    }

    [Theory]
    [InlineData("Copyright (c) 2019-2024 Jane Doe <jane@example.org>", "2019-2024 Jane Doe")]
    [InlineData(" * Copyright (C) 2019, 2021 Jane Doe and contributors.", "2019, 2021 Jane Doe and contributors")]
    [InlineData("// © 2020 Example GmbH, Köln. All rights reserved.", "2020 Example GmbH, Köln")]
    [InlineData("# Copyright 2014 Google Inc. All Rights Reserved.", "2014 Google Inc.")]
    [InlineData("/* Copyright 1995-1998 by Jean-loup Gailly */", "1995-1998 Jean-loup Gailly")]
    [InlineData("# SPDX-FileCopyrightText: 2021 Jane Doe <jane@example.org>", "2021 Jane Doe")]
    [InlineData("SPDX-FileCopyrightText: © 2021 Jane Doe", "2021 Jane Doe")]
    [InlineData("Copyright Isaac Z. Schlueter and Contributors", "Isaac Z. Schlueter and Contributors")]
    [InlineData("(c) 2009-2018 Jeremy Ashkenas, DocumentCloud and Investigative Reporters & Editors", "2009-2018 Jeremy Ashkenas, DocumentCloud and Investigative Reporters & Editors")]
    [InlineData("//     Underscore.js 1.13.7 | https://underscorejs.org | (c) 2009-2024 Jeremy Ashkenas | MIT", "2009-2024 Jeremy Ashkenas")]
    [InlineData("Portions Copyright (c) 1996, Jane Doe (jane@example.org)", "1996 Jane Doe")]
    [InlineData("<Copyright>Copyright © nietras A/S 2025</Copyright>", "2025 nietras A/S")]
    [InlineData("Copyright (c) 2020-present, Facebook, Inc. and its affiliates.", "2020-present Facebook, Inc. and its affiliates")]
    [InlineData("Copyright 2012 Jane (jane dot doe at example dot org)", "2012 Jane")]
    [InlineData("Copyright (c) 2001 Jane Doe\nCopyright (c) 2002 John Doe\nCopyright (c) 2001 Jane Doe", "2001 Jane Doe; 2002 John Doe")]
    public void Holders_come_with_their_years_and_without_addresses(string text, string holders) => Assert.Equal(holders, Find(text));

    [Theory]
    [InlineData("Copyright [yyyy] [name of copyright owner]")]
    [InlineData("Copyright (c) <year> <copyright holders>")]
    [InlineData("Copyright (C) <year>  <name of author>")]
    [InlineData("Copyright (C) 19yy name of author")]
    [InlineData("Copyright (c) {{year}} {{author}}")]
    [InlineData("Copyright (c) <year> Your Name")]
    [InlineData("The above copyright notice and this permission notice shall be included")]
    [InlineData("COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM")]
    [InlineData("    \"copyright\" line and a pointer to where the full notice is found.")]
    [InlineData("  \"Copyright\" also means copyright-like laws that apply to other kinds of works")]
    [InlineData("      (c) You must retain, in the Source form of any Derivative Works")]
    [InlineData("Copyright: Public domain.")]
    [InlineData("Copyright (C) 1989, 1991 Free Software Foundation, Inc.,\n 51 Franklin Street\n Everyone is permitted to copy and distribute verbatim copies")]
    [InlineData("printf(\"Copyright %d\", year);")]
    [InlineData("copyright = f\"{datetime.now().year} Jeff\"")]
    [InlineData("if (c) return; // (c) see below")]
    [InlineData("")]
    public void What_names_nobody_is_no_notice(string text) => Assert.Equal("", Find(text));

    [Fact]
    public void Notices_are_bounded_and_hostile_texts_cost_little()
    {
        List<string> holders = [];
        CopyrightNotices.Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1000, 500).Select(year => $"Copyright {year} Holder {year}\n"))), holders);
        Assert.Equal(CopyrightNotices.HoldersMax, holders.Count);
        Stopwatch watch = Stopwatch.StartNew();
        Find(string.Concat(Enumerable.Repeat("Copyright (c) ", 100_000)));
        Find(string.Concat(Enumerable.Repeat("copyright\n", 100_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }
}
