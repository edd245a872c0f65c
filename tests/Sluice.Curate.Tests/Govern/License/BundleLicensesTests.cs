using Sluice.Core;

namespace Sluice.Curate.Tests.Govern.License;

/// <summary>The licenses of the shared bundles, as their README.md has them: read from the license files by people.</summary>
public sealed class BundleLicensesTests
{
    static (string License, string Category, string From, string Copyright, Verdict Verdict) Judge(BundleCheckout checkout, string path)
    {
        (Document document, Verdict verdict) = checkout.Judge(LicenseSteps.Create(new() { Allow = ["permissive", "public-domain"] }), path);
        return (Text("license"), Text("license-category"), Text("license-from"), Text("copyright"), verdict);

        string Text(string key) => document.Metadata.TryGet(key, out MetadataValue value) ? value.Text! : "";
    }

    [Theory]
    [InlineData("beyondgrep__ack3", "lib/App/Ack/File.pm", "Artistic-2.0", "weak-copyleft")]
    [InlineData("chrislgarry__Apollo-11", "Luminary099/AGC_BLOCK_TWO_SELF_CHECK.agc", "CC-PDM-1.0", "public-domain")]
    [InlineData("cure53__DOMPurify", "src/utils.ts", "MPL-2.0 OR Apache-2.0", "permissive")]
    [InlineData("cure53__DOMPurify", "dist/purify.min.js", "MPL-2.0 OR Apache-2.0", "permissive")]
    [InlineData("drduh__YubiKey-Guide", "README.md", "MIT", "permissive")]
    [InlineData("dtolnay__anyhow", "src/lib.rs", "MIT OR Apache-2.0", "permissive")]
    [InlineData("ekalinin__github-markdown-toc", "gh-md-toc", "MIT", "permissive")]
    [InlineData("erusev__parsedown", "Parsedown.php", "MIT", "permissive")]
    [InlineData("getsentry__self-hosted", "install.sh", "FSL-1.1-ALv2", "source-available")]
    [InlineData("jgm__skylighting", "skylighting-format-ansi/src/Skylighting/Format/ANSI.hs", "BSD-3-Clause", "permissive")]
    [InlineData("hashicorp__go-multierror", "append.go", "MPL-2.0", "weak-copyleft")]
    [InlineData("id-Software__DOOM", "linuxdoom-1.10/d_main.c", "GPL-2.0", "strong-copyleft")]
    [InlineData("isaacs__abbrev-js", "abbrev.js", "ISC OR MIT", "permissive")]
    [InlineData("jamesroutley__write-a-hash-table", "02-hash-table/README.md", "MIT", "permissive")]
    [InlineData("jashkenas__underscore", "underscore.js", "MIT", "permissive")]
    [InlineData("jgm__skylighting", "skylighting/src/Skylighting.hs", "GPL-2.0", "strong-copyleft")]
    [InlineData("madler__zlib", "contrib/minizip/skipset.h", "Apache-2.0", "permissive")]
    [InlineData("jgm__skylighting", "Makefile", "", "none-found")]
    [InlineData("jwasham__practice-python", "README.md", "", "none-found")]
    [InlineData("madler__zlib", "adler32.c", "Zlib", "permissive")]
    [InlineData("madler__zlib", "contrib/dotzlib/DotZLib/CodecBase.cs", "BSL-1.0", "permissive")]
    [InlineData("nietras__Sep", "src/Sep/Sep.cs", "MIT", "permissive")]
    [InlineData("paramiko__paramiko", "paramiko/client.py", "LGPL-2.1", "weak-copyleft")]
    [InlineData("rougier__numpy-100", "generators.py", "MIT", "permissive")]
    [InlineData("sharkdp__hexyl", "src/main.rs", "MIT OR Apache-2.0", "permissive")]
    [InlineData("sindresorhus__slugify", "index.js", "MIT", "permissive")]
    [InlineData("skeeto__endlessh", "endlessh.c", "Unlicense", "public-domain")]
    [InlineData("webrecorder__wabac.js", "src/swmain.ts", "AGPL-3.0", "network-copyleft")]
    public void Files_of_real_repositories_have_their_license(string bundle, string path, string license, string category)
    {
        using BundleCheckout checkout = new(bundle);
        (string found, string foundCategory, _, _, Verdict verdict) = Judge(checkout, path);
        Assert.Equal(license, found.Replace("-only", "", StringComparison.Ordinal).Replace("-or-later", "", StringComparison.Ordinal));
        Assert.Equal(category, foundCategory);
        Assert.Equal(category is "permissive" or "public-domain", verdict.IsKept);
        if (!verdict.IsKept) Assert.Equal((license.Length == 0 ? "detect-license.none-found" : "detect-license.not-allowed", true), (verdict.Rule!, verdict.IsWitness));
    }

    [Fact] // Nobody may sneak in: no file of a repository under a restricting license is kept but those with a grant of their own.
    public void Of_repositories_under_restricting_licenses_no_file_without_its_own_grant_is_kept()
    {
        foreach (string bundle in (ReadOnlySpan<string>)["getsentry__self-hosted", "id-Software__DOOM", "jwasham__practice-python", "webrecorder__wabac.js"])
        {
            using BundleCheckout checkout = new(bundle);
            foreach (string path in checkout.Paths) Assert.False(Judge(checkout, path).Verdict.IsKept, $"{bundle}/{path}");
        }
    }

    [Theory]
    [InlineData("jashkenas__underscore", "test/arrays.js", "2009-2022 Jeremy Ashkenas, Julian Gonggrijp, and DocumentCloud and Investigative Reporters & Editors")]
    [InlineData("dtolnay__anyhow", "src/lib.rs", "")]
    [InlineData("paramiko__paramiko", "paramiko/client.py", "2006-2007 Robey Pointer")]
    [InlineData("madler__zlib", "adler32.c", "1995-2011, 2016 Mark Adler")]
    [InlineData("sindresorhus__slugify", "index.js", "Sindre Sorhus")]
    [InlineData("id-Software__DOOM", "linuxdoom-1.10/d_main.c", "1993-1996 id Software, Inc.")]
    [InlineData("isaacs__abbrev-js", "abbrev.js", "Isaac Z. Schlueter and Contributors")]
    public void Holders_of_real_files_are_named(string bundle, string path, string holders)
    {
        using BundleCheckout checkout = new(bundle);
        Assert.Equal(holders, Judge(checkout, path).Copyright);
    }
}
