using System.Text;
using Sluice.Curate.Govern.License;
using Sluice.Curate.Govern.License.Texts;

namespace Sluice.Curate.Tests.Govern.License.Texts;

public sealed class ProprietaryNoticesTests
{
    static List<string> Read(string text)
    {
        HeaderReader reader = new(SpdxModels.Matcher);
        reader.Read(Encoding.UTF8.GetBytes(text), isProse: false);
        return [.. reader.Matches.Select(match => match.Expression)];
    }

    [Theory]
    [InlineData("// CONFIDENTIAL AND PROPRIETARY. Unauthorized copying of this file is strictly prohibited.\nint x;")]
    [InlineData("/* Copyright 2020 Acme.\n * This contains TRADE SECRETS of Acme. */\nint x;")]
    [InlineData("# Copyright 2020 Acme. For internal use only.\nx = 1")]
    [InlineData("# This software is for internal use only.\nx = 1")]
    [InlineData("// For non-commercial use only.\nint x;")]
    [InlineData("# For academic use only\nx = 1")]
    [InlineData("/*\n * You may not copy, modify or distribute this file.\n */\nint x;")]
    [InlineData("// Copyright 2020 Acme\n// You may not\n// copy, modify or distribute.\nint x;")]
    [InlineData("// (C) Microsoft Corporation. Microsoft Confidential.\nint x;")]
    [InlineData("/* Copyright 2020 NVIDIA CORPORATION. Any use, reproduction, disclosure or distribution of this software without an express license agreement from NVIDIA CORPORATION is strictly prohibited. */\nint x;")]
    [InlineData("/* ADOBE CONFIDENTIAL\n * Copyright 2020 Adobe. All Rights Reserved.\n * Dissemination of this information is strictly forbidden unless prior written permission is obtained. */\nint x;")]
    [InlineData("/* The source code contains trade secrets and proprietary and confidential information of Intel. */\nint x;")]
    [InlineData("// SPDX-License-Identifier: MIT\n// Proprietary and confidential.\nint x;")]
    public void Notice_that_keeps_rights_counts_without_a_license(string text) => Assert.Contains(Restrictions.Expression, Read(text));

    [Theory]
    [InlineData("// use only in tests\nint x;")]
    [InlineData("// For internal use only: may change without notice.\nint x;")]
    [InlineData("// Creates confidential clients. Copyright 2020 Acme. All rights reserved.\nint x;")]
    [InlineData("// Calling this twice is strictly prohibited.\nint x;")]
    [InlineData("// Copyright 2020 Acme. All rights reserved.\nint x;")]
    [InlineData("// You may not use this file except in compliance with the License.\nint x;")]
    [InlineData("// Values may not be used before they are set.\nint x;")]
    [InlineData("int x;\n// CONFIDENTIAL AND PROPRIETARY\n")]
    [InlineData("var s = \"for non-commercial use only\";")]
    public void Ordinary_comment_keeps_none(string text) => Assert.DoesNotContain(Restrictions.Expression, Read(text));
}
