using System.Text;
using Sluice.Core.Release;
using Sluice.Publish.Layout;

namespace Sluice.Publish.Tests.Layout;

public sealed class ImportOrderTests
{
    static string[] Order(params (string Path, string Text)[] files)
    {
        List<ReleasedDocument> documents = [.. files.Select(file => new ReleasedDocument { Path = file.Path, Text = Encoding.UTF8.GetBytes(file.Text) })];
        return [.. ImportOrder.Of(documents).Select(index => documents[index].Path!)];
    }

    [Fact]
    public void Python_modules_come_after_what_they_import() => Assert.Equal(
        ["pkg/z.py", "pkg/__init__.py", "pkg/sub/y.py", "pkg/b.py", "pkg/a.py", "tests/test.py"],
        Order(("pkg/a.py", "import os\nfrom pkg import b, os as c\n"), ("pkg/b.py", "from .sub.y import (\n  f,\n)\n"), ("pkg/__init__.py", "from . import z"), ("pkg/sub/y.py", "from .. import z\nfrom ... import gone"), ("pkg/z.py", ""), ("tests/test.py", "import pkg.a as a, json")));

    [Fact]
    public void Each_script_comes_after_its_own_imports()
    {
        string[] order = Order(("src/a.ts", "import {\n b\n} from './z.js';\nexport * from \"./y\"\nconst x = require('./x'); import('./w.json');\nimport 'react'"), ("src/z.ts", ""), ("src/y/index.js", "import '../z'"), ("src/x.mjs", ""), ("src/w.json", "{}"));
        Assert.Equal("src/a.ts", order[^1]);
        Assert.True(Array.IndexOf(order, "src/z.ts") < Array.IndexOf(order, "src/y/index.js"));
    }

    [Fact]
    public void Java_and_kotlin_resolve_classes_packages_and_static_members() => Assert.Equal(
        ["b/Z.java", "b/Y.kt", "c/X.java", "a/A.java"],
        Order(("a/A.java", "package a;\nimport static c.X.of;\nimport b.*;\nimport java.util.List;"), ("b/Y.kt", "package b\nimport b.Z"), ("b/Z.java", "package b;"), ("c/X.java", "package c;\nimport b.Y;")));

    [Fact]
    public void Includes_are_looked_for_beside_the_file_and_above_it() => Assert.Equal(
        ["include/lib/z.h", "src/y.h", "src/a.c", "src/b.c"],
        Order(("src/a.c", "#include <stdio.h>\n#  include \"y.h\"\n"), ("src/b.c", "int b;"), ("src/y.h", "#include <lib/z.h>"), ("include/lib/z.h", "#pragma once")));

    [Fact]
    public void Go_packages_are_folders_and_names_of_the_language_are_not() => Assert.Equal(
        ["z/y.go", "z/z.go", "a.go", "fmt/f.go"],
        Order(("a.go", "package main\nimport (\n\t\"fmt\"\n\tq \"github.com/o/n/z\"\n)\n"), ("fmt/f.go", "package fmt"), ("z/y.go", ""), ("z/z.go", "")));

    [Fact]
    public void Rust_modules_and_paths_of_the_crate() => Assert.Equal(
        ["src/z.rs", "src/m/n.rs", "src/m/mod.rs", "src/lib.rs"],
        Order(("src/lib.rs", "pub mod m;\nmod z;\nuse std::io;"), ("src/m/mod.rs", "mod n;"), ("src/m/n.rs", "use crate::z::{A, B};\nuse super::super::z;"), ("src/z.rs", "")));

    [Fact]
    public void Csharp_resolves_namespaces() => Assert.Equal(
        ["z/Z.cs", "y/Y.cs", "A.cs"],
        Order(("A.cs", "using System;\nglobal using static Y.Inner;\nnamespace A;"), ("y/Y.cs", "using Z.Core;\nnamespace Y;"), ("z/Z.cs", "namespace Z.Core\n{")));

    [Fact]
    public void Ruby_and_php_resolve_paths_and_names()
    {
        Assert.Equal(["lib/z.rb", "lib/y/y.rb", "bin/a.rb"], Order(("bin/a.rb", "require 'json'\nrequire \"y/y\""), ("lib/y/y.rb", "require_relative '../z'"), ("lib/z.rb", "")));
        Assert.Equal(["src/Z.php", "y.php", "a.php"], Order(("a.php", "<?php\nrequire_once __DIR__ . '/y.php';"), ("y.php", "<?php\nuse App\\Z;"), ("src/Z.php", "<?php\nnamespace App;")));
    }

    [Fact]
    public void Cycles_are_broken_the_same_way_whatever_the_input_order()
    {
        (string, string)[] files = [("a.py", "import b"), ("b.py", "import c"), ("c.py", "import a"), ("d.py", "import c")];
        string[] order = Order(files);
        Assert.Equal(["c.py", "b.py", "a.py", "d.py"], order);
        Assert.Equal(order, Order([.. files.Reverse()]));
    }

    [Fact]
    public void Ten_thousand_files_in_a_chain_need_no_deep_stack()
    {
        string[] order = Order([.. Enumerable.Range(0, 10_000).Select(i => ($"m{i:00000}.py", $"import m{i + 1:00000}"))]);
        Assert.Equal("m09999.py", order[0]);
        Assert.Equal("m00000.py", order[^1]);
    }

    [Fact]
    public void Hostile_texts_are_bounded()
    {
        string many = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"import a{i}\n"));
        string[] order = Order(("x.py", many), ("y.js", "from '" + new string('.', 100_000)), ("z.c", "#include \"" + string.Concat(Enumerable.Repeat("../", 1_000)) + "x\""), ("w.rs", "use crate::" + string.Concat(Enumerable.Repeat("a::", 600)) + ";"), ("é\u0000.py", "from . import \ud800"));
        Assert.Equal(5, order.Distinct().Count());
    }
}
