using System.Diagnostics;
using System.Text;
using Sluice.Curate.Govern.License.Manifests;

namespace Sluice.Curate.Tests.Govern.License.Manifests;

public sealed class ManifestTests
{
    static string? Read(string path, string text) => Manifest.Read(path, Encoding.UTF8.GetBytes(text))?.ToString();

    [Theory]
    [InlineData("package.json", """{"license": "MIT"}""", "MIT")]
    [InlineData("package.json", """{"license": "(MPL-2.0 OR Apache-2.0)"}""", "MPL-2.0 OR Apache-2.0")]
    [InlineData("package.json", """{"license": {"type": "BSD-3-Clause", "url": "x"}}""", "BSD-3-Clause")]
    [InlineData("package.json", """{"licenses": [{"type": "MIT"}, {"type": "Apache 2.0"}]}""", "MIT OR Apache-2.0")]
    [InlineData("package.json", """{"license": "SEE LICENSE IN x.md"}""", null)]
    [InlineData("package.json", """{"license": "UNLICENSED"}""", "LicenseRef-UNLICENSED")]
    [InlineData("a/package.json", """{"name": "x"}""", null)]
    [InlineData("composer.json", """{"license": ["LGPL-2.1-only", "GPL-3.0-or-later"]}""", "LGPL-2.1-only OR GPL-3.0-or-later")]
    [InlineData("META.json", """{"license": ["perl_5"]}""", "Artistic-1.0-Perl OR GPL-1.0-or-later")]
    [InlineData("META.yml", "---\nlicense: artistic_2\n", "Artistic-2.0")]
    [InlineData("Cargo.toml", "[package]\nname = \"x\"\nlicense = \"MIT/Apache-2.0\" # both\n", "MIT OR Apache-2.0")]
    [InlineData("Cargo.toml", "[workspace.package]\nlicense = 'MIT OR Apache-2.0'\n[package]\nlicense.workspace = true", "MIT OR Apache-2.0")]
    [InlineData("Cargo.toml", "[dependencies]\nlicense = \"GPL-3.0\"\n", null)]
    [InlineData("pyproject.toml", "[project]\nlicense = {text = \"BSD License\"}\nclassifiers = [\n  # a comment\n  \"License :: OSI Approved :: MIT License\",\n]\n", "LicenseRef-BSD")]
    [InlineData("pyproject.toml", "[project]\nlicense = {file = \"LICENSE\"}\nclassifiers = [\n  \"License :: OSI Approved :: MIT License\",\n]\n", "MIT")]
    [InlineData("pyproject.toml", "[tool.poetry]\nlicense = \"Apache-2.0\"\n", "Apache-2.0")]
    [InlineData("setup.cfg", "[metadata]\nname = x\nlicense = GPLv3+\nclassifiers =\n    Programming Language :: Python\n[options]\nlicense = MIT\n", "GPL-3.0-or-later")]
    [InlineData("setup.py", "setup(\n  name='x', license='LGPL v3',\n  classifiers=['License :: OSI Approved :: MIT License'])", "LGPL-3.0-only")]
    [InlineData("setup.py", "setup(classifiers=[\n 'License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)',\n])", "GPL-2.0-or-later")]
    [InlineData("x.gemspec", "s.license = 'MIT'.freeze", "MIT")]
    [InlineData("x.gemspec", "s.licenses = [\"Ruby\".freeze, \"BSD-2-Clause\".freeze]", "Ruby AND BSD-2-Clause")]
    [InlineData("pom.xml", "<project xmlns='http://maven.apache.org/POM/4.0.0'><licenses><license><name>The Apache Software License, Version 2.0</name></license></licenses></project>", "Apache-2.0")]
    [InlineData("x.nuspec", "<package><metadata><license type=\"expression\">MIT</license></metadata></package>", "MIT")]
    [InlineData("x.csproj", "<Project Sdk='x'><PropertyGroup><PackageLicenseExpression>Apache-2.0</PackageLicenseExpression></PropertyGroup></Project>", "Apache-2.0")]
    [InlineData("x.cabal", "name: x\nlicense:             BSD3\nlicense-file: LICENSE\n", "BSD-3-Clause")]
    [InlineData("x.cabal", "license:             GPL-2\n", "GPL-2.0-only")]
    [InlineData("package.yaml", "name: x\nlicense: BSD3\n", "BSD-3-Clause")]
    [InlineData("bower.json", """{"license": ["MIT", "GPL-3.0"]}""", "MIT OR GPL-3.0-only")]
    [InlineData("x.podspec", "s.license = 'MIT'", "MIT")]
    [InlineData("x.rockspec", "description = {\n  license = \"MIT/X11\"\n}", "MIT")]
    [InlineData("DESCRIPTION", "Package: x\nLicense: GPL (>= 2) | MIT + file LICENSE\n", "GPL-2.0-or-later OR MIT")]
    [InlineData("PKG-INFO", "Metadata-Version: 2.4\nLicense-Expression: MIT AND BSD-3-Clause\nLicense: x\n\nLicense: GPL\n", "MIT AND BSD-3-Clause")]
    [InlineData("METADATA", "License: UNKNOWN\nClassifier: License :: OSI Approved :: ISC License (ISCL)\n", "ISC")]
    [InlineData("package.json", """{"license": "No-Such-License"}""", null)]
    [InlineData("setup.py", "# license=\"MIT\"\nsetup(license=\"GPL-3.0-only\")", "GPL-3.0-only")]
    [InlineData("setup.py", "\"\"\"\nlicense='MIT'\n\"\"\"\nsetup(license='GPL-3.0-only')", "GPL-3.0-only")]
    [InlineData("setup.py", "setup(license='MIT')\nsetup(license='GPL-3.0-only')", "MIT AND GPL-3.0-only")]
    [InlineData("setup.py", "x = dict(license='MIT')\nsetup(license=LIC)", "MIT AND LicenseRef-unrecognized")]
    [InlineData("x.gemspec", "# s.license = 'MIT'\ns.license = 'GPL-3.0-only'", "GPL-3.0-only")]
    [InlineData("x.gemspec", "=begin\ns.license = 'MIT'\n=end\ns.license = 'GPL-3.0-only'", "GPL-3.0-only")]
    [InlineData("x.rockspec", "-- license = 'MIT'\nlicense = 'GPL-3.0-only'", "GPL-3.0-only")]
    [InlineData("x.csproj", "<Project><PropertyGroup><PackageLicenseExpression Condition=\"'$(X)'=='y'\">MIT</PackageLicenseExpression><PackageLicenseExpression>GPL-3.0-only</PackageLicenseExpression></PropertyGroup></Project>", "MIT AND GPL-3.0-only")]
    [InlineData("package.json", """{"license": "MIT", "license": "GPL-3.0-only"}""", "MIT AND GPL-3.0-only")]
    [InlineData("package.json", """{"license": "MIT", "licenses": [{"type": "GPL-3.0-only"}]}""", "MIT AND GPL-3.0-only")]
    public void Manifests_state_their_license(string path, string text, string? license) => Assert.Equal(license, Read(path, text));

