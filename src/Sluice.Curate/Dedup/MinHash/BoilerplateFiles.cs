using System.Text.RegularExpressions;

namespace Sluice.Curate.Dedup.MinHash;

/// <summary>Files that repositories have from a common stock: license texts and notices, codes of conduct, templates of hosts, settings, scripts of build tools. By their names alone.</summary>
/// <remarks>They are nobody's work in the repository that holds them: that two hold the same one says nothing of copying. Manifests, READMEs and lists of authors don't count, nor does source that is only about licenses (<c>license.c</c>).
/// Source: the names of GitHub's community health files, REUSE 3.3, gitignore templates, Automake's and Gradle's auxiliary scripts.</remarks>
static partial class BoilerplateFiles
{
    const int NameCharsMax = 200;

    /// <summary>Whether a file is one of them.</summary>
    /// <param name="path">Path in the repository, <c>/</c> between the parts.</param>
    public static bool Matches(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        ReadOnlySpan<char> name = path[(slash + 1)..], folder = slash < 0 ? default : path[..slash];
        if (name.IsEmpty || name.Length > NameCharsMax) return false;
        if (IsIn(folder, "LICENSES") || IsIn(folder, "ISSUE_TEMPLATE") || IsIn(folder, "PULL_REQUEST_TEMPLATE")) return true;
        if ((IsIn(folder, ".reuse") && name is "dep5") || (IsIn(folder, "debian") && name is "copyright")) return true;
        return Names().IsMatch(name);
    }

    static bool IsIn(ReadOnlySpan<char> folder, string last) => folder.EndsWith(last, StringComparison.Ordinal) && (folder.Length == last.Length || folder[^(last.Length + 1)] == '/');

    // A license's name may end in another's (LICENSE-MIT, COPYING.LESSER, LICENSE.Apache-2.0), in that of whoever's it is (LICENSE_icu) or in a kind of text, but in no other extension.
    [GeneratedRegex("""
        ^(?:(?:[a-z0-9]+[-_.])?(?:(?:un)?licen[cs]es?|copying|copyright|copyleft|(?:third[-_]?party[-_]?)?notices?|patents|ofl|eula)(?:[-_][^.]*)?
            (?:\.(?:a?l?gpl|lesser|lib|mit|isc|bsd|apache|mpl|epl|cddl|bsl|boost|cc0?|ofl|zlib|psf|python|artistic|x11|runtime|v?[0-9])[-_a-z0-9]*(?:\.[0-9]+)*)?(?:\.(?:md|mdx|markdown|txt|text|rst|html?|adoc|asciidoc|org|rtf|tex|pod|textile))?
        |.+\.license|reuse\.toml
        |(?:code[-_.]?of[-_.]?conduct|contributing|security|support|governance|dco|cla|(?:issue|pull[-_]request|merge[-_]request)[-_]template)(?:[-_][a-z]{2}(?:[-_][a-z]{2,4})?|\.[a-z]{2}(?:[-_][a-z]{2,4})?(?=\.))?(?:\.(?:md|markdown|txt|text|rst|adoc|org|html?|ya?ml))?
        |codeowners|funding\.ya?ml|dependabot\.ya?ml|renovate\.json5?|stale\.yml
        |\.(?:git|npm|docker|eslint|prettier|style?lint|vscode|hg|bzr|cvs|gcloud|helm|cf|slug|ember|bower)ignore|\.gitattributes|\.git-?keep|\.keep|\.placeholder|\.gitmodules|\.editorconfig|\.npmrc|\.yarnrc|\.nvmrc|\.node-version|\.python-version|\.ruby-version|\.tool-versions
        |\.prettierrc(?:\.(?:json|ya?ml|toml))?|\.eslintrc(?:\.(?:json|ya?ml))?|\.jshintrc|\.babelrc|\.browserslistrc|\.clang-format|\.clang-tidy|\.flake8|\.coveragerc|\.rspec|\.yamllint
        |gradlew(?:\.bat)?|gradle-wrapper\.properties|mvnw(?:\.cmd)?|maven-wrapper\.properties
        |install|install-sh|config\.(?:guess|sub)|depcomp|missing|mkinstalldirs|mkdep|ylwrap|ltmain\.sh|test-driver|texinfo\.tex|ar-lib|py-compile)$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Names();
}