    [Theory]
    [InlineData("package.json", "{")]
    [InlineData("package.json", "[1]")]
    [InlineData("package.json", "{\"license\": \"\\ud800\"}")]
    [InlineData("package.json", "\0\uFFFD")]
    [InlineData("pom.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><project><licenses><license><name>&b;</name></license></licenses></project>")]
    [InlineData("pom.xml", "<project><licenses><license><name>MI")]
    [InlineData("x.csproj", "not xml")]
    [InlineData("Cargo.toml", "[package\nlicense = ")]
    [InlineData("setup.py", "license=")]
    [InlineData("x.gemspec", ".license = [\"MIT")]
    public void Broken_manifests_say_nothing(string path, string text) => Assert.Null(Read(path, text));

    [Fact]
    public void Deep_and_long_manifests_end_soon()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Null(Read("package.json", new string('[', 500_000)));
        Assert.Null(Read("pom.xml", string.Concat(Enumerable.Repeat("<a>", 200_000))));
        Assert.Null(Read("Cargo.toml", "[package]\nlicense = " + new string('[', 500_000)));
        Assert.Null(Read("setup.py", string.Concat(Enumerable.Repeat("license=", 100_000))));
        Assert.Null(Read("x.cabal", string.Concat(Enumerable.Repeat("a:\n b\n", 100_000))));
        Assert.Null(Read("package.json", $"{{\"license\": \"{new string('(', 100_000)}\"}}"));
        Assert.Null(Read("package.json", new string(' ', Manifest.BytesMax + 1)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }
}
